import { describe, expect, it } from 'vitest';
import { type MatchLine, percentile, runMatch } from '../../src/watch/batch.ts';

const good = (record: Record<string, unknown>): string => JSON.stringify(record);

async function run(queries: readonly string[], articles: readonly string[]) {
  const lines: MatchLine[] = [];
  let ms = 0;
  let bytes = 0;
  const figures = await runMatch({
    queries,
    articles,
    stopwatch: () => {
      ms += 1;
      return ms;
    },
    heapBytes: () => {
      bytes += 5_000_000;
      return bytes;
    },
    emit: (line) => void lines.push(line),
    namesOf: () => [{ text: 'Ann Marlow', kind: 'person', mentions: [], roles: [] }],
  });
  return { lines, figures };
}

describe('matching a batch', () => {
  it('answers each article with the ids that match, sorted, and gives the figures', async () => {
    const { lines, figures } = await run(
      [
        good({ id: 'b', query: 'ferry' }),
        good({ id: 'a', query: 'ferries AND port' }),
        good({ id: 'c', query: 'bus' }),
      ],
      [good({ id: '1', text: 'A ferry in port' }), good({ id: 2, title: 'Bus', text: 'late' })],
    );
    expect(lines).toEqual([
      { id: '1', matches: ['a', 'b'] },
      { id: '2', matches: ['c'] },
    ]);
    const once = { p50: 1, p95: 1 };
    expect(figures).toEqual({
      queries: 3,
      articles: 2,
      loadMs: 1,
      heapMB: 5,
      analyseMs: once,
      matchMs: once,
      matches: 3,
    });
  });

  it('answers a bad line with its error and goes on', async () => {
    const { lines, figures } = await run(
      [good({ id: 'q1', query: 'ferry AND' }), good({ id: 'q2', query: 'ferry' }), good({ id: 'q3' })],
      ['{not JSON', '[]', ' ', good({ text: 'no id' }), good({ id: 'a1' }), good({ id: 'a2', text: 'ferry' })],
    );
    expect(lines.map((line) => ('error' in line ? [line.id, line.error.code] : [line.id, line.matches]))).toEqual([
      ['q1', 'bad_query'],
      ['q3', 'bad_input'],
      [null, 'bad_input'],
      [null, 'bad_input'],
      [null, 'bad_input'],
      ['a1', 'bad_input'],
      ['a2', ['q2']],
    ]);
    expect([figures.queries, figures.articles]).toEqual([1, 1]);
  });

  it('reads names where a query asks for one', async () => {
    const { lines } = await run([good({ id: 'q', query: 'person:Marlow' })], [good({ id: 'a', text: 'she spoke' })]);
    expect(lines).toEqual([{ id: 'a', matches: ['q'] }]);
  });

  it('gives percentiles of nothing as 0', () => {
    expect([percentile([], 0.5), percentile([3, 1, 2], 0.5), percentile([1, 2, 3], 1)]).toEqual([0, 2, 3]);
  });
});
