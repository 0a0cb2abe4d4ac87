/** An outbox in memory, a chat that fails on demand, and alerts to send through them. */
import { alertId, channelKey } from '../../src/alerts/identity.ts';
import { NewsroomError } from '../../src/errors.ts';
import type {
  Alert,
  Brief,
  ChannelRef,
  Delivery,
  Letter,
  MessageRef,
  Platform,
  Post,
  Receipt,
  StoryAlert,
} from '../../src/model.ts';
import type { Chat, Log, Outbox } from '../../src/ports.ts';

export const NOON = '2025-07-03T12:00:00.000Z';

export const silentLog: Log = { info() {}, warn() {}, error() {} };

export class HandClock {
  #ms = Date.parse(NOON);
  now(): number {
    return this.#ms;
  }
  advance(ms: number): void {
    this.#ms += ms;
  }
}

export const channel = (name: string, platform: Platform = 'discord'): ChannelRef => ({ platform, channel: name });

export const brief = (revision: number, storyId = 's1'): Brief => ({
  storyId,
  storyRevision: revision,
  headline: `Revision ${revision}`,
  sentences: [],
  disagreements: [],
  timeline: [],
  sources: [],
  carriedBy: 1,
  independentSources: 1,
});

export const post = (text: string): Post => ({
  audience: 'everyone',
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text }] }],
});

/** The words of a post. */
export const said = (some: Post): string =>
  some.blocks
    .flatMap((block) => ('spans' in block ? block.spans.map((span) => ('text' in span ? span.text : '')) : []))
    .join(' ');

export function alertFor(name: string, storyId: string, changes: Partial<StoryAlert> = {}): StoryAlert {
  const revision = changes.storyRevision ?? 1;
  const kind = changes.kind ?? 'alert';
  const where = changes.channel ?? channel(name);
  return {
    id: alertId(kind, where, storyId, revision),
    kind,
    channel: where,
    storyId,
    storyRevision: revision,
    watchlistIds: ['w1'],
    brief: brief(revision, storyId),
    post: post(`${storyId} as of ${revision}`),
    createdAt: NOON,
    dueAt: NOON,
    attempts: 0,
    ...changes,
  };
}

export const updateFor = (
  name: string,
  storyId: string,
  revision: number,
  changes: Partial<StoryAlert> = {},
): StoryAlert =>
  alertFor(name, storyId, { kind: 'update', storyRevision: revision, reply: post(`new in ${revision}`), ...changes });

/** A digest or a notice. */
export function letterFor(name: string, id: string, changes: Partial<Letter> = {}): Letter {
  return {
    id,
    kind: 'notice',
    channel: channel(name),
    watchlistIds: [],
    post: post(id),
    createdAt: NOON,
    dueAt: NOON,
    attempts: 0,
    ...changes,
  };
}

interface Queued {
  alert: Alert;
  /** When it was first due: its place among the channel's. */
  readonly queuedFor: string;
  leasedUntil: number;
  parked?: string;
  /** The digest that carries it. */
  foldedInto?: string;
}

/** Keeps the port's promises: one alert a channel, the oldest first, one caller at a time. */
export class MemoryOutbox implements Outbox {
  readonly queue: Queued[] = [];
  readonly deliveries: Delivery[] = [];
  readonly receipts: Receipt[] = [];
  /** Writes of deliveries that fail before one succeeds. */
  failingWrites = 0;

  put(...alerts: readonly Alert[]): void {
    for (const alert of alerts)
      this.queue.push({ alert, queuedFor: alert.dueAt, leasedUntil: Number.NEGATIVE_INFINITY });
    // Sorting keeps the order of arrival among those that were due at one time.
    this.queue.sort((a, b) => (a.queuedFor < b.queuedFor ? -1 : a.queuedFor > b.queuedFor ? 1 : 0));
  }

  async enqueue(alerts: readonly Alert[]): Promise<void> {
    this.put(...alerts.filter(({ id }) => this.queue.every(({ alert }) => alert.id !== id)));
  }

