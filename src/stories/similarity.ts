/** How alike two articles are, from their profiles. */
import type { ArticleFeatures } from '../ports.ts';
import { type Profile, profileOf } from './features.ts';

/** Two articles of one day are likelier to tell one event than their words alone say; two articles months apart are less so. */
const SAME_DAY_FACTOR = 1.3;
const FAR_APART_FACTOR = 0.8;
/** Days in which the difference between the two shrinks to a third. */
const TIME_DECAY_DAYS = 30;
/** What came out before the other's event tells of an earlier day of the same, or of another event. */
const PRECEDING_FACTOR = 0.5;
/** Where it tells of no day itself, it is a preview, or another piece on the topic. */
const BACKGROUND_FACTOR = 0.25;
/** Time zones, and events reported on the eve of their day. */
const PRECEDING_MIN_MS = 24 * 60 * 60 * 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** An article ready to be compared with many. */
export interface Comparable {
  readonly articleId: string;
  readonly storyId: string | undefined;
  readonly profile: Profile;
  /** Milliseconds; undefined where the time is not the outlet's own. */
  readonly publishedMs: number | undefined;
  readonly vector: () => ReadonlyMap<string, number>;
}

/** Prepares stored features, or those of an article that has no story yet. */
export function comparable(
  features: Omit<ArticleFeatures, 'storyId' | 'keys'> & { readonly storyId?: string },
): Comparable {
  const profile = profileOf(features);
  let built: ReadonlyMap<string, number> | undefined;
  return {
    articleId: features.articleId,
    storyId: features.storyId,
    profile,
    publishedMs: profile.timed ? Date.parse(features.publishedAt) : undefined,
    vector: () => {
      built ??= new Map(profile.terms.map((term, at) => [term, (profile.weights[at] ?? 0) / 10_000]));
      return built;
    },
  };
}

/** How likely the two tell of one event: their resemblance, less where one of them can't have known of the other's. */
export function similarity(a: Comparable, b: Comparable): number {
  return resemblance(a, b) * breadth(a, b) * precedence(a, b) * precedence(b, a);
}

/**
 * 0 to 1: one term in common counts at most as much as all others together. In pieces of a few lines a town's name is a large part
 * of all words, and two things that happen there are not one event.
 */
function breadth(a: Comparable, b: Comparable): number {
  const vector = a.vector();
  let product = 0;
  let largest = 0;
  for (const [at, term] of b.profile.terms.entries()) {
    const part = (vector.get(term) ?? 0) * b.profile.weights[at]!;
    product += part;
    largest = Math.max(largest, part);
  }
  return product === 0 ? 0 : Math.min(1, (2 * (product - largest)) / product);
}

/** How much they are of one matter: the cosine of the two term vectors, times the factor of their distance in time. */
export function resemblance(a: Comparable, b: Comparable): number {
  return cosine(a, b) * timeFactor(a.publishedMs, b.publishedMs);
}

/** Cosine of the two term vectors. */
export function cosine(a: Comparable, b: Comparable): number {
  const vector = a.vector();
  let product = 0;
  for (let at = 0; at < b.profile.terms.length; at += 1) {
    const weight = vector.get(b.profile.terms[at]!);
    if (weight !== undefined) product += weight * b.profile.weights[at]!;
  }
  return product / 10_000;
}

/** Between FAR_APART_FACTOR and SAME_DAY_FACTOR; 1 where one of the times is not known. */
function timeFactor(aMs: number | undefined, bMs: number | undefined): number {
  if (aMs === undefined || bMs === undefined) return 1;
  const daysApart = Math.max(0, Math.abs(aMs - bMs) / DAY_MS - 1);
  return FAR_APART_FACTOR + (SAME_DAY_FACTOR - FAR_APART_FACTOR) * Math.exp(-daysApart / TIME_DECAY_DAYS);
}

/** Less than 1 where `a` was out before the day of which `b` tells. */
function precedence(a: Comparable, b: Comparable): number {
  const day = b.profile.eventDay;
  if (a.publishedMs === undefined || day === undefined || a.publishedMs + PRECEDING_MIN_MS >= day * DAY_MS) return 1;
  return a.profile.eventDay === undefined ? BACKGROUND_FACTOR : PRECEDING_FACTOR;
}
