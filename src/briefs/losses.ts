/** What a sentence loses of its worth as the second, third or fourth of a brief. */
import type { Timestamp } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import type { Candidate } from './candidates.ts';
import { isJudging } from './commentary.ts';
import type { Material } from './material.ts';
import { reintroduces } from './retelling.ts';
import { tellsAnotherDeed } from './sameness.ts';
import type { Examined } from './telling.ts';
import { isUnconfirmed } from './unconfirmed.ts';

/** Share of its worth that a sentence loses. */
const LOSS = {
  /** It gives a name in short before anybody has given it in full. */
  presuming: 0.3,
  /** It is about "the ministry", and nobody has said which. */
  unintroduced: 1.2,
  background: 0.3,
  /** It says "there", "the same day", "the second question". */
  leaning: 1.2,
  /** It says when in words that only its own day understood. */
  undated: 0.15,
  /** It gives neither figure, date nor quotation, nor anybody's full name. */
  thin: 0.3,
  /** Only one voice has it, in a story of several. */
  uncorroborated: 0.5,
  /** The same where many voices could have had it. */
  uncorroboratedByMany: 0.65,
  /** It shares little with the heads of the reports. */
  aside: 0.4,
  /** Another report's first sentences, which tell the event once more. */
  restating: 0.6,
  /** It says what was to come, in a report that others have outlived. */
  outlived: 0.5,
  /** It says what something would mean if it happened. */
  conditional: 0.5,
  /** It stands in a report of something else. */
  elsewhere: 0.6,
  /** It stands in a piece of comment, or judges by itself. */
  comment: 0.45,
  judging: 0.5,
  /** It says how far things had come by then. */
  superseded: 0.25,
};
/** A sentence that loses as much is left out while there are enough others. */
export const MAX_LOSS = 0.75;
/** The same where there are not enough others. What loses more is never taken: a short brief is better. */
export const MAX_LOSS_IN_NEED = 1.15;
/** What can't stand beside the lead at all. */
export const NEVER = 10;
/** A sentence with less of the topic in it, or with less than this share of what the lead has, is an aside. */
const ASIDE_NEARNESS = 0.9;
const ASIDE_SHARE_OF_LEAD = 0.15;
const MANY_VOICES = 5;
/** The first sentences of a report tell the event; its very first do little else. */
const RESTATING_POSITIONS = 3;
const RESTATING_OVERLAP = 0.5;
const OPENING_POSITIONS = 2;
const OPENING_OVERLAP = 0.38;
/** In a story of so few reports each has its say: nobody is sent to a report without hearing what it says. */
export const MAX_REPORTS_HEARD = 3;
/** A report this much older than the newest may have been outlived by it. */
const OUTLIVED_AFTER_MS = 20 * 60 * 60 * 1000;

