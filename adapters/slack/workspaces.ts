/** The workspaces that the bot is in: one by a token of its own, or all that have installed the app. */
import type { Authorize, Installation } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { NewsroomError } from '../../src/errors.ts';
import type { Installations } from './installations.ts';
import { type WebClientOptions, WorkspaceClient } from './web-client.ts';

/** Clients that are kept with what they know of Slack's limits. */
export const CLIENTS_REMEMBERED = 2_000;

export interface Workspace {
  readonly client: WorkspaceClient;
  /** `xoxb-…` */
  readonly botToken: string;
  readonly botUserId?: string;
  readonly botId?: string;
  /** Where the token names the workspace itself. */
  readonly team?: string;
}

export interface Workspaces {
  /** Throws `permission_lost` where the app is not installed in the workspace. */
  of(workspace: string | undefined): Promise<Workspace>;
  /** Whose request it is, for Bolt. */
  readonly authorize: Authorize<boolean>;
  /** Forgets what was uninstalled; gives the workspaces that are out of reach now. */
  left(place: { readonly workspace?: string | undefined; readonly org?: string | undefined }): Promise<string[]>;
}

/** One workspace, or one organisation, by its token. Asks Slack who that is; throws what Slack refuses. */
export async function theOnlyWorkspace(botToken: string, options: WebClientOptions): Promise<Workspaces> {
  const client = new WorkspaceClient(botToken, options);
  const self = await client.auth.test();
  const only: Workspace = {
    client,
    botToken,
    ...(self.user_id && { botUserId: self.user_id }),
    ...(self.bot_id && { botId: self.bot_id }),
    ...(self.team_id && { team: self.team_id }),
  };
  return {
    of: async () => only,
    authorize: async () => identityOf(only),
    left: async ({ workspace }) => (workspace === undefined ? [] : [workspace]),
  };
}

/** All that have installed the app. */
export function installedWorkspaces(
  openStore: (onChange: () => void) => Installations,
  options: WebClientOptions,
): Workspaces & { readonly store: Installations } {
  const clients = new LRUCache<string, WorkspaceClient>({ max: CLIENTS_REMEMBERED });
  const found = new LRUCache<string, Workspace>({ max: CLIENTS_REMEMBERED });
  const store = openStore(() => found.clear());

  function workspaceOf({ bot }: Installation): Workspace | undefined {
    if (bot === undefined) return undefined;
    let client = clients.get(bot.token);
    if (client === undefined) {
      client = new WorkspaceClient(bot.token, options);
      clients.set(bot.token, client);
    }
    return { client, botToken: bot.token, botUserId: bot.userId, botId: bot.id };
  }

  async function find(key: string, read: () => Promise<Installation | undefined>): Promise<Workspace> {
    const known = found.get(key);
    if (known !== undefined) return known;
    const installation = await read();
    const workspace = installation === undefined ? undefined : workspaceOf(installation);
    if (workspace === undefined)
      throw new NewsroomError('permission_lost', 'The app is not installed in this workspace.', {
        hint: 'An admin of the workspace can install it at /slack/install.',
      });
    found.set(key, workspace);
    return workspace;
  }

  const of = (workspace: string | undefined): Promise<Workspace> =>
    find(`team:${workspace ?? ''}`, () => store.of(workspace));
  return {
    store,
    of,
    async authorize({ teamId, enterpriseId, isEnterpriseInstall }) {
      if (!isEnterpriseInstall || enterpriseId === undefined) return identityOf(await of(teamId));
      if (teamId !== undefined) await store.join(teamId, enterpriseId);
      return identityOf(await find(`org:${enterpriseId}`, () => store.ofOrg(enterpriseId)));
    },
    left: (place) => store.remove(place),
  };
}

/** Those that have installed the app, and the one that has given its bot's token. */
export async function installedAndOwn(installed: Workspaces, own: Workspaces): Promise<Workspaces> {
  const { team } = await own.of(undefined);
  const ownIf = async <T>(workspace: string | undefined, ask: (from: Workspaces) => Promise<T>): Promise<T> => {
    if (workspace === undefined) return ask(own);
    try {
      return await ask(installed);
    } catch (thrown) {
      if (workspace !== team) throw thrown;
      return ask(own);
    }
  };
  return {
    of: (workspace) => ownIf(workspace, (from) => from.of(workspace)),
    authorize: (source) => ownIf(source.teamId, (from) => from.authorize(source)),
    async left(place) {
      const left = await installed.left(place);
      return left.length === 0 && place.workspace === team ? own.left(place) : left;
    },
  };
}

const identityOf = ({ botToken, botUserId, botId }: Workspace) => ({
  botToken,
  ...(botUserId === undefined ? {} : { botUserId }),
  ...(botId === undefined ? {} : { botId }),
});
