import { describe, expect, it } from 'vitest';
import type { Brief, Source } from '../../src/model.ts';
import { briefPost, sourcesPost } from '../../src/posts/brief.ts';
import { COPIES_NAMED, foldCopies } from '../../src/posts/folding.ts';

const source = (n: number, outlet: string, copyOf?: number): Source => ({
  n,
  articleId: `a${n}`,
  source: outlet,
  title: '',
  publishedAt: '2031-03-04T12:00:00.000Z',
  ...(copyOf === undefined ? {} : { copyOf }),
});
const WIRE = [
  source(1, 'Nordic Wire'),
  source(2, 'Hald Gazette', 1),
  source(3, 'Norvik Post'),
  source(4, 'Radio Hald', 1),
];

describe('copies', () => {
  it('are folded under their origin', () => {
    const { sources, citations } = foldCopies(WIRE, [[1, 2, 3, 4]]);
    expect(sources.map(({ n, alsoCarriedBy }) => [n, alsoCarriedBy])).toEqual([
      [1, 'Hald Gazette and Radio Hald'],
      [3, undefined],
    ]);
    expect(citations([1, 2, 3, 4])).toEqual([1, 3]);
  });

  it('keep their own line where they alone carry a fact', () => {
    const { sources, citations } = foldCopies(WIRE, [[1, 2], [2]]);
    expect(sources.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(citations([2])).toEqual([2]);
  });

  it('keep their own line where their origin is no source', () => {
    expect(foldCopies(WIRE.slice(1), [[2]]).sources.map(({ n }) => n)).toEqual([2, 3, 4]);
  });

  it('of the origin’s own outlet are not named', () => {
    const { sources } = foldCopies([source(1, 'Nordic Wire'), source(2, 'Nordic Wire', 1)], []);
    expect(sources).toEqual([source(1, 'Nordic Wire')]);
  });

  it('beyond a handful are counted', () => {
    const many = Array.from({ length: 19 }, (_, at) => source(at + 2, `Outlet ${at + 1}`, 1));
    const [origin] = foldCopies([source(1, 'Nordic Wire'), ...many], []).sources;
    expect(origin!.alsoCarriedBy).toBe(
      `Outlet 1, Outlet 2, Outlet 3, Outlet 4, Outlet 5 and ${19 - COPIES_NAMED} more`,
    );
  });
});

const BRIEF: Brief = {
  storyId: 's_1',
  storyRevision: 1,
  headline: 'Fire at Orlvik grain dock',
  sentences: [{ text: 'A fire broke out.', citations: [1, 2] }],
  unconfirmed: [{ text: 'A spark is believed to have started it.', citations: [3] }],
  disagreements: [],
  timeline: [],
  sources: WIRE,
  carriedBy: 4,
  independentSources: 2,
  provenance: {
    published: { n: 3, at: '2031-03-04T11:52:00.000Z' },
    seen: { n: 1, at: '2031-03-04T12:01:00.000Z' },
  },
  follows: { storyId: 's_0', title: 'Orlvik grain dock opens' },
};

describe('the small print of a brief', () => {
  it('says who was first, by whose clock, and what the story follows', () => {
    expect(briefPost(BRIEF).footer).toBe(
      'Carried by 4 outlets, 2 independent · first published by Norvik Post, by its own stamp 4 March 2031, 11:52 UTC · first seen by us at Nordic Wire, 4 March 2031, 12:01 UTC · follows “Orlvik grain dock opens” (story s_0) · story s_1',
    );
    expect(sourcesPost(BRIEF).footer).toContain('first published by Norvik Post');
  });

  it('gives a stamp of midnight as a day', () => {
    const provenance = { published: { n: 3, at: '2031-03-04T00:00:00.000Z' } };
    expect(sourcesPost({ ...BRIEF, provenance }).footer).toContain('by its own stamp 4 March 2031 · follows');
  });

  it('says nothing of who was first where there is one source', () => {
    expect(briefPost({ ...BRIEF, sources: WIRE.slice(0, 1) }).footer).not.toContain('first');
  });
});

describe('what is not confirmed', () => {
  it('stands under its own heading, cited', () => {
    const blocks = briefPost(BRIEF).blocks;
    const at = blocks.findIndex(
      (block) => block.kind === 'paragraph' && JSON.stringify(block).includes('Not yet confirmed'),
    );
    expect(JSON.stringify(blocks[at + 1])).toContain('{"kind":"citation","n":3}');
  });

  it('has no heading where there is nothing', () => {
    const { unconfirmed: _none, ...rest } = BRIEF;
    expect(JSON.stringify(briefPost(rest).blocks)).not.toContain('Not yet');
  });
});
