import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../src/briefs/faults.ts';
import { groundingFaults } from '../../src/briefs/grounded.ts';
import { BRIEF_MAX_SENTENCES } from '../../src/briefs/select.ts';
import { countWords } from '../../src/briefs/trim.ts';
import { BRIEF_WORDS, writeBrief } from '../../src/briefs/write.ts';
import type { Article, Brief } from '../../src/model.ts';
import { article, briefInput, CRANE, CRANE_COPY } from './fixtures.ts';

const wordsOf = (brief: Brief): number => brief.sentences.reduce((sum, { text }) => sum + countWords(text), 0);
const sayings = (brief: Brief): string => brief.sentences.map(({ text }) => text).join(' ');
const idOf = (brief: Brief, n: number): string | undefined => brief.sources.find((source) => source.n === n)?.articleId;

describe('a brief', () => {
  const brief = writeBrief(briefInput(CRANE));

  it('has one of the headlines, the one whose figure still holds', () => {
    expect(brief.headline).toBe('Norvik crane collapse: six dead, captain among the victims');
  });

  it('leads with what happened, dated', () => {
    expect(brief.sentences[0]!.text).toBe(
      'Six people have died since a crane collapsed onto a ferry at Norvik on 5 March, the hospital in the town said on 7 March.',
    );
  });

  it('keeps within its words and its number of sentences', () => {
    expect(wordsOf(brief)).toBeLessThanOrEqual(BRIEF_WORDS);
    expect(brief.sentences.length).toBeLessThanOrEqual(BRIEF_MAX_SENTENCES);
    expect(brief.sentences.length).toBeGreaterThanOrEqual(3);
  });

  it('says nothing twice and nothing outdated', () => {
    expect(sayings(brief)).not.toMatch(/four/i);
    expect(sayings(brief).match(/inquiry/g)).toHaveLength(1);
  });

  it('quotes no sentence that cannot stand alone', () => {
    for (const { text } of brief.sentences) expect(faultOf(text)).toBeUndefined();
  });

  it('cites every article that carries the fact', () => {
    const inquiry = brief.sentences.find(({ text }) => text.includes('inquiry'))!;
    expect(inquiry.citations.map((n) => idOf(brief, n)).sort()).toEqual(['a2', 'a3']);
  });

  it('numbers its sources in the order in which they are first cited', () => {
    const cited = [...new Set(brief.sentences.flatMap(({ citations }) => citations))];
    expect(Math.max(...brief.sentences[0]!.citations)).toBe(brief.sentences[0]!.citations.length);
    expect([...cited].sort((a, b) => a - b)).toEqual(cited.map((_, index) => index + 1));
    expect(brief.sources.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('is grounded', () => {
    expect(groundingFaults(brief, new Map(CRANE.map((each) => [each.id, each])))).toEqual([]);
  });
});

describe('a brief of two short reports on one matter', () => {
  const planned = article({
    id: 'planned',
    source: 'Norvik Herald',
    title: 'Norvik bridge to close for repairs in spring',
    text: 'The old bridge at Norvik will close for repairs in April. Engineer Ada Holm said the work would take ten weeks.',
    publishedAt: '2031-03-02T04:00:00.000Z',
  });
  const fallen = article({
    id: 'fallen',
    source: 'Norvik Herald',
    title: 'Part of Norvik bridge collapses',
    text: 'Part of the old bridge at Norvik collapsed on Sunday morning, police said. Three people were injured.',
    publishedAt: '2031-03-02T09:00:00.000Z',
  });
  const brief = writeBrief(briefInput([planned, fallen]));

  it('has the news of the newer one first', () => {
    expect(brief.headline).toBe(fallen.title);
    expect(brief.sentences[0]!.text).toContain('collapsed');
  });

  it('lets each have its say', () => {
    const heard = new Set(brief.sentences.flatMap(({ citations }) => citations.map((n) => idOf(brief, n))));
    expect(heard).toEqual(new Set(['fallen', 'planned']));
  });

  it('keeps within few words all the same', () => {
    expect(wordsOf(writeBrief(briefInput([planned, fallen], { words: 20 })))).toBeLessThanOrEqual(20);
  });
});

describe('a brief of a story that is carried by copies', () => {
  const brief = writeBrief(briefInput([CRANE[0]!, CRANE[1]!, CRANE_COPY]));

  it('cites a copy beside its origin and folds it under it', () => {
    const copy = brief.sources.find(({ articleId }) => articleId === 'a4')!;
    const origin = brief.sources.find(({ articleId }) => articleId === 'a2')!;
    expect(copy.copyOf).toBe(origin.n);
    const citing = brief.sentences.filter(({ citations }) => citations.includes(origin.n));
    expect(citing.length).toBeGreaterThan(0);
    expect(citing.some(({ citations }) => citations.includes(copy.n))).toBe(true);
  });

  it('keeps the numbers that readers know', () => {
    const previous = { sources: [{ n: 7, articleId: 'a2', source: 'x', title: 'x', publishedAt: '' }] };
    const edited = writeBrief(briefInput([CRANE[0]!, CRANE[1]!, CRANE_COPY], { previous }));
    expect(edited.sources.find(({ articleId }) => articleId === 'a2')!.n).toBe(7);
    expect(new Set(edited.sources.map(({ n }) => n)).size).toBe(3);
    expect(edited.sources.every(({ n }) => n >= 7)).toBe(true);
  });
});

describe('where sources differ', () => {
  it('gives the positions the numbers of their sources and keeps the minor one out of its own sentences', () => {
    const other = article({
      id: 'a5',
      title: 'Norvik harbour',
      text: 'Harbour director Ida Holm said the cause was unknown.',
    });
    const disagreement = {
      kind: 'role' as const,
      about: 'director of Norvik harbour',
      positions: [
        { value: 'Ada Holm', articleIds: ['a1', 'a2'], quote: 'Harbour director Ada Holm said the cause was unknown.' },
        { value: 'Ida Holm', articleIds: ['a5'], quote: 'Harbour director Ida Holm said the cause was unknown.' },
      ],
    };
    const brief = writeBrief(briefInput([...CRANE, other], { disagreements: [disagreement] }));
    const [first, second] = brief.disagreements[0]!.positions;
    expect(first!.citations.map((n) => idOf(brief, n)).sort()).toEqual(['a1', 'a2']);
    expect(second!.citations.map((n) => idOf(brief, n))).toEqual(['a5']);
    expect(sayings(brief)).not.toContain('Ida');
  });
});

describe('an article in another language', () => {
  it('is a source but is not quoted', () => {
    const spanish = article({
      id: 'es',
      lang: 'es',
      title: 'Cae una grúa en Norvik',
      text: 'Una grúa cayó sobre un transbordador en Norvik el miércoles.',
    });
    const brief = writeBrief(briefInput([...CRANE, spanish]));
    expect(brief.sources.map(({ articleId }) => articleId)).toContain('es');
    expect(sayings(brief)).not.toContain('grúa');
  });
});

describe('bad input is handled in bounded time', () => {
  const filler = 'The harbour board said on Monday that the crane at Norvik had been inspected in January. ';
  const cases: readonly (readonly [string, readonly Article[]])[] = [
    ['no articles', []],
    ['an empty article', [article({ id: 'e' })]],
    ['an empty one among others', [...CRANE, article({ id: 'e' })]],
    ['an article of 2 MB', [...CRANE, article({ id: 'big', title: 'Crane', text: filler.repeat(23_000) })]],
    [
      'one line of 50,000 words without a stop',
      [...CRANE, article({ id: 'line', title: 'Crane', text: 'crane '.repeat(50_000) })],
    ],
    [
      '500 copies',
      Array.from({ length: 500 }, (_, index) => article({ ...CRANE[0]!, id: `c${index}`, source: `Outlet ${index}` })),
    ],
    [
      'mixed scripts',
      [
        article({
          id: 'm',
          title: 'Норвик crane 倒塌',
          text: 'The crane في Норвик 倒塌了 on Wednesday. 起重机倒塌。 سقطت الرافعة.',
        }),
      ],
    ],
    [
      'text from right to left',
      [
        article({
          id: 'r',
          lang: 'ar',
          title: 'سقوط رافعة',
          text: 'سقطت رافعة على عبارة في ميناء نورفيك يوم الأربعاء وقتلت أربعة أشخاص. وصل رئيس الوزراء إلى المدينة.',
        }),
      ],
    ],
    [
      'an article from the future',
      [...CRANE, article({ ...CRANE[1]!, id: 'f', publishedAt: '2125-01-01T00:00:00.000Z' })],
    ],
    ['a time that is none', [article({ ...CRANE[0]!, id: 'n', publishedAt: 'never' })]],
  ];

  it.each(cases)('%s', (_, articles) => {
    const from = performance.now();
    const brief = writeBrief(briefInput(articles));
    expect(performance.now() - from).toBeLessThan(8_000);
    expect(wordsOf(brief)).toBeLessThanOrEqual(BRIEF_WORDS);
    expect(brief.sources).toHaveLength(articles.length);
    expect(groundingFaults(brief, new Map(articles.map((each) => [each.id, each])))).toEqual([]);
  });

  it('reads 500 copies once', () => {
    let readings = 0;
    const copies = cases[5]![1];
    const input = briefInput(copies);
    writeBrief({
      ...input,
      read(each) {
        readings += 1;
        return input.read(each);
      },
    });
    expect(readings).toBe(1);
  });
});

describe('every brief is grounded and within its budget', () => {
  const places = ['Norvik', 'Hald', 'Marlow Bridge', 'Eastern Quay'];
  const people = ['Ada Holm', 'Nils Berg', 'Eva Lind', 'Jon Vik'];
  const days = ['Monday', 'Tuesday', 'Wednesday', 'last Friday', 'yesterday'];
  const sentence = fc
    .record({
      place: fc.constantFrom(...places),
      person: fc.constantFrom(...people),
      day: fc.constantFrom(...days),
      dead: fc.integer({ min: 2, max: 40 }),
      form: fc.integer({ min: 0, max: 5 }),
    })
    .map(
      ({ place, person, day, dead, form }) =>
        [
          `A crane collapsed at ${place} on ${day}, killing ${dead} people, the coastguard said.`,
          `However, ${person} said ${day} that the crane at ${place} had been inspected.`,
          `“The crane was sound,” ${person} told reporters in ${place}.`,
          `He said ${dead} people were missing near ${place}.`,
          `${place} — ${person} flew to the harbour on ${day} and met ${dead} families.`,
          `${person}, who leads the harbour board, promised “a full inquiry” into the collapse at ${place} by ${day}.`,
        ][form]!,
    );
  const storyOf = fc.array(
    fc.record({
      text: fc.array(sentence, { maxLength: 8 }),
      title: sentence,
      hour: fc.integer({ min: 0, max: 90 }),
      guessed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('whatever the articles say', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(storyOf, fc.integer({ min: 20, max: 150 }), (parts, words) => {
        const articles = parts.map(({ text, title, hour, guessed }, index) =>
          article({
            id: `a${index}`,
            title,
            text: text.join(' '),
            publishedAt: new Date(Date.UTC(2025, 2, 6, hour)).toISOString(),
            publishedAtGuessed: guessed,
          }),
        );
        const brief = writeBrief(briefInput(articles, { words }));
        expect(groundingFaults(brief, new Map(articles.map((each) => [each.id, each])))).toEqual([]);
        expect(wordsOf(brief)).toBeLessThanOrEqual(words);
        expect(brief.sentences.every(({ citations }) => citations.length > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
