/** What an outlet's feed looks like: RSS 2.0 or Atom, with the whole text or a teaser. */
import { escapeUTF8 } from 'entities';
import type { Outlet } from './content.ts';
import type { Addresses, Publication } from './press.ts';

/** A teaser ends at the last word before this many characters. */
export const TEASER_MAX_CHARS = 150;

export const FEED_TYPES = { rss: 'application/rss+xml', atom: 'application/atom+xml' } as const;

/** The feed of one outlet, newest first. */
export function renderFeed(outlet: Outlet, publications: readonly Publication[], addresses: Addresses): string {
  return outlet.feed.dialect === 'rss'
    ? renderRss(outlet, publications, addresses)
    : renderAtom(outlet, publications, addresses);
}

/** The beginning of an article, cut at a word. */
export function teaserOf(paragraph: string): string {
  if (paragraph.length <= TEASER_MAX_CHARS) return paragraph;
  const cut = paragraph.lastIndexOf(' ', TEASER_MAX_CHARS);
  return `${paragraph.slice(0, cut)}…`;
}

function renderRss(outlet: Outlet, publications: readonly Publication[], addresses: Addresses): string {
  const items = publications.map(
    (publication) => `<item>
<title>${escapeUTF8(publication.title)}</title>
<link>${addresses.page(publication)}</link>
<guid isPermaLink="false">${tagUri(outlet, publication.slug)}</guid>
<dc:creator>${escapeUTF8(publication.byline)}</dc:creator>
<category>${escapeUTF8(publication.section)}</category>
<pubDate>${new Date(publication.publishedAt).toUTCString()}</pubDate>
<description>${escapeUTF8(teaserOf(publication.paragraphs[0] ?? ''))}</description>
${outlet.feed.content === 'full' ? `<content:encoded><![CDATA[${cdata(fullText(outlet, publication))}]]></content:encoded>\n` : ''}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeUTF8(outlet.name)}</title>
<link>${addresses.home(outlet)}</link>
<atom:link rel="self" href="${addresses.feed(outlet)}"/>
<description>News from ${escapeUTF8(outlet.name)}</description>
<language>${outlet.language}</language>
${items.join('\n')}
</channel>
</rss>
`;
}

function renderAtom(outlet: Outlet, publications: readonly Publication[], addresses: Addresses): string {
  const entries = publications.map(
    (publication) => `<entry>
<title>${escapeUTF8(publication.title)}</title>
<link rel="alternate" href="${addresses.page(publication)}"/>
<id>${tagUri(outlet, publication.slug)}</id>
<author><name>${escapeUTF8(publication.byline)}</name></author>
<category term="${escapeUTF8(publication.section)}"/>
<published>${publication.publishedAt}</published>
<updated>${publication.publishedAt}</updated>
<summary>${escapeUTF8(teaserOf(publication.paragraphs[0] ?? ''))}</summary>
${outlet.feed.content === 'full' ? `<content type="html">${escapeUTF8(fullText(outlet, publication))}</content>\n` : ''}</entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
<title>${escapeUTF8(outlet.name)}</title>
<id>${tagUri(outlet, 'feed')}</id>
<link rel="alternate" href="${addresses.home(outlet)}"/>
<link rel="self" href="${addresses.feed(outlet)}"/>
<updated>${publications[0]?.publishedAt ?? ''}</updated>
${entries.join('\n')}
</feed>
`;
}

function fullText(outlet: Outlet, publication: Publication): string {
  const paragraphs = publication.paragraphs.map((paragraph) => `<p>${escapeUTF8(paragraph)}</p>`);
  const footer = outlet.feed.footer === undefined ? [] : [`<p><em>${escapeUTF8(outlet.feed.footer)}</em></p>`];
  return [...paragraphs, ...footer].join('\n');
}

/** The same on every start, whatever the port: RFC 4151. */
const tagUri = (outlet: Outlet, name: string): string => `tag:${outlet.domain},2025:${name}`;

const cdata = (text: string): string => text.replaceAll(']]>', ']]]]><![CDATA[>');
