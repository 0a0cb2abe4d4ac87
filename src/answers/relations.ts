/**
 * Relations that news tells in a few set ways: who won, who was beaten, who follows whom, who plays whom. The words right
 * before and behind a candidate tell which side of the relation it is on, after Ravichandran & Hovy, "Learning Surface
 * Text Patterns for a Question Answering System" (2002); the patterns here are written, not learned.
 */
import type { Token } from '../text/reading.ts';
import { stem } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord, SYNONYM } from './terms.ts';

/** What stands on both sides of a candidate in its sentence. */
interface Surroundings {
  readonly before: string;
  readonly after: string;
}

interface Side {
  readonly before: readonly RegExp[];
  readonly after: readonly RegExp[];
}

interface Relation {
  /** The side that is asked for, and the other one. */
  readonly asked: Side;
  readonly other: Side;
  /** What stands on the other side is as good as ruled out. */
  readonly strict?: true;
}

const NO_SIDE: Side = { before: [], after: [] };
/** Some words between: titles, adjectives, where somebody is from. */
const SOME = String.raw`(?:(?:[\p{L}.-]+(?:['’]s)?|\d+-year-old),?\s){0,5}`;
const FEW = String.raw`(?:[\p{L}.-]+(?:['’]s)?\s){0,3}`;
/** ", the striker from Oslo,". */
const INSERTED = String.raw`(?:\s(?:of|from)(?:\s\p{Lu}[\p{L}-]+){1,3})?(?:,[^,;]{1,90},|\s\([^)]{1,40}\))?`;
const pattern = (source: string): RegExp => new RegExp(source, 'iu');

const BEATS =
  '(?:beat|beats|beating|beaten|defeat|defeats|defeated|defeating|edge|edges|edged|edging|overcome|overcame|overcoming|thrash|thrashed|thrashing|rout|routs|routed|outlast|outlasts|outlasted|down|downed|stun|stuns|stunned|stunning|upset|overpower|overpowered|hammer|hammered|crush|crushed|top|topped|pip|pipped|past|over|victory over|win over|ahead of|against|outpoint|outpointed|knocks? out|knocked out|dethrone|dethroned|oust|ousted|held off|holds off|holding off|fended off|fends off|saw off|sees off|denied|denies|prevailed over|outsprinted|eliminated|eliminates|dumped|outduel(?:l)?ed|unseat|unseated)';
const WINS = `(?:won|wins|win|winning|claims?|claimed|claiming|clinch(?:es|ed|ing)?|captur(?:es|ed|ing)|lift(?:s|ed|ing)?|takes?(?! (?:on|part|over|place|control|power|office))|took(?! (?:on|part|over|place|control|power|office))|taking|secur(?:es|ed|ing)|scoop(?:s|ed|ing)?|bags|bagged|picks up|picked up|triumph(?:s|ed)?|retain(?:s|ed)?|earn(?:s|ed)?|receiv(?:es|ed)|gets|got|lands|landed|nabs|nabbed|collect(?:s|ed)|sweep|sweeps|swept|rall(?:ies|ied)|cruis(?:es|ed)|repeats?|repeated|hoist(?:s|ed)|${BEATS.slice(3, -1).replaceAll('|past|over|victory over|win over|ahead of|against', '')})`;
const HONOURED =
  '(?:(?:named|crowned|awarded|voted|declared|chosen|honou?red|handed|given|presented with)(?! (?:the )?(?:mvp|man of|player of|most valuable|finals mvp)))';
const ADVERBS =
  '(?:(?:has|have|had|also|finally|both|each|narrowly|who|then|and|again|to|will|easily|comfortably|just|later|on|sunday|monday|tuesday|wednesday|thursday|friday|saturday|night|twice) ){0,4}';

