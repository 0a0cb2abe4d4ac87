import type { Installation } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { type InstallationRecord, openInstallations } from '../../../adapters/slack/installations.ts';
import { openSqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import type { Collection } from '../../../src/ports.ts';

const KEY = Buffer.alloc(32, 1);

const installed = (place: { team?: string; org?: string }, token = 'xoxb-1'): Installation =>
  ({
    team: place.team === undefined ? undefined : { id: place.team, name: `Team ${place.team}` },
    enterprise: place.org === undefined ? undefined : { id: place.org, name: `Org ${place.org}` },
    isEnterpriseInstall: place.org !== undefined && place.team === undefined,
    user: { id: 'U1', token: undefined, scopes: undefined },
    bot: { token, id: 'B1', userId: 'U2', scopes: ['chat:write'] },
  }) as Installation;

async function open(keys: readonly Uint8Array[] = [KEY], records?: Collection<InstallationRecord>) {
  const store = await openSqliteStore({ dataDir: ':memory:' });
  const kept = records ?? store.state.collection<InstallationRecord>('slack-installations');
  return { kept, installations: openInstallations(kept, keys) };
}

const recordsOf = async (kept: Collection<InstallationRecord>): Promise<string> => {
  const all: unknown[] = [];
  for await (const entry of kept.entries()) all.push(entry);
  return JSON.stringify(all);
};

describe('the installations', () => {
  it('give each workspace its own token', async () => {
    const { installations } = await open();
    await installations.storeInstallation(installed({ team: 'T1' }, 'xoxb-one'));
    await installations.storeInstallation(installed({ team: 'T2' }, 'xoxb-two'));
    expect((await installations.of('T1'))?.bot?.token).toBe('xoxb-one');
    expect((await installations.of('T2'))?.bot?.token).toBe('xoxb-two');
    expect(await installations.of('T3')).toBeUndefined();
  });

  it('lie there without a token that could be read', async () => {
    const { kept, installations } = await open();
    await installations.storeInstallation(installed({ team: 'T1' }, 'xoxb-secret'));
    expect(await recordsOf(kept)).toContain('Team T1');
    expect(await recordsOf(kept)).not.toContain('xoxb');
  });

  it('do not open under another workspace’s name', async () => {
    const { kept, installations } = await open();
    await installations.storeInstallation(installed({ team: 'T1' }));
    await kept.set('team:T2', (await kept.get('team:T1'))!);
    await expect(installations.of('T2')).rejects.toMatchObject({ code: 'bad_config' });
  });

  it('name the only one where none is named', async () => {
    const { installations } = await open();
    await installations.storeInstallation(installed({ team: 'T1' }, 'xoxb-one'));
    expect((await installations.of(undefined))?.bot?.token).toBe('xoxb-one');
    await installations.storeInstallation(installed({ team: 'T2' }));
    expect(await installations.of(undefined)).toBeUndefined();
  });

  it('serve all workspaces of an organisation, but for those that have their own', async () => {
    const { installations } = await open();
    await installations.storeInstallation(installed({ org: 'E1' }, 'xoxb-org'));
    await installations.storeInstallation(installed({ team: 'T1' }, 'xoxb-own'));
    for (const workspace of ['T1', 'T2']) await installations.join(workspace, 'E1');
    expect((await installations.of('T1'))?.bot?.token).toBe('xoxb-own');
    expect((await installations.of('T2'))?.bot?.token).toBe('xoxb-org');
    expect(await installations.remove({ org: 'E1' })).toEqual(['T2']);
    expect(await installations.of('T2')).toBeUndefined();
    expect((await installations.of('T1'))?.bot?.token).toBe('xoxb-own');
  });

  it('are removed once', async () => {
    const { installations } = await open();
    await installations.storeInstallation(installed({ team: 'T1' }));
    expect(await installations.remove({ workspace: 'T1' })).toEqual(['T1']);
    expect(await installations.remove({ workspace: 'T1' })).toEqual([]);
  });

  it('are sealed anew with the new key when they are read', async () => {
    const { kept, installations } = await open();
    await installations.storeInstallation(installed({ team: 'T1' }));
    const fresh = Buffer.alloc(32, 2);
    const { installations: rotating } = await open([fresh, KEY], kept);
    expect((await rotating.of('T1'))?.bot?.token).toBe('xoxb-1');
    const { installations: rotated } = await open([fresh], kept);
    expect((await rotated.of('T1'))?.bot?.token).toBe('xoxb-1');
  });

  it('take none without a bot', async () => {
    const { installations } = await open();
    const { bot, ...without } = installed({ team: 'T1' });
    await expect(installations.storeInstallation(without as Installation)).rejects.toMatchObject({ code: 'bad_input' });
    expect(bot).toBeDefined();
  });
});
