/** What a feed's values mean: titles become plain text, HTML harmless, dates real. */
import { decodeHTMLStrict } from 'entities';
import type { FeedHeader, FeedItem } from '../model.ts';
import { readDate } from './dates.ts';
import { htmlToText, oneLine, sanitiseHtml } from './html.ts';

/** A longer title is cut at a word. */
export const MAX_TITLE_CHARS = 500;
/** A longer byline is a list of everybody; it is cut at a word. */
export const MAX_AUTHOR_CHARS = 200;

const MINUTES_IN: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** An item's values as text, before anything is made of them: titles and bodies are HTML, dates as written. */
export interface RawItem {
  readonly title?: string;
  readonly guid?: string;
  readonly link?: string;
  readonly pubDate?: string;
  readonly updated?: string;
  readonly author?: string;
  readonly source?: string;
  readonly image?: string;
  readonly content?: string;
  readonly contentBase?: string;
  readonly summary?: string;
  readonly summaryBase?: string;
  readonly categories?: string[];
}

export interface RawHeader {
  readonly title?: string;
  readonly link?: string;
  readonly description?: string;
  readonly language?: string;
  readonly lastBuildDate?: string;
  readonly ttl?: string;
  readonly updatePeriod?: string;
  readonly updateFrequency?: string;
  readonly skipHours?: string;
  readonly skipDays?: string;
}

export type RawFeed = RawHeader & { readonly items: readonly RawItem[] };

export function headerOf(raw: RawHeader, now: number): FeedHeader {
  const updatedAt = readDate(raw.lastBuildDate, now);
  const skipHours = numbersIn(raw.skipHours).filter((hour) => hour <= 24);
  const skipDays = (raw.skipDays ?? '')
    .toLowerCase()
    .split(' ')
    .map((day) => WEEKDAYS.indexOf(day));
  const quiet = { hours: unique(skipHours.map((hour) => hour % 24)), days: unique(skipDays.filter((day) => day >= 0)) };
  return {
    ...whereSet('title', titleOf(raw.title)),
    ...whereSet('link', raw.link),
    ...whereSet('description', titleOf(raw.description)),
    ...whereSet('language', raw.language),
    ...whereSet('updatedAt', updatedAt),
    ...pollMinutes(raw),
    // A feed that asks never to be polled asks for nothing that can be given.
    ...(quiet.hours.length > 0 && quiet.hours.length < 24 ? { skipHours: quiet.hours } : {}),
    ...(quiet.days.length > 0 && quiet.days.length < 7 ? { skipDays: quiet.days } : {}),
  };
}

export function itemOf(raw: RawItem, now: number): FeedItem {
  const categories = (raw.categories ?? []).map((category) => titleOf(category)).filter((category) => category !== '');
  return {
    ...whereSet('id', raw.guid),
    ...whereSet('link', raw.link),
    ...whereSet('title', titleOf(raw.title)),
    ...whereSet('content', sanitiseHtml(raw.content ?? '', raw.contentBase)),
    ...whereSet('summary', sanitiseHtml(raw.summary ?? '', raw.summaryBase)),
    ...whereSet('author', authorOf(raw.author)),
    ...whereSet('publishedAt', readDate(raw.pubDate, now)),
    ...whereSet('updatedAt', readDate(raw.updated, now)),
    ...(categories.length > 0 ? { categories } : {}),
    ...whereSet('source', titleOf(raw.source)),
    ...whereSet('image', raw.image),
  };
}

/** The field where there is something in it: absent and empty are the same to those who read items. */
function whereSet<Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } {
  return (value === undefined || value === '' ? {} : { [name]: value }) as { readonly [N in Name]?: string };
}

const unique = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

const numbersIn = (text = ''): number[] => (text.match(/\d+/g) ?? []).map(Number);

/** One line of plain text. Titles escaped twice, as some systems do, are read twice. */
function titleOf(html = ''): string {
  const text = oneLine(decodeHTMLStrict(htmlToText(html)));
  return cutAtWord(text, MAX_TITLE_CHARS);
}

/** RSS asks for `address (name)`; readers want the name. */
function authorOf(written = ''): string {
  const text = htmlToText(written);
  const named = /^\S+@\S+\s*\((.+)\)$/.exec(text)?.[1] ?? /^(.+?)\s*[<(]\S+@[^\s>)]+[>)]$/.exec(text)?.[1] ?? text;
  return cutAtWord(named.trim(), MAX_AUTHOR_CHARS);
}

function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(0, maxChars - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > maxChars / 2 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `<ttl>` in minutes, or the syndication module's period divided by its frequency: the longer of the two. */
function pollMinutes({ ttl, updatePeriod, updateFrequency }: RawHeader): Pick<FeedHeader, 'ttlMinutes' | 'ttlFrom'> {
  const stated = numbersIn(ttl)[0] ?? 0;
  const period = MINUTES_IN[updatePeriod?.toLowerCase() ?? ''] ?? 0;
  const updated = period / Math.max(1, numbersIn(updateFrequency)[0] ?? 1);
  const ttlMinutes = Math.round(Math.max(stated, updated));
  return ttlMinutes > 0 ? { ttlMinutes, ttlFrom: stated >= updated ? 'ttl' : 'sy:updatePeriod' } : {};
}
