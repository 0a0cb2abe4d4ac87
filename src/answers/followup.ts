/** Follow-ups: "and when?", "what about China?", "who is he?" made whole with what was asked and answered before. */
import { lemmaOf, nounPhrasesIn } from '../text/grammar.ts';
import { countryOf } from '../text/places.ts';
import { tokenise } from '../text/words.ts';
import { literal } from './literal.ts';
import { AUXILIARIES, DO_FORMS, PERSONAL_PRONOUNS, WH_WORDS } from './word-classes.ts';

/** One earlier turn of the conversation. */
export interface Follower {
  readonly question: string;
  readonly answer: string;
}

/** Turns that are looked back at; what was said before them is forgotten. */
export const MAX_TURNS_REMEMBERED = 6;

const BARE =
  /^(?:and |but |so |ok(?:ay)? |then )*(when|where|why|how|who|by whom|how many|how much|how long|since when|who else|what else|(?:in|on|at|by|with|from|for|to|against) (?:what|which|whom|whose|how long)(?: [a-z]+){0,2})(?: (?:exactly|was (?:that|this|it)|did (?:that|this|it) happen|is (?:that|this)|so))?$/i;
const WHAT_ABOUT = /^(?:and |but |so |ok(?:ay)? |then )*(?:what about|how about|and(?: for)?|what of) (.+)$/i;
const PRONOUN =
  /\b(he|she|him|her|his|hers|they|them|their|theirs|it|its|there|that country|this country|that person)\b/i;

/** "and who is …": a question of its own. */
const OPENS_QUESTION = new RegExp(`^(?:${[...WH_WORDS, ...AUXILIARIES].join('|')})\\b`, 'i');

/** The question on its own feet. Unchanged where there is nothing before it, or nothing in it that looks back. */
export function resolveFollowUp(question: string, thread: readonly Follower[]): string {
  const turns = thread.slice(-MAX_TURNS_REMEMBERED);
  const last = turns.at(-1);
  if (last === undefined) return question;
  const plain = question.replace(/[?.!\s]+$/, '');
  const bare = BARE.exec(plain);
  if (bare !== null) return askAgain(bare[1]!.toLowerCase(), last);
  const about = WHAT_ABOUT.exec(plain);
  if (about !== null && !OPENS_QUESTION.test(about[1]!)) return askOfAnother(about[1]!, last);
  if (isNameAlone(plain) && OPENS_QUESTION.test(last.question)) return askOfAnother(plain, last);
  return PRONOUN.test(plain) ? fillPronouns(question, turns) : question;
}

/** "Chile?": a name and no more, behind a question, asks the same of it. */
const isNameAlone = (text: string): boolean =>
  countryOf(text.replace(/^the /i, '')) !== undefined ||
  /^(?:the )?\p{Lu}[\p{L}.'-]*(?: (?:of |the )?\p{Lu}[\p{L}.'-]*){0,3}$/u.test(text);

/** "and when?" asks the earlier question's when: its clause, with the answer in the place that was empty. */
function askAgain(word: string, turn: Follower): string {
  const listed = word === 'how many' ? LISTS.exec(turn.question) : null;
  if (listed !== null) return `How many ${listed[1]}`;
  const clause = statementOf(turn);
  if (word === 'who else' || word === 'what else') return turn.question;
  const match = /^(\S.*?) (did|has|have|is|are|was|were|will) (.+)$/.exec(clause);
  if (match === null) return `${capital(word)} ${clause}?`;
  const denied = word === 'why' && /^no\b/i.test(turn.answer) ? ' not' : '';
  return `${capital(word)} ${match[2]} ${match[1]}${denied} ${match[3]}?`;
}

/** "which *ports closed*": how many of them is asked of the same. */
const LISTS = /^(?:which|what)\s((?!is\b|was\b|has\b|does\b)\p{L}+s\s.+)$/iu;

/** The earlier question as a statement with its auxiliary: "Peru did recognise the government first". */
function statementOf({ question, answer }: Follower): string {
  const plain = question.replace(/[?.!\s]+$/, '');
  const filler = shortAnswer(answer);
  const words = plain.split(' ');
  const first = words[0]?.toLowerCase() ?? '';
  if (AUXILIARIES.has(first)) return moveAuxiliary(words);
  const whClause = /^(?:who|which(?: \w+){1,3}?|what(?: \w+)?) (\w+)(.*)$/i.exec(plain);
  if (/^who$/i.test(first) && whClause !== null && filler !== undefined) {
    const verb = whClause[1]!;
    if (AUXILIARIES.has(verb.toLowerCase()))
      return DO_FORMS.has(verb.toLowerCase()) ? moveAuxiliary(words.slice(1)) : `${filler} ${verb}${whClause[2]}`;
    return `${filler} did ${baseForm(verb)}${withoutOrder(whClause[2]!)}`;
  }
  const auxiliaryAt = words.findIndex((word, index) => index > 0 && AUXILIARIES.has(word.toLowerCase()));
  if (auxiliaryAt > 0) return moveAuxiliary(words.slice(auxiliaryAt));
  return `${filler ?? ''} ${words.slice(1).join(' ')}`.trim();
}

