import { describe, expect, it } from 'vitest';
import { relatedStems } from '../../src/text/derivations.ts';
import { stem } from '../../src/text/words.ts';

describe('relatedStems', () => {
  it.each([
    ['recognised', 'recognition'],
    ['recognition', 'recognises'],
    ['kill', 'death'],
    ['died', 'killed'],
    ['resigned', 'quit'],
    ['won', 'victory'],
    ['acquisition', 'bought'],
    ['attack', 'strike'],
    ['appointed', 'named'],
    ['decide', 'decision'],
    ['invasion', 'invade'],
    ['explode', 'explosion'],
    ['produced', 'production'],
    ['married', 'wife'],
  ])('%s leads to %s', (word, other) => expect(relatedStems(word)).toContain(stem(other)));

  it('leads to phrases', () => expect(relatedStems('resign')).toContain('step down'));
  it('begins with the word itself', () => expect(relatedStems('tables')[0]).toBe(stem('table')));
  it('makes nothing up for a plain noun', () => expect(relatedStems('table')).toEqual(['tabl']));
  it('answers nothing with itself', () => expect(relatedStems('')).toEqual(['']));
});
