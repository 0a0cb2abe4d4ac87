/** Nutgraf, from the top: read the configuration, open the store, put the newsroom together, do what the command line says. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig } from '../config/load.ts';
import { printPost } from '../adapters/console/render.ts';
import { keyvStateAt } from '../adapters/storage/keyv-state.ts';
import { openSqliteStore } from '../adapters/storage/sqlite/store.ts';
import { createWeb } from '../adapters/web/web.ts';
import type { CommandLine, House, HouseOptions } from './cli/context.ts';
import { openLog } from './cli/log.ts';
import { type GlobalOptions, runProgram } from './cli/program.ts';
import { openDesk } from './desk/desk.ts';
import { openNewsroom } from './newsroom/newsroom.ts';
import type { Clock } from './ports.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** Opens the data folder and puts the newsroom together over it. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const config = loadConfig({ configDir: options.configDir, env: process.env });
  const log = openLog(config.logLevel);
  const clock = options.clock ?? SYSTEM_CLOCK;
  const store = await openSqliteStore({ dataDir: options.dataDir ?? resolve(config.dataDir), exclusive: options.exclusive });
  const web = createWeb({ ...config.fetching, userAgent: config.userAgent, allowHosts: [...config.allowHosts, ...(options.allowHosts ?? [])], clock });
  const newsroom = await openNewsroom({ ...store, feedSource: web, clock, log, random: Math.random, policy: policyOf(config) });
  return {
    config,
    newsroom,
    desk: openDesk(newsroom, log),
    log,
    async close() {
      await web.close();
      await store.close();
    },
  };
}
