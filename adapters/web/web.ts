/** The web as the newsroom sees it: feeds and pages over HTTP, fetched politely, within limits, and never from where we must not look. */
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { NewsroomError } from '../../src/errors.ts';
import type { Clock, FeedSource, Fetched, Validators } from '../../src/ports.ts';
import { AllowedHosts, guardedConnector } from './address.ts';
import { type Body, collected, Sink, unpacked } from './body.ts';
import { authorizationOf, checkedUrl, withoutCredentials } from './credentials.ts';
import { Deadline } from './deadline.ts';
import { networkFailure, shown, statusFailure } from './failures.ts';
import { Headers } from './headers.ts';
import { LARGE_BODY_BYTES, LargeBodies, type LargeTurn } from './large.ts';
import { createRobots } from './robots.ts';
import { Turns } from './turns.ts';

export const WEB_DEFAULTS = {
  connectTimeoutSeconds: 10,
  headersTimeoutSeconds: 15,
  /** For the whole body, however slowly it drips. */
  bodyTimeoutSeconds: 30,
  /** Counted before and after decompression. */
  maxBytes: 6_000_000,
  maxRedirects: 5,
  hostPauseMs: 1_000,
  userAgent: 'Nutgraf/0.1 (newsroom feed reader)',
} as const;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.1';

export interface WebOptions {
  readonly connectTimeoutSeconds?: number;
  readonly headersTimeoutSeconds?: number;
  readonly bodyTimeoutSeconds?: number;
  readonly maxBytes?: number;
  readonly maxRedirects?: number;
  /** Between the end of one request to a host and the next to the same. None for hosts in `allowHosts`. */
  readonly hostPauseMs?: number;
  readonly userAgent?: string;
  /** Hosts (`host` or `host:port`) that may be asked though their addresses are private. */
  readonly allowHosts?: readonly string[];
  readonly clock: Clock;
  /** In place of the system's DNS. */
  readonly lookup?: LookupFunction;
}

export interface Web extends FeedSource {
  /** For pages: the same, but what a site's robots.txt asks us not to fetch is refused (`not_allowed`). */
  readonly pages: FeedSource;
  /** Ends what is under way and lets go of all connections. */
  close(): Promise<void>;
}

