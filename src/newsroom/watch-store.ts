/** The watchlists as they are stored, at hand by id and by channel; other processes change them too. */
import { sameChannel } from '../alerts/identity.ts';
import { targetsOf } from '../alerts/targets.ts';
import type { ChannelRef, Watchlist } from '../model.ts';
import type { Clock, Collection, Log } from '../ports.ts';

/** How soon a watchlist that another process has stored is taken up. */
export const REFRESH_MS = 10_000;
/** Looking at all of them takes at most this share of the time, however many there are. */
export const LOOKING_MAX_SHARE = 0.05;

/** Whoever matches by them: hears of every watchlist that is new or changed, and of every one that is gone. */
export interface Watcher {
  /** Throws where the watchlist's query can't be read. */
  take(watchlist: Watchlist): void;
  drop(id: string): void;
}

const placeOf = ({ platform, channel }: ChannelRef): string => `${platform}/${channel}`;

export class WatchStore {
  readonly #collection: Collection<Watchlist>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #watcher: Watcher;
  readonly #byId = new Map<string, Watchlist>();
  /** Ids by the channels that a watchlist is of or alerts, workspaces left out. */
  readonly #byPlace = new Map<string, Set<string>>();
  #highest = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #lookingMs = 0;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(collection: Collection<Watchlist>, watcher: Watcher, clock: Clock, log: Log) {
    this.#collection = collection;
    this.#watcher = watcher;
    this.#clock = clock;
    this.#log = log;
  }

  get size(): number {
    return this.#byId.size;
  }

  byId(id: string): Watchlist | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<Watchlist> {
    return this.#byId.values();
  }

  /** Those of a channel, and those that it or a person there is subscribed to. */
  of(channel: ChannelRef): readonly Watchlist[] {
    const ids = this.#byPlace.get(placeOf(channel)) ?? [];
    return [...ids].flatMap((id) => {
      const watchlist = this.#byId.get(id);
      return watchlist !== undefined && placesOf(watchlist).some((each) => sameChannel(each, channel)) ? watchlist : [];
    });
  }

  /** Takes up what is stored now. */
  async look(): Promise<void> {
    const startedAt = this.#clock.now();
    const gone = new Set(this.#byId.keys());
    for await (const [id, watchlist] of this.#collection.entries()) {
      gone.delete(id);
      this.#take(watchlist);
    }
    for (const id of gone) this.#drop(id);
    this.#lookedAt = this.#clock.now();
    this.#lookingMs = this.#lookedAt - startedAt;
  }

  /** The same, if the last look is long enough ago. */
  async refresh(): Promise<void> {
    const restMs = Math.max(REFRESH_MS, this.#lookingMs / LOOKING_MAX_SHARE);
    if (this.#clock.now() - this.#lookedAt >= restMs) await this.look();
  }

  /** The watchlist as it is stored at this moment. */
  async stored(id: string): Promise<Watchlist | undefined> {
    const watchlist = await this.#collection.get(id);
    if (watchlist === undefined) this.#drop(id);
    else this.#take(watchlist);
    return watchlist;
  }

  /** One change at a time, so that each builds on the one before. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#lastChange.then(change);
    this.#lastChange = turn.catch(() => {
      // whoever asked for the change hears of it
    });
    return turn;
  }

  async keep(watchlist: Watchlist): Promise<Watchlist> {
    await this.#collection.set(watchlist.id, watchlist);
    this.#take(watchlist);
    return watchlist;
  }

  async remove(id: string): Promise<void> {
    await this.#collection.delete(id);
    this.#drop(id);
  }

  /** Short ids, for people to type: one more than the highest, and not what another process took meanwhile. */
  async freshId(): Promise<string> {
    for (;;) {
      this.#highest += 1;
      const id = `w_${this.#highest}`;
      if ((await this.#collection.get(id)) === undefined) return id;
    }
  }

  #take(watchlist: Watchlist): void {
    const known = this.#byId.get(watchlist.id);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(watchlist)) return;
    try {
      this.#watcher.take(watchlist);
    } catch (thrown) {
      this.#log.error('a stored watchlist can not be read', { id: watchlist.id, error: (thrown as Error).message });
      return;
    }
    if (known !== undefined) this.#unplace(known);
    this.#byId.set(watchlist.id, watchlist);
    this.#highest = Math.max(this.#highest, Number(/^w_(\d+)$/.exec(watchlist.id)?.[1] ?? 0));
    for (const place of placesOf(watchlist).map(placeOf)) {
      const ids = this.#byPlace.get(place) ?? new Set();
      this.#byPlace.set(place, ids.add(watchlist.id));
    }
  }

  #drop(id: string): void {
    const known = this.#byId.get(id);
    if (known === undefined) return;
    this.#unplace(known);
    this.#byId.delete(id);
    this.#watcher.drop(id);
  }

  #unplace(watchlist: Watchlist): void {
    for (const place of placesOf(watchlist).map(placeOf)) {
      const ids = this.#byPlace.get(place);
      ids?.delete(watchlist.id);
      if (ids?.size === 0) this.#byPlace.delete(place);
    }
  }
}

/** Its own channel even where it can't be reached any more: there it is listed, and resumed. */
const placesOf = (watchlist: Watchlist): readonly ChannelRef[] => [
  watchlist.channel,
  ...targetsOf({ ...watchlist, lost: [] }),
];
