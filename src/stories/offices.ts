/** Who holds which office: "Norway's ambassador to Chad, Kari Lund". */
import { comparableName, namesOf } from '../text/names.ts';
import { countriesIn } from '../text/places.ts';
import type { Name, Reading, Sentence } from '../text/reading.ts';
import type { Finding } from './finding.ts';

/** Offices that one person holds at a time. A spokesman, a senator or a general is one of several. */
const OFFICES: readonly (readonly [RegExp, string])[] = [
  [/\bambassador\b/, 'ambassador'],
  [/\b(?:special )?envoy\b/, 'envoy'],
  [/\bprime minister\b|\bpremier\b/, 'prime minister'],
  [/\bforeign minister\b|\bminister (?:of|for) foreign affairs\b/, 'foreign minister'],
  [/\bdefen[cs]e minister\b|\bminister (?:of|for) defen[cs]e\b/, 'defence minister'],
  [/\binterior minister\b|\bminister (?:of|for) (?:the )?interior\b/, 'interior minister'],
  [/\bfinance minister\b|\bminister (?:of|for) finance\b/, 'finance minister'],
  [/\bhealth minister\b|\bminister (?:of|for) health\b/, 'health minister'],
  [/\bjustice minister\b|\bminister (?:of|for) justice\b/, 'justice minister'],
  [/\battorney general\b/, 'attorney general'],
  [/\bsecretary[- ]general\b/, 'secretary-general'],
  [/\bchief executive\b|\bceo\b/, 'chief executive'],
  [/\bchief justice\b/, 'chief justice'],
  [/\bpolice chief\b|\bchief of police\b/, 'police chief'],
  [/\barmy chief\b|\bchief of (?:the )?army staff\b/, 'army chief'],
  [/\bhead coach\b/, 'head coach'],
  [/\bchancellor\b/, 'chancellor'],
  [/\bpresident\b/, 'president'],
  [/\bgovernor\b/, 'governor'],
  [/\bmayor\b/, 'mayor'],
  [/\bchair(?:man|woman|person)\b/, 'chairman'],
];

/** Not the office as it is held now, or not the office itself. */
const NOT_THE_HOLDER =
  /\b(?:former|ex|then|late|previous|outgoing|incoming|next|future|would-be|elect|designate|nominee|candidate|deputy|vice|assistant|acting|interim|under|first|wife|husband|son|daughter|spokes\p{L}+|advis[eo]r|aide)\b/u;

/** "President from 2010 to 2014", "mayor until 2019", "chancellor in the 1990s". */
const OF_ANOTHER_TIME =
  /\b(?:until|till|during|between|in (?:the )?(?:early |late |mid-)?[12]\d{3}|from .{0,20}[12]\d{3}|[12]\d{3}\s?[-\u2013\u2014]\s?(?:[12]\d{3}|\d\d)|at the time|under (?:former )?president)\b/;

/** Offices that several outlets may give different names for. Only people named in full count. */
export function officeClaims(reading: Reading): Finding[] {
  const findings: Finding[] = [];
  for (const name of namesOf(reading)) {
    if (name.kind !== 'person' || comparableName(name.text).split(' ').length < 2) continue;
    for (const role of name.roles) {
      const office = officeOf(role);
      const sentence = office === undefined ? undefined : sentenceThatSays(reading, name, role);
      if (office === undefined || sentence === undefined) continue;
      findings.push({
        kind: 'role',
        about: office.about,
        label: office.label,
        value: comparableName(name.text),
        display: name.text,
        sentence,
      });
    }
  }
  return findings;
}

function sentenceThatSays(reading: Reading, name: Name, role: string): Sentence | undefined {
  for (const mention of name.mentions) {
    const sentence = reading.sentences[mention.sentence];
    if (sentence?.text.includes(role)) return sentence;
  }
  return undefined;
}

interface Office {
  readonly about: string;
  readonly label: string;
}

/**
 * The office that a role names, as `office|whose|where`; undefined for roles that several people hold, or where it isn't said
 * whose. `where` is empty where the words leave it open.
 */
function officeOf(role: string): Office | undefined {
  const lower = role.toLowerCase().replaceAll('\u2019', "'");
  if (NOT_THE_HOLDER.test(lower) || OF_ANOTHER_TIME.test(lower)) return undefined;
  const found = OFFICES.map(([pattern, office]) => ({ match: pattern.exec(lower), office })).find(
    ({ match }) => match !== null,
  );
  if (found?.match == null) return undefined;
  const { office } = found;
  const before = role.slice(0, found.match.index);
  // "A friend of the Norwegian president", "critic of the mayor": it is somebody else's office.
  if (/\b(?:of|to|for|by|with|from|against|on|about|under)\b/.test(before)) return undefined;
  const after = role.slice(found.match.index + found.match[0].length);
  const whose = bodyIn(before) ?? bodyAtStart(/^\s*(?:of|at|for)\s(?:the\s)?(.*)$/i.exec(after)?.[1] ?? '');
  if (whose === undefined) return undefined;
  const where = bodyIn(/\b(?:to|in|for)\s(.*)$/i.exec(after)?.[1] ?? '') ?? '';
  const apart = where === whose ? '' : where;
  return {
    about: `${office}|${whose}|${apart}`,
    label: `${office} of ${titleCase(whose)}${apart === '' ? '' : ` to ${titleCase(apart)}`}`,
  };
}

/** The country that some words name, else the capitalised name in them: "Russia's", "new Afghan", "Acme". */
function bodyIn(words: string): string | undefined {
  const country = countriesIn(words)[0]?.country;
  if (country !== undefined) return country.toLowerCase();
  const name = /\p{Lu}[\p{L}\p{N}.&'\u2019-]*(?:\s\p{Lu}[\p{L}\p{N}.&'\u2019-]*)*/u.exec(
    words.replace(/['\u2019]s\b/g, ''),
  )?.[0];
  return name === undefined ? undefined : comparableName(name);
}

/** "of Norway" is Norway; "of the Viken region of Norway" is not. */
function bodyAtStart(words: string): string | undefined {
  const run = /^\p{Lu}[\p{L}\p{N}.&'\u2019-]*(?:\s(?:of\s(?=\p{Lu}))?\p{Lu}[\p{L}\p{N}.&'\u2019-]*)*/u.exec(words)?.[0];
  return run === undefined ? undefined : bodyIn(run);
}

function titleCase(words: string): string {
  return words.replace(/(?<![\p{L}\p{N}])\p{Ll}/gu, (letter) => letter.toUpperCase());
}
