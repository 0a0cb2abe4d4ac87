import { describe, expect, it } from 'vitest';
import { MIN_BAD_STORIES, tellingWord } from '../../src/alerts/feedback.ts';

const words = (...texts: readonly string[]) => texts.map((text) => new Set(text.split(' ')));

describe('the word that tells the bad from the good', () => {
  it.each([
    [
      'that all the bad share and no good has',
      ['ferry cricket match', 'ferry cricket cup'],
      ['ferry strike', 'ferry fire'],
      'cricket',
    ],
    ['that most of the bad share', ['ferry cricket', 'ferry cricket', 'ferry'], ['ferry fire'], 'cricket'],
    ['is none where the good have it too', ['ferry fire', 'ferry fire'], ['ferry fire', 'ferry'], undefined],
    ['is none where the bad share nothing', ['ferry a', 'ferry b'], ['ferry'], undefined],
    ['is the longer of two that tell alike', ['cup cricket', 'cup cricket'], ['ferry'], 'cricket'],
  ])('%s', (_, bad, good, word) => {
    expect(tellingWord(words(...bad), words(...good))?.word).toBe(word);
  });

  it('is not looked for in one story', () => {
    expect(MIN_BAD_STORIES).toBe(2);
    expect(tellingWord(words('cricket'), words('ferry'))).toBeUndefined();
  });
});