  async lease({ now, leaseMs, limit, without = [] }: Parameters<Outbox['lease']>[0]): Promise<readonly Alert[]> {
    const nowMs = Date.parse(now);
    const heads = new Map<string, Queued>();
    for (const queued of this.#inQueue()) {
      const key = channelKey(queued.alert.channel);
      if (!heads.has(key)) heads.set(key, queued);
    }
    const due = [...heads.values()].filter(
      ({ alert, leasedUntil }) =>
        Date.parse(alert.dueAt) <= nowMs && leasedUntil <= nowMs && !without.includes(alert.channel.platform),
    );
    return due.slice(0, limit).map((queued) => {
      queued.leasedUntil = nowMs + leaseMs;
      queued.alert = { ...queued.alert, attempts: queued.alert.attempts + 1 };
      return queued.alert;
    });
  }

  async waiting({ channel: where, now, limit }: { channel: ChannelRef; now: string; limit: number }) {
    return this.#inQueue()
      .map(({ alert }) => alert)
      .filter((alert) => alert.storyId !== undefined && alert.attempts === 0 && alert.dueAt <= now)
      .filter((alert): alert is StoryAlert => channelKey(alert.channel) === channelKey(where))
      .slice(0, limit);
  }

  async fold(digest: Letter, alerts: readonly StoryAlert[], leaseUntil: string): Promise<boolean> {
    const members = alerts.map(({ id }) => this.#find(id));
    this.queue.splice(this.queue.indexOf(members[0]!), 0, {
      alert: { ...digest, attempts: 1 },
      queuedFor: members[0]!.queuedFor,
      leasedUntil: Date.parse(leaseUntil),
    });
    for (const member of members) member.foldedInto = digest.id;
    return true;
  }

  async calls(): Promise<readonly never[]> {
    return [];
  }

  async callersOf(): Promise<readonly never[]> {
    return [];
  }

  async delivered(receipt: Delivery | Receipt): Promise<void> {
    if (this.failingWrites > 0) {
      this.failingWrites -= 1;
      throw new NewsroomError('storage_locked', 'The database is busy.');
    }
    this.receipts.push(receipt);
    if ('storyId' in receipt) this.deliveries.push(receipt);
    for (const { alert, foldedInto } of [...this.queue]) {
      if (alert.id !== receipt.alertId && foldedInto !== receipt.alertId) continue;
      this.queue.splice(
        this.queue.findIndex((queued) => queued.alert.id === alert.id),
        1,
      );
      if (foldedInto === undefined || alert.storyId === undefined) continue;
      const { storyId, storyRevision, brief: told } = alert;
      this.deliveries.push({
        ...receipt,
        alertId: alert.id,
        storyId,
        storyRevision,
        brief: told,
        inDigest: true,
      });
    }
  }

  async postpone(alertId: string, dueAt: string, _error: string): Promise<void> {
    const queued = this.#find(alertId);
    queued.alert = { ...queued.alert, dueAt };
    queued.leasedUntil = Number.NEGATIVE_INFINITY;
  }

  async park(alertId: string, error: string): Promise<void> {
    for (const queued of this.queue)
      if (queued.alert.id === alertId || queued.foldedInto === alertId) queued.parked = error;
  }

  async abandon(channel: ChannelRef, error: string): Promise<void> {
    for (const queued of this.queue)
      if (queued.alert.kind !== 'notice' && channelKey(queued.alert.channel) === channelKey(channel))
        queued.parked ??= error;
  }

  async channelsOf(storyId: string): Promise<readonly ChannelRef[]> {
    const told = [...this.deliveries, ...this.unsettled].filter((some) => some.storyId === storyId);
    return [...new Map(told.map(({ channel }) => [channelKey(channel), channel])).values()];
  }

  async standing(where: ChannelRef, storyId: string) {
    const isHere = (some: { channel: ChannelRef; storyId?: string | undefined }): boolean =>
      some.storyId === storyId && channelKey(some.channel) === channelKey(where);
    const delivery = this.deliveries.findLast(isHere);
    const waiting = this.queue.findLast(({ alert, parked }) => isHere(alert) && parked === undefined)?.alert as
      | StoryAlert
      | undefined;
    const parked = this.queue.findLast((queued) => isHere(queued.alert) && queued.parked !== undefined)?.parked;
    return {
      ...(delivery === undefined ? {} : { delivery }),
      ...(waiting === undefined ? {} : { waiting }),
      ...(parked === undefined ? {} : { parked }),
    };
  }

  /** Alerts that are neither delivered nor parked. */
  get unsettled(): readonly Alert[] {
    return this.queue.filter(({ parked }) => parked === undefined).map(({ alert }) => alert);
  }

  get parked(): readonly string[] {
    return this.queue.filter(({ parked }) => parked !== undefined).map(({ alert }) => alert.id);
  }

  #inQueue(): readonly Queued[] {
    return this.queue.filter(({ parked, foldedInto }) => parked === undefined && foldedInto === undefined);
  }

