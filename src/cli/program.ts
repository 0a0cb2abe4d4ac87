/** The command line: one file a command; exit 0 = done, 1 = could not, 2 = bad usage. */
import { Command, CommanderError } from 'commander';
import { asNewsroomError, type ErrorRecord } from '../errors.ts';
import { addAsk } from './ask.ts';
import { addBrief } from './brief.ts';
import type { CommandLine } from './context.ts';
import { addDoctor } from './doctor.ts';
import { addExtract } from './extract.ts';
import { addFeeds } from './feeds.ts';
import { addIngest } from './ingest.ts';
import { addMatch } from './match.ts';
import { addStart } from './start.ts';
import { addStories } from './stories.ts';
import { addSummarise } from './summarise.ts';
import { addWatch } from './watch.ts';

export interface GlobalOptions {
  readonly data?: string;
  readonly config?: string;
  readonly json?: boolean;
}

/** Runs one command. `open` makes its surroundings from the options that every command shares. Gives the exit code. */
export async function runProgram(
  args: readonly string[],
  open: (options: GlobalOptions) => CommandLine,
  complain: (line: string) => void,
): Promise<number> {
  const program = new Command('nutgraf')
    .description('A newsroom bot: alerts, cited briefs and proven answers from the outlets you read.')
    .option('--data <dir>', 'the data folder (default: dataDir of newsroom.yaml)')
    .option('--config <dir>', 'the configuration folder')
    .option('--json', 'print one JSON value (JSON lines for batches) and nothing else')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: (text) => complain(text.trimEnd()) });
  let opened: CommandLine | undefined;
  const cli = (): CommandLine => {
    opened ??= open(program.opts<GlobalOptions>());
    return opened;
  };
  for (const add of [
    addStart,
    addIngest,
    addStories,
    addBrief,
    addAsk,
    addWatch,
    addFeeds,
    addExtract,
    addSummarise,
    addMatch,
    addDoctor,
  ])
    add(program, cli);
  try {
    await program.parseAsync(args, { from: 'user' });
    return opened?.exitCode.value ?? 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const error = asNewsroomError(thrown);
    complain(inWords(error.toRecord()));
    if (error.code === 'internal' && error.cause !== undefined)
      complain(String((error.cause as Error).stack ?? error.cause));
    return error.code === 'bad_usage' ? 2 : 1;
  }
}

function inWords({ message, hint }: ErrorRecord): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}
