import { describe, expect, it } from 'vitest';
import { whatIsNew } from '../../src/briefs/whatsnew.ts';
import { writeBrief } from '../../src/briefs/write.ts';
import type { Article, Brief } from '../../src/model.ts';
import { article, briefInput, CRANE, CRANE_COPY, read } from './fixtures.ts';

const [first, second, later] = CRANE as readonly [Article, Article, Article];

function moved(
  before: readonly Article[],
  after: readonly Article[],
  extra: Partial<Parameters<typeof whatIsNew>[2]> = {},
) {
  const previous = writeBrief(briefInput(before));
  const current = writeBrief(briefInput(after, { previous }));
  const { changes } = whatIsNew(previous, current, { articles: after, read, ...extra });
  return { previous, current, changes, text: changes.map((change) => change.text).join('\n') };
}

const idsOf = (brief: Brief, citations: readonly number[]) =>
  citations.map((n) => brief.sources.find((source) => source.n === n)?.articleId).sort();

describe('what is new', () => {
  it('is nothing where nothing has come', () => {
    expect(moved(CRANE, CRANE).changes).toEqual([]);
  });

  it('is nothing where a copy has come', () => {
    expect(moved([first, second], [first, second, CRANE_COPY]).changes).toEqual([]);
  });

  it('is what somebody new says right behind the event, told once more', () => {
    const flood = article({
      id: 'f1',
      source: 'Morrow Tide',
      title: 'Flood shuts the coast road at Morrow',
      text: 'A flood shut the coast road at Morrow on Sunday. Police told 80 people to leave their homes.',
      publishedAt: '2031-03-02T09:00:00.000Z',
    });
    const homes = article({
      id: 'f2',
      source: 'Calder Bell',
      title: 'Homes cleared as flood hits Morrow',
      text: 'Families left their homes as a flood hit Morrow on Sunday. Mayor Gina Frost said that the coast road would stay shut until Tuesday.',
      publishedAt: '2031-03-02T11:00:00.000Z',
    });
    const { text } = moved([flood], [flood, homes]);
    expect(text).toContain('Mayor Gina Frost said that the coast road would stay shut until 4 March.');
    expect(text).not.toContain('Families left');
  });

  it('is nothing where the same is said in other words', () => {
    const reworded = article({
      id: 'w',
      title: 'Harbour accident in Norvik',
      text: 'A crane fell onto the ferry Astrid at Norvik on Wednesday and killed four. The harbour’s director, Ada Holm, did not know the cause.',
      publishedAt: '2025-03-06T15:00:00.000Z',
    });
    expect(moved([first, second], [first, second, reworded]).changes).toEqual([]);
  });

  it('is a figure that has changed, with the articles that give the old and the new one', () => {
    const { changes, current } = moved([first, second], CRANE);
    expect(changes[0]!.text).toBe('The number of people killed is now 6, earlier 4.');
    expect(idsOf(current, changes[0]!.citations)).toEqual(['a1', 'a2', 'a3']);
  });

  it('is the first figure, where nobody had counted yet', () => {
    const vague = article({
      id: 'v',
      title: 'Crane falls in Norvik',
      text: 'Several people died when a crane fell onto the ferry Astrid at Norvik on Wednesday.',
      publishedAt: '2025-03-05T20:00:00.000Z',
    });
    expect(moved([vague], [vague, first]).text).toContain('The number of people killed is given as 4.');
  });

  it('is not an older figure that comes late', () => {
    const late = article({
      ...first,
      id: 'l',
      text: 'Three people were killed when a crane fell at Norvik.',
      publishedAt: '2025-03-05T20:00:00.000Z',
    });
    expect(moved([later], [late, later]).text).not.toContain('number of people');
  });

  it('is a fact or a voice that a new independent source adds', () => {
    const { text } = moved([first, second], CRANE);
    expect(text).toContain('to be led by the judge Eva Lind.');
  });

  it('is not the event, told once more by a report that came later', () => {
    const again = article({
      id: 'g',
      title: 'Crane falls on ferry',
      text: 'A huge crane that stood in the harbour of Norvik for 40 years fell onto the ferry Astrid on Wednesday.\n\nA crane that was built by Hald Steel in 1985 fell down.',
      publishedAt: '2025-03-06T15:00:00.000Z',
    });
    expect(moved([first, second], [first, second, again]).changes).toEqual([]);
  });

  it('cites by the numbers of the current brief', () => {
    const { changes, current } = moved([first, second], CRANE);
    const known = new Set(current.sources.map(({ n }) => n));
    expect(changes.flatMap(({ citations }) => citations).every((n) => known.has(n))).toBe(true);
  });

  it('is a second source of its own, where one alone had it', () => {
    const { text } = moved([first], [first, second]);
    expect(text).toContain('A second source reports it independently: Outlet a2.');
    expect(moved([first, second], CRANE).text).not.toContain('independently');
  });

  it('is no second source where a copy has come', () => {
    const copy = { ...first, id: 'c', source: 'Hald Gazette', copyOf: 'a1' };
    expect(moved([first], [first, copy]).changes).toEqual([]);
  });

  it('is not a portrait, a caption or what stands deep in one report', () => {
    const aside = article({
      id: 'p',
      title: 'Norvik after the crane',
      text: `A photo issued by the coastguard of the crane which collapsed onto the ferry Astrid at Norvik in March 2025.

The baker Olav Strand has lived on the quay for 40 years.

The fish market opened in 1958 and sells 12 kinds of cod.`,
      publishedAt: '2025-03-07T15:00:00.000Z',
    });
    expect(moved(CRANE, [...CRANE, aside]).changes).toEqual([]);
  });

  it('is not a lower figure that takes nothing back', () => {
    const least = (id: string, count: string, at: string) =>
      article({
        id,
        title: `Crane falls in Norvik, ${id}`,
        text: `At least ${count} people were injured when a crane fell onto a ferry at Norvik on Wednesday.`,
        publishedAt: at,
      });
    const [one, two] = [least('x', '51', '2025-03-06T08:00:00.000Z'), least('y', '50', '2025-03-06T18:00:00.000Z')];
    expect(moved([one], [one, two]).text).not.toContain('number of people');
  });

  it.each([
    ['director of the harbour', 'the director of the harbour'],
    ['whether the crane fell', 'whether the crane fell'],
  ])('is a disagreement that was not there: %s', (about, told) => {
    const previous = writeBrief(briefInput([first, second]));
    const disagreement = {
      kind: 'role' as const,
      about,
      positions: [
        { value: 'Ada Holm', articleIds: ['a1'], quote: 'q' },
        { value: 'Ida Holm', articleIds: ['a2'], quote: 'q' },
      ],
    };
    const current = writeBrief(briefInput([first, second], { previous, disagreements: [disagreement] }));
    const { changes } = whatIsNew(previous, current, { articles: [first, second], read });
    expect(changes.map(({ text }) => text)).toEqual([`Sources differ on ${told}: Ada Holm or Ida Holm.`]);
    expect(whatIsNew(current, current, { articles: [first, second], read }).changes).toEqual([]);
  });

  it('is a correction, and a withdrawal', () => {
    const { text } = moved([first, second], [first], {
      corrections: [{ articleId: 'a1', changes: ['new figure: 5; figure gone: 4'] }],
      withdrawn: ['a2'],
    });
    expect(text).toContain('Outlet a2 has withdrawn “Four dead after crane falls on ferry in Norvik”.');
    expect(text).toContain('Outlet a1 has changed its report: new figure: 5; figure gone: 4.');
  });
});
