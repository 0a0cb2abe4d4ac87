/** A question as it was typed: markup, mentions and padding go, contractions and misspelt asking words are put right. */

/** A longer question is declined: nobody asks one, and reading it would hold up the others. */
export const MAX_QUESTION_CHARS = 2_000;

const MARKUP =
  /<[@#!:][^>\s]{0,80}>|<\/?[a-zA-Z][^>]{0,200}>|@(?:everyone|here|channel)\b|https?:\/\/\S+|[`*_~|]{2,}|`/g;
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu;
const LEAD_IN =
  /^(?:(?:hi|hey|hello|ok|okay|so|well|please|and|but|also|then|nutgraf)\b[\s,:!]*)+(?=\S)|^(?:can|could|would|will) (?:you|u|anyone|somebody|someone) (?:please )?(?:tell|show|give|remind) (?:me|us) (?=\S)|^(?:please )?(?:tell|show|remind) (?:me|us) (?=(?:who|whom|whose|what|which|when|where|why|how|if|whether)\b)|^(?:do|does) (?:you|we|anyone|anybody|u) (?:happen to )?know (?=(?:who|whom|whose|what|which|when|where|why|how|if|whether)\b)|^(?:i|we)(?:'d| would)? (?:want|need|like|wonder|was wondering|am wondering)(?: to know)? (?=(?:who|whom|whose|what|which|when|where|why|how|if|whether)\b)|^(?:any idea|do you have any idea) (?=(?:who|what|which|when|where|why|how)\b)/i;
const CONTRACTION = /\b(who|what|when|where|why|how|which|that|there|it|he|she)['’]s\b/gi;
const CONTRACTED_ARE = /\b(who|what|where|how|they|we|you)['’]re\b/gi;

/** Markup, mentions and padding go; "who's" becomes "who is". */
export function cleanQuestion(text: string): string {
  let clean = text
    .slice(0, MAX_QUESTION_CHARS * 2)
    .replace(MARKUP, ' ')
    .replace(CONTROL, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(CONTRACTION, '$1 is')
    .replace(CONTRACTED_ARE, '$1 are');
  for (let round = 0; round < 3; round += 1) {
    const shorter = clean.replace(LEAD_IN, '');
    if (shorter === clean || shorter.length < 3) break;
    clean = shorter.trim();
  }
  return withAskingWord(clean);
}

/** "wen", "wich", "hwo": slips that are no words of their own, put right where a question's asking word stands. */
const ASKING_SLIPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    who: 'whi hwo woh whoo wgo',
    when: 'wen whn wehn whne hwen',
    what: 'wat waht wht whta hwat wot',
    which: 'wich whcih wihch whihc witch',
    where: 'wher whre wehre wheer',
    why: 'wy hwy whyy',
    how: 'hw',
  }).flatMap(([word, slips]) => slips.split(' ').map((slip) => [slip, word] as const)),
);
const MEASURED = /^ (?:many|much|mnay|mcuh|long|old)\b/i;
/** "whats the toll", "whos the mayor": an apostrophe is the first thing to be left out. */
const UNMARKED_IS = /^(who|what|when|where|how)s(?= (?:the|a|an|his|her|its|their|this|that)\b)/i;

function withAskingWord(text: string): string {
  const first = text.split(' ', 1)[0] ?? '';
  const rest = text.slice(first.length);
  const slip = first.toLowerCase();
  const word = slip === 'hwo' && MEASURED.test(rest) ? 'how' : ASKING_SLIPS.get(slip);
  const whole = word === undefined ? text.replace(UNMARKED_IS, '$1 is') : word + rest;
  return whole.replace(/^(how) (?:mnay|mayn|mny)\b/i, '$1 many').replace(/^(how) (?:mcuh|muhc)\b/i, '$1 much');
}
