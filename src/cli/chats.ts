/** The chats that have their tokens, else the terminal; each is connected anew until it stands. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConsoleChat, createConsole } from '../../adapters/console/index.ts';
import type { Config } from '../../config/load.ts';
import { asNewsroomError, isTransient, NewsroomError } from '../errors.ts';
import type { Platform } from '../model.ts';
import type { Chat, Desk, Log } from '../ports.ts';

/** Between two tries to connect to a platform that is out of reach: at first, and at most. */
export const RECONNECT_FIRST_MS = 2_000;
export const RECONNECT_MAX_MS = 60_000;

export interface Connections {
  readonly platforms: readonly Platform[];
  /** The terminal, where no platform has its token. */
  readonly console: ConsoleChat | undefined;
  /** Throws `unavailable` for a platform that is not connected. */
  on(platform: Platform): Chat;
  /** Connects all. Throws what another try can't cure: a refused token, a missing secret. */
  start(desk: Desk, signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** Slack’s ids tell what they are of; the other managers are roles of Discord. */
const SLACK_GROUP = /^S[A-Z0-9]+$/;

type MakeChat = () => Promise<Chat>;

interface Whereabouts {
  readonly log: Log;
  /** Where the configuration's `dataDir` does not hold. */
  readonly dataDir: string | undefined;
  /** The sample newsroom plays in the terminal alone. */
  readonly sample: boolean;
}

export function openConnections(config: Config, { log, dataDir, sample }: Whereabouts): Connections {
  const makers = sample ? new Map<Platform, MakeChat>() : remoteChats(config, log, dataDir);
  const console = makers.size === 0 ? openConsole() : undefined;
  const connected = new Map<Platform, Chat>();
  if (console !== undefined) connected.set('console', console);
  return {
    platforms: console === undefined ? [...makers.keys()] : ['console'],
    console,
    on(platform) {
      const chat = connected.get(platform);
      if (chat === undefined) throw new NewsroomError('unavailable', `The bot is not connected to ${platform}.`);
      return chat;
    },
    async start(desk, signal) {
      const connect = async ([platform, make]: readonly [Platform, MakeChat]): Promise<void> => {
        const chat = await connectStubbornly(platform, make, desk, log, signal);
        if (chat !== undefined) connected.set(platform, chat);
      };
      await Promise.all([console?.start(desk), ...[...makers].map(connect)]);
    },
    async stop() {
      await Promise.allSettled([...connected.values()].map((chat) => chat.stop()));
    },
  };
}

function openConsole(): ConsoleChat {
  return createConsole({
    input: process.stdin,
    output: process.stdout,
    colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  });
}

export const hasSlack = ({ slack }: Config): boolean => slack.botToken !== undefined || slack.install !== undefined;

/** The SDKs are large, so that each is loaded only where its platform has a token. */
function remoteChats(config: Config, log: Log, dataDir: string | undefined): Map<Platform, MakeChat> {
  const { slack, discord, permissions } = config;
  const managerGroups = permissions.managers.filter((id) => SLACK_GROUP.test(id));
  const makers = new Map<Platform, MakeChat>();
  if (hasSlack(config))
    makers.set('slack', async () => {
      const { createSlack } = await import('../../adapters/slack/index.ts');
      const { httpPort: port, install, ...rest } = slack;
      if (install === undefined) return createSlack({ ...rest, managerGroups, port, log });
      const { openInstallationRecords } = await import('./installations.ts');
      const { records, close } = await openInstallationRecords(config, dataDir);
      const chat = createSlack({ ...rest, managerGroups, installation: { ...install, records }, port, log });
      return { ...chat, stop: () => chat.stop().finally(close) };
    });
  const { token, ...discordRest } = discord;
  if (token !== undefined)
    makers.set('discord', async () => {
      const { createDiscord } = await import('../../adapters/discord/index.ts');
      return createDiscord({ ...discordRest, token, log });
    });
  return makers;
}

async function connectStubbornly(
  platform: Platform,
  make: MakeChat,
  desk: Desk,
  log: Log,
  signal: AbortSignal,
): Promise<Chat | undefined> {
  for (let waitMs = RECONNECT_FIRST_MS; !signal.aborted; waitMs = Math.min(2 * waitMs, RECONNECT_MAX_MS)) {
    const chat = await make();
    try {
      await chat.start(desk);
      return chat;
    } catch (thrown) {
      const error = asNewsroomError(thrown);
      await chat.stop().catch(() => {
        // it never stood
      });
      if (!isTransient(error)) throw error;
      log.warn(`${platform} is out of reach`, { error: error.message, waitMs });
      await sleep(waitMs, undefined, { signal }).catch(() => {
        // aborted: the loop's condition ends it
      });
    }
  }
  return undefined;
}