/** Fetches over HTTP and HTTPS. Every failure is a NewsroomError with a reason in words. */
export function createWeb(options: WebOptions): Web {
  const fetcher = new Fetcher(options);
  const robots = createRobots({
    userAgent: options.userAgent ?? WEB_DEFAULTS.userAgent,
    clock: options.clock,
    async fetch(url) {
      const fetched = await fetcher.fetch(url);
      fetched.release?.();
      return fetched;
    },
  });
  return {
    fetch: (url, validators) => fetcher.fetch(url, validators),
    pages: {
      async fetch(url, validators) {
        const pauseMs = await robots.mustAllow(url);
        const fetched = await fetcher.fetch(url, validators, pauseMs);
        // A page is read as soon as it is here, in one go.
        setImmediate(() => fetched.release?.());
        return fetched;
      },
    },
    close: () => fetcher.close(),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly large: LargeTurn;
}

class Fetcher {
  readonly #options: Required<Omit<WebOptions, 'lookup'>>;
  readonly #allowedHosts: AllowedHosts;
  readonly #agent: Agent;
  readonly #turns = new Turns();
  readonly #largeBodies = new LargeBodies();
  readonly #closed = new AbortController();

  constructor({ lookup, ...options }: WebOptions) {
    this.#options = {
      ...WEB_DEFAULTS,
      allowHosts: [],
      ...options,
    };
    this.#allowedHosts = new AllowedHosts(this.#options.allowHosts);
    this.#agent = new Agent({
      connections: 1,
      connect: guardedConnector({
        connectTimeoutMs: this.#options.connectTimeoutSeconds * 1000,
        allowedHosts: this.#allowedHosts,
        lookup,
      }),
      // Our own clocks are stricter: they also end what comes drop by drop.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async close(): Promise<void> {
    this.#closed.abort(new NewsroomError('unavailable', 'The newsroom is closing.'));
    this.#turns.close();
    await this.#agent.destroy();
  }

  /** A body that breaks off is given as far as it came, with the reason in `partial`. */
  async fetch(written: string, validators: Validators = {}, askedPauseMs = 0): Promise<Fetched> {
    const asked = checkedUrl(written);
    const authorization = authorizationOf(asked);
    let url = withoutCredentials(asked);
    let movedTo: string | undefined;
    let permanent = true;
    const seen = new Set<string>();
    for (;;) {
      seen.add(url.href);
      const secret = url.origin === asked.origin ? authorization : undefined;
      const headers = { ...conditions(validators), ...(secret === undefined ? {} : { authorization: secret }) };
      // The pause is the asked host's wish, not that of whoever it sends us on to.
      const answer = await this.#ask(url, headers, url.host === asked.host ? askedPauseMs : 0);
      const next = redirection(url, answer);
      if (next === undefined) return this.#fetched(url, answer, movedTo);
      if (seen.has(next.href)) throw redirectFailure(asked, 'sends us round in a circle');
      if (seen.size > this.#options.maxRedirects)
        throw redirectFailure(asked, `sends us on more than ${this.#options.maxRedirects} times`);
      permanent &&= answer.status === 301 || answer.status === 308;
      if (permanent) movedTo = next.href;
      url = next;
    }
  }

  #fetched(url: URL, { status, headers, body, large }: Answer, movedTo: string | undefined): Fetched {
    const now = this.#options.clock.now();
    const notModified = status === 304;
    if (!notModified && !isSuccess(status)) {
      const retryAfterMs = headers.retryAfterMs(now);
      if ((status === 429 || status === 503) && retryAfterMs !== undefined)
        this.#turns.keepQuiet(url.host, now + retryAfterMs);
      throw statusFailure(url, status, retryAfterMs);
    }
    const contentType = headers.get('content-type');
    return {
      url: url.href,
      status,
      notModified,
      body: body.bytes,
      validators: headers.validators,
      ...(contentType === '' ? {} : { contentType }),
      ...headers.freshness(now),
      ...(movedTo === undefined ? {} : { movedTo }),
      ...(body.partial === undefined ? {} : { partial: body.partial }),
      ...(body.bytes.length <= LARGE_BODY_BYTES ? {} : { release: large.release }),
    };
  }

  #ask(url: URL, headers: Readonly<Record<string, string>>, askedPauseMs: number): Promise<Answer> {
    const port = url.port || (url.protocol === 'https:' ? 443 : 80);
    const usualMs = this.#allowedHosts.has(url.hostname, port) ? 0 : this.#options.hostPauseMs;
    const pauseMs = Math.max(usualMs, askedPauseMs);
    return this.#turns.take(url.host, pauseMs, async () => {
      this.#closed.signal.throwIfAborted();
      const quietMs = this.#turns.quietMs(url.host, this.#options.clock.now());
      if (quietMs > 0)
        throw new NewsroomError('rate_limited', `${url.host} has asked us to wait.`, { retryAfterMs: quietMs });
      const deadline = new Deadline(this.#closed.signal);
      const large = this.#largeBodies.turn();
      let isHeld = false;
      try {
        const answer = await this.#exchange(url, headers, deadline, large);
        isHeld = answer.body.bytes.length > LARGE_BODY_BYTES;
        return answer;
      } catch (thrown) {
        throw networkFailure(url, thrown);
      } finally {
        deadline.clear();
        if (!isHeld) large.release();
      }
    });
  }

  async #exchange(
    url: URL,
    headers: Readonly<Record<string, string>>,
    deadline: Deadline,
    large: LargeTurn,
  ): Promise<Answer> {
    const { connectTimeoutSeconds, headersTimeoutSeconds, bodyTimeoutSeconds, maxBytes, userAgent } = this.#options;
    const answerSeconds = connectTimeoutSeconds + headersTimeoutSeconds;
    deadline.set(answerSeconds, `${url.host} accepts the connection but did not answer within ${answerSeconds} s.`);
    const setBodyDeadline = (): void =>
      deadline.set(bodyTimeoutSeconds, `${shown(url)} did not arrive within ${bodyTimeoutSeconds} s.`);
    let isLarge = false;
    const sink = new Sink(maxBytes, async () => {
      if (isLarge) return;
      // That others are in the way is not its server's fault.
      deadline.pause();
      await large.take();
      isLarge = true;
      setBodyDeadline();
    });
    let answer: { readonly status: number; readonly headers: Headers } | undefined;
    const request = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET' as const,
      headers: { accept: ACCEPT, 'accept-encoding': 'gzip, deflate, br, zstd', 'user-agent': userAgent, ...headers },
      signal: deadline.signal,
    };
    let failure: unknown;
    try {
      await this.#agent.stream(request, ({ statusCode: status, headers: answered }) => {
        answer = { status, headers: new Headers(answered) };
        setBodyDeadline();
        // What stands in a refusal is for browsers; a 304 has no body, and its connection is worth keeping.
        if (!isSuccess(status) && status !== 304) sink.destroy();
        return sink;
      });
    } catch (thrown) {
      failure = thrown;
    }
    if (answer === undefined) throw failure;
    // What is cut off because we are closing is not worth taking in: it is all there at the next start.
    this.#closed.signal.throwIfAborted();
    if (!isSuccess(answer.status)) return { ...answer, large, body: { bytes: new Uint8Array() } };
    const packed = collected(url, sink, maxBytes, failure);
    // What has arrived can't be late any more.
    deadline.pause();
    const contentEncoding = answer.headers.get('content-encoding');
    return { ...answer, large, body: await unpacked(url, packed, { contentEncoding, maxBytes, large }) };
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

const conditions = ({ etag, lastModified }: Validators): Record<string, string> => ({
  ...(etag === undefined ? {} : { 'if-none-match': etag }),
  ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
});

function redirection(url: URL, { status, headers }: Answer): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const location = headers.get('location');
  if (location === '')
    throw new NewsroomError('http_status', `${shown(url)} sends us on (${status}) without saying where.`);
  return withoutCredentials(checkedUrl(location, url));
}

const redirectFailure = (url: URL, words: string): NewsroomError =>
  new NewsroomError('redirect_loop', `${shown(url)} ${words}.`, {
    hint: 'Open it in a browser, and use the address that it ends at.',
  });
