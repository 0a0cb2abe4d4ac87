import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asJsonLines, type Folder, jsonLines, openFolder, run } from './run.ts';

let folder: Folder;
beforeAll(() => {
  folder = openFolder();
});
afterAll(() => folder.remove());

const nutgraf = (...args: string[]) => run(['--data', folder.path, '--json', ...args]);

describe('feeds parse --batch', () => {
  it('takes the address of each feed as the base of its links', async () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="/news/1"/></entry></feed>';
    const bytes = Buffer.from(atom).toString('base64');
    const batch = folder.write(
      'feeds.jsonl',
      asJsonLines([
        { id: 'f1', bytes, url: 'https://gazette.example/rss' },
        { id: 'f2', bytes },
      ]),
    );
    const [first, second] = jsonLines((await nutgraf('feeds', 'parse', '--batch', batch)).stdout);
    expect(first).toMatchObject({ items: [{ link: 'https://gazette.example/news/1' }] });
    expect(second).toMatchObject({ items: [{ title: 'A' }] });
  });
});

describe('feeds add --channel', () => {
  const add = (channel: string) =>
    nutgraf('feeds', 'add', '--unchecked', '--channel', channel, 'https://gazette.example/rss', 'Gazette');

  it('keeps who is to be told when the feed has to be paused', async () => {
    const { stdout } = await add('slack:T123/C456');
    expect(JSON.parse(stdout)).toMatchObject({ channel: { platform: 'slack', workspace: 'T123', channel: 'C456' } });
  });

  it('refuses what is no channel', async () => {
    const { code, stderr } = await add('#general');
    expect([code, stderr]).toEqual([2, expect.stringContaining('#general is not a channel')]);
  });
});

describe('the name and the password in a feed’s address', () => {
  it('are asked with and exported, with a warning, and shown nowhere else', async () => {
    await nutgraf('feeds', 'add', '--unchecked', 'https://mara:hunter2@secret.example/rss', 'Secret');
    const listed = await nutgraf('feeds', 'check');
    expect(listed.stdout).toContain('https://secret.example/rss');
    expect(listed.stdout + listed.stderr).not.toContain('hunter2');
    const exported = await nutgraf('feeds', 'export');
    expect(exported.stdout).toContain('https://mara:hunter2@secret.example/rss');
    expect(exported.stderr).toContain('passwords of 1 of the feeds');
  });

  it.each([
    ['feeds', 'add', 'ftp://mara:hunter2@secret.example/rss'],
    ['feeds', 'add', 'https//mara:hunter2@secret.example/rss'],
    ['feeds', 'remove', 'https://mara:hunter2@other.example/rss'],
  ])('are not in what nutgraf %s %s %s complains of', async (...args) => {
    const { code, stdout, stderr } = await nutgraf(...args);
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toContain('hunter2');
  });
});
