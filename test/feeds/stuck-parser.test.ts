import { describe, expect, it, vi } from 'vitest';
import { PARSE_TIMEOUT_MS, parseFeed } from '../../src/feeds/parse.ts';

vi.mock('rss-parser', () => ({
  default: class {
    parseString(): Promise<never> {
      return new Promise(() => undefined);
    }
  },
}));

describe('a parser that never calls back', () => {
  it('is waited for only so long', async () => {
    vi.useFakeTimers();
    const refused = expect(parseFeed('<rss><channel/></rss>', { now: 0 })).rejects.toMatchObject({
      code: 'not_a_feed',
    });
    await vi.advanceTimersByTimeAsync(PARSE_TIMEOUT_MS);
    await refused;
    vi.useRealTimers();
  });
});
