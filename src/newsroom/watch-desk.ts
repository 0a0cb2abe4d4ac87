/** Watchlists: kept by key, matched live, tried out on what has been read. */
import { sameChannel } from '../alerts/identity.ts';
import { NewsroomError } from '../errors.ts';
import { identityKeys } from '../feeds/identity.ts';
import type { Article, ChannelRef, Watchlist } from '../model.ts';
import type { Collection } from '../ports.ts';
import { namesOf } from '../text/names.ts';
import type { Reading } from '../text/reading.ts';
import { readAliases, withAliases } from '../watch/aliases.ts';
import { type AnalysedArticle, analyseArticle } from '../watch/analysis.ts';
import type { Backtest } from '../watch/backtest.ts';
import { explainMatch } from '../watch/explanation.ts';
import { parseQuery } from '../watch/grammar.ts';
import { lookBack } from '../watch/lookback.ts';
import { Percolator } from '../watch/matcher.ts';
import { printQuery, type Query } from '../watch/query.ts';
import type { Library } from './library.ts';
import type { Explanation, WatchDesk } from './newsroom.ts';
import { timestamp, type World } from './world.ts';

/** Watchlists of one channel. */
export const CHANNEL_MAX_WATCHLISTS = 200;
export const WATCHLIST_NAME_MAX_CHARS = 100;
/** How soon a watchlist that another process has stored is taken up. */
export const REFRESH_MS = 10_000;

export interface Watchkeeper extends WatchDesk {
  /** The watchlists that an article matches, paused ones left out. */
  matching(article: Article, reading: Reading): readonly Watchlist[];
  /** Pauses a watchlist for a reason that its owner did not give. */
  suspend(id: string, reason: string): Promise<void>;
  byId(id: string): Watchlist | undefined;
  /** Takes up what another process has changed, if the last look is long enough ago. */
  refresh(): Promise<void>;
  readonly size: number;
}

export async function openWatchDesk(world: World, library: Library): Promise<Watchkeeper> {
  const collection: Collection<Watchlist> = world.state.collection('watchlists');
  const watchlists = new Map<string, Watchlist>();
  const percolator = new Percolator();
  const aliases = readAliases(world.policy.aliases);
  const queryOf = (text: string): Query => withAliases(parseQuery(text), aliases);

  const take = (watchlist: Watchlist): void => {
    watchlists.set(watchlist.id, watchlist);
    if (watchlist.pausedAt === undefined) percolator.add(watchlist.id, queryOf(watchlist.query));
    else percolator.remove(watchlist.id);
  };
  const keep = async (watchlist: Watchlist): Promise<Watchlist> => {
    await collection.set(watchlist.id, watchlist);
    take(watchlist);
    return watchlist;
  };
  let lookedAt = 0;
  const look = async (): Promise<void> => {
    lookedAt = world.clock.now();
    const gone = new Set(watchlists.keys());
    for await (const [id, watchlist] of collection.entries()) {
      gone.delete(id);
      const known = watchlists.get(id);
      if (known?.query === watchlist.query && known.pausedAt === watchlist.pausedAt) continue;
      try {
        take(watchlist);
      } catch (thrown) {
        world.log.error('a stored watchlist can not be read', { id, error: (thrown as Error).message });
      }
    }
    for (const id of gone) {
      watchlists.delete(id);
      percolator.remove(id);
    }
  };
  await look();

  let lastChange: Promise<unknown> = Promise.resolve();
  /** One change at a time, each to what is stored now: ids are counted, and other processes change watchlists too. */
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const turn = lastChange.then(look).then(change);
    lastChange = turn.catch(() => {
      // whoever asked for the change hears of it
    });
    return turn;
  };
  const resumed = ({ pausedAt: _at, pausedReason: _why, ...running }: Watchlist): Promise<Watchlist> => keep(running);

  const analyse = (article: Article, needsNames: boolean, reading?: Reading): AnalysedArticle =>
    analyseArticle({
      title: article.title,
      text: article.text,
      source: article.source,
      lang: article.lang,
      tags: article.tags ?? [],
      ...(needsNames ? { names: namesOf(reading ?? library.read(article)) } : {}),
    });

  const find = (idOrName: string, channel: ChannelRef | undefined): Watchlist => {
    const wanted = idOrName.trim().toLowerCase();
    const here = [...watchlists.values()].filter(
      (watchlist) => channel === undefined || sameChannel(watchlist.channel, channel),
    );
    const found =
      here.find((watchlist) => watchlist.id === wanted) ??
      here.find((watchlist) => watchlist.name.toLowerCase() === wanted);
    if (found !== undefined) return found;
    throw new NewsroomError(
      'not_found',
      wanted === '' ? 'Which watchlist?' : `There is no watchlist “${idOrName.trim().slice(0, 80)}” here.`,
      {
        hint: here.length === 0 ? 'Add one with /watch add QUERY.' : 'Its id or name stands in /watch list.',
      },
    );
  };

  return {
    byId: (id) => watchlists.get(id),
    async refresh() {
      if (world.clock.now() - lookedAt >= REFRESH_MS) await look();
    },
    get size() {
      return watchlists.size;
    },
    async add({ query, name, owner, channel }) {
      const printed = printQuery(parseQuery(query));
      return inTurn(async () => {
        const here = [...watchlists.values()].filter((watchlist) => sameChannel(watchlist.channel, channel));
        const twin = here.find((watchlist) => watchlist.query === printed);
        if (twin !== undefined) return twin.pausedAt === undefined ? twin : resumed(twin);
        if (here.length >= CHANNEL_MAX_WATCHLISTS)
          throw new NewsroomError('too_large', `This channel has ${CHANNEL_MAX_WATCHLISTS} watchlists already.`, {
            hint: 'Remove one with /watch remove ID.',
          });
        return keep({
          id: `w_${freshNumber(watchlists)}`,
          name: (name ?? printed).slice(0, WATCHLIST_NAME_MAX_CHARS),
          query: printed,
          owner,
          channel,
          createdAt: timestamp(world.clock),
        });
      });
    },
    async list(channel) {
      await look();
      return [...watchlists.values()]
        .filter((watchlist) => channel === undefined || sameChannel(watchlist.channel, channel))
        .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },
    remove: (idOrName, channel) =>
      inTurn(async () => {
        const found = find(idOrName, channel);
        await collection.delete(found.id);
        watchlists.delete(found.id);
        percolator.remove(found.id);
        return found;
      }),
    pause: (idOrName, channel) =>
      inTurn(async () => keep({ ...find(idOrName, channel), pausedAt: timestamp(world.clock) })),
    resume: (idOrName, channel) => inTurn(async () => resumed(find(idOrName, channel))),
    suspend: (id, reason) =>
      inTurn(async () => {
        const found = watchlists.get(id);
        if (found !== undefined) await keep({ ...found, pausedAt: timestamp(world.clock), pausedReason: reason });
      }),
    test(text): Promise<Backtest> {
      const past = { ...world, namesOf: (article: Article) => namesOf(library.read(article)) };
      return lookBack(parseQuery(text), past, {
        now: timestamp(world.clock),
        expand: (query) => withAliases(query, aliases),
        ...(world.policy.alerts ?? {}),
      });
    },
    matching(article, reading) {
      if (percolator.size === 0) return [];
      return percolator
        .match(analyse(article, percolator.needsNames, reading))
        .flatMap((id) => watchlists.get(id) ?? []);
    },
    async explain(idOrName, url, channel) {
      await look();
      const watchlist = find(idOrName, channel);
      return explain(world, watchlist, url, (article) =>
        explainMatch(queryOf(watchlist.query), analyse(article, true)),
      );
    },
  };
}

