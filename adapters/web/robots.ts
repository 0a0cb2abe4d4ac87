/** robots.txt (RFC 9309): what a site asks robots not to fetch, kept for a day. Feeds are made for robots; pages are not. */
import { LRUCache } from 'lru-cache';
import robotsParser from 'robots-parser';
import { asNewsroomError, NewsroomError } from '../../src/errors.ts';
import type { Clock, Fetched } from '../../src/ports.ts';

export const ROBOTS_KEPT_MS = 24 * 60 * 60 * 1000;
/** A site that can't be asked now is asked again sooner. */
export const ROBOTS_RETRY_MS = 10 * 60 * 1000;
export const MAX_SITES_REMEMBERED = 2_000;
/** RFC 9309, 2.5: at least 500 KiB must be read. */
export const MAX_ROBOTS_CHARS = 512 * 1024;

/** A site that asks for longer pauses than this does not get them: its articles would be old when they are read. */
export const MAX_CRAWL_DELAY_MS = 30_000;

export interface RobotsOptions {
  readonly userAgent: string;
  readonly clock: Clock;
  readonly fetch: (url: string) => Promise<Fetched>;
}

/** The package is CommonJS: its types name as `default` what is the module itself. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

interface Rules {
  readonly refusal: (url: string) => NewsroomError | undefined;
  /** Between two requests, as the site asks (Crawl-delay); 0 where it doesn't. */
  readonly pauseMs: number;
  readonly until: number;
}

export interface Robots {
  /**
   * The pause between two pages that the site asks for, in milliseconds. Throws `not_allowed` where it asks robots to stay
   * away, and why it can't say where it can't.
   */
  mustAllow(url: string): Promise<number>;
}

export function createRobots({ userAgent, clock, fetch }: RobotsOptions): Robots {
  const product = /^[\w-]+/.exec(userAgent)?.[0] ?? userAgent;
  const sites = new LRUCache<string, Promise<Rules>>({ max: MAX_SITES_REMEMBERED });

  async function read({ origin, host }: URL): Promise<Rules> {
    const address = `${origin}/robots.txt`;
    try {
      const { body } = await fetch(address);
      const rules = parseRobots(address, new TextDecoder().decode(body).slice(0, MAX_ROBOTS_CHARS));
      const refused = new NewsroomError('not_allowed', `${host} asks robots not to fetch this page (robots.txt).`, {
        hint: 'What the feed itself says of the article is used instead.',
      });
      const refusal = (url: string) => (rules.isAllowed(url, product) === false ? refused : undefined);
      const pauseMs = Math.min((rules.getCrawlDelay(product) ?? 0) * 1000 || 0, MAX_CRAWL_DELAY_MS);
      return { refusal, pauseMs, until: clock.now() + ROBOTS_KEPT_MS };
    } catch (thrown) {
      // RFC 9309, 2.3.1: no such file means no rules; a site that can't say now is left alone for now.
      const error = asNewsroomError(thrown);
      const none = error.code === 'http_status' || error.code === 'not_found';
      return none
        ? { refusal: () => undefined, pauseMs: 0, until: clock.now() + ROBOTS_KEPT_MS }
        : { refusal: () => error, pauseMs: 0, until: clock.now() + ROBOTS_RETRY_MS };
    }
  }

  /** Many pages of one site are asked for at once: the first asks for all. */
  function readOnce(url: URL): Promise<Rules> {
    const reading = read(url);
    sites.set(url.origin, reading);
    return reading;
  }

  return {
    async mustAllow(url) {
      const parsed = URL.parse(url);
      // What is no address is refused, in words, by the fetch that follows.
      if (parsed === null || !/^https?:$/.test(parsed.protocol)) return 0;
      const rules = await (sites.get(parsed.origin) ?? readOnce(parsed));
      const fresh = rules.until > clock.now() ? rules : await readOnce(parsed);
      const refusal = fresh.refusal(`${parsed.origin}${parsed.pathname}${parsed.search}`);
      if (refusal !== undefined) throw refusal;
      return fresh.pauseMs;
    },
  };
}
