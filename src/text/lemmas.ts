/** The infinitive of a verb, whatever its form and spelling. */
import nlp from 'compromise/two';
import { LRUCache } from 'lru-cache';
import { INFINITIVES } from './irregularverbs.ts';
import type { CompromiseTerm } from './tagging.ts';

/** Verbs whose lemma is remembered. */
export const MAX_LEMMAS_REMEMBERED = 10_000;

interface CompromiseMethods {
  readonly two: {
    readonly transform: { readonly verb: { toInfinitive(verb: string, model: object, tense?: string): string } };
  };
}

const IRREGULAR: Readonly<Record<string, string>> = {
  has: 'have',
  having: 'have',
  "'ve": 'have',
  does: 'do',
  doing: 'do',
  being: 'be',
  "'s": 'be',
  "'re": 'be',
  "'m": 'be',
  dying: 'die',
  dies: 'die',
  lying: 'lie',
  tying: 'tie',
  goes: 'go',
};

const lemmas = new LRUCache<string, string>({ max: MAX_LEMMAS_REMEMBERED });

/** The infinitive of a verb in British spelling: "recognized", "recognising" and "recognises" are `recognise`. */
export function lemmaOf(verb: string): string {
  const lower = verb.toLowerCase().replaceAll('\u2019', "'").replace(/n't$/, '').slice(0, 64);
  const known = lemmas.get(lower);
  if (known !== undefined) return known;
  const irregular = Object.hasOwn(IRREGULAR, lower) ? IRREGULAR[lower] : INFINITIVES.get(lower);
  const lemma = british(irregular ?? infinitive(lower));
  lemmas.set(lower, lemma);
  return lemma;
}

function infinitive(lower: string): string {
  const { toInfinitive } = (nlp.methods() as CompromiseMethods).two.transform.verb;
  const model = nlp.model();
  if (/ed$/.test(lower) && !/eed$/.test(lower)) {
    const past = toInfinitive(lower, model, 'PastTense');
    return past === lower
      ? lower.replace(/(?<=[aeiou][^aeiou])ed$|(?<=[^aeiou]{2})ed$|(?<=[aeiou]{2}[^aeiou])ed$/, '')
      : past;
  }
  const tags = (nlp(lower).document[0]?.[0] as CompromiseTerm | undefined)?.tags;
  if (tags?.has('Infinitive')) return lower;
  if (/ing$/.test(lower)) return toInfinitive(lower, model, 'Gerund');
  if (/[^s]s$/.test(lower)) return toInfinitive(lower, model, 'PresentTense');
  if (/ed$/.test(lower) || tags?.has('PastTense')) return toInfinitive(lower, model, 'PastTense');
  return tags?.has('Participle') ? toInfinitive(lower, model, 'Participle') : lower;
}

function british(lemma: string): string {
  if (/^(?:.*size|seize|prize|maize|gaze|.{0,2}ize)$/.test(lemma)) return lemma;
  return lemma.replace(/ize$/, 'ise').replace(/lyze$/, 'lyse');
}
