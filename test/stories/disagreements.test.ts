import { describe, expect, it } from 'vitest';
import type { Claim, Disagreement } from '../../src/model.ts';
import { CLAIM_MAX_SENTENCES, claimsOf, MAX_CLAIMS_PER_ARTICLE } from '../../src/stories/claims.ts';
import { DENIAL_MAX_SENTENCES, REPORT_MAX_SENTENCES } from '../../src/stories/denials.ts';
import { disagreementsOf, MAX_DISAGREEMENTS } from '../../src/stories/disagreements.ts';
import { EXPOSURE_MAX_SENTENCES } from '../../src/stories/exposures.ts';
import { TOLL_MAX_SENTENCES } from '../../src/stories/figures.ts';
import { MAX_DENIALS_COMPARED } from '../../src/stories/refutations.ts';
import { areSpellings } from '../../src/stories/spellings.ts';
import { MAX_TIMELINE_ENTRIES, timelineOf } from '../../src/stories/timeline.ts';
import { readText } from '../../src/text/read.ts';

interface Told {
  readonly text: string;
  readonly source?: string;
  /** Hour of 10 July 2031; absent where the outlet gave no time. */
  readonly hour?: number;
  readonly copyOf?: string;
}

function articleOf({ text, source, hour, copyOf }: Told, index: number) {
  return {
    id: `${index + 1}`,
    storyId: 's',
    source: source ?? `Outlet ${index + 1}`,
    text,
    publishedAt:
      hour === undefined ? '2031-07-20T00:00:00.000Z' : `2031-07-10T${`${hour}`.padStart(2, '0')}:10:00.000Z`,
    publishedAtGuessed: hour === undefined,
    seenAt: '2031-07-20T00:00:00.000Z',
    ...(copyOf === undefined ? {} : { copyOf }),
  };
}

function claims(text: string, hour = 12): readonly Claim[] {
  return claimsOf(articleOf({ text, hour }, 0), readText(text, { lang: 'en' }));
}

function disagreements(told: readonly Told[], owners?: ReadonlyMap<string, string>): readonly Disagreement[] {
  const articles = told.map(articleOf);
  const all = articles.flatMap((article) => claimsOf(article, readText(article.text, { lang: 'en' })));
  return disagreementsOf(all, articles, owners);
}

const positions = (found: readonly Disagreement[]) =>
  found.map((each) => each.positions.map(({ value, citations }) => `${value}: ${citations.join(' ')}`));

