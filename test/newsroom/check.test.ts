import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CHECK_ARTICLES_A_CLAIM,
  CHECK_MAX_CHARS,
  CHECK_MAX_CLAIMS,
  type CheckedClaim,
} from '../../src/answers/coverage.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE, WIRE_TEXT } from './articles.ts';
import { DAY_MS, openStage, type Stage } from './stage.ts';

let stage: Stage;

/** What was announced is not what was done. */
const PLAN = {
  title: 'Havn council to vote on new lighthouse museum',
  publishedAt: '2031-03-04T10:00:00.000Z',
  text: `The council of Havn will vote on Friday on a plan to build a museum in the old lighthouse at Skerry Point.

The museum would cost 14 million crowns, according to the plan. Councillor Birte Holm said that the council may delay the vote if the budget is not agreed. The shipping company Blaafjord has not offered money for it, its spokesman said.`,
};

beforeAll(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
  for (const [source, item] of [
    ['Orlvik Gazette', FIRE_BREAKS],
    ['Orlvik Herald', FIRE_RETOLD],
    ['Tidings', FIRE_ARREST],
    ['Orlvik Gazette', TRAM_STRIKE],
    ['Orlvik Gazette', PARLIAMENT_VOTE],
    ['Havn Post', PLAN],
  ] as const)
    await stage.newsroom.ingest({ ...item, source });
  for (const source of ['Kalven Courier', 'Havn Post'])
    await stage.newsroom.ingest({
      title: 'Sternair to cut 1,200 jobs',
      text: WIRE_TEXT,
      source,
      url: `https://${source.length}.example/sternair`,
      publishedAt: `2031-03-04T1${source.length % 10}:00:00.000Z`,
    });
});
afterAll(() => stage.close());

const check = async (text: string): Promise<CheckedClaim> => (await stage.newsroom.checks.check(text)).claims[0]!;
const outlets = ({ carriers }: CheckedClaim): string[] =>
  carriers.filter(({ without }) => without === undefined).map(({ source }) => source);

describe('a claim that is carried', () => {
  it.each([
    [
      'Four workers were injured in a fire at the grain dock in Orlvik.',
      ['Orlvik Gazette', 'Orlvik Herald', 'Tidings'],
    ],
    [
      'At least four workers were injured in the fire at the grain dock in Orlvik.',
      ['Orlvik Gazette', 'Orlvik Herald', 'Tidings'],
    ],
    ['The herring quota was cut by a third by parliament in Stensund.', ['Orlvik Gazette']],
    ['Tram drivers in Velmora walked out over night shifts.', ['Orlvik Gazette']],
    ['Police arrested the safety manager of Fjordkorn.', ['Tidings']],
  ])('%s', async (text, carriers) => {
    expect(outlets(await check(text)).sort()).toEqual(carriers);
  });

  it('is shown in the article’s own words', async () => {
    const { carriers } = await check('Four workers were injured in a fire at the grain dock in Orlvik.');
    for (const { quote, source } of carriers) {
      const item = { 'Orlvik Gazette': FIRE_BREAKS, 'Orlvik Herald': FIRE_RETOLD, Tidings: FIRE_ARREST }[source]!;
      expect([item.title, ...item.text.split('\n\n')].some((part) => part.includes(quote))).toBe(true);
    }
  });

  it('by copies of one report is one source', async () => {
    const claim = await check('Sternair will cut 1,200 jobs by the end of the year as it closes its base in Kalven.');
    expect(outlets(claim).sort()).toEqual(['Havn Post', 'Kalven Courier']);
    expect(claim.independentSources).toBe(1);
  });

  it('in part is said to be so, with the words that nobody has', async () => {
    const claim = await check('Parliament in Stensund cut the herring quota by a third, and the minister resigned.');
    expect(outlets(claim)).toEqual([]);
    expect(claim.carriers[0]?.without).toEqual(['minister', 'resigned']);
    expect(claim.independentSources).toBe(0);
  });
});