const WINNER: Side = {
  after: [
    pattern(`^${INSERTED}\\s${ADVERBS}${WINS}\\b`),
    pattern(`^${INSERTED}\\s${ADVERBS}(?:was |is |were |been |be )?${HONOURED}\\b`),
    pattern(
      `^${INSERTED}\\s${ADVERBS}(?:become|becomes|became|becoming|is|was|are)\\s(?:the |an? )?${FEW}(?:winners?|champions?|victors?)\\b`,
    ),
    pattern(`^,\\s(?:the |an? )?${FEW}(?:winners?|champions?)\\b`),
  ],
  before: [
    pattern(`\\b(?:winners?|champions?|victors?|medal(?:l)?ists?)(?: (?:is|was|were|are))?[:,–-]?\\s(?:the\\s)?$`),
    pattern(`\\b(?:went|goes|go|going|awarded|given|presented|handed)\\sto\\s${SOME}$`),
    pattern(`\\b(?:won|taken|claimed|shared|captured|clinched|lifted|scooped|secured)\\sby\\s${SOME}$`),
    pattern(`\\b(?:victory|triumph|title|win|glory|crown)\\sfor\\s${FEW}$`),
    pattern(
      `\\b(?:crown|crowned|hand|hands|handed|gave|gives|name|names|named|declare|declares|declared)\\s(?:the\\s)?$`,
    ),
    pattern(String.raw`:\s["“‘']?$`),
    pattern(
      `\\b(?:lost|loses|losing|lose|fell|falls|loss|beaten|defeated|defeat|knocked out|stunned)\\s(?:\\d+[-–]\\d+\\s)?(?:to|by|at the hands of)\\s${SOME}$`,
    ),
  ],
};
const LOSER: Side = {
  after: [
    pattern(
      `^${INSERTED}\\s${ADVERBS}(?:lost|loses|losing|falls?|fell|was beaten|were beaten|was defeated|were defeated|came second|comes second|finished second|finishes second|(?:was|were|is|are|as)\\s(?:the\\s)?(?:runners?-up|second)|concedes?|conceded)\\b`,
    ),
    pattern(`^,\\s(?:the\\s)?runners?-up\\b`),
  ],
  before: [
    pattern(`\\b${BEATS}\\s(?:[\\p{L}]+['’]s\\s)?${SOME}$`),
    pattern(`\\brunners?-up[:,]?\\s${FEW}$`),
    pattern(String.raw`\bsecond(?: place)?[:,]?\s(?:was|went to|to)\s$`),
  ],
};

const REPLACES =
  '(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|tak(?:e|es|ing) over|took over|taken over|follow(?:s|ed|ing)?|step(?:s|ped)? in|takes? the reins|fill(?:s|ed|ing)?)';
const MOVES =
  '(?:will|to|would|shall|has been|was|is|were|who|then|later|officially|,|and|set|named|tapped|picked|chosen|appointed|elected|confirmed|announced|brought in|hired|expected|due)';
const NAMES =
  '(?:names?|named|naming|picks?|picked|picking|appoints?|appointed|appointing|hires?|hired|taps?|tapped|chooses|chose|elects?|elected|selects?|selected|promotes?|promoted|confirms?|confirmed|welcomes?|unveils?|unveiled|brings? back|brought back|turns to|turned to|nominates?|nominated)';
const NEWCOMER: Side = {
  after: [
    pattern(`^${INSERTED}\\s(?:${MOVES}\\s){0,4}${REPLACES}\\b`),
    pattern(
      `^${INSERTED}\\s(?:(?:has|have|will|was|is|been|be|were|who|officially|now|also|set|due|expected|to|the|as)\\s){0,4}(?:named|appointed|confirmed|elected|chosen|picked|tapped|sworn|becom(?:e|es|ing)|became|takes|take|took|hired|promoted|installed|inaugurated|unveiled|selected|returns?|returned|returning|announced as|starts|started|assumes?|assumed|joins|joined)\\b`,
    ),
    pattern(String.raw`^\sto be(?:come)?\b`),
  ],
  before: [
    pattern(`\\b(?:replaced|succeeded|followed)\\sby\\s${SOME}$`),
    pattern(`\\b${NAMES}\\s${SOME}$`),
    pattern(`\\b(?:reins|baton|role|job|post|position|duties|helm|over)\\sto\\s${SOME}$`),
    pattern(`\\bin favou?r of\\s${SOME}$`),
    pattern(`\\bsuccessor(?: is| was| will be|,|:)?\\s${FEW}$`),
  ],
};
const PREDECESSOR: Side = {
  after: [
    pattern(`^${INSERTED}\\s(?:${MOVES}\\s){0,3}(?:is |was |will be |be |been )?(?:replaced|succeeded)\\sby\\b`),
    pattern(
      `^${INSERTED}\\s${ADVERBS}(?:(?:will|to|is|was|set|has|who|be)\\s){0,3}(?:steps? down|stepped down|stepping down|step aside|resign(?:s|ed|ing)?|retir(?:e|es|ed|ing)|leav(?:e|es|ing)|left|quits?|exit(?:s|ed)?|depart(?:s|ed|ing)?|fired|ousted|sacked|dismissed)\\b`,
    ),
  ],
  before: [
    pattern(`\\b(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|follow(?:s|ed|ing)?|in place of|instead of)\\s${SOME}$`),
    pattern(`\\b(?:over|reins|helm|seat|title|job|role|baton|place|vacated)\\s(?:from|of|by)\\s${SOME}$`),
    pattern(
      `\\b(?:successor to|outgoing|departing|retiring|predecessor,?|ousts?|ousted|fired|sacked|sacks|fires|parts ways with|left by)[\\s-]${FEW}$`,
    ),
  ],
};

