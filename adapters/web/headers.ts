/** What a server's headers mean. */
import type { Fetched, Validators } from '../../src/ports.ts';

/** Longer validators are not worth keeping. */
export const MAX_VALIDATOR_CHARS = 1_000;

export class Headers {
  readonly #headers: Readonly<Record<string, string | string[] | undefined>>;

  constructor(headers: Readonly<Record<string, string | string[] | undefined>>) {
    this.#headers = headers;
  }

  /** The header's value, several joined as HTTP joins them; empty where there is none. */
  get(name: string): string {
    const value = this.#headers[name];
    return (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim();
  }

  /** Those that can be sent back: other bytes than those of a header would make every later request fail. */
  get validators(): Validators {
    const usable = (value: string): boolean =>
      value !== '' && value.length <= MAX_VALIDATOR_CHARS && /^[\t\x20-\x7e]+$/.test(value);
    const [etag, lastModified] = [this.get('etag'), this.get('last-modified')];
    return {
      ...(usable(etag) ? { etag } : {}),
      ...(usable(lastModified) ? { lastModified } : {}),
    };
  }

  /** Retry-After in milliseconds from `now`: seconds, or a date. */
  retryAfterMs(now: number): number | undefined {
    const value = this.get('retry-after');
    if (/^\d+(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000);
    const at = Date.parse(value);
    return Number.isNaN(at) ? undefined : Math.max(0, at - now);
  }

  /** How long the answer stays fresh (RFC 9111, 4.2): max-age less its age, else Expires after the server's own Date. */
  freshness(now: number): Pick<Fetched, 'freshForMs' | 'freshFrom'> {
    const control = this.get('cache-control').toLowerCase();
    const freshFrom = 'Cache-Control';
    if (/\b(no-store|no-cache)\b/.test(control)) return { freshForMs: 0, freshFrom };
    const maxAge = /\bmax-age\s*=\s*"?(\d+)/.exec(control)?.[1];
    if (maxAge !== undefined)
      return { freshForMs: Math.max(0, Number(maxAge) - (Number(this.get('age')) || 0)) * 1000, freshFrom };
    const expires = this.get('expires');
    if (expires === '') return {};
    const date = Date.parse(this.get('date'));
    // "Expires: 0" and other nonsense mean "already".
    const freshForMs = Math.max(0, (Date.parse(expires) || 0) - (Number.isNaN(date) ? now : date));
    return { freshForMs, freshFrom: 'Expires' };
  }
}
