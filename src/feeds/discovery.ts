/** From a site's page to its feeds. */
import { Parser } from 'htmlparser2';
import { MAX_HTML_CHARS, MAX_HTML_DEPTH, oneLine } from './html.ts';
import { resolveLink } from './links.ts';

/** More feeds than this nobody can choose from. */
export const MAX_DISCOVERED_FEEDS = 30;

export interface DiscoveredFeed {
  readonly url: string;
  /** As the page names it; its address where it doesn't. */
  readonly title: string;
}

const FEED_TYPE =
  /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|^text\/(?:rss|xml\+rss)|^application\/(?:rss|atom)$/i;
/** Paths that feeds commonly have, for pages that do not announce theirs but link to it. */
const FEED_PATH = /(?:\.(?:rss|rdf|atom)|\/(?:rss|atom|feed|feeds|index|news|rss2)\.xml|\/(?:rss|feed|atom)\/?)$/i;

class Enough extends Error {}

/** The feeds that a page announces, else those that it links to; feeds of comments last. Never throws. */
export function discoverFeeds(html: string, url: string): DiscoveredFeed[] {
  const announced = new Map<string, DiscoveredFeed>();
  const linked = new Map<string, DiscoveredFeed>();
  let base: string | undefined = url;
  let depth = 0;
  const add = (feeds: Map<string, DiscoveredFeed>, href: string | undefined, title: string | undefined): void => {
    const found = resolveLink(href ?? '', base);
    if (found === undefined || feeds.has(found) || feeds.size >= MAX_DISCOVERED_FEEDS) return;
    feeds.set(found, { url: found, title: oneLine(title ?? '') || found });
  };
  const parser = new Parser({
    onopentag(name, { href, rel = '', type = '', title }) {
      if (++depth > MAX_HTML_DEPTH) throw new Enough();
      if (name === 'base') base = resolveLink(href ?? '', url) ?? base;
      else if (name === 'link' && /\balternate\b/i.test(rel) && FEED_TYPE.test(type.trim()))
        add(announced, href, title);
      else if (name === 'a' && FEED_PATH.test((href ?? '').replace(/[?#].*$/, ''))) add(linked, href, title);
    },
    onclosetag: () => {
      depth--;
    },
  });
  try {
    parser.end(html.slice(0, MAX_HTML_CHARS));
  } catch (thrown) {
    if (!(thrown instanceof Enough)) throw thrown;
  }
  const found = [...(announced.size > 0 ? announced : linked).values()];
  const ofComments = (feed: DiscoveredFeed): boolean => /comment/i.test(`${feed.title} ${feed.url}`);
  return [...found.filter((feed) => !ofComments(feed)), ...found.filter(ofComments)];
}
