/** What a long question says, piece by piece: each claim with the outlet that it is laid to. */
import type { OutletMention } from './outlets.ts';

export interface QuestionClaim {
  readonly text: string;
  /** Outlets that are said to report it; empty where the question names none for it. */
  readonly sources: readonly string[];
}

const SOURCE_BEFORE_CLAIM =
  /\b(?:does|did|do|has|is|was|the|while|whereas|and|between|after|before|another|an?|to|than|with|'|"|“|‘)\s*(?:the )?(?:(?:article|report|piece|story)s? (?:from|by|in) )?['"“‘]?$/i;
const SOURCE_BEHIND_CLAIM =
  /\b(?:reported|covered|noted|mentioned|featured|described|published) (?:by|in|on)(?: both| sources including)?\s*['"“‘]?(?:the )?$|\b(?:according to|as per|per|in articles? from|articles? by)(?: both)?\s*['"“‘]?$/i;

/** Cuts a question at the outlets that it names. A claim may stand before its source or behind it. */
export function claimsOf(question: string, mentions: readonly OutletMention[]): readonly QuestionClaim[] {
  if (mentions.length === 0) return splitClaims(question).map((text) => ({ text, sources: [] }));
  const runs = joinMentions(question, mentions);
  return runs.flatMap((run, index) => {
    const previousEnd = runs[index - 1]?.end ?? 0;
    const nextStart = runs[index + 1]?.start ?? question.length;
    const before = question.slice(previousEnd, run.start);
    const after = question.slice(run.end, nextStart);
    const behind = SOURCE_BEHIND_CLAIM.test(before) && before.length > 25;
    const ahead = SOURCE_BEFORE_CLAIM.test(before) && !behind;
    const text = behind
      ? index === runs.length - 1 && after.length > 40
        ? `${before} ${after}`
        : before
      : ahead || after.length > 25
        ? after
        : before;
    const clean = text
      .replace(
        /\b(?:articles?|reports?|published on|claims?|suggests?|according to|as reported by|the other|another)\b/gi,
        ' ',
      )
      .replace(/\s+/g, ' ')
      .trim();
    return clean.length < 8 ? [] : [{ text: clean, sources: run.sources }];
  });
}

interface Run {
  readonly sources: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** "TechCrunch, The Verge and CNBC" is one place with three sources. */
function joinMentions(question: string, mentions: readonly OutletMention[]): readonly Run[] {
  const runs: Run[] = [];
  for (const mention of mentions) {
    const last = runs.at(-1);
    if (
      last !== undefined &&
      /^['"”’]?(?:s)?[\s,]*(?:and|&|or|as well as)?[\s,]*(?:both )?['"“‘]?(?:the )?$/i.test(
        question.slice(last.end, mention.start),
      )
    ) {
      runs[runs.length - 1] = { sources: [...last.sources, mention.source], start: last.start, end: mention.end };
    } else {
      runs.push({ sources: [mention.source], start: mention.start, end: mention.end });
    }
  }
  return runs;
}

/** The parts of an enumeration: "which has done A, is accused of B, and plans C". */
export function splitClaims(text: string): readonly string[] {
  const parts = text
    .split(
      /,\s+(?:and\s+|while\s+|whereas\s+|but\s+|who\s+|which\s+|as well as\s+)?|\s+(?:while|whereas|and also|but also|as well as)\s+|;\s+|\s+and\s+(?=(?:is|was|has|have|are|were|who|which|also|offers?|plans?|accused|facing)\b)/i,
    )
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/).length >= 3);
  return parts.length === 0 ? [text] : parts;
}
