/** The Slack workspaces that have installed the app, as the chats' thread and `doctor` read them: beside the newsroom. */
import { resolve } from 'node:path';
import { INSTALLATIONS, type InstallationRecord } from '../../adapters/slack/installations.ts';
import { openSqliteStore } from '../../adapters/storage/sqlite/store.ts';
import { openRemoteState } from '../../adapters/storage/state.ts';
import type { Config } from '../../config/load.ts';
import type { Collection } from '../ports.ts';

export interface OpenedInstallations {
  readonly records: Collection<InstallationRecord>;
  close(): Promise<void>;
}

/** Opens them where the configuration keeps state: the newsroom's SQLite file holds several connections. */
export async function openInstallationRecords(
  config: Config,
  dataDir: string | undefined,
): Promise<OpenedInstallations> {
  const opened =
    config.stateUrl === undefined
      ? await openSqliteStore({ dataDir: resolve(dataDir ?? config.dataDir) })
      : await openRemoteState(config.stateUrl);
  return { records: opened.state.collection(INSTALLATIONS), close: () => opened.close() };
}
