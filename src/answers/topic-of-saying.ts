/** What was said *about* something: of several sayings of one sentence or speaker, the one that holds the topic. */
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord } from './terms.ts';
import type { Features } from './weights.ts';

const TOPIC = /^(?:about|on|of|regarding|concerning)\s(?:the\s)?(.+)$/i;
/** Words that stand for whatever was reported: a saying about it need not repeat them. */
const THE_EVENT = /^(?:it|this|that|them|move|decision|step|news|announcement|matter|issue)$/i;

/** Proximity of a saying without the topic, and what the whole topic adds: a saying has no distance of its own. */
const OFF_TOPIC = 0.3;
const ON_TOPIC = 0.35;

/** The features of a saying, more where it holds the topic that the question names. */
export function asOfTheTopic(features: Features, candidate: Candidate, question: UnderstoodQuestion): Features {
  if (question.answerType !== 'quote' || candidate.kind !== 'clause') return features;
  const topic = TOPIC.exec(question.clause.object ?? '')?.[1];
  const asked = tokenise(topic ?? '').filter((token) => !token.stop && !THE_EVENT.test(token.norm));
  if (asked.length === 0) return { ...features, overlap: 0 };
  const said = new Set(tokenise(candidate.written).map((token) => token.stem));
  const held = asked.filter(({ norm }) => [...formsOfWord(norm).keys()].some((form) => said.has(form))).length;
  return { ...features, overlap: 0, proximity: OFF_TOPIC + (ON_TOPIC * held) / asked.length };
}