  #find(alertId: string): Queued {
    return this.queue.find(({ alert }) => alert.id === alertId)!;
  }
}

export interface Call {
  readonly kind: 'post' | 'edit';
  readonly channel: string;
  readonly key?: string;
  readonly replyTo?: string;
  readonly words: string;
  readonly at: number;
}

/** What becomes of a call: nothing, an error before it counts, an error after it counts, or an answer that keeps one waiting. */
export type Fault =
  | 'none'
  | { readonly before: NewsroomError }
  | { readonly after: NewsroomError }
  | { readonly until: Promise<void> };

export interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly replyTo?: string;
  words: string;
}

export class FaultyChat implements Chat {
  readonly platform: Platform;
  /** Every call, whatever became of it. */
  readonly calls: Call[] = [];
  /** What people see, in order. */
  readonly shown: Shown[] = [];
  inFlight = 0;
  mostInFlight = 0;
  readonly #clock: HandClock;
  readonly #fault: (call: Call) => Fault;
  readonly #dedupes: boolean;
  readonly #byKey = new Map<string, Shown>();

  constructor(
    clock: HandClock,
    fault: (call: Call) => Fault = () => 'none',
    options: { readonly dedupes?: boolean; readonly platform?: Platform } = {},
  ) {
    this.#clock = clock;
    this.#fault = fault;
    this.#dedupes = options.dedupes ?? true;
    this.platform = options.platform ?? 'discord';
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async post(
    where: ChannelRef,
    some: Post,
    { key, replyTo }: { key: string; replyTo?: MessageRef },
  ): Promise<MessageRef> {
    const thread = replyTo === undefined ? {} : { replyTo: replyTo.id };
    const call: Call = {
      kind: 'post',
      channel: where.channel,
      key,
      ...thread,
      words: said(some),
      at: this.#clock.now(),
    };
    return this.#answer(call, () => {
      const known = this.#dedupes ? this.#byKey.get(key) : undefined;
      const shown = known ?? { id: `m${this.shown.length + 1}`, channel: where.channel, ...thread, words: call.words };
      if (known === undefined) this.shown.push(shown);
      this.#byKey.set(key, shown);
      return { channel: where, id: shown.id };
    });
  }

  async edit(message: MessageRef, some: Post): Promise<void> {
    const call: Call = { kind: 'edit', channel: message.channel.channel, words: said(some), at: this.#clock.now() };
    await this.#answer(call, () => {
      const shown = this.shown.find(({ id }) => id === message.id);
      if (shown !== undefined) shown.words = call.words;
    });
  }

  async #answer<T>(call: Call, act: () => T): Promise<T> {
    this.calls.push(call);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      const fault = this.#fault(call);
      await Promise.resolve();
      if (fault !== 'none' && 'before' in fault) throw fault.before;
      if (fault !== 'none' && 'until' in fault) await fault.until;
      const answer = act();
      if (fault !== 'none' && 'after' in fault) throw fault.after;
      return answer;
    } finally {
      this.inFlight -= 1;
    }
  }
}
