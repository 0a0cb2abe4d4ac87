/** The sample newsroom: what a fresh start shows, read over HTTP through the ordinary path, in a data folder of its own. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONSOLE_CHANNEL } from '../../adapters/console/index.ts';
import { type SampleNewsroom, startSampleNewsroom } from '../../adapters/sample/newsroom.ts';
import { DEFAULTS } from '../../config/schema.ts';
import { asNewsroomError } from '../errors.ts';
import type { House, HouseOptions } from './context.ts';

/** How long a person is left to read before more is told, in milliseconds. */
export const SAMPLE_PAUSE_MS = 5_000;
/** Within the data folder; made anew on every start. */
export const SAMPLE_FOLDER = 'sample';

export interface SamplePlay {
  readonly house: House;
  /** Reads what is there, then lets the outlets publish batch by batch. Ends when all has been told and delivered. */
  play(options: { readonly deliver: () => Promise<unknown>; readonly signal: AbortSignal }): Promise<void>;
  close(): Promise<void>;
}

export async function openSample(
  openHouse: (options: HouseOptions) => Promise<House>,
  options: {
    readonly dataDir: string | undefined;
    readonly configDir: string;
    readonly unhurried: boolean;
    readonly logLevel: House['config']['logLevel'];
  },
): Promise<SamplePlay> {
  const dataDir = join(resolve(options.dataDir ?? DEFAULTS.dataDir), SAMPLE_FOLDER);
  const { configDir, logLevel } = options;
  if (existsSync(dataDir)) await mustBeOurs(() => openHouse({ dataDir, configDir, logLevel, exclusive: true }));
  await rm(dataDir, { recursive: true, force: true });
  const sample = await startSampleNewsroom();
  const house = await openHouse({
    dataDir,
    configDir,
    logLevel,
    exclusive: true,
    sample: { ...sample, hosts: sample.feeds.map(({ url }) => new URL(url).host) },
  });
  for (const feed of sample.feeds) await house.newsroom.feeds.add(feed);
  return {
    house,
    play: (how) => play(house, sample, { ...how, pauseMs: options.unhurried ? SAMPLE_PAUSE_MS : 0 }),
    close: () => sample.close(),
  };
}

/** Another bot may be playing in the folder: its data is not ours to remove. What can't be read any more is. */
async function mustBeOurs(open: () => Promise<House>): Promise<void> {
  try {
    await (await open()).close();
  } catch (thrown) {
    if (asNewsroomError(thrown).code === 'storage_locked') throw thrown;
  }
}

async function play(
  { newsroom }: House,
  sample: SampleNewsroom,
  {
    deliver,
    signal,
    pauseMs,
  }: { readonly deliver: () => Promise<unknown>; readonly signal: AbortSignal; readonly pauseMs: number },
): Promise<void> {
  const read = (): Promise<void> => newsroom.readDueFeeds({ backfill: 0, now: 'all', signal });
  await read();
  for (const watchlist of sample.watchlists)
    await newsroom.watchlists.add({
      ...watchlist,
      owner: { id: 'sample', name: 'Sample desk' },
      channel: CONSOLE_CHANNEL,
    });
  const paused = (): Promise<unknown> =>
    sleep(pauseMs, undefined, { signal }).catch(() => {
      // aborted: the loop's condition ends it
    });
  await paused();
  while (!signal.aborted && (await sample.advance())) {
    await read();
    await deliver();
    await paused();
  }
}
