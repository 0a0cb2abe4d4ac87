/**
 * Set phrases around what is no person's side of a deed: what a thing costs, what somebody died of, which work won, the post
 * or the employer that somebody had before. As in relations.ts, the words right before and behind a candidate tell.
 */
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import { RULED_OUT } from './relations.ts';
import type { Passage } from './retrieve.ts';

interface SetPhrase {
  /** The class of questions that it is for. */
  readonly asks: (question: UnderstoodQuestion) => boolean;
  readonly before: RegExp;
  readonly after?: RegExp;
  /** What the candidate itself may look like. */
  readonly itself?: RegExp;
  /** What stands elsewhere is not the answer: in the same sentence, or in any. */
  readonly only?: 'here' | 'anywhere';
}

const POST = /^(?:positions?|jobs?|roles?|posts?|titles?|occupation|profession)$/;
const HELD = /\b(?:hold|held|have|had|do|serve|occupy|fill)\b/;
const LED = /^(?:lead|run|manage|coach|head|work|play|leave|join|serve|own|found)$/;
const FORMERLY =
  '(?:former|formerly|previously|ex|erstwhile|before that|until then|currently|is now|now|served as|serving as|worked as|spent [\\p{L}\\d ]{3,25} as|years as|working as|was|been|stint as|career as|role as|job as|left|leaves?|leaving|departs?|ran|led|heads?|headed|managed|coached|worked at|worked for|stints? at|from|boss of|head of|chief of|ceo of|cfo of|president of|coach of|manager of|chairman of|director of)';

