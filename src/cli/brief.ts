/** `nutgraf brief STORY|"topic"`: a short cited brief. */
import type { Command } from 'commander';
import { NewsroomError } from '../errors.ts';
import { briefPost } from '../posts/brief.ts';
import type { CommandLine } from './context.ts';

/** A brief in fewer words says nothing; one in more is no brief. */
export const BRIEF_MIN_WORDS = 20;
export const BRIEF_MAX_WORDS = 1_000;

/** A whole number of words from the command line. Throws `bad_usage`. */
export function parseWords(words: string): number {
  const value = Number(words);
  if (!Number.isInteger(value) || value < BRIEF_MIN_WORDS || value > BRIEF_MAX_WORDS)
    throw new NewsroomError('bad_usage', `--words ${words} is not possible.`, {
      hint: `Give a whole number from ${BRIEF_MIN_WORDS} to ${BRIEF_MAX_WORDS}.`,
    });
  return value;
}

export function addBrief(program: Command, cli: () => CommandLine): void {
  program
    .command('brief <story-or-topic>')
    .description('a short cited brief of a story')
    .option('--words <n>', 'word budget')
    .action(async (topic: string, options: { words?: string }) => {
      const words = options.words === undefined ? undefined : parseWords(options.words);
      const house = await cli().openHouse({ exclusive: false });
      try {
        const brief = await house.newsroom.brief(topic, words);
        cli().answer(brief, () => briefPost(brief));
      } finally {
        await house.close();
      }
    });
}
