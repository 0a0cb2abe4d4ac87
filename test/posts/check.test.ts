import { describe, expect, it } from 'vitest';
import { CHECK_MAX_DIFFERING, CHECK_MAX_QUOTES, type CheckReport, checkPost } from '../../src/posts/check.ts';
import { wordsOf } from '../newsroom/stage.ts';

type Claim = CheckReport['claims'][number];

const carrier = (n: number, more: Partial<Claim['carriers'][number]> = {}): Claim['carriers'][number] => ({
  articleId: `a${n}`,
  source: `Outlet ${n}`,
  title: 'Fire',
  url: `https://outlet${n}.example/fire`,
  publishedAt: '2031-03-04T12:00:00.000Z',
  quote: `Quotation ${n}.`,
  ...more,
});
const claim = (more: Partial<Claim> = {}): Claim => ({
  text: 'Four were hurt.',
  carriers: [],
  independentSources: 0,
  differences: [],
  ...more,
});
const quotes = (post: ReturnType<typeof checkPost>): number =>
  post.blocks.filter(({ kind }) => kind === 'quote').length;

describe('a check', () => {
  it('numbers each article once, whatever it carries, and links it', () => {
    const claims = [
      claim({ carriers: [carrier(1), carrier(2)], independentSources: 2 }),
      claim({ carriers: [carrier(2), carrier(3)], independentSources: 2 }),
    ];
    const { sources, footer } = checkPost({ claims, unchecked: 0 });
    expect(sources?.map(({ n, source, url }) => [n, source, url])).toEqual(
      [1, 2, 3].map((n) => [n, `Outlet ${n}`, `https://outlet${n}.example/fire`]),
    );
    expect(sources?.[0]).not.toHaveProperty('quote');
    expect(footer).toMatch(/^2 of 2 claims found/);
  });

  it('quotes some of those that carry a claim, and names them all', () => {
    const carriers = Array.from({ length: CHECK_MAX_QUOTES + 3 }, (_, n) => carrier(n));
    const post = checkPost({ claims: [claim({ carriers, independentSources: 4 })], unchecked: 0 });
    expect(quotes(post)).toBe(CHECK_MAX_QUOTES);
    expect(wordsOf(post)).toMatch(/Carried by Outlet 0, Outlet 1, Outlet 2, Outlet 3 and Outlet 4, 4 independent/);
  });

  it('never counts what is carried in part as carried', () => {
    const said = wordsOf(
      checkPost({ claims: [claim({ carriers: [carrier(1, { without: ['hurt'] })] })], unchecked: 0 }),
    );
    expect(said).toMatch(/Carried in part, without “hurt”:/);
    expect(said).not.toMatch(/Carried by|independent/);
  });

  it('shows some of those that differ, and cites them all', () => {
    const others = Array.from({ length: CHECK_MAX_DIFFERING + 2 }, (_, n) => ({ ...carrier(n), value: '4 hurt' }));
    const post = checkPost({
      claims: [claim({ differences: [{ about: 'number of people hurt', claimed: '9 hurt', others }] })],
      unchecked: 2,
    });
    expect(quotes(post)).toBe(CHECK_MAX_DIFFERING);
    expect(wordsOf(post)).toMatch(/We found nobody who says so[\s\S]*here 9 hurt; there 4 hurt[\s\S]*\[5\]/);
    expect(post.footer).toMatch(/2 further claims were not looked at$/);
  });
});
