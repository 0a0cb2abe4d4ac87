/** The infinitive of a verb, whatever its form and spelling. */
import nlp from 'compromise/two';
import { INFINITIVES } from './irregularverbs.ts';
import { remembering } from './memory.ts';
import type { CompromiseTerm } from './tagging.ts';

/** Verbs whose lemma is remembered. */
const MAX_LEMMAS_REMEMBERED = 10_000;

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

/** The infinitive of a verb in British spelling: "recognized", "recognising" and "recognises" are `recognise`. */
export function lemmaOf(verb: string): string {
  return lemmas(verb.toLowerCase().replaceAll('\u2019', "'").replace(/n't$/, '').slice(0, 64));
}

const lemmas = remembering(MAX_LEMMAS_REMEMBERED, (lower) => {
  const irregular = Object.hasOwn(IRREGULAR, lower) ? IRREGULAR[lower] : INFINITIVES.get(lower);
  return british(irregular ?? infinitive(lower));
});

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
