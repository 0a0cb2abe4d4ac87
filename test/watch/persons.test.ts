import { describe, expect, it } from 'vitest';
import type { Name } from '../../src/text/reading.ts';
import { analyseArticle } from '../../src/watch/analysis.ts';
import { conditionOf } from '../../src/watch/condition.ts';
import { Sight, satisfies } from '../../src/watch/evaluation.ts';
import { parseQuery } from '../../src/watch/grammar.ts';
import { MAX_ROWS, MAX_RUN_WORDS, nameRuns } from '../../src/watch/name-runs.ts';

const person = (text: string): Name => ({ text, kind: 'person', mentions: [], roles: [] });

interface Case {
  readonly text: string;
  /** What the reading of names found here and in the other articles of the story. */
  readonly names?: readonly string[];
  readonly story?: readonly string[];
}

function matches(query: string, { text, names = [], story = [] }: Case): boolean {
  const analysed = analyseArticle({ text, names: names.map(person), storyNames: story.map(person) });
  return satisfies(conditionOf(parseQuery(query)), new Sight(analysed));
}

describe('person:"Ann Marlow" means her', () => {
  const cases: readonly (readonly [why: string, matches: boolean, article: Case])[] = [
    ['the full name was read', true, { text: 'A. Marlow spoke.', names: ['Ann Marlow'] }],
    ['the full name stands there unread', true, { text: 'The board heard Ann Marlow yesterday.' }],
    ['a title stands before it', true, { text: 'The board heard Professor Ann Marlow.' }],
    ['in the possessive', true, { text: 'Ann Marlow’s boat sank.' }],
    ['with a middle name', true, { text: 'She spoke.', names: ['Ann Beth Marlow'] }],
    ['a surname that the article itself explains', true, { text: 'Marlow spoke.', names: ['Marlow', 'Ann Marlow'] }],
    ['a surname that the story explains', true, { text: 'Marlow spoke.', names: ['Marlow'], story: ['Ann Marlow'] }],
    ['an unread surname that the story explains', true, { text: 'Then Marlow spoke.', story: ['Ann Marlow'] }],
    [
      'a story with two forms of one person',
      true,
      { text: 'Marlow spoke.', names: ['Marlow'], story: ['Ann Marlow', 'Ann B. Marlow'] },
    ],
    ['a surname that nobody explains', false, { text: 'Marlow spoke.', names: ['Marlow'] }],
    ['another Marlow', false, { text: 'Jo Marlow spoke.', names: ['Jo Marlow'] }],
    [
      'a surname that the article says is another’s, whatever the story has',
      false,
      { text: 'Jo Marlow came. Marlow spoke.', names: ['Jo Marlow'], story: ['Ann Marlow'] },
    ],
    [
      'a surname that two bear in the story',
      false,
      { text: 'Marlow spoke.', names: ['Marlow'], story: ['Ann Marlow', 'Jo Marlow'] },
    ],
    ['somebody whose last names are hers', false, { text: 'Beth Ann Marlow spoke.', names: ['Beth Ann Marlow'] }],
    ['her names in two sentences', false, { text: 'The board heard Ann. Marlow was absent.' }],
    ['her names in a list', false, { text: 'It named Jo, Ann, Marlow and Lee.' }],
    ['her names in small letters', false, { text: 'the ann marlow line' }],
    ['an institute with her name', false, { text: 'He works at the Ann Marlow Institute in Orla.' }],
    ['the words apart', false, { text: 'Ann met Jo Marlow.', names: ['Ann', 'Jo Marlow'] }],
  ];
  it.each(cases)('%s: %s', (_, expected, article) => {
    expect(matches('person:"Ann Marlow"', article)).toBe(expected);
  });
});

/** Ideographs that differ from each other, one after the other. */
const numbered = (count: number): string =>
  Array.from({ length: count }, (_, n) => String.fromCharCode(0x4e00 + n)).join('');

describe('other names', () => {
  it.each([
    ['a surname alone means everybody who bears it', 'person:Marlow', { text: 'x', names: ['Jo Marlow'] }, true],
    [
      'particles belong to a name',
      'person:"Ursula von der Marlow"',
      { text: 'Then Ursula von der Marlow spoke.' },
      true,
    ],
    ['an initial belongs to a name', 'person:"Ann B. Marlow"', { text: 'Then Ann B. Marlow spoke.' }, true],
    [
      'an institute is found by its own name',
      'org:"Ann Marlow Institute"',
      { text: 'The Ann Marlow Institute met.' },
      true,
    ],
    ['a place is', 'place:"Orla Bay"', { text: 'Boats left Orla Bay.' }, true],
    ['scripts without spaces have names', 'person:"馬洛安"', { text: '船長馬洛安說' }, true],
  ])('%s', (_, query, article, expected) => {
    expect(matches(query, article)).toBe(expected);
  });

  it('are looked for in so many rows of words', () => {
    const { rows } = nameRuns(analyseArticle({ text: numbered(MAX_ROWS) }));
    expect(rows.size).toBeGreaterThanOrEqual(MAX_ROWS);
    expect(rows.size).toBeLessThan(MAX_ROWS + MAX_RUN_WORDS);
  });

  it('are read up to a length', () => {
    const words = Array.from({ length: MAX_RUN_WORDS + 1 }, (_, n) => `A${n}`);
    const found = (count: number): boolean =>
      matches(`org:"${words.slice(0, count).join(' ')}"`, { text: words.join(' ') });
    expect([found(MAX_RUN_WORDS), found(MAX_RUN_WORDS + 1)]).toEqual([true, false]);
  });
});
