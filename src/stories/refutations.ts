/** Reports that somebody denies: one source tells as so what another says is not. */
import type { Claim } from '../model.ts';
import { clausesOf } from '../text/grammar.ts';
import { remembering } from '../text/memory.ts';
import { comparableName } from '../text/names.ts';
import { foldSpelling } from '../text/spelling.ts';
import { stem, tokenise } from '../text/words.ts';
import type { Stand } from './stand.ts';

/** Share of the words denied that a report of the same holds. */
const MIN_COVERED = 0.5;
const MIN_SHARED = 3;
/** Share of the words of a sentence that calls a story false that a report of that story holds; its other words tell who fell for it. */
const MIN_EXPOSED_COVERED = 0.4;
const MIN_EXPOSED_SHARED = 4;
/** A denial answers reports of its days. */
const ANSWERED_WITHIN_MS = 3 * 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** Of a story that is all denials, the first are looked at. */
export const MAX_DENIALS_COMPARED = 60;
/** Texts whose words are remembered: a claim is compared with many. */
const MAX_TEXTS_REMEMBERED = 1_000;

/** The denials of one thing, and the reports of it. */
export interface Refutation {
  readonly denials: readonly Claim[];
  readonly reports: readonly Claim[];
}

/** Denials among a story's claims that some other article's report contradicts, each thing once. */
export function refutationsAmong(claims: readonly Claim[], stand: Stand): readonly Refutation[] {
  const denials = claims
    .filter((claim) => isDenial(claim) || (claim.kind === 'outcome' && claim.value === 'no' && !isExposure(claim)))
    .slice(0, MAX_DENIALS_COMPARED);
  const reports = claims.filter(({ kind, about }) => kind === 'statement' && about === 'report');
  const found: Refutation[] = [];
  const placed = new Set<Claim>();
  for (const denial of denials) {
    if (placed.has(denial)) continue;
    const same = denials.filter((other) => !placed.has(other) && (other === denial || areOfOneThing(denial, other)));
    for (const other of same) placed.add(other);
    const deniers = new Set(same.map(({ articleId }) => articleId));
    const told = firstOfEach(reports.filter((report) => !deniers.has(report.articleId) && tells(report, denial)));
    const answered = told.filter((report) => same.some((other) => isAnswerTo(other, report, stand)));
    if (answered.length > 0) found.push({ denials: firstOfEach(same), reports: answered });
  }
  const answered = new Set(found.flatMap((refutation) => refutation.reports));
  const exposed = exposedAmong(
    claims,
    reports.filter((report) => !answered.has(report)),
    stand,
  );
  return exposed === undefined ? found : [...found, exposed];
}

/** What some tell as so and others call false. */
function exposedAmong(claims: readonly Claim[], reports: readonly Claim[], stand: Stand): Refutation | undefined {
  const exposures = claims.filter(isExposure).slice(0, MAX_DENIALS_COMPARED);
  const exposing = new Set(exposures.map(({ articleId }) => articleId));
  const isOf = (exposure: Claim, report: Claim): boolean =>
    covers(report.quote, exposure.quote, { share: MIN_EXPOSED_COVERED, shared: MIN_EXPOSED_SHARED }) &&
    isAnswerTo(exposure, report, stand);
  const told = reports.filter(
    (report) => !exposing.has(report.articleId) && exposures.some((exposure) => isOf(exposure, report)),
  );
  if (told.length === 0) return undefined;
  const denials = exposures.filter((exposure) => told.some((report) => isOf(exposure, report)));
  return { denials: firstOfEach(denials), reports: firstOfEach(told) };
}

function firstOfEach(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((claim, at) => claims.findIndex(({ articleId }) => articleId === claim.articleId) === at);
}

const DENIAL = 'denial|';
const isDenial = ({ about }: Claim): boolean => about.startsWith(DENIAL);
const isExposure = ({ about }: Claim): boolean => about === 'exposed';
const deniedBy = ({ label }: Claim): string => label.replace(/^whether /, '');

function areOfOneThing(a: Claim, b: Claim): boolean {
  return covers(deniedBy(a), deniedBy(b)) || covers(deniedBy(b), deniedBy(a));
}

/** Whether the report's sentence holds what is denied, its verb among it. Where a thing was only not done, the same has to have done it. */
function tells(report: Claim, denial: Claim): boolean {
  const denied = deniedBy(denial);
  if (!covers(report.quote, denied)) return false;
  const told = clausesOf(report.quote).filter(({ negated }) => !negated);
  if (isDenial(denial)) {
    const verbs = clausesOf(denied).map(({ verb }) => verb);
    return told.some(({ verb }) => verbs.includes(verb));
  }
  const [who = '', did] = denial.about.split('|');
  return told.some(
    ({ verb, subject = '', passive }) => verb === did && !passive && comparableName(subject).includes(who),
  );
}

function covers(text: string, part: string, least = { share: MIN_COVERED, shared: MIN_SHARED }): boolean {
  const wanted = wordsOf(part);
  const held = wordsOf(text);
  let shared = 0;
  for (const word of wanted) if (held.has(word)) shared += 1;
  return shared >= least.shared && shared >= least.share * wanted.size;
}

const wordsOf = remembering(
  MAX_TEXTS_REMEMBERED,
  (text): ReadonlySet<string> =>
    new Set(
      tokenise(text)
        .filter((token) => !token.stop && /\p{L}|\d/u.test(token.text))
        .map((token) => stem(foldSpelling(token.norm))),
    ),
);

/** What is reported only after the denial may have become so since. */
function isAnswerTo(denial: Claim, report: Claim, stand: Stand): boolean {
  const [denied, told] = [stand.day(denial.articleId), stand.day(report.articleId)];
  if (denied === undefined || told === undefined) return true;
  return told <= denied + HOUR_MS && denied - told <= ANSWERED_WITHIN_MS;
}