describe('claims', () => {
  it.each([
    ['Norway’s ambassador to Chad, Kari Lund, met the press.', 'ambassador|norway|chad', 'kari lund'],
    ['The Norwegian Ambassador Kari Lund met the press.', 'ambassador|norway|', 'kari lund'],
    ['Norwegian Foreign Minister Odd Berg met the press in Oslo.', 'foreign minister|norway|', 'odd berg'],
  ])('say who holds an office: %s', (text, about, value) => {
    expect(claims(text).filter(({ kind }) => kind === 'role')).toMatchObject([{ about, value, quote: text, start: 0 }]);
  });

  it.each([
    ['Former Norwegian Foreign Minister Odd Berg met the press.'],
    ['Norwegian deputy foreign minister Odd Berg met the press.'],
    ['Spokesman Odd Berg met the press.'],
    ['President Berg met the press.'],
    ['Odd Berg, who was president of Norway from 2010 to 2014, met the press.'],
    ['Odd Berg, mayor of Oslo until 2019, met the press.'],
    ['A cellist, Odd Berg, a lifelong friend of Norwegian President Kari Lund, met the press.', 'kari lund'],
  ])('name no holder where the words leave it open, or tell of another time: %s', (text, holder?: string) => {
    const named = claims(text).filter(({ kind }) => kind === 'role');
    expect(named.map(({ value }) => value)).toEqual(holder === undefined ? [] : [holder]);
  });

  it.each([
    ['Twelve people were killed when a bus overturned near Lindevik.', 'toll|killed', '12'],
    ['At least 12 people died and 30 were injured when a bus overturned.', 'toll|killed', '>12'],
    ['A landslide killed nine people in the valley.', 'toll|killed', '9'],
    ['About 40 people were injured when a bus overturned.', 'toll|injured', '~40'],
    ['A landslide left 9 dead and 30 injured in the valley.', 'toll|injured', '30'],
  ])('give the toll of the event: %s', (text, about, value) => {
    expect(claims(text).filter((claim) => claim.about === about)).toMatchObject([{ kind: 'figure', value }]);
  });

  it.each([
    ['Twelve soldiers were killed when a lorry overturned.'],
    ['Among them 12 were killed.'],
    ['In March 2024 an attack killed 149 people in the capital.'],
    ['Landslides have killed 300 people since 1990.'],
    ['Dozens of people were killed when a bus overturned.'],
    ['Three others were injured when a bus overturned.'],
    ['Two hikers were taken from the hut. One was shot dead and the other let go.'],
    ['A landslide killed nine people, more than any since 1990.'],
  ])('give no toll of the event where the sentence has another: %s', (text) => {
    expect(claims(text).filter(({ about }) => about.startsWith('toll|'))).toEqual([]);
  });

  it.each([
    ['The death toll rises to 12 after the landslide.', '12'],
    ['The death toll now stands at 12.', '12'],
    ['The toll from the landslide has climbed to at least 12.', '>12'],
    ['Police put the death toll at about 12.', '~12'],
    ['Another three bodies were found on Tuesday, bringing the total to 12.', '12'],
    ['A nurse died in hospital, raising the number of dead to 12.', '12'],
    ['The toll rose from 9 to 12 overnight.', '12'],
  ])('read a sum as it is told: %s', (text, value) => {
    expect(claims(text).find(({ about }) => about === 'toll|killed')?.value).toBe(value);
  });

  it('date what was done, in the active and in the passive', () => {
    const active = claims('The ministry lifted a ban on fishing in April 2030.');
    const passive = claims('The ban on fishing was lifted in April 2030.');
    for (const found of [active, passive]) {
      expect(found.filter(({ kind }) => kind === 'date')).toMatchObject([{ about: 'lift|ban', value: '2030-04' }]);
    }
  });

  it('resolve a month without a year only where the outlet gave its own time', () => {
    const text = 'The ministry lifted a ban on fishing in April.';
    expect(claims(text).find(({ kind }) => kind === 'date')?.value).toBe('2031-04');
    const untimed = claimsOf(articleOf({ text }, 0), readText(text, { lang: 'en' }));
    expect(untimed.filter(({ kind }) => kind === 'date')).toEqual([]);
  });

  it('keep who said it and how surely', () => {
    const [claim] = claims('Reportedly, nine people were killed in the landslide, the coastguard said.').filter(
      ({ kind }) => kind === 'figure',
    );
    expect(claim).toMatchObject({ attributedTo: 'the coastguard', hedged: true });
  });

  it('stand where the text has them', () => {
    const text = 'A bus overturned near Lindevik.\n\nTwelve people were killed, police said.';
    for (const { quote, start } of claims(text)) expect(text.slice(start, start + quote.length)).toBe(quote);
  });

  it.each([
    ['a toll', TOLL_MAX_SENTENCES, 'Twelve people were killed.', 'figure'],
    ['an office', CLAIM_MAX_SENTENCES, 'Norwegian Foreign Minister Odd Berg met the press.', 'role'],
  ])('look for %s no further down than its limit', (_, limit, sentence, kind) => {
    const told = (count: number) =>
      claims(`${'The bus was old. '.repeat(count)}${sentence}`).filter((claim) => claim.kind === kind);
    expect(told(limit - 1)).toHaveLength(1);
    expect(told(limit)).toHaveLength(0);
  });

  it('are bounded, also for a text that is nothing but claims', () => {
    const text = Array.from(
      { length: 2_000 },
      (_, at) => `Officials lifted ban ${at} on 3 May ${1900 + (at % 120)}.`,
    ).join(' ');
    expect(claims(text).length).toBeLessThanOrEqual(MAX_CLAIMS_PER_ARTICLE);
    expect(claims('')).toEqual([]);
  });
});

describe('claims of a text that nobody wrote for readers', () => {
  const MAX_MS = 10_000;

  it.each([
    'word ',
    'media ',
    'media reports that ',
    'denied reports that it is all all false, ',
    'the one-year-old boy, ',
    'Norwegian President Kari Lund of Oslo, ',
    'killed 12 people in 5 km of 30 percent ',
    'no truth in claims that ',
    'Ka Lu ',
    '\u202eاندلع حريق 12 في ',
    '火事 12 人が死亡。Пожар ',
  ])('are read in bounded time where one line of 50,000 words repeats: %s', { timeout: 3 * MAX_MS }, (words) => {
    const line = words.repeat(50_000 / words.trim().split(' ').length);
    const startedAt = performance.now();
    expect(claims(line).length).toBeLessThanOrEqual(MAX_CLAIMS_PER_ARTICLE);
    expect(performance.now() - startedAt).toBeLessThan(MAX_MS);
  });
});

