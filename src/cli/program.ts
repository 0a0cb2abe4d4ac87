/** The command line: one file a command; exit 0 = done, 1 = could not, 2 = bad usage. */
import { Command, CommanderError } from 'commander';
import { asNewsroomError, type ErrorRecord } from '../errors.ts';
import type { CommandLine } from './context.ts';

type AddCommand = (program: Command, cli: () => CommandLine) => void;

/** Loaded when they are named: each command brings what it needs, and no more. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  start: async () => (await import('./start.ts')).addStart,
  ingest: async () => (await import('./ingest.ts')).addIngest,
  stories: async () => (await import('./stories.ts')).addStories,
  brief: async () => (await import('./brief.ts')).addBrief,
  ask: async () => (await import('./ask.ts')).addAsk,
  watch: async () => (await import('./watch.ts')).addWatch,
  feeds: async () => (await import('./feeds.ts')).addFeeds,
  extract: async () => (await import('./extract.ts')).addExtract,
  summarise: async () => (await import('./summarise.ts')).addSummarise,
  match: async () => (await import('./match.ts')).addMatch,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
};

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
  for (const load of commandsNamedBy(args)) (await load())(program, cli);
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

/** Every word that could be the command; all commands where none is, for the help and for suggestions. */
function commandsNamedBy(args: readonly string[]): (() => Promise<AddCommand>)[] {
  const named = Object.entries(COMMANDS).filter(([name]) => args.includes(name));
  return (named.length === 0 ? Object.entries(COMMANDS) : named).map(([, load]) => load);
}

function inWords({ message, hint }: ErrorRecord): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}
