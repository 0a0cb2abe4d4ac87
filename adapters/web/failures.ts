/** What goes wrong on the web, in words that a journalist can use. No credentials, no query: URLs are shown as host and path. */
import { errors } from 'undici';
import { NewsroomError } from '../../src/errors.ts';

/** A longer address is cut where it is shown. */
export const MAX_SHOWN_URL_CHARS = 120;

/** `example.com/world/feed.xml`: what of a URL may be shown to anybody. */
export function shown(url: URL): string {
  const path = url.pathname === '/' ? '' : url.pathname;
  const text = `${url.host}${path}`;
  return text.length > MAX_SHOWN_URL_CHARS ? `${text.slice(0, MAX_SHOWN_URL_CHARS - 1)}…` : text;
}

/** HTTP's statuses that are failures. 410 is `not_found`: nothing will ever be there again. */
export function statusFailure(url: URL, status: number, retryAfterMs: number | undefined): NewsroomError {
  const where = shown(url);
  const details = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 410)
    return new NewsroomError('not_found', `${where} is gone for good (410).`, {
      status,
      hint: 'Remove the feed, or find its new address.',
    });
  if (status === 429)
    return new NewsroomError('rate_limited', `${url.host} says that we ask too often (429).`, details);
  if (status === 404)
    return new NewsroomError('http_status', `There is nothing at ${where} (404).`, {
      status,
      hint: 'Check the address: it may have moved.',
    });
  if (status === 401 || status === 403)
    return new NewsroomError('http_status', `${url.host} does not let us read ${where} (${status}).`, {
      status,
      hint: 'Open it in a browser: it may ask for a login, or turn robots away.',
    });
  if (status >= 500 || status === 408 || status === 425)
    return new NewsroomError('unavailable', `${url.host} has a fault of its own (${status}).`, details);
  return new NewsroomError('http_status', `${where} answered with status ${status}.`, details);
}

const CODES: Readonly<Record<string, readonly [code: 'unreachable' | 'timeout', words: string]>> = {
  ENOTFOUND: ['unreachable', 'can’t be found: there is no such host'],
  EAI_AGAIN: ['unreachable', 'can’t be looked up just now: the name service does not answer'],
  ECONNREFUSED: ['unreachable', 'refuses the connection'],
  ECONNRESET: ['unreachable', 'broke off the connection'],
  EPIPE: ['unreachable', 'broke off the connection'],
  EHOSTUNREACH: ['unreachable', 'can’t be reached from here'],
  ENETUNREACH: ['unreachable', 'can’t be reached from here'],
  EPROTO: ['unreachable', 'does not speak HTTPS as it should'],
  ETIMEDOUT: ['timeout', 'does not answer'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'does not answer'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'accepts the connection but does not answer'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'stopped in the middle of its answer'],
  UND_ERR_HEADERS_OVERFLOW: ['unreachable', 'answers with more headers than is sane'],
  UND_ERR_SOCKET: ['unreachable', 'broke off the connection in the middle of its answer'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['unreachable', 'sent less than it announced'],
  CERT_HAS_EXPIRED: ['unreachable', 'has a certificate that has expired'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['unreachable', 'has a certificate for another host'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['unreachable', 'has a certificate that nobody vouches for'],
  SELF_SIGNED_CERT_IN_CHAIN: ['unreachable', 'has a certificate that nobody vouches for'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['unreachable', 'has a certificate that can’t be verified'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['unreachable', 'has a certificate that can’t be verified'],
};

/** Anything that the network or undici throws, as one of ours. */
export function networkFailure(url: URL, thrown: unknown): NewsroomError {
  const causes = causesOf(thrown);
  const own = causes.find((cause) => cause instanceof NewsroomError);
  if (own) return own;
  const codes = causes.map((cause) => String((cause as { code?: unknown }).code ?? ''));
  const known = codes.map((code) => CODES[code]).find((found) => found !== undefined);
  if (known) return new NewsroomError(known[0], `${url.host} ${known[1]}.`, { cause: thrown });
  if (causes.some((cause) => cause instanceof errors.HTTPParserError))
    // The cause holds what was sent, which may be anything of any length: it is not for the log.
    return new NewsroomError('unreachable', `${url.host} answers with something that is not HTTP.`);
  return new NewsroomError('unreachable', `${url.host} can’t be read: the connection failed.`, { cause: thrown });
}

/** An error, what it wraps, and what that wraps; several where several addresses were tried. */
function causesOf(thrown: unknown, depth = 0): unknown[] {
  if (typeof thrown !== 'object' || thrown === null || depth > 5) return [];
  const { cause, errors: attempts } = thrown as { cause?: unknown; errors?: unknown };
  const inner = [cause, ...(Array.isArray(attempts) ? attempts : [])];
  return [thrown, ...inner.flatMap((each) => causesOf(each, depth + 1))];
}
