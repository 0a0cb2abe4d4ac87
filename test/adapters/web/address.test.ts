import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AllowedHosts, guardedLookup, refusalOf } from '../../../adapters/web/address.ts';

/** DNS that gives one answer after the other. */
function dns(...answers: string[][]): LookupFunction {
  let asked = 0;
  return (_host, _options, callback) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

const lookUp = (lookup: LookupFunction, options: { all?: boolean } = { all: true }): Promise<unknown> =>
  new Promise((resolve, reject) => {
    lookup('news.example', options, (error, address) => (error ? reject(error) : resolve(address)));
  });

describe('looking up a host', () => {
  it('hands on the public addresses alone', async () => {
    expect(await lookUp(guardedLookup(dns(['10.0.0.1', '93.184.215.14', '::1', '2606:2800:21f::1'])))).toEqual([
      { address: '93.184.215.14', family: 4 },
      { address: '2606:2800:21f::1', family: 6 },
    ]);
  });

  it('gives one address to those who want one', async () => {
    expect(await lookUp(guardedLookup(dns(['10.0.0.1', '93.184.215.14'])), {})).toBe('93.184.215.14');
  });

  it('checks every answer anew: a name that was public and turns private is refused', async () => {
    const lookup = guardedLookup(dns(['93.184.215.14'], ['169.254.169.254']));
    await lookUp(lookup);
    await expect(lookUp(lookup)).rejects.toMatchObject({ code: 'address_refused' });
  });

  it('refuses a name without addresses', async () => {
    await expect(lookUp(guardedLookup(dns([])))).rejects.toMatchObject({ code: 'address_refused' });
  });

  it('passes a failing name service on', async () => {
    const failing: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }), '', 0);
    await expect(lookUp(guardedLookup(failing))).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  });
});

describe('an address', () => {
  it.each(['8.8.8.8', '93.184.215.14', '2606:2800:21f::1'])('%s may be asked', (address) => {
    expect(refusalOf(address)).toBeUndefined();
  });

  it.each(['192.0.2.1', '198.18.0.1', '240.0.0.1', '2001:db8::1', '2002:7f00:1::', 'nonsense', ''])(
    '%j may not',
    (address) => {
      expect(refusalOf(address)).toBeDefined();
    },
  );
});

describe('allowed hosts', () => {
  it.each([
    ['intranet', 'intranet', 8080, true],
    ['intranet:8080', 'intranet', 8080, true],
    ['intranet:8080', 'intranet', 80, false],
    ['Intranet', 'INTRANET', 80, true],
    ['::1', '[::1]', 80, true],
    ['[::1]:80', '[::1]', 80, true],
    ['example', 'intranet.example', 80, false],
  ])('%s allows %s:%i: %s', (allowed, hostname, port, expected) => {
    expect(new AllowedHosts([allowed]).has(hostname, port)).toBe(expected);
  });
});
