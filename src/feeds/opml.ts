/** Lists of feeds as other readers write and read them: OPML 2.0 (http://opml.org/spec2.opml). Folders are tags. */
import { NewsroomError } from '../errors.ts';
import type { FeedSubscription } from '../model.ts';
import { escapeHtml, oneLine } from './html.ts';
import { resolveLink } from './links.ts';
import { readMarkup, type XmlElement } from './markup.ts';

export const MAX_OPML_CHARS = 10_000_000;
export const MAX_OPML_FEEDS = 20_000;
export const MAX_OPML_NAME_CHARS = 200;
export const MAX_TAGS_PER_FEED = 20;

export type ListedFeed = Pick<FeedSubscription, 'outlet' | 'url' | 'tags'>;

/** The feeds of an OPML file, each address once. Throws `bad_input` where it is none, `too_large` past the limits. */
export function parseOpml(text: string): ListedFeed[] {
  if (text.length > MAX_OPML_CHARS)
    throw new NewsroomError('too_large', `The list is longer than ${MAX_OPML_CHARS / 1_000_000} million characters.`);
  const outlines: XmlElement[] = [];
  collectOutlines(readMarkup(text), outlines);
  if (outlines.length === 0) {
    throw new NewsroomError('bad_input', 'There is no list of feeds in this: it has no OPML outlines.', {
      hint: 'Export the feeds of your reader as OPML, and import that file.',
    });
  }
  const feeds = new Map<string, ListedFeed>();
  for (const outline of outlines) {
    const url = feedAddress(outline);
    if (url === undefined) continue;
    if (feeds.size >= MAX_OPML_FEEDS)
      throw new NewsroomError('too_large', `The list holds more than ${MAX_OPML_FEEDS} feeds.`, {
        hint: 'Split it into several files.',
      });
    const known = feeds.get(url);
    const tags = [...new Set([...(known?.tags ?? []), ...tagsOf(outline)])].slice(0, MAX_TAGS_PER_FEED);
    feeds.set(url, { outlet: known?.outlet ?? (nameOf(outline) || new URL(url).hostname), url, tags });
  }
  return [...feeds.values()];
}

function collectOutlines(element: XmlElement, found: XmlElement[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name === 'outline') found.push(child);
    collectOutlines(child, found);
  }
}

const feedAddress = (outline: XmlElement): string | undefined => resolveLink(outline.attributes.get('xmlurl') ?? '');

const nameOf = (outline: XmlElement): string =>
  named(outline.attributes.get('title') ?? '') || named(outline.attributes.get('text') ?? '');

const named = (text: string): string => oneLine(text).slice(0, MAX_OPML_NAME_CHARS).trim();

/** The folders that it stands in, outermost first, and its categories (`/news/world,politics`). */
function tagsOf(outline: XmlElement): string[] {
  const folders: string[] = [];
  for (let folder = outline.parent; folder?.name === 'outline'; folder = folder.parent)
    if (feedAddress(folder) === undefined) folders.unshift(nameOf(folder));
  const categories = (outline.attributes.get('category') ?? '').split(/[,/]/).map(named);
  return [...folders, ...categories].filter((tag) => tag !== '');
}

interface Folder {
  readonly feeds: ListedFeed[];
  readonly folders: Map<string, Folder>;
}

/** The feeds as OPML: each stands in a folder for each of its tags, one within the other. */
export function writeOpml(feeds: readonly ListedFeed[]): string {
  const root: Folder = { feeds: [], folders: new Map() };
  for (const feed of feeds) {
    let folder = root;
    for (const tag of feed.tags) {
      const inner = folder.folders.get(tag) ?? { feeds: [], folders: new Map() };
      folder.folders.set(tag, inner);
      folder = inner;
    }
    folder.feeds.push(feed);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head><title>Nutgraf feeds</title></head>',
    '  <body>',
    ...outlineLines(root, '    '),
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

function outlineLines(folder: Folder, indent: string): string[] {
  const feeds = folder.feeds.map(
    ({ outlet, url }) =>
      `${indent}<outline type="rss" text="${attribute(outlet)}" title="${attribute(outlet)}" xmlUrl="${attribute(url)}"/>`,
  );
  const folders = [...folder.folders].flatMap(([tag, inner]) => [
    `${indent}<outline text="${attribute(tag)}">`,
    ...outlineLines(inner, `${indent}  `),
    `${indent}</outline>`,
  ]);
  return [...feeds, ...folders];
}

/** XML allows no control characters, not even escaped. */
const attribute = (text: string): string => escapeHtml(text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, ' '));
