/** What an article's page looks like on its outlet's site, with everything that stands around the text there. */
import { createHash } from 'node:crypto';
import { escapeUTF8 } from 'entities';
import { NewsroomError } from '../../src/errors.ts';
import type { Outlet } from './content.ts';
import { FEED_TYPES } from './feeds.ts';
import type { Addresses, Publication } from './press.ts';

/** Other stories that a page points to. */
const RELATED_STORIES = 4;
const WORDS_READ_A_MINUTE = 220;

/** The page of one article. `others` are the outlet's other articles, newest first. */
export function renderPage(
  template: string,
  outlet: Outlet,
  publication: Publication,
  others: readonly Publication[],
  addresses: Addresses,
): string {
  const paragraphs = publication.paragraphs.map((paragraph) => `<p>${escapeUTF8(paragraph)}</p>`);
  const { views, comments } = popularityOf(publication.slug);
  return fill(template, {
    ...siteOf(outlet, addresses),
    title: publication.title,
    byline: publication.byline,
    section: publication.section,
    url: addresses.page(publication),
    iso: publication.publishedAt,
    date: dateline(outlet, publication),
    minutes: String(Math.max(1, Math.round(publication.paragraphs.join(' ').split(' ').length / WORDS_READ_A_MINUTE))),
    views,
    comments,
    bodyTop: paragraphs.slice(0, 2).join('\n'),
    bodyRest: paragraphs.slice(2).join('\n'),
    related: listOf(others.slice(0, RELATED_STORIES), addresses),
    jsonLd: linkedData(outlet, publication, addresses),
  });
}

/** An outlet's front page: its headlines, and where its feed is. */
export function renderHome(
  template: string,
  outlet: Outlet,
  publications: readonly Publication[],
  addresses: Addresses,
): string {
  return fill(template, { ...siteOf(outlet, addresses), headlines: listOf(publications, addresses) });
}

const siteOf = (outlet: Outlet, addresses: Addresses): Record<string, string> => ({
  language: outlet.language,
  outlet: outlet.name,
  domain: outlet.domain,
  home: addresses.home(outlet),
  feed: addresses.feed(outlet),
  feedType: FEED_TYPES[outlet.feed.dialect],
});

/** Mustache's two ways of naming a value: `{{text}}` is escaped, `{{{markup}}}` is not. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_, markup?: string, text?: string) => {
    const value = values[markup ?? text ?? ''];
    if (value === undefined) throw new NewsroomError('bad_input', `a page template asks for ${markup ?? text}`);
    return markup === undefined ? escapeUTF8(value) : value;
  });
}

function dateline(outlet: Outlet, publication: Publication): string {
  const format = new Intl.DateTimeFormat(outlet.language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return format.format(new Date(publication.publishedAt));
}

function linkedData(outlet: Outlet, publication: Publication, addresses: Addresses): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: publication.title,
    datePublished: publication.publishedAt,
    author: [{ '@type': 'Person', name: publication.byline }],
    publisher: { '@type': 'NewsMediaOrganization', name: outlet.name },
    mainEntityOfPage: addresses.page(publication),
    isAccessibleForFree: true,
  };
  // '<' could end the script element
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

const listOf = (publications: readonly Publication[], addresses: Addresses): string =>
  publications.map((other) => `<li><a href="${addresses.page(other)}">${escapeUTF8(other.title)}</a></li>`).join('\n');

/** Counters as sites show them; the same on every visit, so that a page is the same page. */
function popularityOf(slug: string): { views: string; comments: string } {
  const digest = createHash('sha256').update(slug).digest();
  return { views: String(200 + (digest.readUInt16BE(0) % 9000)), comments: String(digest.readUInt8(2) % 90) };
}