const withoutOrder = (tail: string): string => tail.replace(/\s+first$/i, '');

function baseForm(verb: string): string {
  if (!/ed$/.test(verb)) return lemmaOf(verb);
  if (/ied$/.test(verb)) return verb.replace(/ied$/, 'y');
  if (/(?:[cgsvz]|is|os|at|iz|ut|ir|as|uc|ov|id|od|ud|rm|ur|ag|[^aeiou]l)ed$/.test(verb)) return verb.replace(/d$/, '');
  if (/([^aeiouls])\1ed$/.test(verb)) return verb.replace(/.ed$/, '');
  return verb.replace(/ed$/, '');
}

/** "did Muttaqi call it" to "Muttaqi did call it": the subject is what stands before the next small word or verb. */
function moveAuxiliary(words: readonly string[]): string {
  const [auxiliary, ...rest] = words;
  let end = /^(?:the|a|an|its|his|her|their)$/i.test(rest[0] ?? '') ? 2 : 1;
  while (end < rest.length - 1 && /^\p{Lu}/u.test(rest[end]!) && /^\p{Lu}/u.test(rest[end - 1]!)) end += 1;
  return [...rest.slice(0, end), auxiliary?.toLowerCase(), ...rest.slice(end)].join(' ');
}

/** An answer that can stand in a clause: a name or a short phrase, not a sentence, a yes or a refusal. */
function shortAnswer(answer: string): string | undefined {
  const plain = answer
    .replace(/\s*[([].*$/, '')
    .replace(/[.!]+$/, '')
    .trim();
  if (plain === '' || /^(?:yes|no)\b/i.test(plain) || /^not in our coverage/i.test(plain)) return undefined;
  return plain.split(/\s+/).length <= 8 ? plain : undefined;
}

/** "what about China?": the earlier question asked of another. */
function askOfAnother(another: string, turn: Follower): string {
  const plain = turn.question.replace(/[?.!\s]+$/, '');
  const target = another.replace(/^the (?=\p{Lu}[\p{L}]+$)/u, '');
  const names = properNames(plain);
  const asksWho = /^(?:who|which (?:country|countries|nation|state|company|government)s?)\b/i.test(plain);
  const answered = shortAnswer(turn.answer);
  if (asksWho && answered !== undefined) {
    const clause = statementOf(turn).replace(/ first\b/i, '');
    const rest = clause.startsWith(answered) ? clause.slice(answered.length).trim() : clause;
    if (/^did /.test(rest)) return `Did ${another} ${rest.slice(4)}?`;
    const auxiliary = /^(has|have|is|are|was|were) (.+)$/.exec(rest);
    if (auxiliary !== null) return `${capital(auxiliary[1]!)} ${another} ${auxiliary[2]}?`;
  }
  const alike = names.find((name) => (countryOf(name) === undefined) === (countryOf(target) === undefined)) ?? names[0];
  if (alike === undefined) return `${plain} ${another}?`;
  const whole = new RegExp(`(?:\\bthe )?${literal(alike)}`);
  return `${plain.replace(whole, another)}?`;
}

/** Runs of capitalised words, the question's first word left out. */
function properNames(text: string): string[] {
  const found = text.matchAll(
    /(?<!^)(?<=\s)\p{Lu}[\p{L}.'-]*(?:\s(?:of|the|bin|al|de|van|von)?\s?\p{Lu}[\p{L}.'-]*)*/gu,
  );
  return [...found].map((match) => match[0].replace(/'s$/, '')).filter((name) => !WH_WORDS.has(name.toLowerCase()));
}

const SUBJECT_IT = /^(?:\w+ ){0,3}(?:did|does|has|had|is|was|will|would|can|could) it\b/i;

function fillPronouns(question: string, turns: readonly Follower[]): string {
  let filled = question;
  for (const token of tokenise(question, 'en')) {
    if (!PERSONAL_PRONOUNS.has(token.norm) && token.norm !== 'there') continue;
    const meant = referent(token.norm, turns, SUBJECT_IT.test(question));
    if (meant === undefined) continue;
    const possessive =
      ['his', 'hers', 'its', 'their', 'theirs'].includes(token.norm) ||
      (token.norm === 'her' && /\bher \p{L}/iu.test(filled));
    const written =
      token.norm === 'there'
        ? `in ${meant}`
        : possessive
          ? `${meant}${/^the \p{Ll}+s$/u.test(meant) ? "'" : "'s"}`
          : meant;
    filled = filled.replace(new RegExp(`\\b${token.text}\\b`), written);
    break;
  }
  return filled;
}

/** What a pronoun means: "he" the last person named, "they" and "it" what the last question was about. */
function referent(pronoun: string, turns: readonly Follower[], isSubject: boolean): string | undefined {
  const personal = ['he', 'she', 'him', 'her', 'his', 'hers'].includes(pronoun);
  for (const turn of [...turns].reverse()) {
    const answer = shortAnswer(turn.answer);
    const named = properNames(turn.question);
    if (personal) {
      const person = (ASKS_OF_NAME.test(turn.question) ? [...named, answer] : [answer, ...named]).find(
        (name) => name !== undefined && looksLikePerson(name),
      );
      if (person !== undefined) return person;
    } else if (pronoun === 'there') {
      const place =
        [answer, ...named].find((name) => name !== undefined && countryOf(name) !== undefined) ?? named.at(-1);
      if (place !== undefined) return place;
    } else {
      // "did it lift the ban?" behind an answer that is a country asks of that country.
      if (pronoun === 'it' && isSubject && answer !== undefined && countryOf(answer) !== undefined) return answer;
      const thing =
        eventAround(named.at(-1), turn.question) ??
        wholePhrase(named.at(-1), turn.question) ??
        (answer !== undefined && COUNT.test(answer) ? countedIn(turn.question) : answer);
      if (thing !== undefined) return thing;
    }
  }
  return undefined;
}

/** "some 900", "3.4 tonnes": how many there are, not who. */
const COUNT =
  /^(?:(?:about|some|at least|more than|nearly|almost|around|over|up to)\s)?[\p{Sc}]?\d[\d.,]*%?(?:\s\p{Ll}+)?$/iu;

/** "how many *dockers* are on strike". */
function countedIn(question: string): string | undefined {
  const counted =
    /^how (?:many|much) (?:of the )?(.+?) (?:are|is|was|were|did|do|does|has|have|had|will|would|could|can)\b/i.exec(
      question,
    )?.[1] ?? /^how (?:many|much) (?:of the )?(\p{L}+)/iu.exec(question)?.[1];
  return counted === undefined ? undefined : `the ${counted}`;
}

/** "*the bridge at Orrin*", not Orrin: where a preposition governs the name, what was asked about stands before it. */
function eventAround(name: string | undefined, question: string): string | undefined {
  const before = name === undefined ? '' : question.slice(0, question.lastIndexOf(name));
  const governor = /\s(?:at|in|of|near|on|off|outside)\s(?:the\s)?$/i.exec(before);
  if (name === undefined || governor === null) return undefined;
  const thing = nounPhrasesIn(question).find(
    ({ start, end }) =>
      end <= governor.index && /\bthe $/i.test(question.slice(0, start)) && !/^\p{Lu}/u.test(question.slice(start)),
  );
  const bare = thing === undefined ? undefined : question.slice(thing.start, thing.end).replace(/^the /i, '');
  if (thing === undefined || bare === undefined) return undefined;
  return thing.end === governor.index ? `the ${bare}${governor[0]}${name}` : `the ${bare}`;
}

/** "the Front", "Marn ferries": a name as it stands there, with its article and the noun that it belongs to. */
function wholePhrase(name: string | undefined, question: string): string | undefined {
  if (name === undefined) return undefined;
  const at = question.lastIndexOf(name);
  const phrase = nounPhrasesIn(question).find((each) => each.start <= at && each.end >= at + name.length);
  const from = phrase === undefined ? at : phrase.start;
  const bare = phrase === undefined ? at + name.length : phrase.end;
  // "Harbour crews": a plural behind the name heads it.
  const to =
    bare + (/^ (?!is\b|was\b|has\b|does\b)\p{Ll}{2,}s(?= \p{Ll})/u.exec(question.slice(bare))?.[0].length ?? 0);
  const article = /\b[Tt]he $/.test(question.slice(0, from)) ? 'the ' : '';
  const core = question
    .slice(from, to)
    .replace(/^the /i, '')
    .replace(/['’]s$/, '');
  return `${article}${core}`;
}

/** "who is Ana Sol?" is answered with what she is: "she" is still Ana Sol. */
const ASKS_OF_NAME = /^[Ww]ho(?: is| was|['’]s)\s\p{Lu}/u;

const looksLikePerson = (name: string): boolean =>
  /^\p{Lu}/u.test(name) &&
  countryOf(name) === undefined &&
  !/\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/.test(name) &&
  !/\d/.test(name);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
