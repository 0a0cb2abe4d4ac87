/** From the address that a person gives to the feed that is meant. */
import { asNewsroomError, NewsroomError } from '../errors.ts';
import { type DiscoveredFeed, discoverFeeds } from '../feeds/discovery.ts';
import { shownAddress, withoutSecrets } from '../feeds/links.ts';
import { parseFeed } from '../feeds/parse.ts';
import type { Fetched } from '../ports.ts';
import { textOf } from './item-desk.ts';
import type { World } from './world.ts';

/** Feeds of one site that are named to choose from. */
export const MAX_FEEDS_TO_CHOOSE = 10;
/** Where feeds commonly are; asked in this order where a page names none. */
export const USUAL_FEED_PATHS = ['/feed', '/rss', '/rss.xml', '/atom.xml'] as const;
/** Words in a feed's title or address that tell its format, not what is in it. */
const FORMAT_WORDS = /\b(rss|rdf|atom|json|xml|feed|feeds|2\.0|1\.0|0\.9\d)\b|[^\p{L}\p{N}]+/giu;

type Web = Pick<World, 'feedSource' | 'clock'>;

/** Throws `bad_input` for what is no web address. */
export function checkAddress(url: string): string {
  const parsed = URL.parse(url.trim());
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:'))
    throw new NewsroomError(
      'bad_input',
      url.trim() === ''
        ? 'A feed needs an address.'
        : `“${withoutSecrets(url.trim()).slice(0, 200)}” is not a web address.`,
      {
        hint: 'For example: /feeds add https://outlet.example/rss Outlet',
      },
    );
  return parsed.href;
}

/**
 * The address of the feed at `written`, or of the one feed that the page there announces; where it has moved for good, its new
 * one. Throws `not_a_feed` where there is none, `bad_input` with their addresses where there are several, and what the
 * fetch throws, with a hint.
 */
export async function findFeed(web: Web, written: string): Promise<string> {
  const address = checkAddress(written);
  const fetched = await fetchOnce(web, address);
  if (await isFeed(web, fetched)) return withSecretsOf(address, fetched.movedTo ?? address);
  const found = withoutTwins(discoverFeeds(textOf(fetched), fetched.url));
  const [only, ...others] = found;
  const unannounced = only === undefined ? await feedAtUsualPath(web, fetched.url) : undefined;
  if (unannounced !== undefined) return unannounced;
  if (only === undefined)
    throw new NewsroomError('not_a_feed', `There is no feed at ${shownAddress(address)}, and the page names none.`, {
      hint: 'Look for “RSS” on the site, and give the address that it leads to.',
    });
  if (others.length > 0) throw tooMany(address, found);
  const announced = await fetchOnce(web, only.url);
  if (await isFeed(web, announced)) return announced.movedTo ?? only.url;
  throw new NewsroomError(
    'not_a_feed',
    `${shownAddress(address)} names ${shownAddress(only.url)} as its feed, but that is none.`,
    {
      hint: 'Look for “RSS” on the site, and give the address that it leads to.',
    },
  );
}

/** Many sites have a feed that they do not announce. One that does not answer, or answers with something else, has none there. */
async function feedAtUsualPath(web: Web, site: string): Promise<string | undefined> {
  for (const path of USUAL_FEED_PATHS) {
    const address = new URL(path, site).href;
    try {
      const fetched = await web.feedSource.fetch(address);
      if (await isFeed(web, fetched)) return fetched.movedTo ?? address;
    } catch (thrown) {
      if (asNewsroomError(thrown).code === 'rate_limited') throw thrown;
    }
  }
  return undefined;
}

async function fetchOnce({ feedSource }: Web, url: string): Promise<Fetched> {
  try {
    return await feedSource.fetch(url);
  } catch (thrown) {
    const error = asNewsroomError(thrown);
    throw new NewsroomError(error.code, error.message, {
      hint: `${error.hint ?? ''} To add it without looking: nutgraf feeds add --unchecked ADDRESS`.trim(),
      cause: thrown,
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    });
  }
}

async function isFeed({ clock }: Web, { body, contentType, url, release }: Fetched): Promise<boolean> {
  try {
    await parseFeed(body, { url, now: clock.now(), ...(contentType === undefined ? {} : { contentType }) });
    return true;
  } catch (thrown) {
    if (thrown instanceof NewsroomError && thrown.code === 'not_a_feed') return false;
    throw thrown;
  } finally {
    release?.();
  }
}

/** One feed in several formats is one feed; those of comments count only where there is nothing else. */
function withoutTwins(feeds: readonly DiscoveredFeed[]): readonly DiscoveredFeed[] {
  const articles = feeds.filter(({ title, url }) => !/comment/i.test(`${title} ${url}`));
  const bySubject = new Map<string, DiscoveredFeed>();
  for (const feed of articles.length > 0 ? articles : feeds) {
    const named = feed.title === feed.url ? '' : feed.title;
    const { pathname } = new URL(feed.url);
    const subject = [named, pathname].map((words) => words.toLowerCase().replace(FORMAT_WORDS, ' ').trim()).join('|');
    if (!bySubject.has(subject)) bySubject.set(subject, feed);
  }
  return [...bySubject.values()];
}

function tooMany(address: string, feeds: readonly DiscoveredFeed[]): NewsroomError {
  const named = feeds
    .slice(0, MAX_FEEDS_TO_CHOOSE)
    .map(({ title, url }) => (title === url ? url : `${title.slice(0, 100)}: ${url}`));
  const more = feeds.length > named.length ? `\n… and ${feeds.length - named.length} more` : '';
  return new NewsroomError(
    'bad_input',
    `${shownAddress(address)} has ${feeds.length} feeds:\n${named.join('\n')}${more}`,
    {
      hint: 'Give the address of the one that you want.',
    },
  );
}

/** A feed that has moved within its host is asked with the same name and password. */
export function withSecretsOf(asked: string, answering: string): string {
  const [from, to] = [new URL(asked), new URL(answering)];
  if (from.origin !== to.origin || from.username === '') return answering;
  to.username = from.username;
  to.password = from.password;
  return to.href;
}
