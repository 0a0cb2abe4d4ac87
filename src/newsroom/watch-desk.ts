/** Watchlists: kept by key, matched live, tried out on what has been read. */
import { LRUCache } from 'lru-cache';
import { sameChannel } from '../alerts/identity.ts';
import { zoneNamed } from '../alerts/schedule.ts';
import { MIN_INDEPENDENT_SOURCES } from '../alerts/silence.ts';
import { targetsOf } from '../alerts/targets.ts';
import { NewsroomError } from '../errors.ts';
import type { Article, ChannelRef, Subscriber, Watchlist, WatchOptions } from '../model.ts';
import type { Collection } from '../ports.ts';
import { namesOf } from '../text/names.ts';
import type { Name, Reading } from '../text/reading.ts';
import { readAliases, withAliases } from '../watch/aliases.ts';
import { type AnalysedArticle, analyseArticle } from '../watch/analysis.ts';
import type { Backtest } from '../watch/backtest.ts';
import { explainMatch } from '../watch/explanation.ts';
import { parseQuery } from '../watch/grammar.ts';
import { lookBack } from '../watch/lookback.ts';
import { Percolator } from '../watch/matcher.ts';
import { asksForNames, printQuery, type Query } from '../watch/query.ts';
import type { Library } from './library.ts';
import type { Asking, OptionChanges, Subscription, WatchDesk } from './newsroom.ts';
import { explainArticle } from './watch-explanation.ts';
import { WatchStore } from './watch-store.ts';
import { timestamp, type World } from './world.ts';

/** Watchlists of one channel. */
export const CHANNEL_MAX_WATCHLISTS = 200;
export const WATCHLIST_MAX_SUBSCRIBERS = 200;
export const WATCHLIST_NAME_MAX_CHARS = 100;
/** Articles whose people are remembered; some 500 bytes each. */
export const BEARERS_KEPT = 10_000;

export interface Watchkeeper extends WatchDesk {
  /** The watchlists that an article matches, paused ones left out. `articles`: its story's, which say who a bare surname is. */
  matching(article: Article, reading: Reading, articles: readonly Article[]): readonly Watchlist[];
  /** Those that wait for a story to have more sources, by what it has had since they were made. */
  matchingEarlier(articles: readonly Article[]): readonly Watchlist[];
  /** Those that match an earlier article of the story only now that this one says in full whom its surname means. */
  matchingExplained(article: Article, earlier: readonly Article[]): readonly Watchlist[];
  /** Nothing goes to this channel of the watchlist any more; it is paused where it has no other. Gives it as it is then. */
  lose(id: string, channel: ChannelRef, reason: string): Promise<Watchlist | undefined>;
  byId(id: string): Watchlist | undefined;
  /** Whether an article of a story has what a watchlist asks for. */
  has(watchlist: Watchlist, article: Article, articles: readonly Article[]): boolean;
  /** Takes up what another process has changed, if the last look is long enough ago. */
  refresh(): Promise<void>;
  readonly size: number;
}