/** "the ambassador there", "the same day". */
const LEANS =
  /^(?:on|in|for|to|at) the (?:first|second|third|other|same|next|following)\b|^(?:initially|eventually|afterwards|ultimately|subsequently|shortly (?:after|before|afterwards)|(?:\p{L}+|\d+) (?:minutes|hours|days|weeks|months|years) (?:later|earlier|before)|the (?:next|following|previous) \p{L}+),|^[^,"\u201c]{2,60}(?:, \d{1,3},)? (?:added|continued|went on)\b|\bit was the same\b|\b(?:just|exactly) such an?\b|\b(?:the same|that) (?:day|evening|night|week)\b|\S\sthere(?=[,.])|\b(?:sat|stood|was|were|lay|stayed|remained|lived|been|go|went|going|arrived|works?|worked|lives|living|working) there\b/iu;
const UNDATED =
  /^overnight\b|\b(?:currently|at present|right now|at the moment|today|yesterday|tomorrow|tonight|(?:this|next|last) (?:week|weekend|month|morning|afternoon|evening)|ago|(?:on|last|next|this|early|late|earlier) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/;
const PROSPECT =
  /\b(?:(?:is|are|remains?) (?:still )?(?:under ?way|ongoing|continuing|expected|due|set|scheduled|planned|trapped|missing|awaiting|searching|trying|looking|preparing|working|fighting|battling|racing|investigating)|will|so far|threatens? to|(?:is|are) to (?:be|\p{Ll}+)|has yet to|have yet to|not yet)\b/u;

const SO_FAR =
  /\b(?:has|have) (?:\p{Ll}+ly |only |now |already )?(?:been |dug|begun|\p{Ll}{2,}ed\b)|\b(?:is|are) (?:\p{Ll}+ly |now |still )?\p{Ll}+ing\b/u;

/** "A win would suggest", "if we win": said before it was known. */
const CONDITIONAL =
  /\b(?:would (?:suggest|mean|signal|mark|make|give|become|be the|leave|bring|help)|could (?:mean|signal|mark|become|affect|be the))\b|(?:^|["\u201c\s,])if (?!not\b)\p{L}+ (?:\p{L}+ )?(?:is|are|wins?|loses?|passes|pass|gets?|fails?|succeeds?)\b/iu;

/** Whether a sentence says when in words that only its own day understood. */
export const isUndated = (text: string): boolean => UNDATED.test(text);

function isThin(text: string, storyAt: Timestamp): boolean {
  const named = /(?<!^)\p{Lu}\p{L}+\s\p{Lu}\p{L}+|^\p{Lu}\p{L}+\s\p{Lu}\p{L}+\s\p{Lu}\p{L}+/u.test(text);
  const quoted = quotationsIn(text).some((quotation) => quotation.text.split(' ').length > 3);
  return !named && !quoted && quantitiesIn(text).length === 0 && datesIn(text, storyAt).length === 0;
}

/** Whether the sentence says what is to come, in a report so much older than the newest that it may have come to pass. */
export function isOutlived(candidate: Candidate, material: Material): boolean {
  return PROSPECT.test(candidate.text) && isOld(candidate, material);
}

/** Whether the sentence's report is older than the newest by so much that others may have outlived it. */
export function isOld({ articleId }: Candidate, { byId, storyAt }: Material): boolean {
  const article = byId.get(articleId);
  if (article === undefined || article.publishedAtGuessed) return false;
  return Date.parse(storyAt) - Date.parse(article.publishedAt) > OUTLIVED_AFTER_MS;
}

/** Whether the story has so few reports that each is heard. */
export const areFew = ({ quotable }: Material): boolean => quotable.length <= MAX_REPORTS_HEARD;

/** What headline and lead have said. */
export interface Said {
  readonly stems: ReadonlySet<string>;
  /** Surnames of those whom they give in full. */
  readonly names: ReadonlySet<string>;
  /** Articles that are about something else. */
  readonly strangers: ReadonlySet<string>;
}

/** What the sentence loses beside the lead. */
export function lossOf(
  candidate: Candidate,
  lead: Candidate,
  said: Said,
  material: Material,
  examine: (candidate: Candidate) => Examined,
): number {
  const { text, part, stems, position } = candidate;
  const examined = examine(candidate);
  if (isUnconfirmed(candidate, examined, material) || reintroduces(text, said.stems)) return NEVER;
  let loss = 0;
  if ([...candidate.presumes].some((name) => !said.names.has(name))) loss += LOSS.presuming;
  if (candidate.leansOn.some((noun) => !said.stems.has(noun))) loss += LOSS.unintroduced;
  if (part === 'background') loss += LOSS.background;
  if (isUndated(text)) loss += LOSS.undated;
  if (candidate.isComment === true) loss += LOSS.comment;
  if (said.strangers.has(candidate.articleId)) loss += LOSS.elsewhere;
  if (isJudging(text)) loss += LOSS.judging;
  if (CONDITIONAL.test(text)) loss += LOSS.conditional;
  if (LEANS.test(text)) loss += LOSS.leaning;
  if (isOutlived(candidate, material)) loss += LOSS.outlived;
  else if (SO_FAR.test(text) && isOld(candidate, material)) loss += LOSS.superseded;
  if (part === 'happening' && candidate.articleId !== lead.articleId) {
    const overlap = material.topic.overlap(stems, lead.stems);
    const isNews = areFew(material) && tellsAnotherDeed(examined, examine(lead));
    if (!isNews && position < OPENING_POSITIONS && overlap >= OPENING_OVERLAP) return NEVER;
    if (position < RESTATING_POSITIONS && overlap >= RESTATING_OVERLAP) loss += LOSS.restating;
  }
  const own = material.voiceOf(candidate.articleId);
  const corroborated = material.witnesses
    .supportersOf(examined)
    .some(({ articleId }) => material.voiceOf(articleId) !== own);
  const { topic } = material;
  const least = Math.max(ASIDE_NEARNESS, ASIDE_SHARE_OF_LEAD * topic.nearnessOf(lead.stems));
  if (topic.nearnessOf(stems) < least) loss += LOSS.aside;
  if (!corroborated) {
    if (topic.voices > 1) loss += topic.voices >= MANY_VOICES ? LOSS.uncorroboratedByMany : LOSS.uncorroborated;
    if (isThin(text, material.storyAt)) loss += LOSS.thin;
  }
  return loss;
}
