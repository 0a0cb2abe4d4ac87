/** The house: the configuration read, the store and the web opened, the newsroom put together over them. */
import { resolve } from 'node:path';
import { openSqliteStore } from '../../adapters/storage/sqlite/store.ts';
import { openState } from '../../adapters/storage/state.ts';
import { createWeb } from '../../adapters/web/web.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { openDesk } from '../desk/desk.ts';
import { openNewsroom } from '../newsroom/open.ts';
import type { Policy } from '../newsroom/world.ts';
import type { Clock } from '../ports.ts';
import type { House, HouseOptions, Ownership } from './context.ts';
import { openLog } from './log.ts';
import { openTidying } from './memory.ts';
import { parseChannel } from './watch.ts';

const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

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
    tidy: openTidying(),
  });
  return {
    config,
    dataDir,
    newsroom,
    desk: openDesk(newsroom, log, {
      permissions: config.permissions,
      ...(options.reach === undefined ? {} : { reach: options.reach }),
    }),
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

/** The schema has seen to its form. */
const operatorOf = ({ operator }: Config): Pick<Policy, 'operator'> =>
  operator.channel === '' ? {} : { operator: parseChannel(operator.channel) };

function policyOf(config: Config, { sample }: HouseOptions): Policy {
  const owned: readonly Ownership[] = [...config.outlets, ...(sample?.outlets ?? [])];
  return {
    polling: config.polling,
    briefWords: config.briefs.words,
    alerts: { maxNewsAgeDays: config.alerts.maxAgeDays, minIndependentSources: config.alerts.minIndependentSources },
    delivery: config.outbox,
    ...operatorOf(config),
    answerMinConfidence: config.answers.minConfidence,
    owners: new Map(owned.flatMap(({ owner, outlets }) => outlets.map((outlet) => [outlet, owner] as const))),
    aliases: config.aliases,
  };
}
