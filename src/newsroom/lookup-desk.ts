/** What people mean by the few letters that they have typed: stories, watchlists, feeds, names in the news. */
import { LRUCache } from 'lru-cache';
import type { Choice, Story } from '../model.ts';
import { namesOf } from '../text/names.ts';
import { readText } from '../text/read.ts';
import { isStopWord, tokenise } from '../text/words.ts';
import type { FeedKeeper } from './feed-desk.ts';
import type { Asking, LookupDesk } from './newsroom.ts';
import type { Watchkeeper } from './watch-desk.ts';
import type { World } from './world.ts';

/** A choice's value, label and note are cut to what the narrowest platform shows. */
export const CHOICE_MAX_CHARS = 100;
/** Stories that moved last, whose titles are looked through; older ones are found by their articles' words. */
export const LOOKUP_STORIES = 300;
export const LOOKUP_SEARCH_HITS = 30;
/** Whoever types asks with every letter: what was listed a moment ago will do. */
export const LOOKUP_KEPT_MS = 5_000;
/** Words of what was typed that are looked for, and letters of it. */
export const LOOKUP_MAX_WORDS = 12;
const LOOKUP_MAX_CHARS = 200;
/** Letters from which on the whole archive is asked. */
const SEARCH_MIN_CHARS = 3;
const NAME_MAX_WORDS = 4;

interface Desks {
  readonly world: World;
  readonly feeds: FeedKeeper;
  readonly watchlists: Watchkeeper;
}

export function openLookupDesk({ world, feeds, watchlists }: Desks): LookupDesk {
  const { archive, clock, searchIndex } = world;
  const recent = keptFor(clock, () => archive.stories({ limit: LOOKUP_STORIES }));
  const read = keptFor(clock, () => feeds.all());
  const names = new LRUCache<string, readonly string[]>({ max: 4 * LOOKUP_STORIES });

  /** Stories whose articles have the words, however old. */
  const searched = async (typed: string): Promise<readonly Story[]> => {
    const terms = wordsIn(typed).filter((word) => !isStopWord(word));
    if (terms.length === 0 || typed.trim().length < SEARCH_MIN_CHARS) return [];
    const hits = await searchIndex.search({ terms, limit: LOOKUP_SEARCH_HITS });
    const articles = await archive.articles(hits.map(({ articleId }) => articleId));
    const found = await Promise.all(
      [...new Set(articles.map(({ storyId }) => storyId))].map((id) => archive.story(id)),
    );
    return found.filter((story) => story !== undefined);
  };

  const stories = async (typed: string, limit: number): Promise<readonly Choice[]> => {
    const known = ranked(await recent(), typed, ({ id, title }) => [title, id]);
    const more = known.length >= limit ? [] : await searched(typed);
    const all = new Map([...known, ...more].map((story) => [story.id, story]));
    return [...all.values()].map(({ id, title, sources, updatedAt }) =>
      choice(id, title, `${sources.length === 1 ? '1 outlet' : `${sources.length} outlets`}, ${dayInWords(updatedAt)}`),
    );
  };

  const visible = async (typed: string, asking: Asking): Promise<readonly Choice[]> => {
    const { channel, person } = asking;
    const here = [...(await watchlists.list(channel, person)), ...(await watchlists.listOf(asking))];
    const all = [...new Map(here.map((watchlist) => [watchlist.id, watchlist])).values()];
    return ranked(all, typed, ({ id, name, query }) => [name, id, query]).map(({ id, name, query, pausedAt }) =>
      choice(id, name, pausedAt === undefined ? query : `paused · ${query}`),
    );
  };

  const outlets = async (typed: string): Promise<readonly Choice[]> =>
    ranked(await read(), typed, ({ id, outlet, url }) => [outlet, id, hostOf(url)]).map(({ id, outlet, url }) =>
      choice(id, outlet, hostOf(url)),
    );

  /** Names in the headlines of the stories that moved last, by how many outlets carry them. */
  const topics = async (typed: string): Promise<readonly Choice[]> => {
    const weights = new Map<string, number>();
    for (const { id, title, sources } of await recent()) {
      const key = `${id} ${title}`;
      // Some third of a millisecond each, the first time.
      if (!names.has(key)) names.set(key, namesIn(title));
      for (const name of names.get(key) ?? []) weights.set(name, (weights.get(name) ?? 0) + sources.length);
    }
    const byWeight = [...weights].sort(([, a], [, b]) => b - a).map(([name]) => name);
    return ranked(byWeight, typed, (name) => [name]).map((name) => choice(name, name));
  };

  return {
    async find(of, given, asking, limit) {
      const typed = given.slice(0, LOOKUP_MAX_CHARS);
      const found = {
        story: () => stories(typed, limit),
        watchlist: () => visible(typed, asking),
        feed: () => outlets(typed),
        topic: () => topics(typed),
      };
      return (await found[of]()).slice(0, limit);
    },
  };
}

/** What was listed less than LOOKUP_KEPT_MS ago is not listed again. */
function keptFor<T>(clock: World['clock'], list: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly value: Promise<T> } | undefined;
  return async () => {
    const now = clock.now();
    if (kept === undefined || now - kept.at >= LOOKUP_KEPT_MS) {
      const value = list();
      kept = { at: now, value };
      value.catch(() => {
        // whoever asked hears of it; the next one asks anew
        kept = undefined;
      });
    }
    return kept.value;
  };
}

const wordsIn = (typed: string): string[] =>
  tokenise(typed)
    .map(({ norm }) => norm)
    .slice(0, LOOKUP_MAX_WORDS);

/** Those that have all words, as whole ones or as beginnings; the better the fit, the sooner, in their order where it is the same. */
function ranked<T>(items: readonly T[], typed: string, textsOf: (item: T) => readonly string[]): readonly T[] {
  const wanted = wordsIn(typed);
  if (wanted.length === 0) return typed.trim() === '' ? items : [];
  return items
    .map((item) => ({ item, fit: fitOf(wanted, textsOf(item)) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}

const WHOLE = 3;
const BEGINNING = 2;
const FIRST_WORD = 1;

/** 0 where a word is missing. What stands in the first text counts twice. */
function fitOf(wanted: readonly string[], texts: readonly string[]): number {
  const words = texts.map(wordsIn);
  let fit = 0;
  for (const [at, word] of wanted.entries()) {
    const fits = words.map((among, i) => {
      const best = Math.max(0, ...among.map((each) => (each === word ? WHOLE : each.startsWith(word) ? BEGINNING : 0)));
      return best * (i === 0 ? 2 : 1);
    });
    const best = Math.max(...fits);
    if (best === 0) return 0;
    fit += best + (at === 0 && words[0]?.[0]?.startsWith(word) === true ? FIRST_WORD : 0);
  }
  return fit;
}

const namesIn = (headline: string): readonly string[] =>
  namesOf(readText(headline, { lang: 'en' }))
    .map(({ text }) => text)
    .filter((name) => name.split(' ').length <= NAME_MAX_WORDS);

const hostOf = (url: string): string => URL.parse(url)?.hostname.replace(/^www\./, '') ?? '';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayInWords = (at: string): string => DAY.format(new Date(at));

const choice = (value: string, label: string, note = ''): Choice => ({
  value: shortened(value),
  label: shortened(label.trim() === '' ? value : label),
  ...(note === '' ? {} : { note: shortened(note) }),
});

/** Cut between characters as people see them. */
function shortened(text: string): string {
  if (text.length <= CHOICE_MAX_CHARS) return text;
  const cut = text.slice(0, CHOICE_MAX_CHARS - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