/** Short ids, for people to type: one more than the highest. */
function freshNumber(watchlists: ReadonlyMap<string, Watchlist>): number {
  return 1 + Math.max(0, ...[...watchlists.keys()].map((id) => Number(/^w_(\d+)$/.exec(id)?.[1] ?? 0)));
}

async function explain(
  world: World,
  watchlist: Watchlist,
  url: string,
  match: (article: Article) => ReturnType<typeof explainMatch>,
): Promise<Explanation> {
  const [id] = [...(await world.archive.identify(identityKeys({ url }))).values()];
  const [article] = await world.archive.articles([id ?? url.trim()]);
  if (article === undefined)
    return { watchlist, article, stages: [{ passed: false, what: 'Not seen: no feed has brought this article.' }] };
  const { matches, found, missing, excluded } = match(article);
  const parts = (list: readonly { readonly part: string }[]): string => list.map(({ part }) => part).join(', ');
  const standing = await world.outbox.standing(watchlist.channel, article.storyId);
  const stages = [
    { passed: true, what: `Seen at ${article.seenAt}, in story ${article.storyId}.` },
    matches
      ? { passed: true, what: `It matches: ${parts(found)}.` }
      : {
          passed: false,
          what: `No match.${missing.length > 0 ? ` Missing: ${missing.join(', ')}.` : ''}${excluded.length > 0 ? ` Excluded by: ${parts(excluded)}.` : ''}`,
        },
    {
      passed: watchlist.pausedAt === undefined,
      what:
        watchlist.pausedAt === undefined
          ? 'The watchlist is on.'
          : `The watchlist is paused since ${watchlist.pausedAt}.`,
    },
    {
      passed: article.seenAt >= watchlist.createdAt,
      what:
        article.seenAt >= watchlist.createdAt
          ? 'It came after the watchlist was made.'
          : 'It came before the watchlist was made: watchlists look forward only.',
    },
    delivered(standing),
  ];
  return { watchlist, article, stages };
}

function delivered(standing: Awaited<ReturnType<World['outbox']['standing']>>): Explanation['stages'][number] {
  if (standing.delivery !== undefined)
    return { passed: true, what: `Its story was posted at ${standing.delivery.deliveredAt}.` };
  if (standing.waiting !== undefined)
    return { passed: false, what: `Its story waits to be posted, due at ${standing.waiting.dueAt}.` };
  if (standing.parked !== undefined) return { passed: false, what: `The post was given up: ${standing.parked}` };
  return { passed: false, what: 'Its story was not posted in this channel.' };
}
