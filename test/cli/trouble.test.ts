/** Configurations and data folders that are not as they should be: a clear message, exit 1, and nothing is touched. */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../adapters/storage/sqlite/store.ts';
import { FIRE_BREAKS } from '../newsroom/articles.ts';
import { openStage } from '../newsroom/stage.ts';
import { asJsonLines, type Folder, openFolder, run } from './run.ts';

// Each command is a process, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: Folder;
let data: string;
const database = () => join(data, 'nutgraf.sqlite');

/** A data folder with one article in it. */
async function fill(): Promise<void> {
  const store = await openSqliteStore({ dataDir: data });
  const stage = await openStage(store);
  await stage.newsroom.ingest({ ...FIRE_BREAKS, id: 'fire', source: 'Orlvik Gazette' });
  await stage.close();
  await store.close();
}

const fingerprint = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

beforeEach(() => {
  folder = openFolder();
  data = join(folder.path, 'data');
  mkdirSync(data);
});

afterEach(() => folder.remove());

const config = (files: Record<string, string>): string => {
  const path = join(folder.path, 'config');
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) folder.write(`config/${name}`, text);
  return path;
};

interface Findings {
  readonly ok: boolean;
  readonly findings: readonly {
    readonly what: string;
    readonly ok: boolean;
    readonly detail: string;
    readonly todo?: string;
  }[];
}

describe('doctor', () => {
  const doctor = async (args: readonly string[], env: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await run(['--data', data, '--json', ...args, 'doctor'], { env });
    return { code, stderr, stdout, ...(JSON.parse(stdout) as Findings) };
  };

  it('finds a fresh machine well, and says how to turn the chats on', async () => {
    const { code, ok, findings } = await doctor([]);
    expect([code, ok]).toEqual([0, true]);
    const details = Object.fromEntries(findings.map(({ what, detail }) => [what, detail]));
    expect(details).toMatchObject({
      runtime: expect.stringMatching(/^Node 2\d/),
      slack: expect.stringMatching(/off: set SLACK_BOT_TOKEN/),
      discord: expect.stringMatching(/off: set DISCORD_TOKEN/),
      database: 'whole',
    });
  });

  it('names every problem of a broken configuration at once, with file, key and what would be right', async () => {
    const dir = config({
      'newsroom.yaml': 'loglevel: info\npolling:\n  intervalMinutes: soon\n  florMinutes: 5\n',
      'outlets.yaml': '- owner: X\n  outlets: [A]\n- owner: Y\n  outlets: [A]\n',
    });
    const { code, findings } = await doctor(['--config', dir], { SLACK_BOT_TOKEN: 'xapp-wrong-way-round' });
    expect(code).toBe(1);
    const [broken] = findings.filter(({ ok }) => !ok);
    expect(broken).toMatchObject({ what: 'configuration' });
    for (const said of [
      /newsroom\.yaml/,
      /loglevel.*logLevel/s,
      /intervalMinutes/,
      /florMinutes.*floorMinutes/s,
      /outlets\.yaml/,
      /SLACK_BOT_TOKEN/,
    ])
      expect(broken?.detail).toMatch(said);
    expect(broken?.detail).not.toContain('wrong-way-round');
  });

  it('finds a Slack bot without its app token, and shows no secret', async () => {
    const { code, findings, stdout } = await doctor([], { SLACK_BOT_TOKEN: 'xoxb-very-secret' });
    expect(code).toBe(1);
    expect(findings.find(({ what }) => what === 'slack')).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/SLACK_APP_TOKEN/),
    });
    expect(stdout).not.toContain('very-secret');
  });

  it('finds a damaged database', async () => {
    await fill();
    const bytes = readFileSync(database());
    bytes.fill(0x5a, 4096 * 3, 4096 * 6);
    writeFileSync(database(), bytes);
    const { code, findings } = await doctor([]);
    expect(code).toBe(1);
    expect(findings.filter(({ ok }) => !ok).map(({ what }) => what)).toContain('database');
  });

  it('is read by people without --json', async () => {
    const { stdout } = await run(['--data', data, 'doctor']);
    expect(stdout).toMatch(/^All is well\n[\s\S]*✓ runtime Node/);
  });
});

describe('every other command refuses a broken configuration in the same words', () => {
  it.each([['stories'], ['ask', 'who?'], ['start']])('%s', async (...args) => {
    const dir = config({ 'newsroom.yaml': 'polling:\n  florMinutes: 5\n' });
    const { code, stdout, stderr } = await run(['--config', dir, '--data', data, ...args]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/newsroom\.yaml[\s\S]*florMinutes[\s\S]*floorMinutes/);
  });
});

describe('a data folder', () => {
  const refused = async (...args: string[]): Promise<string> => {
    const before = fingerprint(database());
    const { code, stdout, stderr } = await run(['--data', data, '--json', ...args]);
    expect([code, stdout]).toEqual([1, '']);
    expect(fingerprint(database())).toBe(before);
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr;
  };

  it('that another bot holds is not ingested into, but can be read', async () => {
    await fill();
    const store = await openSqliteStore({ dataDir: data, exclusive: true });
    try {
      const file = folder.write('more.jsonl', asJsonLines([{ id: 'x', title: 'T', text: 'A text.' }]));
      expect(await refused('ingest', file)).toMatch(
        new RegExp(`in use by another process \\(${process.pid} on[\\s\\S]*--data DIR`),
      );
      expect((await run(['--data', data, '--json', 'stories', '--since', 'all'])).code).toBe(0);
    } finally {
      await store.close();
    }
  });

  it('that a newer version made is left alone', async () => {
    await fill();
    const newer = new DatabaseSync(database());
    newer.exec('PRAGMA user_version = 9999; PRAGMA wal_checkpoint(TRUNCATE)');
    newer.close();
    expect(await refused('stories')).toMatch(/newer/);
  });

  it('whose database is no database is left alone', async () => {
    writeFileSync(database(), 'this is not a database, but somebody’s letter '.repeat(200));
    expect(await refused('stories')).toMatch(/nutgraf\.sqlite/);
  });

  it('whose database breaks off is left alone', async () => {
    await fill();
    writeFileSync(database(), readFileSync(database()).subarray(0, 5_000));
    expect(await refused('stories')).toMatch(/damaged|nutgraf\.sqlite/);
  });

  it.skipIf(process.getuid?.() === 0)('that may not be written is named', async () => {
    chmodSync(data, 0o500);
    const { code, stderr } = await run(['--data', data, 'stories']);
    expect([code, stderr]).toEqual([1, expect.stringContaining(data)]);
    chmodSync(data, 0o700);
  });

  it('that is a file is named', async () => {
    const file = folder.write('a-file', 'x');
    const { code, stderr } = await run(['--data', file, 'stories']);
    expect([code, stderr]).toEqual([1, expect.stringContaining(file)]);
  });

  it('may be copied and opened elsewhere', async () => {
    await fill();
    const copy = join(folder.path, 'copy');
    mkdirSync(copy);
    copyFileSync(database(), join(copy, 'nutgraf.sqlite'));
    const { stdout } = await run(['--data', copy, '--json', 'stories', '--since', 'all']);
    expect(JSON.parse(stdout)).toMatchObject([{ articles: ['fire'] }]);
  });
});
