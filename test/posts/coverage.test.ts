import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/model.ts';
import { CHART_MIN_MARKS, CHART_MIN_SPAN_MS, chartOf } from '../../src/posts/coverage.ts';

const START = Date.parse('2031-03-04T12:00:00Z');
const source = (n: number, afterMs: number, more: Partial<Source> = {}): Source => ({
  n,
  articleId: `a${n}`,
  source: `Outlet ${n}`,
  title: 'Fire',
  publishedAt: new Date(START + afterMs).toISOString(),
  ...more,
});
const chart = (sources: readonly Source[]) => chartOf({ headline: 'Fire', sources });

describe('a chart of the coverage', () => {
  it('stands in order of time, with the outlets that copies copy', () => {
    const sources = [source(1, 2 * CHART_MIN_SPAN_MS), source(2, 0), source(3, CHART_MIN_SPAN_MS, { copyOf: 2 })];
    expect(chart(sources)?.marks).toEqual([
      { at: '2031-03-04T12:00:00.000Z', source: 'Outlet 2' },
      { at: '2031-03-04T12:30:00.000Z', source: 'Outlet 3', copyOf: 'Outlet 2' },
      { at: '2031-03-04T13:00:00.000Z', source: 'Outlet 1' },
    ]);
    expect(chart(sources)?.alt).toBe(
      'Coverage from 4 March 2031 at 12:00 to 4 March 2031 at 13:00 UTC: 3 articles from 3 outlets, 1 of them a copy; first Outlet 2, then Outlet 3 and Outlet 1.',
    );
  });

  it.each<[string, readonly Source[]]>([
    ['nothing', []],
    ['few articles', Array.from({ length: CHART_MIN_MARKS - 1 }, (_, n) => source(n + 1, n * CHART_MIN_SPAN_MS))],
    ['a short while', [0, 1, 2].map((n) => source(n + 1, n * 60_000))],
    ['articles without a time', [0, 1, 2].map((n) => source(n + 1, n * CHART_MIN_SPAN_MS, { undated: true }))],
  ])('is not drawn of %s', (_, sources) => {
    expect(chart(sources)).toBeUndefined();
  });
});
