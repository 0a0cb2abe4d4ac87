import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agencyNamed, agencyOf, originOf } from '../../src/stories/agencies.ts';
import { type Carried, independenceOf } from '../../src/stories/independence.ts';
import { provenanceOf } from '../../src/stories/provenance.ts';
import { sharedPart, sketchOf } from '../../src/stories/sketch.ts';
import { MAX_TITLES_COMPARED, storyTitle } from '../../src/stories/title.ts';
import { MemoryArchive } from './archive.ts';
import { FERRY, STRIKE } from './events.ts';

const words = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
const LONG = [...FERRY, ...STRIKE].map((told) => told.text).join(' ');

describe('how much of one text is in another', () => {
  it('is all of it for the same words', () => {
    expect(sharedPart(sketchOf(words(LONG)), sketchOf(words(LONG)))).toBe(1);
  });

  it('is nearly all of it for a copy that was cut', () => {
    expect(sharedPart(sketchOf(words(LONG).slice(0, 150)), sketchOf(words(LONG)))).toBeGreaterThan(0.8);
  });

  it('is next to nothing for two reports of one event', () => {
    expect(sharedPart(sketchOf(words(FERRY[0]!.text)), sketchOf(words(FERRY[1]!.text)))).toBeLessThan(0.2);
  });

  it('is a small part of the text that a copy was cut from', () => {
    expect(sharedPart(sketchOf(words(LONG)), sketchOf(words(LONG).slice(0, 100)))).toBeLessThan(0.5);
  });

  it('is a share', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 80 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const share = sharedPart(sketchOf(a), sketchOf(b));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('copies', () => {
  const wire = `${FERRY[0]!.text} ${FERRY[2]!.text}`;
  const edited = wire
    .replace('Nobody was seriously hurt.', 'No passenger was badly hurt, an official told us.')
    .replace('ashore', 'to land');

  it('knows wire text that was lightly edited, and whom it is from', () => {
    const archive = new MemoryArchive();
    archive.file({ id: 'wire', title: 'Ferry aground', text: wire, publishedAt: '2031-03-04T07:00:00.000Z' });
    expect(
      archive.file({ id: 'copy', title: 'Drama at sea', text: edited, publishedAt: '2031-03-04T09:00:00.000Z' }).copyOf,
    ).toBe('wire');
    expect(archive.file({ id: 'copy of copy', title: 'Drama', text: edited.slice(0, -90) }).copyOf).toBe('wire');
  });

  const ADDED =
    'Our reporter on the quay saw children wrapped in blankets being led to the school hall, where tea was handed out.';

  it.each([
    ['with another headline', 'Ferry drama: what we know', edited],
    ['with its end cut', 'Ferry aground', wire.slice(0, Math.floor(wire.length * 0.6))],
    ['with a paragraph added', 'Ferry aground', `${edited}\n\n${ADDED}`],
    ['with its beginning rewritten', 'Ferry aground', `${ADDED} ${wire.slice(Math.floor(wire.length * 0.3))}`],
  ])('knows wire text %s', (_, title, text) => {
    const archive = new MemoryArchive();
    archive.file({
      id: 'wire',
      title: 'Ferry aground',
      text: wire,
      agency: 'AP',
      publishedAt: '2031-03-04T07:00:00.000Z',
    });
    expect(archive.file({ id: 'copy', title, text, publishedAt: '2031-03-04T09:00:00.000Z' }).copyOf).toBe('wire');
  });

  const OWN = `${FERRY[1]!.text} ${STRIKE[0]!.text} ${STRIKE[1]!.text}`;
  const QUOTING = `${OWN} ${FERRY[0]!.text}`;

  it('takes an own report that quotes some of an agency’s for no copy, nor the agency’s for one of it', () => {
    const first = { id: 'first', title: 'Ferry aground', publishedAt: '2031-03-04T07:00:00.000Z' };
    const second = { id: 'second', title: 'Ferry aground', publishedAt: '2031-03-04T09:00:00.000Z' };
    const agency = { text: FERRY[0]!.text, agency: 'AP' };
    const quoted = new MemoryArchive();
    quoted.file({ ...first, ...agency });
    expect(quoted.file({ ...second, text: QUOTING }).copyOf).toBeUndefined();
    const late = new MemoryArchive();
    late.file({ ...first, text: QUOTING });
    expect(late.file({ ...second, ...agency }).copyOf).toBeUndefined();
  });

  it('takes an own report of the same event for no copy', () => {
    const archive = new MemoryArchive();
    for (const [index, told] of FERRY.entries())
      expect(archive.file({ ...told, id: `${index}` }).copyOf).toBeUndefined();
  });

  it('is not misled by small print that two articles share', () => {
    const print =
      'Sign up for our free newsletter to get the best of the paper every morning. We take your privacy seriously and you can leave at any time. This material may not be copied, sold, changed or passed on without the written leave of the publisher. For more on how we work, and to tell us of a mistake, write to the readers editor.';
    const archive = new MemoryArchive();
    archive.file({ id: 'a', title: FERRY[0]!.title, text: `${FERRY[0]!.text}\n\n${print}` });
    expect(
      archive.file({ id: 'b', title: STRIKE[0]!.title, text: `${STRIKE[0]!.text}\n\n${print}` }).copyOf,
    ).toBeUndefined();
  });
});

describe('the agency that an article credits', () => {
  it.each([
    ['dateline', { text: 'KABUL, July 3 (Reuters) - The ministry opened.' }, 'Reuters'],
    ['dateline with a dash', { text: 'LINDEVIK (AP) — A ferry ran aground.' }, 'Associated Press'],
    ['dateline without brackets', { text: 'Lindevik: AFP – A ferry ran aground.' }, 'AFP'],
    ['byline', { byline: 'By Kari Lund, Associated Press', text: 'A ferry ran aground.' }, 'Associated Press'],
    ['line of its own', { text: 'Xinhua | Updated: 2031-03-04 17:52\nA ferry ran aground.' }, 'Xinhua'],
    ['last word', { text: 'A ferry ran aground on Tuesday. (ANI)' }, 'ANI'],
    ['last line', { text: 'A ferry ran aground.\n\n— Xinhua' }, 'Xinhua'],
    ['the outlet itself', { source: 'Agence France-Presse', text: 'A ferry ran aground.' }, 'AFP'],
  ])('is read from the %s', (_, article, agency) => {
    expect(agencyOf({ source: 'Harbour Post', ...article })).toBe(agency);
  });

  it.each([
    ['told to it', 'A ferry ran aground, the mayor told Reuters on Tuesday.'],
    ['added to by it', 'A ferry ran aground.\n\nThe Associated Press contributed to this report.'],
    ['whose picture it is', 'Photo: Kari Lund / AFP\nA ferry ran aground.'],
    ['whose picture it is, at the end', 'A ferry ran aground.\nA ferry at Lindevik ©Kari Lund (AFP)'],
    ['as a word', 'Pa waited at home.\nAn app was blamed.'],
  ])('is not one %s', (_, text) => {
    expect(agencyOf({ source: 'Harbour Post', text })).toBeUndefined();
  });

  it('reads short names only as they are written', () => {
    expect(agencyNamed('ap')).toBeUndefined();
    expect(agencyNamed('The AP')).toBe('Associated Press');
  });
});

describe('whose report an article is', () => {
  const article = { source: 'News Basket', text: 'A ferry ran aground.' };
  it.each([
    ['the agency that it credits, whatever the feed says', { ...article, byline: 'AFP' }, 'Harbour Post', 'AFP'],
    ['the agency that its feed took it from', article, 'The Associated Press', 'Associated Press'],
    ['the outlet that its feed took it from', article, ' Harbour Post ', 'Harbour Post'],
    ['its own where the feed names itself', article, 'NEWS basket', undefined],
    ['its own where the feed names its section', article, 'News Basket - World', undefined],
    ['its own where nothing is said', article, undefined, undefined],
    ['its own where nothing is said in many blanks', article, '  ', undefined],
  ])('is %s', (_, given, takenFrom, origin) => {
    expect(originOf(given, takenFrom)).toBe(origin);
  });
});

const carried = (id: string, source: string, more: Partial<Carried> = {}): Carried => ({
  id,
  source,
  publishedAt: '2031-03-04T07:00:00.000Z',
  publishedAtGuessed: false,
  seenAt: '2031-03-04T08:00:00.000Z',
  ...more,
});

describe('how many report on their own', () => {
  it('counts outlets, not articles', () => {
    expect(independenceOf([carried('1', 'Post'), carried('2', 'Post'), carried('3', 'Daily')])).toMatchObject({
      carriedBy: 2,
      independentSources: 2,
    });
  });

  it('counts a copy with its origin, whoever carries it', () => {
    const articles = [
      carried('1', 'Post'),
      carried('2', 'Daily', { copyOf: '1' }),
      carried('3', 'Unheard-of Blog', { copyOf: '1' }),
    ];
    const { carriedBy, independentSources, originOf } = independenceOf(articles);
    expect({ carriedBy, independentSources }).toEqual({ carriedBy: 3, independentSources: 1 });
    expect([...originOf]).toEqual([
      ['2', '1'],
      ['3', '1'],
    ]);
  });

  it('counts all that credit one agency once, also where the agency’s own article is missing', () => {
    const articles = [
      carried('1', 'Post', { agency: 'Reuters' }),
      carried('2', 'Daily', { agency: 'Reuters' }),
      carried('3', 'Ledger'),
    ];
    expect(independenceOf(articles).independentSources).toBe(2);
  });

  it('folds copies under the agency’s own article, even if it was seen last', () => {
    const articles = [
      carried('1', 'Post', { agency: 'Reuters' }),
      carried('2', 'Reuters', { publishedAt: '2031-03-04T09:00:00.000Z' }),
    ];
    expect([...independenceOf(articles).originOf]).toEqual([['1', '2']]);
  });

  it('counts an outlet’s own report beside the agency copy that it carries too', () => {
    const articles = [
      carried('1', 'Post', { agency: 'Reuters' }),
      carried('2', 'Post'),
      carried('3', 'Daily', { agency: 'Reuters' }),
    ];
    expect(independenceOf(articles).independentSources).toBe(2);
  });

  it('counts what was taken from an outlet with that outlet, and does not fold its reports together', () => {
    const articles = [
      carried('1', 'Post'),
      carried('2', 'Basket', { agency: 'Post' }),
      carried('3', 'Heap', { agency: 'Post' }),
      carried('4', 'Daily'),
    ];
    const { independentSources, originOf: origins } = independenceOf(articles);
    expect(independentSources).toBe(2);
    expect(origins.size).toBe(0);
  });

  it('counts outlets of one owner once, but does not call their reports copies', () => {
    const owners = new Map([
      ['Post', 'Harbour Group'],
      ['daily', 'harbour group'],
    ]);
    const { independentSources, originOf } = independenceOf([carried('1', 'Post'), carried('2', 'Daily')], owners);
    expect(independentSources).toBe(1);
    expect(originOf.size).toBe(0);
  });

  it('never counts more than the outlets, and at least one where there is any', () => {
    const article = fc.record({
      source: fc.constantFrom('A', 'B', 'C', 'D'),
      agency: fc.option(fc.constantFrom('Reuters', 'AFP'), { nil: undefined }),
      copyOf: fc.option(fc.constantFrom('0', '1', 'gone'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(article, { maxLength: 8 }), (given) => {
        const articles = given.map(({ source, agency, copyOf }, index) =>
          carried(`${index}`, source, {
            ...(agency && { agency }),
            ...(copyOf && copyOf !== `${index}` && { copyOf }),
          }),
        );
        const { carriedBy, independentSources } = independenceOf(articles);
        expect(independentSources).toBeLessThanOrEqual(articles.length);
        expect(independentSources).toBeGreaterThanOrEqual(Math.min(1, carriedBy));
      }),
    );
  });
});

describe('who had it first', () => {
  it('tells the first by stamp and the first seen apart', () => {
    const early = carried('early', 'Post', {
      publishedAt: '2031-03-04T05:00:00.000Z',
      seenAt: '2031-03-04T10:00:00.000Z',
    });
    const seen = carried('seen', 'Daily', {
      publishedAt: '2031-03-04T06:00:00.000Z',
      seenAt: '2031-03-04T06:05:00.000Z',
    });
    expect(provenanceOf([seen, early])).toMatchObject({ firstByStamp: { id: 'early' }, firstSeen: { id: 'seen' } });
  });

  it('believes no guessed stamp and none from the future', () => {
    const guessed = carried('guessed', 'Post', { publishedAtGuessed: true });
    const future = carried('future', 'Daily', { publishedAt: '2032-01-01T00:00:00.000Z' });
    expect(provenanceOf([guessed, future])).toEqual({
      firstSeen: { id: 'future', source: 'Daily', seenAt: future.seenAt },
    });
  });

  it('has nothing to say of no articles', () => {
    expect(provenanceOf([])).toEqual({});
  });
});

describe('the headline of a story', () => {
  const titled = (title: string, copyOf?: string) => ({
    title,
    lang: 'en',
    ...(copyOf === undefined ? {} : { copyOf }),
  });

  it('is the one that shares most with the others', () => {
    const titles = [titled('You won’t believe this morning'), ...FERRY.map((told) => titled(told.title))];
    expect(FERRY.map((told) => told.title)).toContain(storyTitle(titles));
  });

  it('is the earliest among equals', () => {
    expect(storyTitle([titled('Tram drivers walk out'), titled('Tram drivers walk out', 'x')])).toBe(
      'Tram drivers walk out',
    );
  });

  it('is sought among the first headlines of a long story', () => {
    const many = Array.from({ length: MAX_TITLES_COMPARED }, () => titled('Tram drivers walk out'));
    expect(storyTitle([...many, ...Array.from({ length: 500 }, () => titled('Trams run again'))])).toBe(
      'Tram drivers walk out',
    );
  });

  it('is absent where no article has one', () => {
    expect(storyTitle([titled(' '), titled('')])).toBeUndefined();
  });
});