describe('disagreements about an office', () => {
  const lund = (source?: string): Told => ({
    text: 'Talks were led by the Norwegian Ambassador Kari Lund on Tuesday.',
    ...(source && { source }),
  });
  const berg: Told = { text: 'Norwegian Ambassador to Chad Odd Berg led the talks on Tuesday.' };

  it('are found, the better supported name first', () => {
    expect(positions(disagreements([berg, lund(), lund()]))).toEqual([['Kari Lund: 2 3', 'Odd Berg: 1']]);
  });

  it('say what they are about in words', () => {
    expect(disagreements([lund(), berg])[0]?.about).toBe('ambassador of Norway to Chad');
  });

  it.each([
    ['another spelling', 'Norwegian Ambassador to Chad Carry Lunde led the talks.'],
    ['another office', 'Norwegian Foreign Minister Odd Berg led the talks.'],
    ['another country', 'Danish Ambassador to Chad Odd Berg led the talks.'],
    [
      'a successor told of as such',
      'Norwegian Ambassador Odd Berg, who followed Norway’s ambassador Kari Lund, led the talks.',
    ],
  ])('are not %s', (_, text) => {
    expect(disagreements([lund(), { text }])).toEqual([]);
  });

  it('need independent reports', () => {
    expect(disagreements([lund('Post'), { ...berg, source: 'Post' }])).toEqual([]);
    expect(disagreements([lund('Post'), { ...berg, copyOf: '1' }])).toEqual([]);
  });
});

it('tells of the best supported disagreements only', () => {
  const countries = ['Norwegian', 'Danish', 'Swedish', 'Finnish', 'Polish', 'Spanish', 'Greek'];
  const all = (name: string): Told => ({
    text: countries.map((country) => `The ${country} Foreign Minister ${name} met the press.`).join(' '),
  });
  expect(disagreements([all('Kari Lund'), all('Odd Berg')])).toHaveLength(MAX_DISAGREEMENTS);
});

describe('disagreements about a toll', () => {
  const killed = (count: string, hour?: number): Told => ({
    text: `A bus overturned near Lindevik and ${count} people were killed.`,
    ...(hour !== undefined && { hour }),
  });

  it('are two figures at once', () => {
    expect(positions(disagreements([killed('nine', 10), killed('12', 10)]))).toEqual([['9 killed: 1', '12 killed: 2']]);
  });

  it('are an old figure that goes on beside a new one', () => {
    expect(disagreements([killed('nine', 8), killed('12', 12), killed('nine', 15)])).toHaveLength(1);
  });

  it.each([
    ['a later figure', [killed('nine', 8), killed('12', 14)]],
    ['a figure within the other’s bound', [killed('at least nine', 10), killed('12', 10)]],
    ['figures whose times nobody knows', [killed('nine'), killed('12')]],
    ['the same figure in words', [killed('nine', 10), killed('9', 10)]],
  ])('are not %s', (_, told) => {
    expect(disagreements(told)).toEqual([]);
  });
});

describe('disagreements about a date', () => {
  const lifted = (when: string, hour?: number): Told => ({
    text: `The ministry lifted its ban on fishing in ${when}.`,
    ...(hour !== undefined && { hour }),
  });

  it('are the same month of another year', () => {
    expect(positions(disagreements([lifted('April 2030'), lifted('April', 10)]))).toEqual([
      ['April 2030: 1', 'April 2031: 2'],
    ]);
  });

  it.each([
    ['a less precise date', [lifted('2031'), lifted('April', 10)]],
    ['a month that may be any year’s', [lifted('April 2030'), lifted('April')]],
    ['another month, which may be another time', [lifted('April 2030'), lifted('June 2030')]],
    [
      'two times told of by one article',
      [{ text: `${lifted('April 2030').text} ${lifted('April 2029').text}` }, lifted('April 2030')],
    ],
  ])('are not %s', (_, told) => {
    expect(disagreements(told)).toEqual([]);
  });
});

describe('disagreements about an outcome', () => {
  const recognised: Told = { text: 'Norway recognised the Belmar council on Tuesday.', hour: 10 };

  it('are doing and not doing, at once', () => {
    const shortOf: Told = { text: 'Norway stopped short of recognising the Belmar council on Tuesday.', hour: 10 };
    expect(positions(disagreements([recognised, shortOf]))).toEqual([['did recognise: 1', 'did not recognise: 2']]);
  });

  it.each([
    ['what was so before', { text: 'Norway had not recognised the Belmar council until Tuesday.', hour: 10 }],
    ['what another did not do', { text: 'Denmark did not recognise the Belmar council.', hour: 10 }],
    ['what was refused earlier', { text: 'Norway did not recognise the Belmar council.', hour: 2 }],
  ])('are not %s', (_, told) => {
    expect(disagreements([recognised, told])).toEqual([]);
  });
});

