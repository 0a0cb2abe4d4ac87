import { describe, expect, it } from 'vitest';
import { happenedOn } from '../../src/answers/happened-on.ts';
import type { Evidence } from '../../src/model.ts';

const evidence = (quote: string, publishedAt: string, undated = false): Evidence => ({
  n: 1,
  quote,
  source: 'Tallow Post',
  articleId: 'a1',
  publishedAt,
  ...(undated ? { undated } : {}),
});

describe('the day on which it happened', () => {
  it('is the one that the sentences name, whatever older times they mention', () => {
    const proof = [
      evidence('Orrin on Tuesday opened the lock that was closed in May 2019.', '2025-03-05T09:00:00Z'),
      evidence('The lock was opened on 4 March 2025.', '2025-03-06T09:00:00Z'),
    ];
    expect(happenedOn(proof)).toBe('2025-03-04');
  });

  it.each([
    ['no sentence names a day', [evidence('Orrin opened the lock.', '2025-03-05T09:00:00Z')]],
    [
      'they name different days',
      [
        evidence('Orrin opened the lock on 4 March 2025.', '2025-03-05T09:00:00Z'),
        evidence('Orrin opened the lock on 6 March 2025.', '2025-03-07T09:00:00Z'),
      ],
    ],
    [
      'the article has no date to count from',
      [evidence('Orrin opened the lock on Tuesday.', '2025-03-05T09:00:00Z', true)],
    ],
  ])('is left out where %s', (_case, proof) => {
    expect(happenedOn(proof)).toBeUndefined();
  });
});
