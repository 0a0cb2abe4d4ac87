import { describe, expect, it } from 'vitest';
import {
  FEATURE_MAX_WORDS,
  featuresOf,
  MAX_FUTURE_MS,
  MAX_SKETCH_KEYS,
  MAX_TERM_KEYS,
  PROFILE_MAX_TERMS,
  profileOf,
  termsOf,
} from '../../src/stories/features.ts';
import { readText } from '../../src/text/read.ts';
import { FERRY } from './events.ts';

const NOTHING_KNOWN = { documentFrequencies: new Map<string, number>(), totalArticles: 0 };

function article(title: string, text: string, times: { publishedAt?: string; publishedAtGuessed?: boolean } = {}) {
  return {
    id: 'a',
    title,
    text,
    lang: 'en',
    publishedAt: '2031-03-04T07:00:00.000Z',
    publishedAtGuessed: false,
    seenAt: '2031-03-04T08:00:00.000Z',
    ...times,
  };
}

function featuresFor(given: ReturnType<typeof article>, statistics = NOTHING_KNOWN) {
  return featuresOf(given, termsOf(given, readText(given.text, { lang: 'en' })), statistics);
}

const weightOf = ({ profile }: ReturnType<typeof featuresFor>, term: string) =>
  profile.weights[profile.terms.indexOf(term)] ?? 0;

describe('features of an article', () => {
  it('holds no more keys and terms than the archive takes', () => {
    const text = Array.from({ length: 3_000 }, (_, at) => `word${at}x`).join(' ');
    const { keys, profile } = featuresFor(article('Long', text));
    expect(keys.length).toBe(MAX_TERM_KEYS + MAX_SKETCH_KEYS);
    expect(keys.length).toBeLessThanOrEqual(64);
    expect(keys.every((key) => /^[ts]:./.test(key))).toBe(true);
    expect(profile.terms.length).toBe(PROFILE_MAX_TERMS);
  });

  it('survives the store as JSON', () => {
    const { profile } = featuresFor(article(FERRY[0]!.title, FERRY[0]!.text));
    expect(profileOf({ profile: JSON.parse(JSON.stringify(profile)) })).toEqual(profile);
  });

  it('weighs the title over the text and the beginning over the end', () => {
    const text = `Glacier report. ${'Filler sentence of no weight at all here. '.repeat(60)} Volcano report.`;
    const features = featuresFor(article('Comet nears', text));
    expect(weightOf(features, 'comet')).toBeGreaterThan(weightOf(features, 'glacier'));
    expect(weightOf(features, 'glacier')).toBeGreaterThan(weightOf(features, 'volcano'));
  });

  it('counts a title that opens the text once', () => {
    const title = 'Comet nears the moon';
    expect(featuresFor(article(title, `${title}\nA bright night.`))).toEqual(
      featuresFor(article(title, 'A bright night.')),
    );
  });

  it('weighs a term less the more articles hold it', () => {
    const given = article('', 'Glacier and volcano.');
    const statistics = { documentFrequencies: new Map([['volcano', 50]]), totalArticles: 100 };
    const features = featuresFor(given, statistics);
    expect(weightOf(features, 'glacier')).toBeGreaterThan(weightOf(features, 'volcano'));
  });

  it('gives every distinct term once, and none past the words that are looked at', () => {
    const text = `${'glacier volcano '.repeat(FEATURE_MAX_WORDS / 2)}comet`;
    const { terms } = termsOf({ title: '', text, lang: 'en' }, readText(text, { lang: 'en' }));
    expect([...terms].sort()).toEqual(['glacier', 'volcano']);
  });

  it.each([
    ['the outlet’s own time', {}, true],
    ['a guessed time', { publishedAtGuessed: true }, false],
    ['a time next year', { publishedAt: '2032-03-04T07:00:00.000Z' }, false],
    ['a time tonight, by an outlet ahead of us', { publishedAt: '2031-03-04T20:00:00.000Z' }, true],
    ['no readable time', { publishedAt: 'soon' }, false],
  ])('believes %s or not', (_, times, timed) => {
    expect(featuresFor(article('A', 'B', times)).profile.timed).toBe(timed);
  });

  it('believes a time up to its limit', () => {
    const later = (ms: number) => new Date(Date.parse('2031-03-04T08:00:00.000Z') + ms).toISOString();
    expect(featuresFor(article('A', 'B', { publishedAt: later(MAX_FUTURE_MS) })).profile.timed).toBe(true);
    expect(featuresFor(article('A', 'B', { publishedAt: later(MAX_FUTURE_MS + 1) })).profile.timed).toBe(false);
  });

  it('says nothing of an article without words', () => {
    expect(featuresFor(article('', ''))).toMatchObject({ keys: [], profile: { terms: [], sketch: [], shingles: 0 } });
  });

  it.each([[undefined], [null], ['text'], [{ terms: ['a'] }], [{ terms: 1, weights: 2, sketch: 3 }]])(
    'reads %j as an empty profile',
    (profile) => {
      expect(profileOf({ profile }).terms).toEqual([]);
    },
  );
});