const WIN_VERBS = new Set(
  'win claim clinch capture lift take retain secure triumph receive get earn award name crown'.split(' '),
);
/** Won, whatever it was; the others win only a contest or a prize: a ban is lifted, letters are received. */
const PLAINLY_WINS = new Set('win clinch triumph'.split(' '));
const CONTEST =
  /\b(?:crown|titles?|trophy|championship|cup|prize|awards?|honou?rs?|gold|silver|bronze|medals?|race|tournament|final|oscar|grammy|emmy|elections?|match|game|open|grand prix|league|seats?|pole|bowl|poll)\b/i;
const REPLACE_VERBS = new Set('replace succeed follow fill'.split(' '));
const BEAT_VERBS = new Set('beat defeat edge overcome thrash rout upset'.split(' '));
const isOffered = (question: UnderstoodQuestion, words: RegExp): boolean => words.test(question.resolved);

const BEFORE_SOMEBODY = /\bbefore \p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)*\??$/u;

const PLACED =
  /\b(?:finish(?:ed)?|came|come|placed?|ranked|took|take|won|win) (second|third|fourth|fifth|sixth|last)\b/i;

/** "Who finished third?": "Ana Sol came third", "Peru beat Chile to clinch third place". */
const placed = (ordinal: string): Side => ({
  after: [
    pattern(
      `^${INSERTED}\\s${ADVERBS}(?:finish(?:es|ed)?|came|comes?|placed?|ended|was|were|is|in)\\s(?:up\\s|joint\\s|in\\s|only\\s)*${ordinal}\\b`,
    ),
    pattern(`^${INSERTED}\\s${ADVERBS}${WINS}\\s[^.;]{0,60}\\b${ordinal}\\b`),
    pattern(`^\\s(?:\\(?${ordinal}\\)?|${ordinal} with)\\b`),
  ],
  before: [pattern(`\\b${ordinal}(?: place)?(?::| for| was| went to)\\s(?:the\\s)?$`)],
});
const PLACES: ReadonlyMap<string, Side> = new Map(
  ['second', 'third', 'fourth', 'fifth', 'sixth', 'last'].map((ordinal) => [ordinal, placed(ordinal)] as const),
);

/** "Who stars in it?": "starring Ana Sol", "Ana Sol stars", not who wrote it. */
const STAR: Side = {
  after: [
    pattern(
      `^(?:\\sand(?:\\s[\\p{L}.'’-]+){1,3})?${INSERTED}\\s(?:also\\s)?(?:stars?|starred|starring|leads?|headlines?|tops?|plays?)\\b`,
    ),
  ],
  before: [
    pattern(
      `\\b(?:starring|stars|starred|featuring|led by|headed by|cast (?:of|includes?|led by|with))\\s(?:[\\p{L}.'’-]+,?\\s){0,4}$`,
    ),
  ],
};
const MAKER: Side = {
  after: [],
  before: [pattern(`\\b(?:written|directed|created|produced|composed|penned)\\sby\\s${FEW}$`)],
};

/** "Who was the first to do it?": "Ana Sol became the first woman to …". */
const FIRST: Side = {
  after: [
    pattern(
      `^${INSERTED}\\s${ADVERBS}(?:is|was|were|are|be|been|become|becomes|became|becoming)\\s(?:also\\s)?(?:the\\s)?(?:world['’]s\\s)?(?:very\\s)?first\\b`,
    ),
    pattern(`^,\\sthe\\sfirst\\b`),
  ],
  before: [pattern(`\\bfirst\\b[^.;]{0,60}\\b(?:was|is|being|were)\\s(?:the\\s)?$`)],
};

