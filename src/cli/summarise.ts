/** `nutgraf summarise --batch FILE.jsonl`: the plain summary of a set of documents. */
import type { Command } from 'commander';
import { summarise } from '../briefs/summarise.ts';
import { NewsroomError } from '../errors.ts';
import { answerBatch, optionalText } from './batch.ts';
import type { CommandLine } from './context.ts';

export const SUMMARY_WORDS = 120;

export function addSummarise(program: Command, cli: () => CommandLine): void {
  program
    .command('summarise')
    .description('summarise sets of documents')
    .requiredOption('--batch <file.jsonl>', 'lines of {id,documents:[{title,text,source?,publishedAt?}],words?}')
    .action(async (options: { batch: string }) => {
      await answerBatch(cli(), 'summaries', options.batch, async (record) => {
        const { documents, words } = record;
        if (!Array.isArray(documents) || documents.length === 0)
          throw new NewsroomError('bad_input', '“documents” is missing, or holds nothing.', {
            hint: 'Give [{"title":"…","text":"…"}].',
          });
        if (words !== undefined && (typeof words !== 'number' || !(words > 0)))
          throw new NewsroomError('bad_input', '“words” is not a positive number.');
        return { summary: summarise(documents.map(documentOf), words ?? SUMMARY_WORDS) };
      });
    });
}

function documentOf(value: unknown): { title: string; text: string; source?: string; publishedAt?: string } {
  if (typeof value !== 'object' || value === null) throw new NewsroomError('bad_input', 'A document is not an object.');
  const record = value as Record<string, unknown>;
  const source = optionalText(record, 'source');
  const publishedAt = optionalText(record, 'publishedAt');
  return {
    title: optionalText(record, 'title') ?? '',
    text: optionalText(record, 'text') ?? '',
    ...(source === undefined ? {} : { source }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}