describe('disagreements about what somebody denies', () => {
  const told = (text: string, hour?: number): Told => ({ text, ...(hour !== undefined && { hour }) });
  const agreed = 'The Belmar Front has agreed to a ceasefire with the government of Norland.';
  const denied = 'The Belmar Front has denied claims by the army that it has agreed to a ceasefire.';

  it('are what one tells as so and another denies', () => {
    expect(disagreements([told(agreed), told(denied)])).toMatchObject([
      {
        kind: 'outcome',
        about: 'whether the Belmar Front has agreed to a ceasefire',
        positions: [{ value: 'reported' }, { value: 'denied by the Belmar Front', quote: denied }],
      },
    ]);
  });

  it.each([
    [
      'that it was so',
      'The Belmar Front denied that its fighters had agreed to a ceasefire.',
      'denied by the Belmar Front',
    ],
    ['doing it', 'The Belmar Front denied agreeing to a ceasefire.', 'denied by the Belmar Front'],
    [
      'what is called false',
      'Reports that the Belmar Front had agreed to a ceasefire are false, the army said.',
      'called false by the army',
    ],
    [
      'what has no truth in it',
      'There is no truth in rumours that the Belmar Front has agreed to a ceasefire, the army said.',
      'called false by the army',
    ],
    ['what was not done', 'The Belmar Front has not agreed a ceasefire with Norland.', 'did not agree'],
  ])('are of %s', (_, text, value) => {
    const [found] = disagreements([told(agreed), told(text)]);
    expect(found?.positions.map((position) => position.value)).toEqual(['reported', value]);
  });

  it('say who told it where somebody is named', () => {
    const [found] = disagreements([told('The Belmar Front has agreed to a ceasefire, the army said.'), told(denied)]);
    expect(found?.positions[0]?.value).toBe('so said by the army');
  });

  it.each([
    [
      'neither confirmed nor denied',
      [told(agreed), told('The Belmar Front neither confirmed nor denied that it has agreed to a ceasefire.')],
    ],
    ['told as a rumour', [told('Reportedly, the Belmar Front has agreed to a ceasefire.'), told(denied)]],
    ['told by who denies it', [told(`${agreed} ${denied}`), told(denied)]],
    ['told by an article that exposes it', [told(`${agreed} But the story was fake.`), told(denied)]],
    ['told of something else', [told('The Belmar Front has taken the town of Lindevik.'), told(denied)]],
    [
      'told of somebody else',
      [
        told('The army of Norland has agreed to a ceasefire with the Belmar Front.'),
        told('The Belmar Front has not agreed a ceasefire with the army.'),
      ],
    ],
    ['told later, when it may have come true', [told(agreed, 20), told(denied, 8)]],
    [
      'told by the same outlet',
      [
        { text: agreed, source: 'Post' },
        { text: denied, source: 'Post' },
      ],
    ],
  ])('are not what is %s', (_, both) => {
    expect(disagreements(both)).toEqual([]);
  });

  it.each([
    ['its beginning', DENIAL_MAX_SENTENCES, denied, agreed],
    ['its first sentences', REPORT_MAX_SENTENCES, agreed, denied],
  ])('are looked for in %s only', (_, limit, sentence, other) => {
    const foundBelow = (count: number) =>
      disagreements([told(`${'The road was wet. '.repeat(count)}${sentence}`), told(other)]);
    expect(foundBelow(limit - 1)).toHaveLength(1);
    expect(foundBelow(limit)).toHaveLength(0);
  });
});