export async function openWatchDesk(world: World, library: Library): Promise<Watchkeeper> {
  const percolator = new Percolator();
  /** Those that wait for more sources: what they matched before counts. */
  const patient = new Percolator();
  /** Those that ask for names: an article may be found to mean somebody only later. */
  const naming = new Percolator();
  const aliases = readAliases(world.policy.aliases);
  const queryOf = (text: string): Query => withAliases(parseQuery(text), aliases);
  const collection: Collection<Watchlist> = world.state.collection('watchlists');
  const drop = (id: string): void => {
    percolator.remove(id);
    patient.remove(id);
    naming.remove(id);
  };
  const take = ({ id, query, pausedAt, options }: Watchlist): void => {
    const parsed = queryOf(query);
    drop(id);
    if (pausedAt !== undefined) return;
    percolator.add(id, parsed);
    if ((options?.minSources ?? 1) > 1) patient.add(id, parsed);
    if (asksForNames(parsed)) naming.add(id, parsed);
  };
  const store = new WatchStore(collection, { take, drop }, world.clock, world.log);
  await store.look();

  const bearers = openBearers(library);
  const analyse = (
    article: Article,
    articles: readonly Article[],
    needsNames: boolean,
    reading?: Reading,
  ): AnalysedArticle => {
    const others = needsNames ? articles.filter(({ id }) => id !== article.id) : [];
    return analyseArticle({
      title: article.title,
      text: article.text,
      source: article.source,
      lang: article.lang,
      tags: article.tags ?? [],
      ...(needsNames
        ? { names: namesOf(reading ?? library.read(article)), storyNames: others.flatMap((each) => bearers(each)) }
        : {}),
    });
  };

  /** Watchlists that matched an article which came after they were made. */
  const matchedBy = (some: Percolator, articles: readonly Article[], story: readonly Article[]): Watchlist[] => {
    const matched = articles.flatMap((article) =>
      some
        .match(analyse(article, story, some.needsNames))
        .flatMap((id) => store.byId(id) ?? [])
        .filter(({ createdAt }) => createdAt <= article.seenAt),
    );
    return [...new Set(matched)];
  };

  /** What a channel calls by this id or name; another process may just have made it. */
  const find = async (idOrName: string, candidates: () => Iterable<Watchlist>): Promise<Watchlist> => {
    const wanted = idOrName.trim().toLowerCase();
    const looked = (): Watchlist | undefined => {
      const all = [...candidates()];
      return all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name.toLowerCase() === wanted);
    };
    let found = wanted === '' ? undefined : looked();
    if (found === undefined && wanted !== '') {
      await store.look();
      found = looked();
    }
    const now = found === undefined ? undefined : await store.stored(found.id);
    if (now !== undefined) return now;
    const isEmpty = [...candidates()].length === 0;
    throw new NewsroomError(
      'not_found',
      wanted === '' ? 'Which watchlist?' : `There is no watchlist “${idOrName.trim().slice(0, 80)}” here.`,
      { hint: isEmpty ? 'Add one with /watch add QUERY.' : 'Its id or name stands in /watch list.' },
    );
  };
  const owned = (channel: ChannelRef | undefined) => (): Iterable<Watchlist> =>
    channel === undefined ? store.all() : store.of(channel).filter((each) => sameChannel(each.channel, channel));
  const heard = (asking: Asking | undefined) => (): Iterable<Watchlist> => {
    if (asking === undefined) return store.all();
    const { channel, person } = asking;
    const mine = person === undefined ? [] : [...store.all()].filter((each) => isSubscribed(each, channel, person));
    return new Set([...store.of(channel), ...mine]);
  };
  const inReach =
    ({ askedIn, by, anywhere }: Pick<Subscription, 'askedIn' | 'by' | 'anywhere'>) =>
    (): Iterable<Watchlist> =>
      anywhere === true
        ? store.all()
        : new Set([...store.of(askedIn), ...[...store.all()].filter((each) => isVisible(each, askedIn, by.id))]);

  /** Changes the channel's watchlist as it is stored now. */
  const change = (idOrName: string, channel: ChannelRef | undefined, make: (found: Watchlist) => Watchlist) =>
    store.inTurn(async () => store.keep(make(await find(idOrName, owned(channel)))));

  return {
    byId: (id) => store.byId(id),
    refresh: () => store.refresh(),
    get size() {
      return store.size;
    },
    has: ({ query }, article, articles) => explainMatch(queryOf(query), analyse(article, articles, true)).matches,
    async add({ query, name, owner, ownerAt, channel, options }) {
      const printed = printQuery(parseQuery(query));
      return store.inTurn(async () => {
        const here = [...owned(channel)()];
        const twin = here.find((watchlist) => watchlist.query === printed);
        if (twin !== undefined) {
          const named = name === undefined ? twin : { ...twin, name: name.slice(0, WATCHLIST_NAME_MAX_CHARS) };
          return store.keep(withOptions(resumed(named), options));
        }
        if (here.length >= CHANNEL_MAX_WATCHLISTS)
          throw new NewsroomError('too_large', `This channel has ${CHANNEL_MAX_WATCHLISTS} watchlists already.`, {
            hint: 'Remove one with /watch remove ID.',
          });
        const made: Watchlist = {
          id: await store.freshId(),
          name: (name ?? printed).slice(0, WATCHLIST_NAME_MAX_CHARS),
          query: printed,
          owner,
          ...(ownerAt === undefined ? {} : { ownerAt }),
          channel,
          createdAt: timestamp(world.clock),
        };
        return store.keep(withOptions(made, options));
      });
    },
    edit: (idOrName, { query, name, options }, channel) => {
      const printed = query === undefined ? undefined : printQuery(parseQuery(query));
      return change(idOrName, channel, (found) =>
        withOptions(
          {
            ...found,
            ...(printed === undefined ? {} : { query: printed }),
            ...(name === undefined ? {} : { name: name.slice(0, WATCHLIST_NAME_MAX_CHARS) }),
            // A list that was named by its query goes on being so.
            ...(printed !== undefined && name === undefined && found.name === found.query ? { name: printed } : {}),
          },
          options,
        ),
      );
    },
    check: (query) => printQuery(parseQuery(query)),
    find: (idOrName, asking) => {
      const { channel, person = '', everywhere = false } = asking;
      const others = (): Watchlist[] =>
        [...store.all()].filter(
          (each) => isOwnedBy(each, channel, person) || (everywhere && isVisible(each, channel, person)),
        );
      return find(idOrName, () => new Set([...owned(channel)(), ...heard(asking)(), ...others()]));
    },
    async listOf({ channel, person }) {
      await store.refresh();
      if (person === undefined) return [];
      return inOrder(
        [...store.all()].filter((each) => isOwnedBy(each, channel, person) || isSubscribed(each, channel, person)),
      );
    },
    async list(channel, person) {
      await store.refresh();
      const all = heard(channel === undefined ? undefined : { channel, person });
      return inOrder([...all()]);
    },
    remove: (idOrName, channel) =>
      store.inTurn(async () => {
        const found = await find(idOrName, owned(channel));
        await store.remove(found.id);
        return found;
      }),
    pause: (idOrName, channel) =>
      change(idOrName, channel, (found) => ({ ...found, pausedAt: timestamp(world.clock) })),
    resume: (idOrName, channel) => change(idOrName, channel, resumed),
    snooze: (idOrName, ms, channel) => {
      const snoozedUntil = new Date(world.clock.now() + ms).toISOString();
      return change(idOrName, channel, (found) => ({ ...resumed(found), snoozedUntil }));
    },
    subscribe: (idOrName, subscription) =>
      store.inTurn(async () => {
        const { channel, by, askedIn } = subscription;
        const found = await find(idOrName, inReach(subscription));
        const { subscribers = [], lost = [] } = found;
        // Who subscribes again where it could not be reached tries again.
        const reachable = lost.filter((each) => !sameChannel(each.channel, channel));
        const isKnown = targetsOf({ ...found, lost: [] }).some((each) => sameChannel(each, channel));
        if (isKnown && reachable.length === lost.length) return found;
        if (!isKnown && subscribers.length >= WATCHLIST_MAX_SUBSCRIBERS)
          throw new NewsroomError('too_large', `${found.name} has ${WATCHLIST_MAX_SUBSCRIBERS} subscribers already.`, {
            hint: 'Subscribe a channel in place of single people.',
          });
        const added: Subscriber = { channel, by, askedIn, since: timestamp(world.clock) };
        return store.keep({ ...found, subscribers: isKnown ? subscribers : [...subscribers, added], lost: reachable });
      }),
    unsubscribe: (idOrName, subscription) =>
      store.inTurn(async () => {
        const { channel } = subscription;
        const found = await find(idOrName, inReach(subscription));
        const { subscribers = [] } = found;
        const left = subscribers.filter((each) => !sameChannel(each.channel, channel));
        if (left.length === subscribers.length)
          throw new NewsroomError('not_found', `“${found.name}” has no such subscriber.`, {
            hint: sameChannel(found.channel, channel)
              ? `It belongs to this channel: /watch pause ${found.id} or /watch remove ${found.id}.`
              : 'Its subscribers stand in /watch list.',
          });
        return store.keep({ ...found, subscribers: left });
      }),
    lose: (id, channel, reason) =>
      store.inTurn(async () => {
        const found = await store.stored(id);
        if (found === undefined) return undefined;
        const at = timestamp(world.clock);
        const others = (found.lost ?? []).filter((each) => !sameChannel(each.channel, channel));
        const lost = { ...found, lost: [...others, { channel, at, reason }] };
        const isPaused = targetsOf(lost).length === 0 && found.pausedAt === undefined;
        return store.keep(isPaused ? { ...lost, pausedAt: at, pausedReason: reason } : lost);
      }),
    test(text, options = {}): Promise<Backtest> {
      const past = { ...world, namesOf: (article: Article) => namesOf(library.read(article)) };
      return lookBack(parseQuery(text), past, {
        now: timestamp(world.clock),
        expand: (query) => withAliases(query, aliases),
        minIndependentSources: Math.max(
          world.policy.alerts?.minIndependentSources ?? MIN_INDEPENDENT_SOURCES,
          options.minSources ?? 0,
        ),
      });
    },
    matching(article, reading, articles) {
      if (percolator.size === 0) return [];
      const analysed = analyse(article, articles, percolator.needsNames, reading);
      return percolator.match(analysed).flatMap((id) => store.byId(id) ?? []);
    },
    matchingEarlier(articles) {
      return patient.size === 0 ? [] : matchedBy(patient, articles, articles);
    },
    matchingExplained(article, earlier) {
      if (naming.size === 0 || earlier.length === 0) return [];
      const known = new Set(earlier.flatMap((each) => bearers(each).map(surnameOf)));
      const explained = [...new Set(bearers(article).map(surnameOf))].filter((surname) => !known.has(surname));
      const concerned = earlier.filter(({ title, text }) =>
        explained.some((surname) => title.includes(surname) || text.includes(surname)),
      );
      return matchedBy(naming, concerned, [...earlier, article]);
    },
    async explain(idOrName, url, asking) {
      const watchlist = await find(idOrName, heard(asking));
      return explainArticle(world, watchlist, url, {
        asking,
        async match(article) {
          const story = await world.archive.story(article.storyId);
          const known = story === undefined ? [] : await library.membersOf(story);
          // What came later could not say then who was meant.
          const articles = known.filter(({ seenAt }) => seenAt <= article.seenAt);
          return explainMatch(queryOf(watchlist.query), analyse(article, articles, true));
        },
      });
    },
  };
}

