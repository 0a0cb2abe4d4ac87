/** Who did what to whom: the clauses and noun phrases of a sentence. The only file that speaks to compromise. */
import nlp from 'compromise';
import { LRUCache } from 'lru-cache';
import type { NameKind } from './reading.ts';

/** Runs whose kind is remembered. */
export const MAX_RUNS_REMEMBERED = 20_000;

const runKinds = new LRUCache<string, { readonly kind: NameKind | undefined }>({ max: MAX_RUNS_REMEMBERED });

/** What kind of name a capitalised run is as far as a general lexicon knows; undefined where it looks like an ordinary word. */
export function classifyRun(run: string): NameKind | undefined {
  const known = runKinds.get(run);
  if (known !== undefined) return known.kind;
  const kind = kindByTags(run.slice(0, 120));
  runKinds.set(run, { kind });
  return kind;
}

function kindByTags(run: string): NameKind | undefined {
  const doc = nlp(run);
  if (doc.has('#Person') || doc.has('#FirstName')) return 'person';
  if (doc.has('#Place')) return 'place';
  if (doc.has('#Organization')) return 'organisation';
  const lower = nlp(run.toLowerCase());
  return doc.has('#ProperNoun') && !lower.has('(#Verb|#Adjective|#Adverb|#Plural)') ? 'other' : undefined;
}
