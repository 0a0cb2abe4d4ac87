import { describe, expect, it } from 'vitest';
import { conceptsOf } from '../../src/briefs/concepts.ts';
import { chooseHeadline, cleanHeadline } from '../../src/briefs/headline.ts';
import { tokenise } from '../../src/text/words.ts';

const titled = (title: string, source = 'Norvik Post') => ({ title, source, lang: 'en' });

function choose(titles: readonly string[], isOutdated?: (text: string) => boolean): string | undefined {
  const concepts = conceptsOf(titles.map((title, index) => ({ voice: String(index), sentences: [tokenise(title)] })));
  const users = (stem: string) => titles.filter((title) => tokenise(title).some((token) => token.stem === stem)).length;
  return chooseHeadline(
    titles.map((title) => titled(title)),
    concepts,
    users,
    isOutdated,
  );
}

describe('a headline', () => {
  it.each([
    ['UPDATE 2-Crane falls on ferry in Norvik', 'Crane falls on ferry in Norvik'],
    ['Crane falls on ferry in Norvik | Norvik Post', 'Crane falls on ferry in Norvik'],
    ['Crane falls on ferry in Norvik - Evening News', 'Crane falls on ferry in Norvik'],
    ['Crane falls on ferry in Norvik (PHOTOS, VIDEO)', 'Crane falls on ferry in Norvik'],
    ['Crane falls on ferry - four dead', 'Crane falls on ferry - four dead'],
  ])('is freed of labels and outlets: %s', (title, clean) => {
    expect(cleanHeadline(titled(title))).toBe(clean);
  });

  it.each([
    ['Why did the crane fall on the ferry in Norvik?'],
    ['Crane falls on ferry in Norvik: what we know so far'],
    ['You won’t believe how the crane fell on the ferry in Norvik'],
    ['“The crane fell on the ferry”'],
  ])('is a plain statement where there is one, not: %s', (bait) => {
    expect(choose([bait, 'Crane falls on ferry in Norvik', 'Ferry hit by falling crane'])).toBe(
      'Crane falls on ferry in Norvik',
    );
  });

  it('does not give a figure that no longer holds', () => {
    const titles = ['Four dead as crane falls on ferry in Norvik', 'Six dead as crane falls on ferry'];
    expect(choose(titles, (text) => text.includes('Four'))).toBe(titles[1]);
  });

  it('gives such a figure only where every title does', () => {
    const stale = 'Four dead as crane falls on ferry in Norvik harbour';
    const isStale = (text: string) => text.startsWith('Four');
    expect(choose([stale, stale, 'Crane: search is called off until the morning'], isStale)).not.toBe(stale);
    expect(choose([stale], isStale)).toBe(stale);
  });

  it('is none where there is no title', () => {
    expect(choose(['', '—'])).toBeUndefined();
  });
});
