/** Which workspaces have installed the app: their tokens lie sealed in the newsroom's state. */
import type { Installation, InstallationStore } from '@slack/bolt';
import { NewsroomError } from '../../src/errors.ts';
import type { Collection } from '../../src/ports.ts';
import { openSealer, type Sealed } from './sealing.ts';

/** The name of the collection in State. */
export const INSTALLATIONS = 'slack-installations';

/** `team:T…` and `org:E…` hold an installation, `member:T…` says which organisation a workspace belongs to. */
export type InstallationRecord = (Sealed & { readonly name: string }) | { readonly org: string };

export interface Installations extends InstallationStore {
  /** Of a workspace: its own, else its organisation's; without a name the only one that there is. */
  of(workspace: string | undefined): Promise<Installation | undefined>;
  ofOrg(org: string): Promise<Installation | undefined>;
  /** Remembers that the workspace uses its organisation's installation. */
  join(workspace: string, org: string): Promise<void>;
  /** Forgets an installation; gives the workspaces that have none any more. */
  remove(place: { readonly workspace?: string | undefined; readonly org?: string | undefined }): Promise<string[]>;
  /** Every installation, by the name of its workspace or organisation. */
  list(): AsyncIterable<{ readonly name: string; readonly installation: Installation }>;
}

/** Throws `bad_config` where a key has not 32 bytes. `onChange` hears of every installation that is stored or removed. */
export function openInstallations(
  records: Collection<InstallationRecord>,
  keys: readonly Uint8Array[],
  onChange: () => void = () => {},
): Installations {
  const sealer = openSealer(keys);

  async function read(key: string): Promise<Installation | undefined> {
    const record = await records.get(key);
    if (record === undefined || 'org' in record) return undefined;
    const installation = JSON.parse(sealer.open(record, key)) as Installation;
    if (sealer.isOld(record)) await write(key, installation);
    return installation;
  }

  async function write(key: string, installation: Installation): Promise<void> {
    const name = installation.team?.name ?? installation.enterprise?.name ?? key;
    await records.set(key, { name, ...sealer.seal(JSON.stringify(installation), key) });
  }

  async function orgOf(workspace: string): Promise<string | undefined> {
    const record = await records.get(`member:${workspace}`);
    return record !== undefined && 'org' in record ? record.org : undefined;
  }

  async function* list(): ReturnType<Installations['list']> {
    for await (const [key, record] of records.entries()) {
      const installation = 'org' in record ? undefined : await read(key);
      if (installation !== undefined && 'name' in record) yield { name: record.name, installation };
    }
  }

  const store: Installations = {
    list,
    ofOrg: (org) => read(`org:${org}`),
    async of(workspace) {
      if (workspace === undefined) {
        const all: Installation[] = [];
        for await (const { installation } of list()) all.push(installation);
        return all.length === 1 ? all[0] : undefined;
      }
      const own = await read(`team:${workspace}`);
      if (own !== undefined) return own;
      const org = await orgOf(workspace);
      return org === undefined ? undefined : read(`org:${org}`);
    },
    async join(workspace, org) {
      if ((await orgOf(workspace)) !== org) await records.set(`member:${workspace}`, { org });
    },
    async remove({ workspace, org }) {
      const left: string[] = [];
      if (workspace !== undefined && (await records.delete(`team:${workspace}`))) left.push(workspace);
      if (org !== undefined && (await records.delete(`org:${org}`))) left.push(...(await leavers(org)));
      onChange();
      return left;
    },
    async storeInstallation(installation) {
      if (installation.bot === undefined)
        throw new NewsroomError('bad_input', 'Slack gave no token for the bot.', {
          hint: 'Give the app a bot user, as in config/slack-manifest.yaml.',
        });
      await write(keyOf(installation), installation as Installation);
      onChange();
    },
    async fetchInstallation(query) {
      const { teamId, enterpriseId, isEnterpriseInstall } = query;
      const found =
        isEnterpriseInstall && enterpriseId !== undefined ? await store.ofOrg(enterpriseId) : await store.of(teamId);
      if (found === undefined) throw new NewsroomError('permission_lost', 'The app is not installed there.');
      return found as Installation<'v1' | 'v2', never>;
    },
  };

  /** The workspaces that had only their organisation's installation. */
  async function leavers(org: string): Promise<string[]> {
    const members: string[] = [];
    for await (const [key, record] of records.entries())
      if ('org' in record && record.org === org) members.push(key.slice('member:'.length));
    const left: string[] = [];
    for (const workspace of members) {
      await records.delete(`member:${workspace}`);
      if ((await read(`team:${workspace}`)) === undefined) left.push(workspace);
    }
    return left;
  }
  return store;
}

function keyOf({ isEnterpriseInstall, enterprise, team }: Installation<'v1' | 'v2', boolean>): string {
  if (isEnterpriseInstall === true && enterprise !== undefined) return `org:${enterprise.id}`;
  if (team !== undefined) return `team:${team.id}`;
  throw new NewsroomError('bad_input', 'Slack named neither a workspace nor an organisation.');
}