const SET_PHRASES: readonly SetPhrase[] = [
  {
    asks: ({ answerType, resolved }) =>
      answerType === 'money' && /\b(?:cost|costs|price|priced|sell|sold|fetch|fetched|worth)\b/i.test(resolved),
    before:
      /\b(?:starts?|starting|begins?|retail(?:s|ed|ing)?|sells?|sold|selling|priced?|prices?|costs?|available|goes|went|fetch(?:es|ed)?|worth|valued|tag|bought|yours|set(?:s)? you back|on sale)\s(?:(?:for|at|from|of|you|is|was|an?|the|record|around|about|just|only|as little as)\s){0,4}$/i,
  },
  {
    asks: ({ clause, resolved, answerType }) =>
      (clause.verb === 'die' && /\b(?:of|from)\??$/i.test(resolved)) ||
      (answerType === 'reason' && /\bcause of death\b/i.test(resolved)),
    before:
      /\b(?:died?|dies|death|dead|dying|passed away)\b[^.;]{0,50}\b(?:of|from|by|after)\s(?:(?:an?|the|his|her|long|short|battle|fight|with|complications|of|from|brief|suspected|suffering|being diagnosed|apparent|\p{Ll}+-\p{Ll}+)\s){0,6}$|\b(?:treated for|battle with|battling|fight against|fighting|complications (?:of|from)|diagnosed with|suffering from|suffered from|suffered|cause of death (?:was|as|is))\s(?:(?:an?|the|massive|terminal|stage four)\s){0,2}$/iu,
    only: 'anywhere',
  },
  {
    asks: ({ resolved }) =>
      /\bgenre\b|\b(?:kind|type|sort) of (?:drama|film|movie|series|show|comedy|novel|book|game)\b/i.test(resolved),
    before: /(?!)/,
    itself:
      /^(?!.*\b(?:genre|kind)\b)(?=.*\b(?:comedy|romantic|romance|thriller|legal|medical|crime|horror|fantasy|science fiction|sci-fi|action|historical|musical|western|mystery|period|political|family|sports|war|spy|police|detective|satire|tragedy|biographical|documentary|adventure|psychological|supernatural|coming-of-age|revenge|melodrama)\b)(?!\p{Lu})/u,
    only: 'anywhere',
  },
  {
    asks: ({ answerType, clause }) => answerType === 'title' && clause.slot === 'subject',
    before:
      /\b(?:with|for|film|movie|novel|song|single|album|book|series|show|game|drama|hit|ballad|track|debut|satire|comedy|thriller|titled|entitled|called)[,:]?\s["“‘']?(?:The\s|A\s)?$|['’]s\s["“‘]$/i,
    only: 'here',
  },
  {
    asks: ({ focusHead, resolved }) =>
      POST.test(focusHead ?? '') && (HELD.test(resolved) || /\b(?:before|prior to|former|previous)\b/i.test(resolved)),
    before: new RegExp(`\\b${FORMERLY}[\\s-](?:(?:the|an?|its|his|her|their)\\s)?$`, 'i'),
    after: /^\s\p{Lu}\p{Ll}+|^(?:\s(?:of|at|for)\s(?:\p{Lu}[\p{L}-]+\s?){1,3})?(?:,|\sbefore\b|\suntil\b|\sfrom\b)/u,
  },
  {
    asks: ({ answerType, clause, resolved }) =>
      answerType === 'organisation' &&
      LED.test(clause.verb ?? '') &&
      /\b(?:before|previously|prior to|formerly)\b/i.test(resolved),
    before: new RegExp(`\\b${FORMERLY}[\\s-](?:[\\p{L}-]+\\s){0,3}$`, 'iu'),
  },
  {
    asks: ({ answerType, clause }) => answerType === 'organisation' && /^(?:belong|represent)$/.test(clause.verb ?? ''),
    before:
      /\b(?:of|from|for|by|leader|candidate|nominee|chairman|head|member|leads|represents|representing|with|joined)\s(?:(?:of|for|from|the|its|his|her|ruling|governing|opposition|centre-right|centre-left|conservative|liberal|main|far-right|far-left)\s){0,4}$|['’]s\s$|\($/i,
  },
  {
    asks: ({ resolved }) =>
      /\brenamed?\b|\brebrand(?:ed)?\b|\bchange[ds]? (?:its|his|her|their|the) name\b|\bnew name\b/i.test(resolved),
    before:
      /\b(?:renamed?|renaming|rebrand(?:ed|ing|s)?(?: (?:itself|themselves))?|called|known as|(?:changed?|changes|changing) (?:its|his|her|their) (?:\p{L}+ )?name|change of name|name)\s(?:(?:as|to|from \p{Lu}[\p{L}-]+ to|itself|simply|now|is)\s){0,3}["“‘']?$|\b(?:becomes?|became)\s(?:simply\s)?["“‘']?$/iu,
  },
  {
    asks: ({ kind, clause }) =>
      kind === 'when' &&
      /^(?:release|launch|premiere|debut|come|open|air|publish|arrive|start|begin|drop|issue)$/.test(clause.verb ?? ''),
    before:
      /\b(?:releas(?:e[sd]?|ing)|launch(?:e[sd]|ing)?|premier(?:e[sd]?|ing)|debut(?:s|ed|ing)?|opens?|opened|opening|arriv(?:e[sd]?|ing|al)|out|unveiled|drop(?:s|ped)?|airs?|aired|airing|published|begins?|began|starts?|started|available|lands?|landed|live|sale|theat(?:er|re)s|cinemas|stores|shelves|screens|streaming|streams?|slated|scheduled|due|rolls? out|kick(?:s|ed)? off|hits? [\p{L} ]{3,20}|came)\s(?:(?:on|in|from|for|worldwide|nationwide|globally|sunday|monday|tuesday|wednesday|thursday|friday|saturday|[A-Z][\p{L}+]+),?\s){0,4}$/iu,
  },
  {
    // "who sentenced her": what a judge hands down is told with the judge, whatever verb is used.
    asks: ({ clause }) =>
      /^(?:sentence|convict|order|fine|jail)$/.test(clause.verb ?? '') && clause.slot === 'subject' && !clause.passive,
    before:
      /\b(?:by|judge|justice|magistrate)\s(?:(?:u\.s\.|us|federal|district|county|superior|court|judge|justice|magistrate|chief|the|a)\s){0,5}$/i,
  },
];

/** 1 where a set phrase puts the candidate in the asked place, -1 where it puts another there, 0 else. */
export function setPhraseFit(
  candidate: Candidate,
  candidates: readonly Candidate[],
  { sentence }: Passage,
  question: UnderstoodQuestion,
): number {
  const phrase = SET_PHRASES.find(({ asks }) => asks(question));
  if (phrase === undefined) return 0;
  const stands = (each: Candidate): boolean =>
    phrase.itself?.test(each.text) === true ||
    phrase.before.test(sentence.text.slice(0, each.start - sentence.start)) ||
    phrase.after?.test(sentence.text.slice(each.end - sentence.start)) === true;
  if (stands(candidate)) return 1;
  if (phrase.only === 'anywhere') return RULED_OUT;
  return phrase.only === 'here' && candidates.some(stands) ? -1 : 0;
}
