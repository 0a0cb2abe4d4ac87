import { describe, expect, it } from 'vitest';
import { coreOf } from '../../src/briefs/core.ts';
import { repeats } from '../../src/briefs/sameness.ts';
import { Witnesses, witnessOf } from '../../src/briefs/support.ts';
import { article, read } from './fixtures.ts';

const texts = {
  quake:
    'An earthquake of magnitude 6.1 struck the island of Hald early on Tuesday. Nine people were killed. Ships were told to leave the port.',
  noun: 'The magnitude 6.1 earthquake on Hald damaged the port. The recognition of the new council by the island’s elders came as a surprise.',
  toll: 'The earthquake on Hald killed twelve people.',
  denial: 'The elders have not recognised the new council of the island.',
  saying: '"We will open every file to the investigators," the director added.',
  stranded: 'A ferry ran aground off Norvik on Wednesday with forty people on board.',
  boy: 'The coastguard pulled a four-year-old boy out of the basin of the harbour.',
  praise: 'The coastguard praised the baker Jon Vik and the teacher Eva Lind of the Norvik Rowing Club for their help.',
  kiln: 'The kiln at Osterby gives more than 5.1 million tiles a year, its owner says. It was sold in May.',
  cut: 'The bishop said the bells "will ring again before the winter ... and the tower will stand," and left.',
  glacier: 'Scientists from Lund measured the Aalt glacier. They drilled two deep cores and counted the layers of ash.',
  trapped: 'Divers are trying to reach a sailor trapped in the wreck of the trawler Ulv off the cape.',
  other: 'The ferry line to Hald will run twice a day from June.',
};
const witnesses = new Witnesses(
  Object.entries(texts).map(([id, text]) => {
    const each = article({ id, text });
    return witnessOf(each, read(each));
  }),
  '2025-03-06T08:00:00.000Z',
);
const supporters = (sentence: string) =>
  witnesses.supportersOf(witnesses.examine(sentence)).map(({ articleId }) => articleId);

describe('who carries a fact', () => {
  it('is whoever says it, in other forms of its words', () => {
    expect(supporters('A magnitude 6.1 earthquake struck the island of Hald.')).toEqual(['quake']);
    expect(supporters('The elders of the island recognised the new council.')).toEqual(['noun']);
  });

  it('is not who gives another number', () => {
    expect(supporters('An earthquake on Hald killed nine people.')).not.toContain('toll');
  });

  it('is not who denies it', () => {
    expect(supporters('The elders of the island recognised the new council.')).not.toContain('denial');
  });

  it('is whoever quotes the same saying, whoever else is named', () => {
    expect(supporters('Holm said “We will open every file to the investigators”.')).toContain('saying');
  });

  it('is not who tells the like of another day, of another age or of other people', () => {
    expect(supporters('A ferry ran aground off Norvik on 5 March with forty people on board.')).toEqual(['stranded']);
    expect(supporters('A ferry ran aground off Norvik on 2 February with forty people on board.')).toEqual([]);
    expect(supporters('A ferry ran aground off Norvik on Thursday with forty people on board.')).toEqual(['stranded']);
    expect(supporters('A ferry ran aground off Norvik on Saturday with forty people on board.')).toEqual([]);
    expect(supporters('The coastguard pulled a four-year-old boy out of the harbour basin.')).toEqual(['boy']);
    expect(supporters('The coastguard pulled a six-year-old boy out of the harbour basin.')).toEqual([]);
    expect(supporters('The coastguard praised baker Jon Vik and teacher Eva Lind for their help.')).toEqual(['praise']);
    expect(supporters('The coastguard praised mayor Ida Moe and pilot Nils Berg for their help.')).toEqual([]);
  });

  it('is not who says something else of the same people', () => {
    expect(supporters('Jon Vik and Eva Lind of the Norvik Rowing Club were arrested.')).toEqual([]);
  });

  it('is who gives a number that is roughly the same, where one of the two is rough', () => {
    expect(supporters('The kiln at Osterby gives about 5 million tiles a year.')).toEqual(['kiln']);
    expect(supporters('The kiln at Osterby gives about 3 million tiles a year.')).toEqual([]);
  });

  it('is who quotes the same saying, wherever it is cut', () => {
    const longer = 'The bishop said in a long letter: “The bells will ring again before the winter is over.”';
    expect(supporters(longer)).toEqual(['cut']);
  });

  it('is who tells it without the words that help it along', () => {
    expect(supporters('Scientists from Lund, helped by students, recently drilled two deep cores.')).toEqual([
      'glacier',
    ]);
  });

  it('is not who tells of the same people before it happened', () => {
    expect(supporters('A sailor in the wreck of the trawler Ulv has died, divers said.')).toEqual([]);
  });

  it('is nobody for what nobody says', () => {
    expect(supporters('The mayor of Norvik opened a school for pilots in the old harbour.')).toEqual([]);
  });
});

describe('the core of a sentence', () => {
  it.each([
    ['The port has been closed to all ships, the harbour board said.', 'The port has been closed to all ships.'],
    [
      'Ada Holm, the director, said in remarks on television that the port has been closed to ships.',
      'the port has been closed to ships.',
    ],
    [
      'After two days of rain in the hills, the river burst its banks at Norvik.',
      'the river burst its banks at Norvik.',
    ],
    [
      'The ferry Astrid, which was built in 1990, was towed to the island of Hald.',
      'The ferry Astrid was towed to the island of Hald.',
    ],
    [
      'The Hald Front released a statement on Monday claiming that the ferry Astrid was burned by mistake.',
      'the ferry Astrid was burned by mistake.',
    ],
    ['In a statement, the port said it was thinking of a new crane.', 'the port said it was thinking of a new crane.'],
    [
      'The Hald Front claimed responsibility for the fire on the old quay.',
      'The Hald Front claimed responsibility for the fire on the old quay.',
    ],
  ])('%s', (sentence, core) => {
    expect(coreOf(sentence)).toBe(core);
  });
});

describe('repetition', () => {
  it('is seen through other words', () => {
    const lead = witnesses.examine('An earthquake struck the island of Hald on Tuesday and damaged its port.');
    expect(repeats(witnesses.examine('The earthquake damaged the port of Hald.'), lead)).toBe(true);
    expect(repeats(witnesses.examine('The elders recognised the new council.'), lead)).toBe(false);
  });

  it('is seen by a figure that both give', () => {
    const lead = witnesses.examine('The brewer Nils Berg spent $300,000 on a dinner in Norvik last month.');
    expect(repeats(witnesses.examine('Berg paid $300,000 for dinner at the Harbour Hotel.'), lead)).toBe(true);
    expect(repeats(witnesses.examine('Berg paid $90,000 for a boat at the Harbour Hotel in May.'), lead)).toBe(false);
  });

  it('is seen where the same have done the same, whatever else the sentence says', () => {
    const lead = witnesses.examine('Police in Norvik arrested the baker Jon Vik on charges of arson.');
    const again = 'Norvik police arrested the baker Jon Vik after months of work by eight detectives from three towns.';
    expect(repeats(witnesses.examine(again), lead)).toBe(true);
  });
});
