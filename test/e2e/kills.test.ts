/** A newsroom that is killed while articles stream in: `npm run bench -- faults` does the same two hundred times. */
import { expect, it } from 'vitest';
import { measureKills } from '../../bench/killings.ts';

const KILLS = 10;

it('tells every channel all that it was to hear, once and in order', { timeout: 180_000 }, async () => {
  const { expected, rawDuplicates, missing, unexpected, twice, outOfOrder } = await measureKills(KILLS, Math.random);
  expect(expected).toBeGreaterThan(100);
  expect({ missing, unexpected, twice, outOfOrder }).toEqual({ missing: 0, unexpected: 0, twice: 0, outOfOrder: 0 });
  // A killing cuts off at most one post a channel, which comes again under its own key.
  expect(rawDuplicates).toBeLessThanOrEqual(5 * KILLS);
});
