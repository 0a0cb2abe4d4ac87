import { afterEach, describe, expect, it, vi } from 'vitest';
import { LARGE_BODY_BYTES, LARGE_BODY_HELD_MS, LargeBodies } from '../../../adapters/web/large.ts';
import { createWeb } from '../../../adapters/web/web.ts';
import { hostileServer, response } from './hostile.ts';

/** Whether it has settled when everything that waits for nothing else has been done. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return settled;
}

describe('large bodies', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('take their turns in the order in which they grew large', async () => {
    vi.useFakeTimers();
    const bodies = new LargeBodies();
    const [first, second, third] = [bodies.turn(), bodies.turn(), bodies.turn()];
    await first.take();
    const waiting = [second.take(), third.take()] as const;
    expect(await isSettled(waiting[0])).toBe(false);
    first.release();
    expect(await isSettled(waiting[0])).toBe(true);
    expect(await isSettled(waiting[1])).toBe(false);
    second.release();
    expect(await isSettled(waiting[1])).toBe(true);
  });

  it('pass the turn on where one gives up waiting', async () => {
    vi.useFakeTimers();
    const bodies = new LargeBodies();
    const [first, second, third] = [bodies.turn(), bodies.turn(), bodies.turn()];
    await first.take();
    void second.take();
    const last = third.take();
    second.release();
    expect(await isSettled(last)).toBe(false);
    first.release();
    expect(await isSettled(last)).toBe(true);
  });

  it('lose the turn when they are held for a minute', async () => {
    vi.useFakeTimers();
    const bodies = new LargeBodies();
    await bodies.turn().take();
    const next = bodies.turn().take();
    expect(await isSettled(next)).toBe(false);
    await vi.advanceTimersByTimeAsync(LARGE_BODY_HELD_MS);
    expect(await isSettled(next)).toBe(true);
  });

  it('come one at a time through the web, and keep no small one waiting', async () => {
    const server = await hostileServer({
      '/large': (socket) => socket.end(response(200, {}, Buffer.alloc(2 * LARGE_BODY_BYTES, 97))),
      '/small': (socket) => socket.end(response(200, {}, 'small')),
    });
    const web = createWeb({
      clock: { now: () => 0 },
      bodyTimeoutSeconds: 1,
      allowHosts: ['one.example', 'two.example', 'three.example'],
      lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    const port = server.host.split(':')[1];
    try {
      const first = await web.fetch(`http://one.example:${port}/large`);
      let isThere = false;
      const second = web.fetch(`http://two.example:${port}/large`).then((fetched) => {
        isThere = true;
        return fetched;
      });
      expect((await web.fetch(`http://three.example:${port}/small`)).body.length).toBe(5);
      expect(isThere).toBe(false);
      first.release?.();
      const { body, partial, release } = await second;
      expect([body.length, partial]).toEqual([2 * LARGE_BODY_BYTES, undefined]);
      release?.();
    } finally {
      await web.close();
      await server.close();
    }
  });
});