const KIN_OF: Readonly<Record<string, string>> = {
  husband: 'wife',
  wife: 'husband',
  spouse: 'spouse',
  partner: 'partner',
  father: '(?:son|daughter|child)',
  mother: '(?:son|daughter|child)',
  son: '(?:father|mother)',
  daughter: '(?:father|mother)',
  brother: '(?:brother|sister)',
  sister: '(?:brother|sister)',
};

/** "Who is her husband?": "her husband, the pianist Pablo Ruiz", "Pablo Ruiz's wife", "married to Pablo Ruiz". */
function kinship(head: string): Relation | undefined {
  const back = Object.hasOwn(KIN_OF, head) ? KIN_OF[head] : undefined;
  if (back === undefined) return undefined;
  const word = head === 'spouse' ? '(?:husband|wife|spouse)' : head;
  const weds = /^(?:husband|wife|spouse)$/.test(head);
  return {
    asked: {
      before: [
        pattern(
          `\\b(?:her|his|their|\\p{L}+['’]s?)\\s(?:\\p{L}+\\s)?${word}(?:,| is| was|:)?\\s(?:the\\s|an?\\s)?(?:[\\p{L}-]+\\s){0,4}$`,
        ),
        ...(weds
          ? [pattern(`\\b(?:married|marry|marries|marrying|wed|weds)\\s(?:to\\s)?(?:[\\p{L}-]+\\s){0,3}$`)]
          : []),
      ],
      after: [pattern(`^['’]s?\\s(?:\\p{L}+\\s)?${back}\\b`), pattern(`^,\\s(?:the\\s|her\\s|his\\s)?${word}\\b`)],
    },
    other: NO_SIDE,
  };
}

/** The relation that the question asks about, with the side that answers it. */
function relationOf(question: UnderstoodQuestion): Relation | undefined {
  const { verb = '', slot, passive } = question.clause;
  const takesOver = isOffered(question, /\b(?:take|takes|took|taken) over (?:from|for|as)\b/i);
  if (REPLACE_VERBS.has(verb) || takesOver)
    return (slot === 'subject') === !passive
      ? { asked: NEWCOMER, other: PREDECESSOR }
      : { asked: PREDECESSOR, other: NEWCOMER };
  if (verb === 'star' && slot === 'subject') return { asked: STAR, other: MAKER };
  if (question.kind !== 'who' && question.kind !== 'which' && question.kind !== 'what') return undefined;
  const kin = question.kind === 'who' ? kinship(question.focusHead ?? '') : undefined;
  if (kin !== undefined) return kin;
  const ordinal = PLACED.exec(question.resolved)?.[1]?.toLowerCase();
  if (ordinal !== undefined && ordinal !== 'second')
    return { asked: PLACES.get(ordinal)!, other: { before: LOSER.before, after: [] } };
  if (ordinal === 'second' || isOffered(question, /\brunners?-up\b|\blost (?:the|in|to)\b/i))
    return {
      asked: {
        before: [...LOSER.before, ...PLACES.get('second')!.before],
        after: [...LOSER.after, ...PLACES.get('second')!.after],
      },
      other: WINNER,
    };
  if (BEAT_VERBS.has(verb))
    return slot === 'subject' && !passive ? { asked: WINNER, other: LOSER } : { asked: LOSER, other: NO_SIDE };
  if (isOffered(question, /^(?:who|which|what)\b.{0,40}\b(?:was|is|were|are|became|become)\b.{0,12}\bfirst\b/i))
    return { asked: FIRST, other: NO_SIDE };
  // "Who hosted the show before Ana Sol?": the one whom she followed.
  if (question.kind === 'who' && slot === 'subject' && BEFORE_SOMEBODY.test(question.resolved))
    return { asked: PREDECESSOR, other: NEWCOMER, strict: true };
  if (/^(?:winner|champion|victor)s?$/.test(question.focusHead ?? '')) return { asked: WINNER, other: LOSER };
  if (slot === 'subject' && WIN_VERBS.has(verb) && (PLAINLY_WINS.has(verb) || CONTEST.test(question.resolved)))
    return { asked: WINNER, other: LOSER };
  if (question.kind === 'who' && isOffered(question, /\b(?:new|next|incoming)\b/i) && slot === 'predicate')
    return { asked: NEWCOMER, other: PREDECESSOR };
  return undefined;
}

