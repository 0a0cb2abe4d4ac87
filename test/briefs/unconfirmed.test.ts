import { describe, expect, it } from 'vitest';
import { groundingFaults } from '../../src/briefs/grounded.ts';
import { isReserved } from '../../src/briefs/unconfirmed.ts';
import { MAX_UNCONFIRMED, writeBrief } from '../../src/briefs/write.ts';
import { article, briefInput, CRANE } from './fixtures.ts';

describe('what is told with reserve', () => {
  it.each([
    ['The crane’s driver reportedly left the country.'],
    ['A cable is believed to have snapped before the crane fell.'],
    ['The crane may have been overloaded, the union said.'],
    ['Two sources close to the inquiry said the brakes had failed.'],
    ['No group has claimed the attack on the harbour.'],
    ['The number of passengers could not be independently verified.'],
  ])('%s', (sentence) => {
    expect(isReserved(sentence)).toBe(true);
  });

  it.each([
    ['The crane fell at noon, the coastguard said.'],
    ['Nils Berg said: “The crane may have been overloaded.”'],
    ['The ferry may sail again in May.'],
    ['The harbour has long been a source of pride.'],
    ['The town may have staying power.'],
    ['The coastguard confirmed that a cable may have snapped.'],
  ])('is not: %s', (sentence) => {
    expect(isReserved(sentence)).toBe(false);
  });
});

const RUMOUR = article({
  id: 'r',
  title: 'Norvik crane: cable may have snapped',
  text: `A steel cable is believed to have snapped before the crane collapsed onto the ferry Astrid at Norvik on Wednesday.

The harbour of Norvik was closed to ferries after the crane fell.`,
  publishedAt: '2025-03-07T11:00:00.000Z',
});

describe('a brief', () => {
  const told = [...CRANE, RUMOUR];
  const brief = writeBrief(briefInput(told));

  it('keeps what nobody confirms apart from what is told as a fact', () => {
    expect(brief.sentences.map(({ text }) => text).join(' ')).not.toContain('cable');
    expect(brief.unconfirmed).toHaveLength(1);
    expect(brief.unconfirmed![0]!.text).toContain('is believed to have snapped');
    expect(brief.unconfirmed!.length).toBeLessThanOrEqual(MAX_UNCONFIRMED);
  });

  it('cites who tells it, and is grounded', () => {
    const [n] = brief.unconfirmed![0]!.citations;
    expect(brief.sources.find((source) => source.n === n)!.articleId).toBe('r');
    expect(groundingFaults(brief, new Map(told.map((each) => [each.id, each])))).toEqual([]);
  });

  it('does not call unconfirmed what another voice tells without reserve', () => {
    const firm = article({
      id: 'f',
      title: 'Cable snapped before Norvik crane fell',
      text: 'A steel cable snapped before the crane collapsed onto the ferry Astrid at Norvik on Wednesday.',
      publishedAt: '2025-03-07T14:00:00.000Z',
    });
    expect(writeBrief(briefInput([...told, firm])).unconfirmed).toBeUndefined();
  });
});

describe('who was first', () => {
  it('is told by the outlets’ stamps and by when we saw it', () => {
    const late = { ...CRANE[0]!, seenAt: '2025-03-08T09:00:00.000Z' };
    const brief = writeBrief(briefInput([late, CRANE[1]!]));
    const idOf = (n: number | undefined) => brief.sources.find((source) => source.n === n)?.articleId;
    expect(idOf(brief.provenance?.published?.n)).toBe('a1');
    expect(idOf(brief.provenance?.seen?.n)).toBe('a2');
  });

  it('is not told by stamps that are guesses', () => {
    const guessed = CRANE.map((each) => ({ ...each, publishedAtGuessed: true }));
    expect(writeBrief(briefInput(guessed)).provenance).not.toHaveProperty('published');
  });
});
