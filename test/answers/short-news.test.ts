/** Short wire reports of two or three sentences: what they tell, what they leave open, what a pronoun stands for. */
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { type Told, worldOf } from './stand-in.ts';

const told = (title: string, text: string): Told => ({ source: `Outlet ${title.length + text.length}`, title, text });

/** All published on Friday 16 May 2031. */
const WIRES: readonly Told[] = [
  told('Walkout at the docks', 'Porters walked out at Lindholm docks. Cargo is piling up.'),
  told('Vote in Marn: Voss ahead', 'With most ballots counted, Katla Voss leads the vote for governor by six points.'),
  told(
    'Regatta called off',
    'The regatta off Tarn was called off on Thursday because of a gale. It is to be held on 2 June.',
  ),
  told('Pay dispute', 'Some 400 weavers downed tools on Thursday after talks over pay broke down.'),
  told(
    'Border meeting',
    'Delegates of the two sides will meet in Arelgrad next week for border talks. They will be the first since March.',
  ),
  told('New phone', 'Quillon unveiled a folding phone on Tuesday. It starts at $950 and goes on sale on 9 June.'),
  told(
    'Tremor off Tarn',
    'A tremor of magnitude 5.2 struck off Tarn on Thursday, the survey said. There were no reports of injuries.',
  ),
  told(
    'Sollund bank cuts rate',
    "Sollund's savings bank cut its lending rate to 3.1% on Tuesday. Governor Edda Norrin said prices were falling.",
  ),
  told(
    'Judges stop dam',
    'A court in Lindholm has stopped the Vester dam, saying the ministry failed to consult farmers. The builder will appeal.',
  ),
  told('Vote in Sollund', 'Voters in Sollund backed a new harbour by 58% to 42% on Sunday. Turnout was 71%.'),
  told('Fire at Vester', 'A fire broke out at Vester on Tuesday. Its cause is not known.'),
  told('Brandt on trial', 'The trial of Hale Brandt opened in Port Marn on Monday. He is accused of taking bribes.'),
  told('Councillor denies it', 'The councillor Nils Ostrow stepped aside on Monday. He denies any misconduct.'),
];

const ask = (question: string) => answerQuestion({ text: question }, worldOf(WIRES));

describe('what nobody says is refused', () => {
  test.each([
    ['an office of which there is no word', 'Who is the dock master?'],
    ['who won, where only who leads is told', 'Who won the vote for governor?'],
    ['harm, told of another event only', 'Were there any injuries in the fire at Vester?'],
    ['a doing that no sentence tells', 'When do pay talks resume?'],
  ])('%s', async (_, question) => {
    expect((await ask(question)).abstained).toBe(true);
  });
});

describe('the date of the asked doing', () => {
  test.each<[string, string, RegExp]>([
    ['not that of the calling off', 'When will the regatta be held?', /^2 June 2031$/],
    ['that of the calling off where it is asked', 'When was the regatta called off?', /^15 May 2031$/],
    ['not that of the time before', 'When will the border talks take place?', /^19 May 2031 to 25 May 2031$/],
  ])('%s', async (_, question, expected) => {
    expect((await ask(question)).answer).toMatch(expected);
  });
});

describe('a pronoun stands for what the sentence before is about', () => {
  test.each<[string, string, RegExp]>([
    ['the thing made', 'When does the folding phone go on sale?', /^9 June 2031$/],
    ['a price without a word of costing', 'How much does the phone cost?', /^\$950$/],
    ['the one who stepped aside', 'What did the councillor deny?', /misconduct$/],
  ])('%s', async (_, question, expected) => {
    expect((await ask(question)).answer).toMatch(expected);
  });
});

describe('what is told in other words than it is asked', () => {
  test.each<[string, string, RegExp]>([
    ['none reported', 'Were there any injuries in the tremor off Tarn?', /^No \(no reports of injuries\)$/],
    ['a place of reports, no outlet', 'Have any injuries been reported in Tarn?', /^No \(no reports of injuries\)$/],
    ['a title whose body the sentence before names', "Who is the governor of Sollund's savings bank?", /^Edda Norrin$/],
    ['the figure of the asked word', 'What was the turnout in Sollund?', /^71%$/],
    ['of what somebody is accused', 'What is Hale Brandt accused of?', /bribes$/],
    ['a reason that is a saying', 'Why was the Vester dam stopped?', /^the ministry failed to consult farmers$/],
  ])('%s', async (_, question, expected) => {
    expect((await ask(question)).answer).toMatch(expected);
  });
});
