import { describe, expect, it } from 'vitest';
import { openSealer, SEAL_KEY_BYTES } from '../../../adapters/slack/sealing.ts';

const key = (fill: number, bytes = SEAL_KEY_BYTES) => Buffer.alloc(bytes, fill);

describe('a sealer', () => {
  it('opens what it sealed, and shows nothing of it meanwhile', () => {
    const sealer = openSealer([key(1)]);
    const sealed = sealer.seal('xoxb-secret', 'team:T1');
    expect(JSON.stringify(sealed)).not.toContain('xoxb');
    expect(sealer.open(sealed, 'team:T1')).toBe('xoxb-secret');
  });

  it('never seals alike twice', () => {
    const sealer = openSealer([key(1)]);
    const [a, b] = [sealer.seal('x', 'p'), sealer.seal('x', 'p')];
    expect([a.iv === b.iv, a.data === b.data]).toEqual([false, false]);
  });

  it('opens what an older key sealed, and says that it is old', () => {
    const sealed = openSealer([key(1)]).seal('x', 'p');
    const sealer = openSealer([key(2), key(1)]);
    expect(sealer.open(sealed, 'p')).toBe('x');
    expect([sealer.isOld(sealed), sealer.isOld(sealer.seal('x', 'p'))]).toEqual([true, false]);
  });

  it.each([
    ['another key', [key(2)], 'p', {}],
    ['another place', [key(1)], 'q', {}],
    ['changed words', [key(1)], 'p', { data: 'AAAA' }],
    ['a changed seal', [key(1)], 'p', { tag: Buffer.alloc(16).toString('base64') }],
    ['no seal at all', [key(1)], 'p', { tag: '' }],
  ])('opens nothing with %s', (_what, keys, place, change) => {
    const sealed = openSealer([key(1)]).seal('x', 'p');
    expect(() => openSealer(keys).open({ ...sealed, ...change }, place)).toThrow(
      expect.objectContaining({ code: 'bad_config', hint: expect.stringContaining('SLACK_TOKEN_KEY') }),
    );
  });

  it.each([[[]], [[key(1, 31)]], [[key(1), key(2, 33)]]])('needs keys of 32 bytes: %#', (keys) => {
    expect(() => openSealer(keys)).toThrow(expect.objectContaining({ code: 'bad_config' }));
  });
});
