/** Questions, and the conversations that they go on with. */
import { answerQuestion } from '../answers/answer.ts';
import type { Answer, Question } from '../model.ts';
import type { Archive, Collection } from '../ports.ts';
import { type Library, stands } from './library.ts';
import type { World } from './world.ts';

/** A conversation is forgotten after this; a follow-up then is a question of its own. */
export const CONVERSATION_MS = 30 * 60_000;
/** Earlier questions that a follow-up can mean. */
export const CONVERSATION_TURNS = 6;

type Turns = NonNullable<Question['thread']>;

interface QuestionDesk {
  ask(question: string, conversation?: string): Promise<Answer>;
}

export function openQuestionDesk(world: World, library: Library): QuestionDesk {
  const conversations: Collection<Turns> = world.state.collection('conversations');
  /** What outlets have taken back proves nothing. */
  const standing: Archive = {
    ...world.archive,
    articles: async (ids) => (await world.archive.articles(ids)).filter(stands),
  };
  return {
    async ask(text, conversation) {
      const thread = conversation === undefined ? [] : ((await conversations.get(conversation)) ?? []);
      const answer = await answerQuestion(
        { text, thread },
        {
          searchIndex: world.searchIndex,
          archive: standing,
          now: world.clock.now(),
          minConfidence: world.policy.answerMinConfidence,
          owners: world.policy.owners,
          read: (article) => library.read(article),
        },
      );
      if (conversation !== undefined) {
        const turn = { question: answer.question, answer: answer.abstained ? '' : answer.answer };
        await conversations.set(conversation, [...thread, turn].slice(-CONVERSATION_TURNS), { ttlMs: CONVERSATION_MS });
      }
      return answer;
    },
  };
}