const WRITES = /^(?:write|author|writer|novelist|pen)$/;
/** "Ana Sol's bestseller". */
const WORK_BEHIND =
  /^['’]s?\s(?:[\p{L}\d-]+\s){0,4}(?:novels?|books?|bestseller|best-seller|memoir|play|story|trilogy|comics?|biography|thriller)\b/iu;

/** "Who is the director of the film?", "Who wrote it?": "directed by Ana Sol", "from director Ana Sol". */
function creatorFit(candidate: Candidate, { sentence }: Passage, question: UnderstoodQuestion): number {
  const { verb, slot, passive } = question.clause;
  if (candidate.kind !== 'name' || question.kind !== 'who') return 0;
  const doing = slot === 'subject' && !passive ? verb : slot === 'predicate' ? question.focusHead : undefined;
  if (doing === undefined) return 0;
  const forms = formsOfWord(doing);
  const from = sentence.tokens.findIndex((token) => token.end > candidate.start);
  const by =
    sentence.tokens[from - 1]?.norm === 'by' ? from - 1 : sentence.tokens[from - 2]?.norm === 'by' ? from - 2 : -1;
  if (WRITES.test(doing) && WORK_BEHIND.test(sentence.text.slice(candidate.end - sentence.start))) return 1;
  if (by <= 0) return 0;
  const worth = forms.get(sentence.tokens[by - 1]!.stem) ?? 0;
  return worth >= SYNONYM ? 1 : 0;
}

/** What such a fit says of a candidate: it is not the answer, whatever else speaks for it. */
export const RULED_OUT = -2;

/** The very prize is told: more than that somebody won. */
const OF_THE_PRIZE = 1.5;
const PRIZE_LINK =
  /^(?:['’]s?)?(?:\s(?:also|then|was|were|been|has|had|and|who|finally|again|the|a|an|with|his|her|first|second|third|fourth|fifth|\d{4}))*(?:\s(?:win|wins|won|winning|take|takes|took|taking|home|claim|claims|claimed|earn|earned|receive|received|collect|collected|awarded|named|scoop|scooped|picked|up|pick|picks|bags|bagged|given|presented|handed))*(?:\s(?:the|a|an|with|his|her|\d{4}))*\s["“‘']?$/i;
const PRIZE_LINK_BACK =
  /^["”’']?\s(?:(?:award|prize|trophy|title|honou?rs?)\s)?(?:(?:as|was|were|has been|and|which|that)\s)*(?:(?:went|goes|go|awarded|given|presented|handed|won|shared|claimed)\s(?:to|by)\s)(?:the\s)?(?:[\p{L}-]+(?:['’]s)?\s){0,4}$/iu;

/** "Ana Sol won the Golden Oar and Petra Lund the Silver Oar": each prize belongs to the name next to it. */
function prizeFit(candidate: Candidate, { sentence }: Passage, question: UnderstoodQuestion): number {
  const { verb = '', slot, object } = question.clause;
  if (!WIN_VERBS.has(verb) || slot !== 'subject' || candidate.kind !== 'name' || question.kind !== 'who') return 0;
  const prize = PRIZE_NAME.exec(object ?? '')?.[1];
  const at = prize === undefined ? -1 : sentence.text.indexOf(prize);
  if (at < 0) return 0;
  const start = candidate.start - sentence.start;
  const end = candidate.end - sentence.start;
  if (end <= at) return PRIZE_LINK.test(sentence.text.slice(end, at)) ? 1 : 0;
  return PRIZE_LINK_BACK.test(sentence.text.slice(at + prize!.length, start)) ? 1 : 0;
}

const PRIZE_NAME = /^(?:the\s)?((?:\p{Lu}[\p{L}'’-]+)(?:\s\p{Lu}[\p{L}'’-]+)+|best [\p{Ll}-]+(?: [\p{Ll}-]+)?)/u;

/** 1 where the candidate stands on the asked side of the asked relation, -1 where it stands on the other, 0 else. */
export function relationFit(candidate: Candidate, passage: Passage, question: UnderstoodQuestion): number {
  const role = roleFit(candidate, passage, question);
  if (role !== undefined) return role;
  if (creatorFit(candidate, passage, question) > 0) return 1;
  if (prizeFit(candidate, passage, question) > 0) return OF_THE_PRIZE;
  if (question.answerType === 'title') return 0;
  const relation = relationOf(question);
  if (relation === undefined) return 0;
  const { sentence } = passage;
  const around = {
    before: sentence.text.slice(0, candidate.start - sentence.start),
    after: sentence.text.slice(candidate.end - sentence.start),
  };
  if (candidate.kind === 'phrase' && !mayBeNamed(candidate)) return standsOn(relation.other, around) ? -1 : 0;
  const asked = standsOn(relation.asked, around);
  if (asked === standsOn(relation.other, around)) return 0;
  return asked ? 1 : relation.strict === true ? RULED_OUT : -1;
}

/** A name, or what is written like one: an ordinary word that opens a headline. */
const mayBeNamed = ({ kind, written }: Candidate): boolean =>
  kind === 'name' || kind === 'country' || (kind === 'phrase' && /^\p{Lu}\S*(?:\s\p{Lu}\S*){0,2}$/u.test(written));

const standsOn = (side: Side, { before, after }: Surroundings): boolean =>
  side.before.some((each) => each.test(before)) ||
  (!GOVERNED.test(before) && side.after.some((each) => each.test(after)));

/** "Ana Sol of *Peru* won": what a preposition governs does nothing. */
const GOVERNED = /\b(?:of|from|for|in|at|by|to|on|against|over|beat|beats|beating)\s(?:the\s)?$/i;

const PLAYS = /^(?:play|voice|portray|star|act|perform)$/;
const CAST_LINK =
  /^(?:as|is|was|plays?|played|playing|voices?|voiced|portrays?|portrayed|portraying|stars?|starred|starring|the|a|an|his|her|their|villain|character|wife|husband|nemesis|rival|young|younger|older|role|of|in)$/;
/** "as the smuggler Bolt": behind "as" any small words tell what the role is. */
const MAX_WORDS_OF_ROLE = 5;
const PLAYING = /^(?:who )?(?:plays?|played|playing|voices?|voiced|portrays?|portrayed)\b/;
const linksToRole = (between: readonly Token[]): boolean =>
  between.every((token) => CAST_LINK.test(token.norm)) ||
  (between.length <= MAX_WORDS_OF_ROLE &&
    PLAYING.test(
      between
        .slice(0, 2)
        .map((token) => token.norm)
        .join(' '),
    )) ||
  (between[0]?.norm === 'as' &&
    between.length <= MAX_WORDS_OF_ROLE &&
    between.every((token) => /^\p{Ll}/u.test(token.text)));
const CAST_LINK_BACK = /^(?:played|voiced|portrayed|by|is|was)$/;

/** "Who plays Brand in the film?": "Ana Sol as Brand", "Ana Sol (Brand)", "Brand, played by Ana Sol", "Ana Sol the Baker". */
function roleFit(candidate: Candidate, { sentence }: Passage, question: UnderstoodQuestion): number | undefined {
  const { verb = '', slot, object } = question.clause;
  if (!PLAYS.test(verb) || slot !== 'subject' || object === undefined || candidate.kind !== 'name') return undefined;
  if (/^(?:in|on)\b/i.test(object)) return undefined;
  const role = new Set(
    (object.split(/\s(?:in|on|at|for|from|of)\s/)[0] ?? '')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => /^\p{Lu}/u.test(word))
      .map((word) => stem(word)),
  );
  if (role.size === 0) return undefined;
  const { tokens } = sentence;
  const roleAt = tokens.findIndex((token) => role.has(token.stem));
  const from = tokens.findIndex((token) => token.end > candidate.start);
  if (roleAt < 0 || from < 0) return 0;
  const to = tokens.findLastIndex((token) => token.start < candidate.end);
  if (roleAt >= from && roleAt <= to) return 0;
  if (roleAt > to) return linksToRole(tokens.slice(to + 1, roleAt)) ? 1 : -1;
  const roleEnd = tokens.findLastIndex((token) => token.start < candidate.start && role.has(token.stem));
  const between = tokens.slice(roleEnd + 1, from);
  return between.length > 0 && between.every((token) => CAST_LINK_BACK.test(token.norm))
    ? 1
    : between.length === 0 && /\($/.test(sentence.text.slice(0, candidate.start - sentence.start))
      ? 1
      : -1;
}
