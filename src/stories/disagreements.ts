/**
 * Where the sources of a story differ. Few and right beats many: a disagreement is two values for one thing that cannot both be
 * true, from reports that do not repeat each other, at one time.
 */
import type { Claim, Disagreement, Position } from '../model.ts';
import { formatDate } from '../text/dates.ts';
import { type Camp, RULES, type Rules } from './agreement.ts';
import { areOfOneThing } from './likeness.ts';
import { refutationsAmong } from './refutations.ts';
import { type Sourced, Stand } from './stand.ts';

/** Disagreements told of one story, those with most support first. */
export const MAX_DISAGREEMENTS = 5;
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
    for (const thing of thingsIn(group)) {
      const disagreement = disagreementIn(thing, group, stand);
      if (disagreement !== undefined) found.push(disagreement);
    }
  }
  const told = new Set(found.flatMap(({ positions }) => positions.map(({ quote }) => quote)));
  found.push(
    ...refutedReports(
      known.filter(({ quote }) => !told.has(quote)),
      stand,
    ),
  );
  return found.sort((a, b) => support(b) - support(a)).slice(0, MAX_DISAGREEMENTS);
}

/** What some report as so and others deny. */
function refutedReports(claims: readonly Claim[], stand: Stand): readonly Disagreement[] {
  return refutationsAmong(claims, stand).flatMap(({ denials, reports }) => {
    const camps = [reports, denials];
    if (!areIndependent(camps, stand)) return [];
    const { label } = denials[0]!;
    return [{ kind: 'outcome', about: label, positions: camps.map((camp) => positionOf(camp, stand)) } as const];
  });
}

function support(disagreement: Disagreement): number {
  return disagreement.positions.reduce((sum, position) => sum + position.citations.length, 0);
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

/** Claims with one `about` are of one thing; figures with one unit only where their sentences say so. */
function thingsIn(group: readonly Claim[]): readonly (readonly Claim[])[] {
  if (!/^(?:count|measure)\|/.test(group[0]?.about ?? '')) return [group];
  const told = withoutConversions(group.filter((claim) => claim.hedged !== true));
  if (new Set(told.map((claim) => claim.value)).size < 2) return [];
  const things: Claim[][] = [];
  const placed = new Set<Claim>();
  for (const claim of told) {
    if (placed.has(claim)) continue;
    const thing = [claim];
    for (const other of told) {
      if (placed.has(other) || thing.includes(other)) continue;
      if (thing.every((member) => member.articleId !== other.articleId) && areOfOneThing(claim, other))
        thing.push(other);
    }
    if (thing.length < 2) continue;
    for (const member of thing) placed.add(member);
    things.push(thing);
  }
  return things;
}

/** "300 kilometers (186 miles)" is one figure. */
function withoutConversions(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter(
    (claim, index) =>
      !claims
        .slice(0, index)
        .some(
          (other) =>
            other.articleId === claim.articleId &&
            other.start === claim.start &&
            RULES[claim.kind]!.agree(other, claim),
        ),
  );
}

/** `all` holds what else the articles say with the same `about`. */
function disagreementIn(claims: readonly Claim[], all: readonly Claim[], stand: Stand): Disagreement | undefined {
  const [first] = claims;
  if (first === undefined) return undefined;
  const rules = RULES[first.kind];
  if (rules === undefined) return undefined;
  const held = campsOf(claims, rules.agree);
  if (held.length > MAX_POSITIONS) return undefined;
  const camps = held.filter((camp) => held.some((other) => other !== camp && rules.conflict(camp, other, stand)));
  if (camps.length < 2) return undefined;
  if (holdsSeveral(camps, all, rules.agree) || !areIndependent(camps, stand)) return undefined;
  const label = claims.map((claim) => claim.label).sort((a, b) => b.length - a.length)[0]!;
  return {
    kind: first.kind,
    about: label,
    positions: camps.map((camp) => positionOf(camp, stand, isWithinOne(camps))).sort(mostSupported(camps, stand)),
  };
}

/** More values than this are not a disagreement but several things under one name. */
const MAX_POSITIONS = 4;

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

/** One article that gives both values does not contradict itself: there was a successor, or they are two things. */
function holdsSeveral(camps: readonly Camp[], all: readonly Claim[], agree: Rules['agree']): boolean {
  return camps.some((camp) => {
    const own = new Set(camp.map(({ articleId }) => articleId));
    return all.some(
      (claim) =>
        own.has(claim.articleId) &&
        !camp.includes(claim) &&
        !camp.some((member) => isAnothersFigure(member, claim)) &&
        camps.some(
          (other) => other !== camp && other.some((member) => agree(member, claim) && !isBound(member, claim)),
        ),
    );
  });
}

/** "Police say 9, the hospital says 12": one article lets two speakers contradict each other. */
function isAnothersFigure(a: Claim, b: Claim): boolean {
  return (
    a.about.startsWith('toll|') &&
    a.articleId === b.articleId &&
    a.attributedTo !== undefined &&
    b.attributedTo !== undefined &&
    a.attributedTo.toLowerCase() !== b.attributedTo.toLowerCase()
  );
}

/** "At least 9" agrees with much without giving it. */
function isBound(...claims: readonly Claim[]): boolean {
  return claims.some(({ kind, value }) => kind === 'figure' && /^[<>]/.test(value));
}

/** Whether some article holds two of the positions, by two speakers. */
function isWithinOne(camps: readonly Camp[]): boolean {
  const homes = camps.flatMap((camp) => [...new Set(camp.map(({ articleId }) => articleId))]);
  return new Set(homes).size < homes.length;
}

/** Every camp has a report of its own: not a copy of another camp's, and of another outlet. */
function areIndependent(camps: readonly Camp[], stand: Stand): boolean {
  if (
    camps.every((camp) =>
      camps.some((other) => other !== camp && camp.some((a) => other.some((b) => isAnothersFigure(a, b)))),
    )
  )
    return true;
  const outlets = camps.map((camp) => stand.outlets(camp.map((claim) => claim.articleId)));
  return outlets.every((own, index) =>
    outlets.every((others, other) => other === index || [...own].some((outlet) => !others.has(outlet))),
  );
}

function inSentence(speaker: string): string {
  return /^The\s|^\p{Lu}\p{Ll}+$/u.test(speaker) ? speaker[0]!.toLowerCase() + speaker.slice(1) : speaker;
}

function positionOf(camp: Camp, stand: Stand, attributed = false): Position {
  const citations = [...new Set(camp.map((claim) => stand.number(claim.articleId)))].sort((a, b) => a - b);
  const said = Map.groupBy(camp, (claim) => claim.display);
  const [display] = [...said].sort(([a, x], [b, y]) => y.length - x.length || b.length - a.length)[0]!;
  const shown = camp.find((claim) => claim.display === display)!;
  const value = shown.kind === 'date' ? datesShown(shown) : shown.display;
  // Where one article gives another's figure too, who counts tells them apart.
  const counter = attributed ? shown.attributedTo : undefined;
  return {
    value: counter === undefined ? value : `${value}, according to ${inSentence(counter)}`,
    citations,
    quote: shown.quote,
  };
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
