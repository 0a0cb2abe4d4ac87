/** What a sentence tells above all: what is done, and who takes part in it. */
import { relatedStems } from '../text/derivations.ts';
import { clausesOf } from '../text/grammar.ts';
import type { Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { coreOf } from './core.ts';

/** What a sentence is about, without who says it: its first verb that is neither speech nor empty, and whose it is. */
export interface Deed {
  readonly verb: ReadonlySet<string>;
  /** Stems of those who take part, with the stems that may stand for them. */
  readonly words: ReadonlySet<string>;
  /** Words among them that are names, without those of places and countries. */
  readonly names: ReadonlySet<string>;
  /** "A man", "officers": said of somebody without telling whom. */
  readonly isVague: boolean;
}

/** Verbs that tell nothing by themselves. */
const EMPTY = new Set(
  `be have do make take get give go come put set become keep let use call work seem appear remain stay continue begin start try want need hold
  include follow see say tell add report announce claim confirm state reveal show write believe think know hope expect describe ask plan help
  lead bring`.split(/\s+/),
);
/** Those whom a report means when it does not say whom. */
const VAGUE =
  /\b(?:man|woman|men|women|boy|girl|teenager|child|children|people|persons?|suspects?|individual|passengers?|victims?|officers?|police|residents?|singer|actor|actress|entertainer|\d+-year-old)\b/i;

/** ", who had sailed twice around the world, ". */
const RELATIVE = /,\s(?:who|which|whose|whom)\b[^"\u201c\u201d]{3,200}?,\s(?=\p{Ll})/gu;
/** ", a keeper of lighthouses who fought the railway, died". */
const APPOSITION = /,\s(?:an?|the)\s[^"\u201c\u201d]{3,260}?,\s(?=(?:has|have|had|was|were|died|\p{Ll}{3,}ed)\b)/u;
/** "Nine are dead", "two men are under arrest": the state says the deed. */
const STATE =
  /\b(?:is|are|was|were|has been|have been|lay|feared) (?:now |\p{Ll}+ly )?(?:under |in )?(dead|arrest|custody|injured|hurt|missing)\b/u;

const SOMEBODY = /^(?:an?|some|several|two|three|four|five|\d+)\s/i;

/** What the sentence tells above all; undefined where its verb says nothing of its own. */
export function deedOf(text: string): Deed | undefined {
  const core = coreOf(text).replace(APPOSITION, ' ').replace(RELATIVE, ' ');
  const clauses = clausesOf(core);
  const clause = clauses.find(({ verb }) => !EMPTY.has(verb));
  const state = STATE.exec(core);
  if (state !== null && (clause === undefined || clauses.indexOf(clause) > 0)) {
    const tokens = tokenise(core.slice(0, state.index)).filter(({ stop }) => !stop);
    return deed(state[1]!, tokens, core.slice(0, state.index));
  }
  if (clause === undefined || clause.negated || clauses.indexOf(clause) > MAX_CLAUSES_BEFORE) return undefined;
  const parties = [clause.subject, clause.object].filter((party) => party !== undefined).join(' ');
  const tokens = tokenise(parties).filter(({ stop }) => !stop);
  return deed(clause.verb, tokens, parties);
}

function deed(verb: string, tokens: readonly Token[], parties: string): Deed {
  return {
    verb: new Set(relatedStems(verb)),
    words: new Set(tokens.flatMap((token) => relatedStems(token.text))),
    // "A Norvik man" names a town, not him.
    names: new Set(
      SOMEBODY.test(parties) ? [] : tokens.filter(({ text: word }) => /^\p{Lu}/u.test(word)).map(({ stem }) => stem),
    ),
    isVague: VAGUE.test(parties),
  };
}

/** What is told first is what the sentence is about: speech, then the deed. */
const MAX_CLAUSES_BEFORE = 1;
