/** Figures that have changed since a brief was posted. */
import type { Brief, BriefSentence, Source } from '../model.ts';
import { type DatedToll, type Material, tollsIn } from './material.ts';
import { citationsOf } from './sources.ts';

/** A figure that is only about right, or lower than before, has changed where it is this much larger or smaller. */
const APPROXIMATE_CHANGE = 0.1;

export interface ChangedToll {
  readonly label: string;
  readonly value: string;
  readonly about: string;
  readonly sentence: BriefSentence;
}

/** Tolls that new articles give differently from what was told, by articles published later than those that gave the old one. */
export function changedTolls(
  previous: Brief,
  known: ReadonlySet<string>,
  material: Material,
  sources: readonly Source[],
): ChangedToll[] {
  const told = new Map(
    previous.sentences.flatMap(({ text }) => tollsIn(text)).map(({ about, value }) => [about, value]),
  );
  const changed: ChangedToll[] = [];
  for (const [about, given] of Map.groupBy(material.tolls, (toll) => toll.about)) {
    const before = given.filter(({ articleId }) => known.has(articleId));
    if (before.length === 0 && about.startsWith('toll|')) {
      changed.push(...firstToll(given, known, sources));
      continue;
    }
    const old = before.findLast(({ value }) => value === told.get(about)) ?? before.at(-1);
    const now = given.findLast((toll) => !known.has(toll.articleId) && old !== undefined && isLater(toll, old));
    if (old === undefined || now === undefined || !differs(old.value, now.value)) continue;
    if (before.some(({ value }) => value === now.value)) continue;
    const voices = given.filter(({ value }) => value === now.value || value === old.value);
    changed.push({
      label: now.label,
      value: now.value,
      about,
      sentence: {
        text: `The ${now.label} is now ${numberIn(now)}, earlier ${numberIn(old)}.`,
        citations: citationsOf(
          voices.map(({ articleId }) => articleId),
          sources,
        ),
      },
    });
  }
  return changed;
}

/** Nobody had counted yet. */
function firstToll(given: readonly DatedToll[], known: ReadonlySet<string>, sources: readonly Source[]): ChangedToll[] {
  const first = given.findLast(({ articleId }) => !known.has(articleId));
  if (first === undefined) return [];
  const voices = given.filter(({ value }) => value === first.value).map(({ articleId }) => articleId);
  const text = `The ${first.label} is given as ${numberIn(first)}.`;
  return [{ ...first, sentence: { text, citations: citationsOf(voices, sources) } }];
}

function isLater(toll: DatedToll, than: DatedToll): boolean {
  return toll.at === undefined || than.at === undefined || toll.at > than.at;
}

function differs(old: string, now: string): boolean {
  const [before, after] = [Number(old.replace(/^\D/, '')), Number(now.replace(/^\D/, ''))];
  if (before === after) return false;
  // "At least 50" after "at least 51" takes nothing back.
  if (after < before && /^[>\u2265]/.test(now)) return false;
  const approximate = /^~/.test(old) || /^~/.test(now) || after < before;
  return !approximate || Math.abs(after - before) > APPROXIMATE_CHANGE * before;
}

/** "at least 12" of "at least 12 killed". */
function numberIn({ display }: DatedToll): string {
  return /^.*?\d[\d.,]*/.exec(display)?.[0] ?? display;
}
