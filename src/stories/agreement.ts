/** What agrees and what contradicts, by kind of claim: two values for one thing at one time that cannot both be true. */
import type { Claim, ClaimKind } from '../model.ts';
import { amountsAgree } from './amounts.ts';
import { spanOf } from './spans.ts';
import { areSpellings } from './spellings.ts';
import type { Stand } from './stand.ts';
import { REPLACED_AFTER_MS } from './standing.ts';

/** Figures in like words that lie further apart are of two events. */
const SAME_EVENT_MS = 3 * 24 * 60 * 60 * 1000;

/** Claims that agree with each other. */
export type Camp = readonly Claim[];

export interface Rules {
  readonly agree: (a: Claim, b: Claim) => boolean;
  /** Whether two camps that don't agree contradict each other. */
  readonly conflict: (a: Camp, b: Camp, stand: Stand) => boolean;
}

export const RULES: Readonly<Partial<Record<ClaimKind, Rules>>> = {
  role: { agree: (a, b) => areSpellings(a.value, b.value), conflict: () => true },
  figure: {
    agree: (a, b) => amountsAgree(a.value, b.value, { measured: a.about.startsWith('measure|') }),
    conflict: (a, b, stand) => (isChanging(a[0]!) ? givenAtOneTime(a, b, stand) : givenWithinDays(a, b, stand)),
  },
  date: { agree: datesAgree, conflict: areSlips },
  outcome: { agree: (a, b) => a.value === b.value, conflict: givenAtOneTime },
};

/**
 * Things change: a toll rises, what was refused is granted. Two values contradict each other where both are being given: neither camp had stopped giving its value, by the outlets'
 * own stamps, when the other began. Otherwise the later one is an update.
 */
function givenAtOneTime(a: Camp, b: Camp, stand: Stand): boolean {
  const [left, right] = [timesOf(a, stand), timesOf(b, stand)];
  if (left.length === 0 || right.length === 0) return false;
  return (
    Math.min(...left) <= Math.max(...right) + REPLACED_AFTER_MS &&
    Math.min(...right) <= Math.max(...left) + REPLACED_AFTER_MS
  );
}

/** Tolls and what else grows while an event goes on, and how fast a storm is. */
function isChanging({ about }: Claim): boolean {
  return about.startsWith('toll|') || about === 'measure|kph' || (about.startsWith('count|') && !about.endsWith('|'));
}

/** What does not change from hour to hour; days later the same words may tell of another event. */
function givenWithinDays(a: Camp, b: Camp, stand: Stand): boolean {
  const [left, right] = [a, b].map((camp) => camp.flatMap((claim) => stand.day(claim.articleId) ?? []));
  if (left!.length === 0 || right!.length === 0) return true;
  return (
    Math.min(...left!) <= Math.max(...right!) + SAME_EVENT_MS &&
    Math.min(...right!) <= Math.max(...left!) + SAME_EVENT_MS
  );
}

function timesOf(camp: Camp, stand: Stand): number[] {
  return camp.map((claim) => stand.time(claim.articleId)).filter((time) => time !== undefined);
}

/** One is the more precise form of the other, or lies in its range. */
function datesAgree(a: Claim, b: Claim): boolean {
  const [aFrom, aTo] = spanOf(a.value);
  const [bFrom, bTo] = spanOf(b.value);
  return aFrom <= bTo && bFrom <= aTo;
}

/**
 * Things happen more than once, so two dates are a contradiction only where one looks like a slip of the other: the same month
 * (and day) of another year. Another day or another month is as likely another happening, or another time zone.
 */
function areSlips(a: Camp, b: Camp): boolean {
  return a.every((left) =>
    b.every((right) => {
      const [coarse, fine] = [left.value.slice(4), right.value.slice(4)].sort((x, y) => x.length - y.length);
      return coarse!.length >= 3 && fine!.startsWith(coarse!) && left.value.slice(0, 4) !== right.value.slice(0, 4);
    }),
  );
}
