import { describe, expect, it } from 'vitest';
import { MAX_QUIET_HOSTS, Turns } from '../../../adapters/web/turns.ts';

const PAUSE_MS = 40;

describe('turns', () => {
  it('leave a pause between two requests to one host, failed ones too', async () => {
    const turns = new Turns();
    const times: number[] = [];
    const note = async (): Promise<void> => {
      times.push(performance.now());
      if (times.length === 1) throw new Error('failed');
    };
    await Promise.allSettled([turns.take('a', PAUSE_MS, note), turns.take('a', PAUSE_MS, note)]);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(PAUSE_MS - 2);
    turns.close();
  });

  it('let other hosts go ahead', async () => {
    const turns = new Turns();
    const order: string[] = [];
    const { promise: slow, resolve: finish } = Promise.withResolvers<void>();
    const first = turns.take('a', 0, () => slow.then(() => order.push('a')));
    await turns.take('b', 0, async () => order.push('b'));
    finish();
    await first;
    expect(order).toEqual(['b', 'a']);
  });

  it('end their pauses when they are closed', async () => {
    const turns = new Turns();
    await turns.take('a', 60_000, async () => undefined);
    const next = turns.take('a', 60_000, async () => 'went');
    turns.close();
    expect(await next).toBe('went');
  });

  it('remember how long a host wants quiet', () => {
    const turns = new Turns();
    turns.keepQuiet('a', 5_000);
    expect([turns.quietMs('a', 3_000), turns.quietMs('a', 6_000), turns.quietMs('b', 0)]).toEqual([2_000, 0, 0]);
  });

  it('forget the oldest of very many', () => {
    const turns = new Turns();
    for (let host = 0; host <= MAX_QUIET_HOSTS; host++) turns.keepQuiet(String(host), 1_000);
    expect([turns.quietMs('0', 0), turns.quietMs('1', 0)]).toEqual([0, 1_000]);
  });
});
