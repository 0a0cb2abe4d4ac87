import { describe, expect, it } from 'vitest';
import {
  COMPARED_TEXT_CHARS,
  feedIdentityKeys,
  type Identifiable,
  identityKeys,
  MAX_GUID_CHARS,
  MIN_PROVING_TEXT_CHARS,
} from '../../src/feeds/identity.ts';
import type { FeedItem } from '../../src/model.ts';

const LONG = 'The ferry left the yard on Thursday morning with two hundred passengers on board. '.repeat(8);
const KNOWN: Identifiable = {
  feedId: 'f1',
  guid: 'http://gazette.example/?p=1001',
  url: 'http://gazette.example/news/ferry-returns',
  title: 'Ferry returns after repairs',
  text: LONG,
};

const areOne = (a: Identifiable, b: Identifiable): boolean =>
  identityKeys(a).some((key) => identityKeys(b).includes(key));

describe('a known item stays known when', () => {
  it.each<[string, Identifiable]>([
    ['its guid flips to https', { ...KNOWN, url: undefined, guid: 'https://gazette.example/?p=1001' }],
    ['its address flips to https', { ...KNOWN, guid: undefined, url: 'https://gazette.example/news/ferry-returns' }],
    ['www comes or goes', { ...KNOWN, guid: undefined, url: 'http://www.gazette.example/news/ferry-returns' }],
    ['tracking is added', { ...KNOWN, guid: undefined, url: `${KNOWN.url}?utm_campaign=x#top` }],
    ['its address becomes its guid', { ...KNOWN, guid: KNOWN.url, url: undefined }],
    ['its headline is edited', { ...KNOWN, title: 'Ferry back in service after year of repairs' }],
    ['its text is rewritten', { ...KNOWN, text: 'Something else entirely.' }],
    ['it comes from another feed of the site', { ...KNOWN, feedId: 'f2', guid: undefined }],
    [
      'guid and address change but not a word of it',
      { ...KNOWN, guid: '77', url: 'https://gazette.example/archive/77' },
    ],
    [
      'its markup and spacing change',
      {
        ...KNOWN,
        guid: '77',
        url: 'https://gazette.example/archive/77',
        text: `<p>${LONG.replaceAll('. ', '.</p>\n<p>')}</p>`,
      },
    ],
  ])('%s', (_what, now) => {
    expect(areOne(KNOWN, now)).toBe(true);
  });

  it.each<[string, Identifiable, Identifiable]>([
    [
      'its headline is edited and it has nothing but a text',
      { feedId: 'f', title: 'One', text: LONG },
      { feedId: 'f', title: 'Two', text: LONG },
    ],
    [
      'it has nothing but a headline',
      { feedId: 'f', title: 'Ferry returns!' },
      { feedId: 'f', title: 'Ferry  Returns' },
    ],
    [
      'its guid is a tag of the whole world',
      { feedId: 'f', guid: 'tag:e.example,2025:1' },
      { feedId: 'g', guid: 'TAG:e.example,2025:1' },
    ],
  ])('%s', (_what, before, now) => {
    expect(areOne(before, now)).toBe(true);
  });
});

it('a correction at the end of a long text makes no other text of it', () => {
  const long = LONG.repeat(Math.ceil(COMPARED_TEXT_CHARS / LONG.length));
  const moved = { ...KNOWN, guid: '77', url: 'https://gazette.example/archive/77' };
  expect(areOne({ ...KNOWN, text: long }, { ...moved, text: `${long} This article was corrected.` })).toBe(true);
});

describe('two items are two when', () => {
  it.each<[string, Identifiable, Identifiable]>([
    [
      'their addresses differ',
      { feedId: 'f', url: 'https://e.example/a', title: 'Live' },
      { feedId: 'f', url: 'https://e.example/b', title: 'Live' },
    ],
    [
      'only their headline and teaser are alike, day after day',
      { url: 'https://e.example/1', title: 'Morning briefing', text: 'What you need to know today.' },
      { url: 'https://e.example/2', title: 'Morning briefing', text: 'What you need to know today.' },
    ],
    [
      'two outlets carry the same words',
      { url: 'https://e.example/a', title: 'T', text: LONG },
      { url: 'https://o.example/a', title: 'T', text: LONG },
    ],
    ['two feeds number their items alike', { feedId: 'f', guid: '12' }, { feedId: 'g', guid: '12' }],
    [
      'both link to the front page',
      { feedId: 'f', guid: '1', url: 'https://e.example/' },
      { feedId: 'f', guid: '2', url: 'https://e.example/' },
    ],
    ['both say nothing at all', {}, {}],
  ])('%s', (_what, one, other) => {
    expect(areOne(one, other)).toBe(false);
  });

  it('the text that proves them one is too short', () => {
    const short = LONG.slice(0, MIN_PROVING_TEXT_CHARS - 10);
    expect(
      areOne(
        { ...KNOWN, text: short },
        { ...KNOWN, text: short, guid: '77', url: 'https://gazette.example/archive/77' },
      ),
    ).toBe(false);
  });
});

describe('keys', () => {
  it('hold no date', () => {
    expect(identityKeys(KNOWN).join()).not.toMatch(/2025/);
  });

  it('begin with the address, which two feeds of a site share', () => {
    expect(identityKeys(KNOWN)[0]).toBe('url:gazette.example/news/ferry-returns');
  });

  it('stay short however long a guid is', () => {
    const keys = identityKeys({ feedId: 'f', guid: 'x'.repeat(100_000) });
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(MAX_GUID_CHARS);
  });
});

describe('the items of one document', () => {
  const distinct = (items: FeedItem[]): number => {
    const keys = feedIdentityKeys('f', items);
    return keys.filter(
      (own, index) => !keys.slice(0, index).some((earlier) => earlier.some((key) => own.includes(key))),
    ).length;
  };

  it.each<[string, FeedItem[], number]>([
    [
      'with one guid for all are told apart',
      ['a', 'b', 'c'].map((name) => ({ id: 'home', link: `https://e.example/${name}`, title: name })),
      3,
    ],
    [
      'with neither own guid nor own address are told apart by their titles',
      ['a', 'b', 'c'].map((title) => ({ id: 'home', link: 'https://e.example/news', title })),
      3,
    ],
    [
      'of a live blog are told apart',
      ['1', '2', '3'].map((n) => ({
        id: `https://e.example/live#block-${n}`,
        link: `https://e.example/live#block-${n}`,
        title: `Entry ${n}`,
      })),
      3,
    ],
    [
      'listed twice are one',
      [
        { id: '1', link: 'https://e.example/a', title: 'A' },
        { id: '1', link: 'http://e.example/a/', title: 'A' },
      ],
      1,
    ],
    [
      'listed twice with an edited headline are one',
      [
        { id: '1', link: 'https://e.example/a', title: 'A' },
        { id: '1', link: 'https://e.example/a', title: 'A, corrected' },
      ],
      1,
    ],
  ])('%s', (_what, items, expected) => {
    expect(distinct(items)).toBe(expected);
  });

  it('have at least one key each', () => {
    expect(
      feedIdentityKeys('f', [{}, { title: '' }, { link: 'https://e.example/' }]).every((keys) => keys.length > 0),
    ).toBe(true);
  });
});
