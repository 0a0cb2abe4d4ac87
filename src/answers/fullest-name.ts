/** The fullest form in which the articles know a name: "Kim" is "Anna Kim", "Sund" the "Sund Ferry Company", where no other is. */
import { countryOf } from '../text/places.ts';
import type { NameKind } from '../text/reading.ts';
import { literal } from './literal.ts';
import type { Passage } from './retrieve.ts';

/** Words of a full name, at most. */
export const MAX_FULL_NAME_WORDS = 4;
/** A longer form must be this share of all its longer forms, or the name stays as it is. */
export const DOMINANT_SHARE = 0.6;
/** A form that goes on behind the name must be as common as this share of the bare name's mentions. */
const GOES_ON_SHARE = 0.3;

const NO_PART =
  /^(?:The|A|An|In|On|At|But|And|For|When|While|After|Before|If|As|By|From|With|Then|So|That|This|He|She|It|They|Mr|Mrs|Ms|Dr|MP|MPs|MEP|PM|VP|Is|Was|Are|Did|Has|President|Minister|Ambassador|Prime|Foreign|Chancellor|Premier|Secretary|King|Queen|Judge|Coach|Captain|Senator|Former|CEO|CFO|CTO|COO|Chief|Chairman|Chairwoman|Director|Manager|Boss|Governor|Mayor|Speaker|Professor|Actor|Actress|Singer|Author|Striker|Star|Executive|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** Longer forms of a name in the passages' articles; the name itself where there is none that dominates. */
export function fullestName(name: string, passages: readonly Passage[], kind?: NameKind): string {
  if (name.split(' ').length >= MAX_FULL_NAME_WORDS || kind === 'place' || !/^\p{Lu}/u.test(name)) return name;
  const texts = [...new Map(passages.map((passage) => [passage.article.id, passage.reading.text])).values()];
  const before = count(
    texts,
    new RegExp(`((?:\\p{Lu}[\\p{L}.'’-]*\\s){1,2})(?=${literal(name)}(?![\\p{L}\\p{N}]))`, 'gu'),
    (part) => prefixed(part, name),
  );
  const longer = dominant(before);
  // One "Senior League" at the head of a sentence makes no name; a person's first name may stand but once.
  if (longer !== undefined && (kind === 'person' || (before.get(longer) ?? 0) > 1)) return longer;
  if (kind === 'person') return name;
  const bare =
    count(texts, new RegExp(`(?<![\\p{L}\\p{N}])(${literal(name)})(?![\\p{L}\\p{N}])`, 'gu'), () => name).get(name) ??
    0;
  const behind = count(
    texts,
    new RegExp(`(?<![\\p{L}\\p{N}])${literal(name)}((?:\\s\\p{Lu}[\\p{L}]+){1,2})`, 'gu'),
    (part) => `${name}${part}`,
  );
  const extended = dominant(behind);
  return extended !== undefined && (behind.get(extended) ?? 0) >= Math.max(2, GOES_ON_SHARE * bare) ? extended : name;
}

/** The words before the name that are part of it: from the last word that can't be, on. */
function prefixed(part: string, name: string): string | undefined {
  const words = part.trim().split(/\s+/);
  const cut = words.findLastIndex(
    (word) => NO_PART.test(word) || countryOf(word) !== undefined || /['’]s?$/.test(word) || /\.$/.test(word),
  );
  const kept = words.slice(cut + 1);
  return kept.length === 0 ? undefined : `${kept.join(' ')} ${name}`;
}

function count(
  texts: readonly string[],
  pattern: RegExp,
  form: (part: string) => string | undefined,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const match of text.matchAll(pattern)) {
      const whole = form(match[1] ?? '');
      if (whole !== undefined) counts.set(whole, (counts.get(whole) ?? 0) + 1);
    }
  }
  return counts;
}

function dominant(counts: ReadonlyMap<string, number>): string | undefined {
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] >= DOMINANT_SHARE * total ? best[0] : undefined;
}