/**
 * The full names of people in an article, by which the story's other articles may mean them. Remembered apart from readings,
 * which are large: a long story's names are asked for with each of its articles.
 */
function openBearers(library: Library): (article: Article) => readonly Name[] {
  const known = new LRUCache<string, readonly Name[]>({ max: BEARERS_KEPT });
  return (article) => {
    const key = `${article.id} ${article.revision}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const full = namesOf(library.read(article)).filter(({ kind, text }) => kind === 'person' && text.includes(' '));
    const names = full.map(({ text, kind }) => ({ text, kind, mentions: [], roles: [] }));
    known.set(key, names);
    return names;
  };
}

const surnameOf = ({ text }: Name): string => text.slice(text.lastIndexOf(' ') + 1);

/** Oldest first. */
const inOrder = (watchlists: readonly Watchlist[]): readonly Watchlist[] =>
  watchlists.toSorted((a, b) =>
    a.createdAt === b.createdAt ? numberOf(a) - numberOf(b) : a.createdAt < b.createdAt ? -1 : 1,
  );

const numberOf = ({ id }: Watchlist): number => Number(id.replace(/\D/g, ''));

const isSubscribed = ({ subscribers = [] }: Watchlist, { platform }: ChannelRef, person: string): boolean =>
  subscribers.some(({ channel }) => channel.platform === platform && channel.person === person);

const isOwnedBy = ({ owner, channel }: Watchlist, { platform }: ChannelRef, person: string): boolean =>
  channel.platform === platform && owner.id === person;

/** Channels' watchlists are seen in their workspace; those of direct messages by their owner and whoever has them already. */
function isVisible(watchlist: Watchlist, askedIn: ChannelRef, person: string): boolean {
  const { channel: home, owner } = watchlist;
  if (home.platform !== askedIn.platform) return false;
  if ((owner.id === person && person !== '') || isSubscribed(watchlist, askedIn, person)) return true;
  return home.person === undefined && home.workspace === askedIn.workspace;
}

/** On again, everywhere: whatever stopped it is forgotten. */
function resumed(watchlist: Watchlist): Watchlist {
  const { pausedAt: _at, pausedReason: _why, snoozedUntil: _until, lost: _lost, ...running } = watchlist;
  return running;
}

/** Options given win over those it has; one that is given as undefined is taken back. */
function withOptions(watchlist: Watchlist, changes: OptionChanges | undefined): Watchlist {
  if (changes === undefined) return watchlist;
  const zone = changes.zone === undefined ? {} : { zone: zoneNamed(changes.zone) };
  const entries = Object.entries({ ...watchlist.options, ...changes, ...zone }).filter(
    ([, value]) => value !== undefined,
  );
  const { options: _, ...rest } = watchlist;
  return entries.length === 0 ? rest : { ...rest, options: Object.fromEntries(entries) as WatchOptions };
}
