/** What a general English lexicon knows of a word or a name. Asked only where the text itself does not tell; every answer is remembered. */
import nlp from 'compromise/two';
import { remembering } from './memory.ts';
import type { NameKind } from './reading.ts';

/** Words and runs that are remembered, of each kind. */
const MAX_RUNS_REMEMBERED = 20_000;
/** What is looked at of one run. */
const MAX_RUN_CHARS = 120;

/** What kind of name a capitalised run is as far as a general lexicon knows; undefined where it looks like an ordinary word. */
export const classifyRun: (run: string) => NameKind | undefined = remembering(MAX_RUNS_REMEMBERED, (run) => {
  const doc = nlp(run.slice(0, MAX_RUN_CHARS));
  const single = !run.includes(' ');
  // One word alone is rather the city than the girl: "Paris", "Chelsea", "Houston".
  if (single && doc.has('#Place')) return 'place';
  if (doc.has('#Person') || doc.has('#FirstName')) return 'person';
  if (doc.has('#Place')) return 'place';
  if (doc.has('#Organization')) return 'organisation';
  if (!doc.has('#ProperNoun')) return undefined;
  return single && isOrdinaryWord(run.toLowerCase()) ? undefined : 'other';
});

interface CompromiseModel {
  readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> };
}

const NAME_TAG = /Name|Person|Place|City|Country|Region|Organization|ProperNoun|Team|Company|Demonym/;

/** Whether a word in small letters is one that a general English lexicon holds, names aside. */
export function isOrdinaryWord(lower: string): boolean {
  if (/(?:ly|ness)$/.test(lower) && lower.length > 5) return true;
  return (
    isHeld(lower) ||
    isHeldGerund(lower) ||
    (/[^s]s$/.test(lower) && isHeld(lower.slice(0, -1))) ||
    (/ed$/.test(lower) && isHeld(lower.slice(0, -2)))
  );
}

/** "taking", "running", "meetings": words of verbs that the lexicon holds. "Jinping" is none. */
function isHeldGerund(lower: string): boolean {
  const base = /^(\p{L}{2,})ings?$/u.exec(lower)?.[1];
  if (base === undefined) return false;
  return isHeld(base) || isHeld(`${base}e`) || (/(\p{L})\1$/u.test(base) && isHeld(base.slice(0, -1)));
}

function isHeld(lower: string): boolean {
  const { lexicon } = (nlp.model() as CompromiseModel).one;
  if (!Object.hasOwn(lexicon, lower)) return false;
  return ![lexicon[lower]].flat().some((tag) => NAME_TAG.test(String(tag)));
}

/** Whether a word in small letters is an adverb, a preposition or a verb form: it opens sentences, not names. */
export const isFunctionLike: (lower: string) => boolean = remembering(MAX_RUNS_REMEMBERED, (lower) =>
  nlp(lower.slice(0, MAX_RUN_CHARS)).has(
    '(#Adverb|#Preposition|#Conjunction|#Gerund|#PastTense|#Expression|#Determiner)',
  ),
);
