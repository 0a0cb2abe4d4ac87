/**
 * Where the sources of a story differ. Few and right beats many: a disagreement is two values for one thing that cannot both be
 * true, from reports that do not repeat each other, at one time.
 */
import type { Article, Claim, ClaimKind, Disagreement, Position } from '../model.ts';
import { formatDate } from '../text/dates.ts';
import { independenceOf } from './independence.ts';
import { areSpellings } from './spellings.ts';

/** Disagreements told of one story, those with most support first. */
export const MAX_DISAGREEMENTS = 5;
/** A value given this long after another is an update of it, unless the other is still being given. */
const UPDATE_AFTER_MS = 60 * 60 * 1000;

type Sourced = Pick<Article, 'id' | 'source' | 'publishedAt' | 'publishedAtGuessed' | 'seenAt' | 'copyOf' | 'agency'>;

/**
 * The disagreements among a story's claims. Citations are the places of the articles in `articles`, counted from 1. `owners` is
 * as for `independenceOf`.
 */
export function disagreementsOf(
  claims: readonly Claim[],
  articles: readonly Sourced[],
  owners: ReadonlyMap<string, string> = new Map(),
): readonly Disagreement[] {
  const stand = new Stand(articles, owners);
  const known = claims.filter(
    (claim) => stand.has(claim.articleId) && (claim.negated !== true || claim.kind === 'outcome'),
  );
  const found: Disagreement[] = [];
  for (const group of Map.groupBy(placeOpenOffices(known), (claim) => `${claim.kind} ${claim.about}`).values()) {
    const disagreement = disagreementIn(group, stand);
    if (disagreement !== undefined) found.push(disagreement);
  }
  return found.sort((a, b) => support(b) - support(a)).slice(0, MAX_DISAGREEMENTS);
}

function support(disagreement: Disagreement): number {
  return disagreement.positions.reduce((sum, position) => sum + position.citations.length, 0);
}

/** The story's articles: their numbers, times, and who repeats whom. */
class Stand {
  private readonly articles: ReadonlyMap<string, { readonly article: Sourced; readonly n: number }>;
  private readonly origins: ReadonlyMap<string, string>;
  private readonly owners: ReadonlyMap<string, string>;

  constructor(articles: readonly Sourced[], owners: ReadonlyMap<string, string>) {
    this.articles = new Map(articles.map((article, index) => [article.id, { article, n: index + 1 }]));
    this.origins = independenceOf(articles, owners).originOf;
    this.owners = owners;
  }

  has(articleId: string): boolean {
    return this.articles.has(articleId);
  }

  number(articleId: string): number {
    return this.articles.get(articleId)!.n;
  }

  /** Milliseconds, where the outlet gave the time itself. */
  time(articleId: string): number | undefined {
    const { article } = this.articles.get(articleId)!;
    // Midnight to the second is a date without a time.
    return article.publishedAtGuessed || article.publishedAt.includes('T00:00:00')
      ? undefined
      : Date.parse(article.publishedAt);
  }

  origin(articleId: string): string {
    return this.origins.get(articleId) ?? articleId;
  }

  /** How many of the articles' outlets report independently. */
  independent(articleIds: readonly string[]): number {
    const articles = articleIds.map(
      (id) => this.articles.get(this.origin(id))?.article ?? this.articles.get(id)!.article,
    );
    return independenceOf(articles, this.owners).independentSources;
  }

  outlets(articleIds: readonly string[]): ReadonlySet<string> {
    return new Set(articleIds.map((id) => this.articles.get(this.origin(id))!.article.source.toLowerCase()));
  }
}

/** "The Russian ambassador" is the one to Kabul where the story knows of no other; where it knows of several, nobody can tell. */
function placeOpenOffices(claims: readonly Claim[]): readonly Claim[] {
  const places = new Map<string, Set<string>>();
  for (const { kind, about } of claims) {
    const [office, whose, where] = about.split('|');
    if (kind !== 'role' || where === undefined || where === '') continue;
    const key = `${office}|${whose}`;
    places.set(key, (places.get(key) ?? new Set()).add(about));
  }
  return claims.flatMap((claim) => {
    if (claim.kind !== 'role' || !claim.about.endsWith('|')) return [claim];
    const known = places.get(claim.about.slice(0, -1));
    if (known === undefined) return [claim];
    const [only] = known;
    return known.size === 1 ? [{ ...claim, about: only! }] : [];
  });
}

function disagreementIn(claims: readonly Claim[], stand: Stand): Disagreement | undefined {
  const [first] = claims;
  if (first === undefined) return undefined;
  const rules = RULES[first.kind];
  if (rules === undefined) return undefined;
  const held = campsOf(claims, rules.agree);
  if (held.length > MAX_POSITIONS) return undefined;
  const camps = held.filter((camp) => held.some((other) => other !== camp && rules.conflict(camp, other, stand)));
  if (camps.length < 2) return undefined;
  if (holdsSeveral(camps) || !areIndependent(camps, stand)) return undefined;
  const label = claims.map((claim) => claim.label).sort((a, b) => b.length - a.length)[0]!;
  return {
    kind: first.kind,
    about: label,
    positions: camps.map((camp) => positionOf(camp, stand)).sort(mostSupported(camps, stand)),
  };
}

/** More values than this are not a disagreement but several things under one name. */
const MAX_POSITIONS = 4;

/** Claims that agree with each other. */
type Camp = readonly Claim[];