describe('a claim that is not carried', () => {
  it.each([
    ['another place', 'Tram drivers in Orlvik walked out over night shifts.'],
    ['another number', 'Nine workers were injured in a fire at the grain dock in Orlvik.'],
    ['another fraction', 'Parliament in Stensund cut the herring quota by half.'],
    ['another person', 'Police in Orlvik arrested Runa Halvorsen after the fire at the grain dock.'],
    ['another deed', 'Four workers were killed in a fire at the grain dock in Orlvik.'],
    ['denied', 'Police in Orlvik have not arrested the safety manager of Fjordkorn.'],
    ['only possible', 'Police in Orlvik may arrest the safety manager of Fjordkorn.'],
    ['planned, not done', 'The council of Havn built a museum in the old lighthouse at Skerry Point.'],
    [
      'done in the claim, planned in the report',
      'The council of Havn voted on a plan to build a museum in the lighthouse.',
    ],
    ['said not to be so', 'The shipping company Blaafjord has offered money for the museum in the lighthouse.'],
    ['the other way round', 'The safety manager of Fjordkorn arrested police in Orlvik.'],
    ['of something else', 'The volcano on Skarsholm erupted twice before noon on Sunday.'],
    ['of nobody in particular', 'He said that it would never happen again there.'],
  ])('%s: %s', async (_, text) => {
    const claim = await check(text);
    expect(outlets(claim ?? { carriers: [] })).toEqual([]);
  });
});

describe('a claim that others tell otherwise', () => {
  it.each([
    ['Nine workers were injured in a fire at the grain dock in Orlvik on Tuesday.', 'four workers'],
    ['Fjordkorn employs 250 people in Orlvik.', '310 people'],
    ['The new herring quota is 45,000 tonnes and holds for three years.', '41,000 tonnes'],
  ])('%s', async (text, value) => {
    const { differences } = await check(text);
    expect(differences.flatMap(({ others }) => others.map((other) => other.value))).toContain(value);
    for (const { quote } of differences.flatMap(({ others }) => others))
      expect([FIRE_BREAKS, FIRE_RETOLD, FIRE_ARREST, PARLIAMENT_VOTE].some((item) => item.text.includes(quote))).toBe(
        true,
      );
  });

  it.each(['Four workers were injured in a fire at the grain dock in Orlvik.', 'The new quota is 41,000 tonnes.'])(
    'is none where they say the same: %s',
    async (text) => {
      expect((await check(text)).differences).toEqual([]);
    },
  );
});

describe('a text', () => {
  it('without a claim has none to check', async () => {
    const { claims } = await stage.newsroom.checks.check('Hello there! Really? https://gazette.example/x');
    expect(claims).toEqual([]);
  });

  it('with more claims than are checked says how many were left', async () => {
    const many = Array.from(
      { length: CHECK_MAX_CLAIMS + 3 },
      (_, n) => `The harbour of Orlvik closed basin ${n + 2} on Monday.`,
    );
    const { claims, unchecked } = await stage.newsroom.checks.check(many.join(' '));
    expect([claims.length, unchecked]).toEqual([CHECK_MAX_CLAIMS, 3]);
  });

  it('is read so far and no further, whatever its length', async () => {
    const claim = 'Tram drivers in Velmora walked out over night shifts. ';
    const { claims, unchecked } = await stage.newsroom.checks.check(claim.repeat(20_000));
    expect(claims.length + unchecked).toBeLessThanOrEqual(Math.ceil(CHECK_MAX_CHARS / claim.length));
    expect(CHECK_ARTICLES_A_CLAIM).toBeLessThanOrEqual(20);
  });

  it.each(['AND OR NOT (((', '"unclosed “quotation” NEAR/3 *', '\u0000\u202E '.repeat(500), 'x'.repeat(50_000)])(
    'may be anything: %#',
    async (text) => {
      await expect(stage.newsroom.checks.check(`${text} four words that claim nothing much.`)).resolves.toBeDefined();
    },
  );
});
