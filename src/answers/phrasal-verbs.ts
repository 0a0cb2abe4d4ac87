/** Verbs that say with a particle or a noun what another says alone: "took over the port", "pulled the troops out". */
import type { Clause, Token } from '../text/reading.ts';
import { stem } from '../text/words.ts';
import { irregularForms } from './irregular-verbs.ts';
import type { QuestionClause } from './question-clause.ts';

/** Words between a verb and its particle: "took *the old party* off the list". */
const PARTICLE_REACH = 4;

/** A line: verb, particle or noun, and the plain verb that means the same. */
const PHRASALS = `
take over seize|take control seize|seize power seize|gain control seize|take off remove|take away remove|strike off remove
pull out withdraw|move out withdraw|hand over present|set up establish|call off cancel|put off postpone|turn down reject
step down resign|stand down resign|break out begin|blow up explode|go off explode|carry out commit|back down yield
shut down close|lay off dismiss|sign off approve|give up surrender|wipe out destroy|strike down annul|throw out dismiss|lead to cause`;

interface Phrasal {
  readonly particle: string;
  readonly plain: string;
}

let built: ReadonlyMap<string, readonly Phrasal[]> | undefined;

function byVerb(): ReadonlyMap<string, readonly Phrasal[]> {
  if (built !== undefined) return built;
  const index = new Map<string, Phrasal[]>();
  for (const line of PHRASALS.trim().split(/[|\n]/)) {
    const [verb, particle, plain] = line.trim().split(' ') as [string, string, string];
    for (const form of new Set([stem(verb), ...irregularForms(stem(verb))]))
      index.set(form, [...(index.get(form) ?? []), { particle, plain }]);
  }
  built = index;
  return index;
}

export interface PhrasalVerb {
  /** Index of the verb and of its particle among the tokens. */
  readonly at: number;
  readonly particle: number;
  /** The verb that says the same alone, in the infinitive. */
  readonly plain: string;
}

/** Every such verb among the tokens, in their order. */
export function phrasalVerbs(tokens: readonly Pick<Token, 'stem' | 'norm'>[]): readonly PhrasalVerb[] {
  const index = byVerb();
  return tokens.flatMap(({ stem: own }, at) => {
    for (const { particle, plain } of index.get(own) ?? []) {
      const found = tokens.findIndex(({ norm }, to) => to > at && to <= at + PARTICLE_REACH && norm === particle);
      if (found > at && standsAlone(tokens, at, found)) return [{ at, particle: found, plain }];
    }
    return [];
  });
}

/** The stems of the plain verbs, as if they stood there. */
export const plainStems = (tokens: readonly Pick<Token, 'stem' | 'norm'>[]): readonly { readonly stem: string }[] =>
  phrasalVerbs(tokens).map(({ plain }) => ({ stem: stem(plain) }));

/** Between verb and particle stands one noun phrase at most: no other particle, no second verb's particle. */
function standsAlone(tokens: readonly Pick<Token, 'norm'>[], at: number, particle: number): boolean {
  const between = tokens.slice(at + 1, particle);
  return (
    between.length === 0 || between.every(({ norm }) => !/^(?:of|in|on|to|for|from|with|by|at|and|or|that)$/.test(norm))
  );
}

/** The verb of a clause of a sentence, in plain words: "took over the port" tells of seizing. */
export function plainVerbOf({ verb, object, complements }: Clause): string {
  const first = (object ?? complements[0])?.toLowerCase().split(/\s+/) ?? [];
  const particles = new Set([first[0], ...complements.map((each) => each.toLowerCase().split(/\s+/, 1)[0])]);
  return (
    byVerb()
      .get(stem(verb))
      ?.find(({ particle }) => particles.has(particle))?.plain ?? verb
  );
}

/** The clause of a question in plain words: "when was it *taken off* the list" asks when it was removed from it. */
export function inPlainWords(clause: QuestionClause, tokens: readonly Token[]): QuestionClause {
  const found = phrasalVerbs(tokens).find(({ at }) => clause.verb !== undefined && isFormOf(tokens[at]!, clause.verb));
  if (found === undefined) return clause;
  const particle = tokens[found.particle]!.norm;
  const { preposition, object, ...rest } = clause;
  const link = particle === 'off' ? 'from' : '';
  const whole = object?.replace(new RegExp(`(^|\\s)${particle}(?=\\s|$)`, 'i'), `$1${link}`).replace(/\s{2,}/g, ' ');
  return {
    ...rest,
    verb: found.plain,
    ...(preposition === undefined || preposition === particle ? {} : { preposition }),
    ...(whole === undefined || whole.trim() === '' ? {} : { object: whole.trim() }),
    slot: preposition === particle && rest.slot === 'complement' ? 'object' : rest.slot,
  };
}

const isFormOf = (token: Token, verb: string): boolean =>
  token.stem === stem(verb) || irregularForms(stem(verb)).includes(token.stem);