/** The firmest claims make the camps; a vaguer one that several camps can count as theirs says nothing. */
function campsOf(claims: readonly Claim[], agree: (a: Claim, b: Claim) => boolean): Camp[] {
  const camps: Claim[][] = [];
  for (const claim of claims.toSorted((a, b) => vagueness(a) - vagueness(b))) {
    const agreeing = camps.filter((camp) => camp.every((member) => agree(member, claim)));
    if (agreeing.length === 0) camps.push([claim]);
    if (agreeing.length === 1) agreeing[0]!.push(claim);
  }
  return camps;
}

function vagueness({ kind, value }: Claim): number {
  if (kind === 'figure') return Number(/^[<>~]/.test(value));
  return kind === 'date' ? -value.length : 0;
}

/** One article that gives both values does not contradict itself: there was a successor, or it happened twice. */
function holdsSeveral(camps: readonly Camp[]): boolean {
  const homes = new Map<string, Camp>();
  for (const camp of camps) {
    for (const { articleId } of camp) {
      const home = homes.get(articleId);
      if (home !== undefined && home !== camp) return true;
      homes.set(articleId, camp);
    }
  }
  return false;
}

/** Every camp has a report of its own: not a copy of another camp's, and of another outlet. */
function areIndependent(camps: readonly Camp[], stand: Stand): boolean {
  const outlets = camps.map((camp) => stand.outlets(camp.map((claim) => claim.articleId)));
  return outlets.every((own, index) =>
    outlets.every((others, other) => other === index || [...own].some((outlet) => !others.has(outlet))),
  );
}

function positionOf(camp: Camp, stand: Stand): Position {
  const citations = [...new Set(camp.map((claim) => stand.number(claim.articleId)))].sort((a, b) => a - b);
  const said = Map.groupBy(camp, (claim) => claim.display);
  const [display] = [...said].sort(([a, x], [b, y]) => y.length - x.length || b.length - a.length)[0]!;
  const shown = camp.find((claim) => claim.display === display)!;
  return { value: shown.kind === 'date' ? datesShown(shown) : shown.display, citations, quote: shown.quote };
}

/** "April" as it was meant: "April 2025". */
function datesShown({ value, display }: Claim): string {
  return /\d{4}/.test(display) ? display : value.split('/').map(formatDate).join(' to ');
}

function mostSupported(camps: readonly Camp[], stand: Stand): (a: Position, b: Position) => number {
  const bySupport = new Map<string, number>();
  for (const camp of camps) {
    const { quote } = positionOf(camp, stand);
    bySupport.set(quote, stand.independent([...new Set(camp.map((claim) => claim.articleId))]));
  }
  return (a, b) => bySupport.get(b.quote)! - bySupport.get(a.quote)! || b.citations.length - a.citations.length;
}

// ---------------------------------------------------------------- what agrees, by kind

interface Rules {
  readonly agree: (a: Claim, b: Claim) => boolean;
  /** Whether two camps that don't agree contradict each other. */
  readonly conflict: (a: Camp, b: Camp, stand: Stand) => boolean;
}

const RULES: Readonly<Partial<Record<ClaimKind, Rules>>> = {
  role: { agree: (a, b) => areSpellings(a.value, b.value), conflict: () => true },
  figure: { agree: figuresAgree, conflict: givenAtOneTime },
  date: { agree: datesAgree, conflict: areSlips },
  outcome: { agree: (a, b) => a.value === b.value, conflict: givenAtOneTime },
};

interface Figure {
  readonly bound: string;
  readonly count: number;
}

function figureOf(claim: Claim): Figure {
  const bound = /^[<>~]/.exec(claim.value)?.[0] ?? '';
  return { bound, count: Number(claim.value.slice(bound.length)) };
}

/** "At least 9" is true of 12 as well; "about 10" of what rounds to it. */
function figuresAgree(a: Claim, b: Claim): boolean {
  const left = figureOf(a);
  const right = figureOf(b);
  if (left.count === right.count) return true;
  const [smaller, larger] = left.count < right.count ? [left, right] : [right, left];
  if (smaller.bound === '>' || larger.bound === '<') return true;
  return (left.bound === '~' || right.bound === '~') && larger.count - smaller.count <= larger.count * 0.25;
}

/**
 * Things change: a toll rises, what was refused is granted. Two values contradict each other where both are being given: neither camp had stopped giving its value, by the outlets'
 * own stamps, when the other began. Otherwise the later one is an update.
 */
function givenAtOneTime(a: Camp, b: Camp, stand: Stand): boolean {
  const [left, right] = [timesOf(a, stand), timesOf(b, stand)];
  if (left.length === 0 || right.length === 0) return false;
  return (
    Math.min(...left) <= Math.max(...right) + UPDATE_AFTER_MS &&
    Math.min(...right) <= Math.max(...left) + UPDATE_AFTER_MS
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

function spanOf(value: string): readonly [string, string] {
  const [from = '', until] = value.split('/');
  return [from.padEnd(10, '-01-01'.slice(from.length - 4)), (until ?? from).concat('-99-99').slice(0, 10)];
}

/**
 * Things happen more than once, so two dates are a contradiction only where one looks like a slip of the other: the same month
 * (and day) of another year. Another day or another month is as likely another happening, or another time zone.
 */
function areSlips(a: Camp, b: Camp): boolean {
  return a.every((left) =>
    b.every((right) => {
      const rest = left.value.slice(4);
      return rest.length >= 3 && rest === right.value.slice(4) && left.value.slice(0, 4) !== right.value.slice(0, 4);
    }),
  );
}
