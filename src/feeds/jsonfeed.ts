/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), read as forgivingly as the others. */
import { NewsroomError } from '../errors.ts';
import { plainAsHtml, withParagraphs } from './constructs.ts';
import { MAX_VALUES_PER_ITEM } from './fields.ts';
import type { RawFeed, RawItem } from './items.ts';
import { resolveLink } from './links.ts';
import { MAX_CONTENT_CHARS, MAX_ITEMS, MAX_VALUE_CHARS } from './repair.ts';

type Json = { readonly [name: string]: unknown };

/** The values of a JSON feed. Throws `not_a_feed` where the JSON is none, or broken. */
export function readJsonFeed(text: string, context: { readonly url?: string } = {}): RawFeed {
  const feed = objectIn(text);
  if (!Array.isArray(feed?.items)) {
    throw new NewsroomError('not_a_feed', 'This is JSON, but not a JSON feed: it has no list of items.', {
      hint: 'Give the address of the site’s RSS, Atom or JSON feed.',
    });
  }
  const base = resolveLink(textIn(feed, 'home_page_url'), context.url) ?? context.url;
  return {
    title: plainAsHtml(textIn(feed, 'title')),
    link: base ?? '',
    description: plainAsHtml(textIn(feed, 'description')),
    language: textIn(feed, 'language'),
    items: feed.items
      .filter(isObject)
      .slice(0, MAX_ITEMS)
      .map((item) => rawItem(item, base, authorsIn(feed))),
  };
}

function rawItem(item: Json, base: string | undefined, feedAuthors: string): RawItem {
  const html = textIn(item, 'content_html', MAX_CONTENT_CHARS);
  const plain = textIn(item, 'content_text', MAX_CONTENT_CHARS);
  const bases = base === undefined ? {} : { contentBase: base, summaryBase: base };
  return {
    ...bases,
    title: plainAsHtml(textIn(item, 'title')),
    guid: textIn(item, 'id'),
    link: resolveLink(textIn(item, 'url'), base) ?? resolveLink(textIn(item, 'external_url'), base) ?? '',
    pubDate: textIn(item, 'date_published'),
    updated: textIn(item, 'date_modified'),
    // Version 1.1: what an item does not say of its authors, the feed says for all.
    author: authorsIn(item) || feedAuthors,
    image: imageIn(item, base) ?? '',
    content: html || withParagraphs(plainAsHtml(plain)),
    summary: withParagraphs(plainAsHtml(textIn(item, 'summary'))),
    categories: listIn(item, 'tags').filter((tag) => typeof tag === 'string'),
  };
}

function imageIn(item: Json, base: string | undefined): string | undefined {
  const attached = listIn(item, 'attachments')
    .filter(isObject)
    .filter((attachment) => textIn(attachment, 'mime_type').startsWith('image/'))
    .map((attachment) => textIn(attachment, 'url'));
  const written = [textIn(item, 'image'), textIn(item, 'banner_image'), ...attached].find((address) => address !== '');
  return resolveLink(written ?? '', base);
}

function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // Broken JSON can't be repaired with safety: what is missing may be anywhere.
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string or a number (ids are numbers in some feeds) as text. */
function textIn(object: Json, name: string, maxChars = MAX_VALUE_CHARS): string {
  const value = object[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, maxChars).trim() : '';
}

const listIn = (object: Json, name: string): unknown[] => {
  const value = object[name];
  return Array.isArray(value) ? value.slice(0, MAX_VALUES_PER_ITEM) : [];
};

function authorsIn(item: Json): string {
  const authors = [...listIn(item, 'authors'), item.author].filter(isObject).map((author) => textIn(author, 'name'));
  return [...new Set(authors.filter((name) => name !== ''))].map(plainAsHtml).join(', ');
}
