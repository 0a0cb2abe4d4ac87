/** `nutgraf stories`: the events that the archive knows. */
import type { Command } from 'commander';
import { NewsroomError } from '../errors.ts';
import { storiesPost } from '../posts/notice.ts';
import type { CommandLine } from './context.ts';

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `7d`, `12h`, `2w` in milliseconds; undefined for `all`. Throws `bad_usage`. */
export function parseSince(since: string): number | undefined {
  if (since === 'all') return undefined;
  const match = /^(\d{1,4})([hdw])$/.exec(since);
  const unit = UNIT_MS[match?.[2] ?? ''];
  if (match === null || unit === undefined)
    throw new NewsroomError('bad_usage', `--since ${since} is not a length of time.`, {
      hint: 'Write 12h, 7d, 2w or all.',
    });
  return Number(match[1]) * unit;
}

export function addStories(program: Command, cli: () => CommandLine): void {
  program
    .command('stories')
    .description('the stories that moved lately')
    .option('--since <time>', '12h, 7d, 2w or all', '7d')
    .action(async (options: { since: string }) => {
      const withinMs = parseSince(options.since);
      const house = await cli().openHouse({ exclusive: false });
      try {
        const stories = await house.newsroom.stories(withinMs);
        const printed = stories.map((story) => ({
          id: story.id,
          title: story.title,
          articles: story.articleIds,
          sources: story.sources,
          independentSources: story.independentSources,
          firstSeenAt: story.firstSeenAt,
          updatedAt: story.updatedAt,
          ...(story.follows === undefined ? {} : { follows: story.follows }),
        }));
        cli().answer(printed, () => storiesPost(stories));
      } finally {
        await house.close();
      }
    });
}