describe('disagreements about a story that is called false', () => {
  const told = (text: string): Told => ({ text });
  const fallen = 'The old harbour bridge of Lindevik has fallen into the river after a storm.';

  it.each([
    [
      'a hoax',
      'A hoax report that the harbour bridge of Lindevik had fallen into the river went round the web.',
      'called a hoax',
    ],
    ['a fake', 'A video that shows the harbour bridge of Lindevik falling into the river is fake.', 'called a fake'],
    [
      'false, by a fact-checker',
      'Claim: The harbour bridge of Lindevik has fallen into the river.\n\nFALSE\n\nIt stands.',
      'called false',
    ],
  ])('are of what one tells as so and another calls %s', (_, text, value) => {
    expect(disagreements([told(fallen), told(text)])).toMatchObject([
      { about: 'whether the story is true', positions: [{ value: 'reported' }, { value }] },
    ]);
  });

  it.each([
    ['another story', 'A hoax report that the mayor of Stensund had married a seal went round the web.'],
    [
      'what may be a hoax',
      'Could reports that the harbour bridge of Lindevik has fallen into the river be a hoax story?',
    ],
    [
      'a story that is not',
      'Nobody calls it a fake story that the harbour bridge of Lindevik has fallen into the river.',
    ],
  ])('are not of %s', (_, text) => {
    expect(disagreements([told(fallen), told(text)])).toEqual([]);
  });

  it('are looked for in its beginning only', () => {
    const hoax = 'A hoax report that the harbour bridge of Lindevik had fallen into the river went round the web.';
    const foundBelow = (count: number) =>
      disagreements([told(`${'The road was wet. '.repeat(count)}${hoax}`), told(fallen)]);
    expect(foundBelow(EXPOSURE_MAX_SENTENCES - 1)).toHaveLength(1);
    expect(foundBelow(EXPOSURE_MAX_SENTENCES)).toEqual([]);
  });
});

describe('disagreements about the age of somebody unnamed', () => {
  const told = (text: string): Told => ({ text });
  const three = 'A three-year-old boy fell into the bear pit of the Lindevik zoo on Sunday.';

  it('are two ages in sentences that tell of one', () => {
    expect(
      positions(disagreements([told(three), told('A 4-year-old boy fell into the bear pit at the zoo of Lindevik.')])),
    ).toEqual([['three-year-old boy: 1', '4-year-old boy: 2']]);
  });

  it.each([
    ['of two boys', 'A 4-year-old boy and a 5-year-old boy fell into the bear pit of the Lindevik zoo.'],
    ['of a boy and a girl', 'A 4-year-old girl fell into the bear pit of the Lindevik zoo.'],
    ['of somebody else', 'A 4-year-old boy won the chess championship of Stensund.'],
    ['of somebody named', 'The 4-year-old boy Odd Berg fell into the bear pit of the Lindevik zoo.'],
  ])('are not %s', (_, text) => {
    expect(disagreements([told(three), told(text)])).toEqual([]);
  });
});

it('are found in bounded time, also where a hundred articles do nothing but deny', () => {
  const denials = Array.from(
    { length: 12 },
    (_, n) => `Front ${n} denied reports that it had burnt the town hall of Lindevik.`,
  );
  const all = Array.from({ length: 100 }, (_, n) => ({
    text: n % 2 === 0 ? denials.join(' ') : 'Front 3 had burnt the town hall of Lindevik.',
  }));
  const startedAt = performance.now();
  expect(disagreements(all).length).toBeLessThanOrEqual(MAX_DENIALS_COMPARED);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

describe('spellings of one name', () => {
  it.each([
    ['Amir Mottaki', 'Ameer Muttaqi', true],
    ['Dmitri Zhirnov', 'Dmitry Jirnov', true],
    ['Jim Halden', 'James Halden', true],
    ['K. Lund', 'Kari Lund', true],
    ['Dmitri Zhirnov', 'Dmitri Gornyov', false],
    ['Kari Lund', 'Kari Berg', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(areSpellings(a, b)).toBe(same);
    expect(areSpellings(b, a)).toBe(same);
  });
});

describe('the timeline', () => {
  it('puts dated happenings in order, each with all who tell of it', () => {
    const articles = [
      { text: 'The ministry lifted a ban on fishing in April 2030. A storm destroyed the harbour in 2019.', hour: 9 },
      { text: 'The ban on fishing was lifted on 3 April 2030.', hour: 10 },
    ].map(articleOf);
    const all = articles.flatMap((article) => claimsOf(article, readText(article.text, { lang: 'en' })));
    expect(timelineOf(all, articles).map(({ date, citations }) => [date, citations])).toEqual([
      ['2019', [1]],
      ['2030-04-03', [1, 2]],
    ]);
  });

  it('is no longer than a reader wants', () => {
    const text = Array.from({ length: 12 }, (_, at) => `A storm destroyed harbour ${at} in ${1990 + at}.`).join(' ');
    const articles = [articleOf({ text, hour: 9 }, 0), articleOf({ text: text.replaceAll('19', '18'), hour: 9 }, 1)];
    const all = articles.flatMap((article) => claimsOf(article, readText(article.text, { lang: 'en' })));
    expect(timelineOf(all, articles)).toHaveLength(MAX_TIMELINE_ENTRIES);
  });

  it('leaves out what did not happen', () => {
    expect(timelineOf(claims('The ministry did not lift the ban on fishing in April 2030.'), [{ id: '1' }])).toEqual(
      [],
    );
  });
});
