import { describe, expect, it } from 'vitest';
import { type Head, Topic } from '../../src/briefs/topic.ts';

const head = (voice: string, words: string, day: string): Head => ({
  articleId: voice,
  voice,
  stems: new Set(words.split(' ')),
  publishedAt: `${day}T08:00:00.000Z`,
});

const HEADS = [
  head('a', 'crane fall ferri norvik kill four', '2025-03-06'),
  head('b', 'crane collaps ferri norvik four dead', '2025-03-06'),
  head('c', 'norvik crane ferri minist inquiri', '2025-03-07'),
];
const topic = new Topic(HEADS);
const stems = (words: string): ReadonlySet<string> => new Set(words.split(' '));

describe('what a story is about', () => {
  it('is what its voices have in common at the head', () => {
    expect(topic.nearnessOf(stems('crane ferri norvik'))).toBe(3);
    expect(topic.nearnessOf(stems('four'))).toBeCloseTo(2 / 3);
    expect(topic.nearnessOf(stems('inquiri weather'))).toBe(0);
  });

  it('is strange to a report of something else', () => {
    const mixed = new Topic([...HEADS, head('d', 'school minist teacher prize', '2025-03-07')]);
    expect([...mixed.strangersTo(stems('crane ferri norvik kill four'))]).toEqual(['d']);
  });

  it('counts a voice once, however many reports it has', () => {
    const twice = new Topic([...HEADS, head('c', 'norvik weather', '2025-03-08'), head('c', 'weather', '2025-03-08')]);
    expect(twice.nearnessOf(stems('weather'))).toBe(0);
  });

  it('tells a sentence that says the event once more from one that adds to it', () => {
    const lead = stems('crane collaps ferri norvik kill four');
    expect(topic.overlap(stems('crane fall ferri norvik four'), lead)).toBeGreaterThan(0.8);
    expect(topic.overlap(stems('minist order inquiri harbour crane'), lead)).toBeLessThan(0.7);
  });
});

describe('a day that cannot be right', () => {
  const late = '2025-05-20T08:00:00.000Z';

  it('is one after others had told the same, in a report stamped long after them', () => {
    expect(topic.wasToldBefore('2025-05-18', stems('crane collaps ferri norvik'), late)).toBe(true);
  });

  it.each([
    ['the report is stamped with the others', '2025-03-08', 'crane collaps ferri norvik', '2025-03-09T08:00:00.000Z'],
    ['nobody told it before', '2025-05-18', 'court norvik sentenc owner harbour', late],
    ['it lies before the others', '2025-03-05', 'crane collaps ferri norvik', late],
  ])('is none where %s', (_, day, words, stamp) => {
    expect(topic.wasToldBefore(day, stems(words), stamp)).toBe(false);
  });
});
