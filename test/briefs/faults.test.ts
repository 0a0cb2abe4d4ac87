import { describe, expect, it } from 'vitest';
import { type Fault, faultOf, visibleFaultOf } from '../../src/briefs/faults.ts';

const cases: readonly (readonly [Fault, string])[] = [
  ['too short', 'Nobody was asked.'],
  ['fragment', 'A quiet town on the edge of the northern marshes.'],
  ['fragment', 'The wreck of the small ferry that sank off Norvik, in the northern islands, on Sunday.'],
  ['fragment', 'The mayor promised that the bridge would be ready by…'],
  ['fragment', 'Will carry twice the load of the old crane.'],
  ['furniture', 'Read more: what the harbour board knew about the crane.'],
  ['furniture', 'People wait outside the town hall in this undated photo from the council archive.'],
  ['question', 'Who will pay for the new bridge over the river?'],
  ['unbalanced quotation', '“The bridge is safe and will be opened to traffic soon.'],
  ['mere quotation', '“The bridge is safe and will be opened to traffic soon.”'],
  ['dangling pronoun', 'He promised that the bridge would be ready by spring.'],
  ['dangling pronoun', 'It was the third accident on the line since March.'],
  ['dangling pronoun', 'This has angered the people who live along the river.'],
  ['dangling pronoun', 'In a statement, it said that the harbour would close.'],
  ['dangling pronoun', 'The crane fell into the river within minutes, he said.'],
  ['dangling link', 'The move surprised the people who live along the river.'],
  ['dangling link', 'As a result, the harbour board lost its licence.'],
  ['first person', 'The harbour board told our reporter that the crane was sound.'],
  ['fragment', 'Guaranteed to be loud, one way or another.'],
  ['furniture', 'The old crane, at left, and four repaired pylons of the bridge.'],
  ['furniture', 'Ada Holm, photographed in 2016, ran the harbour for a decade.'],
  ['furniture', 'The divers have been searching for two days as of writing.'],
  ['furniture', 'Prime Minister Nils Berg speaks to reporters in Norvik on 5 March.'],
  ['furniture', 'Jon Vik of Norvik reaches for the ball during the second half.'],
  ['furniture', 'A photo issued by the coastguard of the crane that fell in Norvik.'],
  ['about the outlet', 'Hald Radio’s Ada Holm talks to a diver about the crane.'],
  ['about the outlet', 'Jon Vik is a contributing editor of the Norvik Review.'],
  ['furniture', 'Show Hide Norvik is the second harbour of the northern islands.'],
  ['dangling link', 'There, Jon Vik pulled two people out of the water.'],
  ['dangling link', 'There was also a fire on the second quay.'],
  ['dangling link', 'The comments by Ada Holm come amid a row about old cranes.'],
  ['dangling link', 'The mayor’s remarks came a day after the inquiry had opened.'],
  ['dangling link', 'A spokesman for the port referred to it only as an event.'],
  ['dangling pronoun', 'Harbour director Ada Holm says that will allow the port to open.'],
  ['dangling pronoun', 'After reaching the island, it turned back to the harbour.'],
  ['dangling pronoun', 'Despite losing the first race, they won the cup on the islands.'],
  ['dangling pronoun', 'The harbour is expected to unveil them at the fair in May.'],
  ['dangling pronoun', 'The minister opposed it in a vote on Monday.'],
  [
    'fragment',
    'Though the bay is full of wrecks, masts of some metres that catch the nets, which tear and drag the boats down.',
  ],
  ['fragment', 'On 5 March, in the bay of Norvik, have caught a pike of forty kilograms.'],
  ['fragment', 'The crane fell on Friday.Meanwhile, the port was closed to ships.'],
  ['furniture', 'Caught RED HANDED, very sad that the port let the oil go north.'],
  ['furniture', 'Anyone with information is asked to ring the police in Norvik.'],
  ['furniture', 'The ferry Astrid leaves the northern quay of Norvik, March 5, 2025.'],
  ['dangling link', 'Another passenger with a broken arm was flown to Hald.'],
  ['dangling pronoun', 'To Ada Holm of the harbour board, that is no way to treat a port.'],
  ['dangling link', 'Ada Holm will lead the board of the harbour in May, this person said.'],
  ['dangling pronoun', 'The spokesman of the harbour board in Norvik agreed.'],
  ['dangling pronoun', 'In the northern islands, they make up a third of the workers.'],
  ['about the outlet', 'The harbour board did not respond to a request for comment.'],
];

describe('a sentence that cannot stand alone', () => {
  it.each(cases)('%s: %s', (fault, sentence) => {
    expect(faultOf(sentence)).toBe(fault);
  });
});

describe('a sentence that can', () => {
  it.each([
    'Nobody was hurt.',
    'Three people were injured.',
    'Another 12 miners are missing.',
    'Some 900 dockers at Norvik harbour walked out on Monday over night shifts.',
    'Some $4 million was missing from the fund of the harbour board.',
    'Nine people died when a crane fell into the river at Norvik.',
    'The harbour board said the crane had been inspected in May.',
    '“The bridge is safe,” said Ada Holm, who leads the harbour board.',
    'Ada Holm said she would resign if the crane had not been inspected.',
    'After he was arrested, Mr Holm asked for a lawyer from the capital.',
    'There were 40 people on the quay when the crane fell.',
    'Families spent the night in the canteen of the mine.',
    'The police said they had closed the quay.',
    'The harbour board said it would publish its files.',
    'Ada Holm and Jon Vik met before they spoke to reporters.',
    'The company told workers that their wages would be paid.',
    'Prime Minister Nils Berg spoke to reporters in Norvik on 5 March.',
    'Nils Berg is a former mayor of Norvik and led its harbour board.',
    'Built in 1990, the crane had never been replaced.',
    'The comments by Ada Holm were read to the court.',
    'Though the quay was closed, the ferries sailed as before.',
    'Another 40 people were flown to Hald.',
    'The port of Norvik was closed to ships by the board on March 5, 2025.',
  ])('%s', (sentence) => {
    expect(faultOf(sentence)).toBeUndefined();
  });

  it('is not measured by English pronouns in another language', () => {
    expect(faultOf('El puente fue cerrado el jueves por la mañana.', 'es')).toBeUndefined();
  });
});

describe('the first sentence of a report', () => {
  const OPENING = 'Norvik on Thursday closed its harbour to cruise ships, the first port of the islands to do so.';

  it('can only mean what it names itself', () => {
    expect(visibleFaultOf(OPENING)).toBe('dangling pronoun');
    expect(visibleFaultOf(OPENING, 'en', { isFirst: true })).toBeUndefined();
  });

  it('may point back to the headline all the same', () => {
    expect(visibleFaultOf('He said that the harbour would be closed on Thursday.', 'en', { isFirst: true })).toBe(
      'dangling pronoun',
    );
  });
});
