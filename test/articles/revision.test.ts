import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { materialChanges } from '../../src/articles/revision.ts';

const before = {
  title: 'Board closes quay',
  text: 'The harbour board closed the quay on Tuesday. Repairs will cost 4 million crowns, said Hedda Quill. “We had no choice,” she said.\n\nDivers received orders to inspect the piles. Quill thanked them.',
};
type Change = (text: string) => string;
const changed = (change: Change): string =>
  materialChanges(before, { ...before, text: change(before.text) }).join('\n');
const swap =
  (from: string, to: string): Change =>
  (text) =>
    text.replace(from, to);
const append =
  (line: string): Change =>
  (text) =>
    `${text}\n\n${line}`;

describe('materialChanges', () => {
  it('finds nothing in the same article', () => {
    expect(materialChanges(before, before)).toEqual([]);
  });

  it('reports a headline', () => {
    expect(materialChanges(before, { ...before, title: 'Board opens quay' })).toEqual([
      'headline was “Board closes quay”, is “Board opens quay”',
    ]);
  });

  it.each<[string, Change, RegExp]>([
    ['a figure', swap('4 million', '6 million'), /new figure.*6 million[\s\S]*figure gone.*4 million/],
    ['a figure of other digits', swap('4 million', '4.5 million'), /new figure/],
    ['another currency', swap('4 million crowns', '$4 million'), /new figure/],
    ['a share in place of a number', swap('4 million crowns', '4 percent more'), /new figure/],
    ['a name', swap('Hedda Quill', 'Piet Marsh'), /new name.*Piet Marsh/],
    ['another first name', (text) => text.replace('Hedda Quill', 'Greta Quill'), /new name.*Greta Quill/],
    [
      'a name that is gone',
      (text) => text.replace(', said Hedda Quill', '').replace(' Quill thanked them.', ''),
      /name gone.*Quill/,
    ],
    ['a quotation', swap('We had no choice', 'We chose to close it'), /new quotation/],
    ['a word in a quotation that turns it', swap('We had no choice', 'We now had choice'), /new quotation/],
    ['a quotation that is gone', swap(' “We had no choice,” she said.', ''), /quotation gone/],
    ['a correction', append('Correction: the board met a day earlier than we said.'), /correction/],
    ['a correction in its own words', append('An earlier version of this article gave another day.'), /correction/],
    ['an editor’s note', append("Editor's note: we have taken out the name of a child."), /editor’s note/],
    ['a German correction', append('Korrektur: Der Rat tagte am Montag.'), /correction/],
    ['a story that was amended', append('This story has been updated to correct the day.'), /correction/],
  ])('reports %s', (_, change, expected) => {
    expect(changed(change)).toMatch(expected);
  });

  it('reports a second correction', () => {
    const once = { ...before, text: `${before.text}\n\nCorrection: the board met on a Monday.` };
    const twice = { ...once, text: `${once.text}\n\nCorrection: the quay is the northern one.` };
    expect(materialChanges(once, twice)).toContain('carries a correction or an editor’s note');
  });

  it.each(['This article has been removed.', 'We have retracted this story.', 'Retraction: the story was wrong.'])(
    'reports an article withdrawn: %s',
    (text) => {
      expect(materialChanges(before, { ...before, text })).toEqual(['withdrawn by its outlet']);
    },
  );

  it.each<[string, Change]>([
    ['a typing mistake', swap('closed', 'has closed')],
    ['a respelled word of a quotation', swap('choice', 'chioce')],
    ['white space', (text) => text.replaceAll(' ', '  ')],
    ['line breaks within a paragraph', swap('Repairs will', 'Repairs\nwill')],
    ['the marks of a quotation', (text) => text.replaceAll(/[“”]/g, '"')],
    ['a number in words', swap('4 million', 'four million')],
    ['the first name at a second mention', swap('Quill thanked', 'Hedda Quill thanked')],
    ['views', append('Total Views : 512')],
    ['a share count', append('48 shares')],
    ['an age', append('2 hours ago')],
    ['a reading time', append('4 min read')],
    ['a share bar', append('Facebook Twitter WhatsApp')],
    ['a time of update', append('Updated 5 July 2025, 10:04')],
    ['an invitation', append('Sign up for our newsletter to get 5 stories a day.')],
    ['a department of corrections without capital', append('The corrections were long overdue, they say.')],
  ])('takes %s for noise', (_, change) => {
    expect(changed(change)).toBe('');
  });

  it.each([
    ['Board Closes Quay.', 'case and marks'],
    ['Board  closes quay', 'white space'],
    ['Board closses quay', 'a doubled letter'],
  ])('takes %j for the same headline: %s', (title) => {
    expect(materialChanges(before, { ...before, title })).toEqual([]);
  });

  it.each([
    ['Iran strikes deal', 'Iraq strikes deal'],
    ['Board raises fees', 'Board cuts fees'],
    ['Nine crews fined', 'Ten crews fined'],
    ['Ferry line faces closure', 'Ferry lane faces closure'],
  ])('takes %j to %j for another headline', (from, to) => {
    expect(materialChanges({ ...before, title: from }, { ...before, title: to })).toHaveLength(1);
  });
});

describe('whatever the counters say', () => {
  const counter = fc.oneof(
    fc.nat({ max: 1e6 }).map((n) => `Views: ${n}`),
    fc.nat({ max: 9999 }).map((n) => `${n} comments`),
    fc.integer({ min: 2, max: 59 }).map((n) => `${n} minutes ago`),
    fc.integer({ min: 1, max: 40 }).map((n) => `${n} min read`),
  );
  const withCounters = (lines: readonly string[]): typeof before => ({
    ...before,
    text: `${lines.join('\n\n')}\n\n${before.text}`,
  });

  it('an article is the same', () => {
    fc.assert(
      fc.property(fc.array(counter, { maxLength: 3 }), fc.array(counter, { maxLength: 3 }), (old, now) => {
        expect(materialChanges(withCounters(old), withCounters(now))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('a new figure is told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 900 }), (millions) => {
        const text = before.text.replace('4 million', `${millions} million`);
        expect(materialChanges(before, { ...before, text })).toContain(`new figure: ${millions} million crowns`);
      }),
      { numRuns: 20 },
    );
  });
});

describe('any two texts', () => {
  it('are compared without an error, and a text with itself is the same', () => {
    const text = fc.string({ maxLength: 200, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, text, (title, body, otherTitle, otherBody) => {
        materialChanges({ title, text: body }, { title: otherTitle, text: otherBody });
        expect(materialChanges({ title, text: body }, { title, text: body })).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
