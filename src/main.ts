/** Nutgraf, from the top: read the configuration, open the store, put the newsroom together, do what the command line says. */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { renderPost } from '../adapters/console/views.ts';
import { openSqliteStore } from '../adapters/storage/sqlite/store.ts';
import { openState } from '../adapters/storage/state.ts';
import { createWeb } from '../adapters/web/web.ts';
import { type Config, loadConfig } from '../config/load.ts';
import type { CommandLine, House, HouseOptions, Ownership } from './cli/context.ts';
import { openLog } from './cli/log.ts';
import { type GlobalOptions, runProgram } from './cli/program.ts';
import { openDesk } from './desk/desk.ts';
import { openNewsroom } from './newsroom/open.ts';
import type { Policy } from './newsroom/world.ts';
import type { Clock } from './ports.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SYSTEM_CLOCK: Clock = { now: () => Date.now() };
const MAX_COLUMNS = 100;

/** Opens the data folder and puts the newsroom together over it. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const config = loadConfig({ configDir: options.configDir, env: process.env });
  const dataDir = resolve(options.dataDir ?? config.dataDir);
  const clock = options.sample?.clock ?? SYSTEM_CLOCK;
  const log = openLog(options.logLevel ?? config.logLevel);
  const store = await openSqliteStore({ dataDir, exclusive: options.exclusive });
  const state = await openState(config.stateUrl, store);
  const web = createWeb(webOptions(config, options));
  const policy = policyOf(config, options);
  const newsroom = await openNewsroom({
    ...store,
    state: state.state,
    feedSource: web,
    pageSource: web.pages,
    clock,
    log,
    random: Math.random,
    policy,
  });
  return {
    config,
    dataDir,
    newsroom,
    desk: openDesk(newsroom, log),
    log,
    checkStore: () => store.check(),
    async close() {
      await web.close();
      await state.close();
      await store.close();
    },
  };
}

function webOptions(config: Config, { sample }: HouseOptions): Parameters<typeof createWeb>[0] {
  const { fetching, userAgent, allowHosts } = config;
  // The sample newsroom is served by this process itself; nothing else on this machine may be asked.
  return {
    ...fetching,
    userAgent,
    allowHosts: sample === undefined ? allowHosts : [...allowHosts, ...sample.hosts],
    clock: SYSTEM_CLOCK,
  };
}

function policyOf(config: Config, { sample }: HouseOptions): Policy {
  const owned: readonly Ownership[] = [...config.outlets, ...(sample?.outlets ?? [])];
  return {
    polling: config.polling,
    briefWords: config.briefs.words,
    alerts: { maxNewsAgeDays: config.alerts.maxAgeDays, minIndependentSources: config.alerts.minIndependentSources },
    delivery: config.outbox,
    answerMinConfidence: config.answers.minConfidence,
    owners: new Map(owned.flatMap(({ owner, outlets }) => outlets.map((outlet) => [outlet, owner] as const))),
    aliases: config.aliases,
  };
}

/** The surroundings of one command. */
function openCommandLine(options: GlobalOptions): CommandLine {
  const configDir = resolve(options.config ?? join(ROOT, 'config'));
  return {
    configDir,
    dataDir: options.data,
    exitCode: { value: 0 },
    openHouse: ({ exclusive }) => openHouse({ configDir, dataDir: options.data, exclusive }),
    answer(value, post) {
      const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
      const columns = Math.min(process.stdout.columns ?? MAX_COLUMNS, MAX_COLUMNS);
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(value)}\n`
          : `${renderPost(post(), { columns, colour }).join('\n')}\n`,
      );
    },
    async print(line) {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    },
    note: (line) => void process.stderr.write(`${line}\n`),
  };
}

if (import.meta.main && isMainThread) {
  try {
    process.loadEnvFile(join(ROOT, '.env'));
  } catch {
    // no .env: the environment alone counts
  }
  process.exitCode = await runProgram(
    process.argv.slice(2),
    openCommandLine,
    (line) => void process.stderr.write(`${line}\n`),
  );
}
