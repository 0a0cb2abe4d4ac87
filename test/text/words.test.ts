import { describe, expect, it } from 'vitest';
import { isStopWord, MAX_TOKEN_CHARS, normalise, stem, tokenise } from '../../src/text/words.ts';

describe('normalise', () => {
  it.each([
    ['Moscow', 'moscow'],
    ["Russia's", 'russia'],
    ['Russia’s', 'russia'],
    ['workers’', 'workers'],
    ['don’t', "don't"],
    ["O'Brien", "o'brien"],
    ['U.S.', 'us'],
    ['U.S', 'us'],
    ['São', 'sao'],
    ['Łódź', 'lodz'],
    ['Erdoğan', 'erdogan'],
    ['straße', 'strasse'],
    ['ＡＢＣ', 'abc'],
    ['Йод', 'йод'],
    ['हिन्दी', 'हिन्दी'],
    ['15,000', '15,000'],
    ['', ''],
  ])('%s is %s', (word, norm) => expect(normalise(word)).toBe(norm));
});

describe('stem', () => {
  it.each([
    ['recognise', 'recognized'],
    ['organisation', 'organizations'],
    ['analyse', 'analyzing'],
    ['labour', 'labor'],
    ['favourite', 'favorites'],
    ['centre', 'centers'],
    ['theatre', 'theaters'],
    ['programme', 'programs'],
    ['catalogue', 'catalog'],
    ['dialogues', 'dialog'],
    ['travelled', 'traveling'],
    ['cancelled', 'canceled'],
    ['defence', 'defense'],
    ['licence', 'licenses'],
    ['paediatric', 'pediatric'],
    ['grey', 'gray'],
    ['tyres', 'tire'],
    ['died', 'dying'],
    ['women', 'woman'],
    ['gunmen', 'gunman'],
    ['soldiers', 'soldier'],
    ['killing', 'killed'],
  ])('%s and %s are one', (left, right) => expect(stem(left)).toBe(stem(right)));

  it.each([
    ['president', 'precedent'],
    ['four', 'for'],
    ['tour', 'tor'],
    ['general', 'generate'],
    ['us', 'use'],
    ['hatred', 'hater'],
  ])('%s and %s are two', (left, right) => expect(stem(left)).not.toBe(stem(right)));
});

describe('isStopWord', () => {
  it.each(['the', 'The', 'said', "don't", 'of'])('%s is one', (word) => expect(isStopWord(word)).toBe(true));
  it.each(['first', 'new', 'against', 'minister', ''])('%s is none', (word) => expect(isStopWord(word)).toBe(false));
  it('knows other languages', () => {
    expect(isStopWord('và', 'vi')).toBe(true);
    expect(isStopWord('der', 'de')).toBe(true);
    expect(isStopWord('der', 'en')).toBe(false);
    expect(isStopWord('the', 'xx')).toBe(false);
  });
});

describe('tokenise', () => {
  const words = (text: string) => tokenise(text).map((token) => token.text);
  it.each([
    ["Kabul's envoy", ["Kabul's", 'envoy']],
    ['Taliban-led state', ['Taliban', 'led', 'state']],
    ['U.S. and U.K.', ['U.S.', 'and', 'U.K.']],
    ['15,000.50 or 3.5%', ['15,000.50', 'or', '3.5']],
    ['the 2nd of 1990s', ['the', '2nd', 'of', '1990s']],
    ["it's 'quoted'", ["it's", 'quoted']],
    ['👍🏽 ok', ['ok']],
    ['', []],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected));

  it('tells the country from the pronoun', () => {
    expect(tokenise('US troops told us').map((token) => token.stop)).toEqual([false, false, true, true]);
  });

  it('cuts scripts without spaces into words', () => {
    expect(tokenise('東京都知事が辞任した', 'ja').length).toBeGreaterThan(3);
    expect(tokenise('นายกรัฐมนตรีลาออก', 'th').length).toBeGreaterThan(1);
  });

  it('cuts a run of letters that no language writes', () => {
    const tokens = tokenise('a'.repeat(1_000));
    expect(tokens.every((token) => token.text.length <= MAX_TOKEN_CHARS)).toBe(true);
    expect(tokens.map((token) => token.text).join('')).toBe('a'.repeat(1_000));
  });
});
