import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../adapters/sample/content.ts';

const content = loadContent();
const drafts = content.batches.flat();
const textOf = (draft: (typeof drafts)[number]): string => draft.paragraphs.join('\n');
const telling = (pattern: RegExp): string[] =>
  drafts.filter((draft) => pattern.test(textOf(draft))).map((draft) => draft.outlet);
const recognition = drafts.filter((draft) => /recogni[szt]/i.test(draft.title));

describe('the sample content', () => {
  it('is written by known outlets, each article with its own address', () => {
    const outlets = content.outlets.map(({ slug }) => slug);
    expect(drafts.filter((draft) => !outlets.includes(draft.outlet))).toEqual([]);
    expect(new Set(drafts.map((draft) => `${draft.outlet}/${draft.slug}`)).size).toBe(drafts.length);
    expect([...content.templates.keys()].sort()).toEqual([...outlets, 'home'].sort());
  });

  it('dates the first batch before the opening and leaves the rest to the clock', () => {
    const [background = [], ...live] = content.batches;
    expect(background.every((draft) => draft.publishedAt !== undefined && draft.publishedAt < content.startsAt)).toBe(
      true,
    );
    expect(live.flat().filter((draft) => draft.publishedAt !== undefined)).toEqual([]);
  });

  it('runs to between 100 and 300 words an article', () => {
    const lengths = drafts.map((draft) => textOf(draft).split(/\s+/).length);
    expect(Math.min(...lengths)).toBeGreaterThan(100);
    expect(Math.max(...lengths)).toBeLessThan(300);
  });

  it('tells of the recognition at all five outlets, which differ about the ambassador and the end of the ban', () => {
    expect(new Set(recognition.map((draft) => draft.outlet)).size).toBe(5);
    expect(telling(/Dmitry Zhirnov/)).toHaveLength(4);
    expect(telling(/Dmitry Gornyov/)).toHaveLength(1);
    expect(telling(/April 2024/)).toHaveLength(1);
    expect(telling(/Saudi Arabia, Pakistan and the United Arab Emirates/)).toHaveLength(1);
  });

  it('counts more of the dead with each report on the ferry', () => {
    const tolls = content.batches.map((batch) =>
      batch.filter((draft) => /ferry/i.test(draft.title)).map((draft) => /Nine|nine|12|14/.exec(draft.title)?.[0]),
    );
    expect(tolls).toEqual([[], ['Nine', 'nine'], ['12'], ['14']]);
  });

  it('holds one agency report that two outlets carry word for word, and no other text twice', () => {
    const paragraphs = drafts.flatMap((draft) => draft.paragraphs);
    const repeated = new Set(paragraphs.filter((text, index) => paragraphs.indexOf(text) !== index));
    const wire = drafts.filter((draft) => draft.byline === 'Skerry Press');
    expect(wire).toHaveLength(2);
    expect([...repeated]).toEqual(wire[0]?.paragraphs);
    expect(wire[0]?.paragraphs[0]).toContain('(Skerry Press)');
  });
});
