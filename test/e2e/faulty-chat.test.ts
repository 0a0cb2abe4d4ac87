/** The outbox against a chat that fails, in simulated time: `npm run bench -- faults` prints the same as a table. */
import { expect, it } from 'vitest';
import { measureFault, SCENARIOS } from '../../bench/faulty-chat.ts';

/** Seconds: a channel without a fault waits for nobody else's. */
const OTHERS_MAX_WAIT = 2;

it.each(SCENARIOS)('loses nothing and shows nothing twice: $name', { timeout: 60_000 }, async (scenario) => {
  const { lost, twice, outOfOrder, tooEarly, parked, othersP99 } = await measureFault(scenario, Math.random);
  expect({ lost, twice, outOfOrder, tooEarly }).toEqual({ lost: 0, twice: 0, outOfOrder: 0, tooEarly: 0 });
  expect(parked > 0).toBe(scenario.isFinal === true);
  expect(othersP99).toBeLessThan(OTHERS_MAX_WAIT);
});
