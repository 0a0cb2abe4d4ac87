import { describe, expect, it } from 'vitest';
import { clausesOf, lemmaOf, MAX_CLAUSES_PER_SENTENCE, nounPhrasesIn } from '../../src/text/grammar.ts';
import type { Clause } from '../../src/text/reading.ts';

const sketch = ({ subject = '-', verb, object = '-', ...flags }: Clause) => {
  const marks = [
    flags.passive && 'passive',
    flags.negated && 'negated',
    flags.hedged && 'hedged',
    flags.future && 'future',
  ];
  return [subject, verb, object, ...marks.filter(Boolean)].join(' | ');
};
const clauses = (text: string) => clausesOf(text).map(sketch);

describe('clausesOf says who did what', () => {
  it.each([
    ['The court fined the bank.', ['The court | fine | the bank']],
    ['Norland on Monday recognised the republic.', ['Norland | recognise | the republic']],
    [
      'The storm killed nine people and injured 30 others.',
      ['The storm | kill | nine people', 'The storm | injure | 30 others'],
    ],
    [
      'The storm, which struck the coast, killed nine people.',
      ['The storm | strike | the coast', 'The storm | kill | nine people'],
    ],
    ['The man who shot the guard fled.', ['The man | shoot | the guard', 'The man | flee | -']],
    ['Petra Lund, the mayor of Bodo, signed the treaty.', ['Petra Lund | sign | the treaty']],
    ['Norland, Sweden and Chad signed the treaty.', ['Norland, Sweden and Chad | sign | the treaty']],
    ['The ministry said that it had accepted the offer.', ['The ministry | say | -', 'it | accept | the offer']],
    ['The mayor signed the bill, a spokesman said.', ['The mayor | sign | the bill', 'a spokesman | say | -']],
    ['"We won," said Petra Lund.', ['We | win | -', 'Petra Lund | say | -']],
    ['Nobody fled after the volcano erupted.', ['Nobody | flee | - | negated', 'the volcano | erupt | -']],
    ['BERGEN — A ship struck a bridge.', ['A ship | strike | a bridge']],
  ])('%s', (text, expected) => expect(clauses(text)).toEqual(expected));
});

describe('clausesOf follows passives', () => {
  it('keeps the agent among the complements', () => {
    expect(clausesOf('Petra Lund was appointed minister by the king.')).toEqual([
      {
        subject: 'Petra Lund',
        verb: 'appoint',
        object: 'minister',
        complements: ['by the king'],
        passive: true,
        negated: false,
        hedged: false,
      },
    ]);
  });

  it.each([
    ['Nine people were killed.', ['Nine people | kill | - | passive']],
    ['The sailors said the ban was lifted.', ['The sailors | say | -', 'the ban | lift | - | passive']],
    ['The plan has been rejected by Norland.', ['The plan | reject | - | passive']],
  ])('%s', (text, expected) => expect(clauses(text)).toEqual(expected));
});

describe('clausesOf follows infinitives to their subjects', () => {
  it.each([
    ['Norland became the first country to recognise the republic.', 'Norland | recognise | the republic'],
    ['Norland is the only country that recognises the republic.', 'Norland | recognise | the republic'],
    ['Norland, the first country to recognise the republic, said so.', 'Norland | recognise | the republic'],
    [
      'Norland accepted the letters, becoming the first country to recognise the republic.',
      'Norland | recognise | the republic',
    ],
    ["Norland's decision to recognise the republic was welcomed.", 'Norland | recognise | the republic'],
    ['Norland urged Sweden to recognise the republic.', 'Sweden | recognise | the republic | hedged'],
    ['Norland plans to recognise the republic.', 'Norland | recognise | the republic | hedged'],
  ])('%s', (text, expected) => expect(clauses(text)).toContain(expected));

  it('goes on with the noun behind them', () => {
    expect(clauses('The plan to lift the ban failed.')).toContain('The plan | fail | -');
  });
});

describe('clausesOf hears denials', () => {
  it.each([
    'Norland has not recognised the republic.',
    "Norland didn't recognise the republic.",
    'Norland never recognised the republic.',
    'No country had recognised the republic.',
    'Neither Norland nor Sweden has recognised the republic.',
    'Norland failed to recognise the republic.',
    'Norland refused to recognise the republic.',
    'Norland stopped short of recognising the republic.',
    'Norland has yet to recognise the republic.',
    'Norland denied recognising the republic.',
    'Norland opened an embassy without recognising the republic.',
    'Norland no longer recognises the republic.',
    'Norland has no plans to recognise the republic.',
  ])('%s', (text) =>
    expect(clausesOf(text).find((clause) => clause.verb === 'recognise')).toMatchObject({ negated: true }),
  );

  it('not where two denials cancel', () => {
    expect(
      clausesOf('Norland did not refuse to sign the treaty.').find((clause) => clause.verb === 'sign'),
    ).toMatchObject({ negated: false });
  });
});

describe('clausesOf hears doubt', () => {
  it.each([
    'Norland may recognise the republic.',
    'Norland could recognise the republic.',
    'Norland reportedly recognised the republic.',
    'Norland is expected to recognise the republic.',
    'Norland is considering recognising the republic.',
    'The king asked whether Norland recognised the republic.',
    'Does Norland recognise the republic?',
  ])('%s', (text) =>
    expect(clausesOf(text).find((clause) => clause.verb === 'recognise')).toMatchObject({ hedged: true }),
  );

  it('not in plain report', () => {
    expect(clausesOf('Norland recognised the republic.')[0]).toMatchObject({ hedged: false, negated: false });
  });

  it('marks what is still to come', () => {
    expect(clausesOf('Norland will recognise the republic.')[0]).toMatchObject({ future: true });
  });
});

describe('clausesOf', () => {
  it('takes names for names', () => {
    expect(clauses('Will Marsh never won an Oscar.')).toEqual(['Will Marsh | win | an Oscar | negated']);
  });

  it('is bounded', () => {
    expect(clausesOf('He ran and he sang, '.repeat(500)).length).toBeLessThanOrEqual(MAX_CLAUSES_PER_SENTENCE);
  });

  it('finds nothing in nothing', () => {
    expect(clausesOf('')).toEqual([]);
    expect(clausesOf('😀 —')).toEqual([]);
  });
});

describe('nounPhrasesIn', () => {
  it('gives phrases without their determiners', () => {
    expect(nounPhrasesIn('The old harbour bridge closed after a storm.').map((phrase) => phrase.text)).toEqual([
      'old harbour bridge',
      'storm',
    ]);
  });
});

describe('lemmaOf', () => {
  it.each([
    ['recognized', 'recognise'],
    ['recognising', 'recognise'],
    ['recognises', 'recognise'],
    ['analyzed', 'analyse'],
    ['seized', 'seize'],
    ['was', 'be'],
    ['stole', 'steal'],
    ['written', 'write'],
    ['struck', 'strike'],
    ['left', 'leave'],
    ['fled', 'flee'],
    ['planned', 'plan'],
    ['died', 'die'],
    ['needs', 'need'],
    ['need', 'need'],
    ['agreed', 'agree'],
    ['bring', 'bring'],
    ["didn't", 'do'],
    ['', ''],
  ])('%s is %s', (verb, lemma) => expect(lemmaOf(verb)).toBe(lemma));
});
