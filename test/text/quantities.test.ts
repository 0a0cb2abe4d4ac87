import { describe, expect, it } from 'vitest';
import { MAX_QUANTITIES_PER_SENTENCE, quantitiesIn } from '../../src/text/quantities.ts';

/** value, unit, predicate, with ~ where approximate and a range where there is one. */
const brief = (text: string) =>
  quantitiesIn(text).map(
    (each) =>
      `${each.approximate ? '~' : ''}${each.value}${each.upTo === undefined ? '' : `-${each.upTo}`} ${each.unit}/${each.predicate ?? ''}`,
  );

describe('quantitiesIn counts', () => {
  it.each([
    ['Nine people were killed.', ['9 peopl/kill']],
    ['The blast killed 1,200 soldiers.', ['1200 soldier/kill']],
    ['killing nine and injuring 30 others', ['9 /kill', '30 /injur']],
    ['Nine people died and at least 30 were wounded.', ['9 peopl/kill', '~30 /injur']],
    ['The death toll rose to 149.', ['149 /kill']],
    ['The storm left twelve dead.', ['12 /kill']],
    ['Two more deaths were reported.', ['2 death/kill']],
    ['twenty-three Norwegian sailors', ['23 sailor/']],
    ['two hundred and five houses', ['205 hous/']],
    ['A dozen police officers were arrested.', ['12 offic/arrest']],
    ['half a million voters', ['500000 voter/']],
    ['thousands of people', ['~2000 peopl/']],
    ['tens of thousands of refugees', ['~20000 refuge/']],
    ['one sailor drowned', ['1 sailor/drown']],
    ['two of the men', ['2 man/']],
    ['10 to 15 children', ['10-15 child/']],
    ['10,000–15,000 sailors', ['10000-15000 sailor/']],
    ['about 40 ships', ['~40 ship/']],
    ['more than 40 ships', ['~40 ship/']],
    ['On Monday 12 sailors drowned.', ['12 sailor/drown']],
    ['In Bodo 12 died.', ['12 /kill']],
  ])('%s', (text, expected) => expect(brief(text)).toEqual(expected));
});

describe('quantitiesIn measures', () => {
  it.each([
    ['It cost $3.5 million.', ['3500000 usd/']],
    ['It cost 12 million euros.', ['12000000 eur/']],
    ['It cost €5bn.', ['5000000000 eur/']],
    ['It cost £20.', ['20 gbp/']],
    ['It cost $ 5 million .', ['5000000 usd/']],
    ['Turnout was 23%.', ['23 percent/']],
    ['Turnout was 23 per cent.', ['23 percent/']],
    ['It is 5 km away.', ['5 km/']],
    ['It is 5 m away.', ['5 m/']],
    ['It cost £5 m.', ['5000000 gbp/']],
    ['a $200MM deal', ['200000000 usd/']],
    ['12 mm wide', ['12 mm/']],
    ['a 16-foot wall', ['16 foot/']],
    ['a 10-day truce', ['10 truce/']],
  ])('%s', (text, expected) => expect(brief(text)).toEqual(expected));
});

describe('quantitiesIn leaves', () => {
  it.each([
    'in 1996 and by 2030',
    'on July 3 or 3 July',
    'at 5 p.m. and at 9:30',
    'Petra Lund, 45, spoke.',
    'a 45-year-old man, aged 45',
    'the 3rd time',
    'a category two storm and phase 3',
    'call 555-1234',
    'they won 3-2',
    'Flight 370 and Boeing 737',
    'Article 5 and No. 10',
    'COVID-19 and the G7',
    'No one came. This one is new. One of the largest is here.',
    'somebody else',
    'call 0207 782 4368',
    'the Lumex 3 phone and the Corvid 835 chip',
    'Formula One drivers',
    '9NewsOSL',
    'She died 20 years ago.',
    'Flight 1943 landed.',
    '',
  ])('%s', (text) => expect(brief(text)).toEqual([]));
});

describe('quantitiesIn', () => {
  it('gives offsets into the text that was read', () => {
    const sentence = { index: 0, text: 'Nine people died.', start: 100, end: 117, paragraph: 0, tokens: [] };
    expect(quantitiesIn(sentence)[0]).toMatchObject({ text: 'Nine people', start: 100, end: 111 });
  });

  it('stops at a limit', () => {
    expect(quantitiesIn('12 ships, '.repeat(1_000)).length).toBe(MAX_QUANTITIES_PER_SENTENCE);
  });
});
