/** `nutgraf ask "question"`: an answer with its proof, or an honest refusal. */
import type { Command } from 'commander';
import { NewsroomError } from '../errors.ts';
import { answerPost } from '../posts/answer.ts';
import { answerBatch, textField } from './batch.ts';
import type { CommandLine } from './context.ts';

export function addAsk(program: Command, cli: () => CommandLine): void {
  program
    .command('ask [question...]')
    .description('answer a question from what has been read')
    .option('--batch <file.jsonl>', 'lines of {id?,question}; a line out for each')
    .action(async (question: string[], options: { batch?: string }) => {
      if (options.batch === undefined && question.length === 0)
        throw new NewsroomError('bad_usage', 'ask needs a question.', {
          hint: 'nutgraf ask "who recognised the Taliban first?"',
        });
      const house = await cli().openHouse({ exclusive: false });
      try {
        if (options.batch !== undefined) {
          await answerBatch(cli(), 'questions', options.batch, (record) =>
            house.newsroom.ask(textField(record, 'question')),
          );
          return;
        }
        const answer = await house.newsroom.ask(question.join(' '));
        cli().answer(answer, () => answerPost(answer));
      } finally {
        await house.close();
      }
    });
}
