/** Addresses as they were given, and without the secrets that may be in them. */
import { NewsroomError } from '../../src/errors.ts';

/** Longer addresses are not asked. */
export const MAX_URL_CHARS = 4_000;

/** Throws for what is no http(s) address; the message holds nothing of what was written, which may be a secret. */
export function checkedUrl(written: string, base?: URL): URL {
  const url = written.length > MAX_URL_CHARS ? null : URL.parse(written.trim(), base?.href);
  if (url === null)
    throw new NewsroomError('bad_input', 'This is not a web address.', {
      hint: 'An address looks like this: https://example.com/feed.xml',
    });
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new NewsroomError(
      'address_refused',
      `Addresses that begin with ${url.protocol.slice(0, 20)} are not asked: only http and https are.`,
    );
  url.hash = '';
  return url;
}

export function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

/** The URL's own credentials, for its own origin alone. */
export function authorizationOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const plain = [username, password].map((part) => decodeOrKeep(part)).join(':');
  return `Basic ${Buffer.from(plain, 'utf8').toString('base64')}`;
}

function decodeOrKeep(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A percent sign that encodes nothing is meant as it stands.
    return part;
  }
}
