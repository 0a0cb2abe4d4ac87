import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';
import { MAX_TOMBSTONES } from '../../src/feeds/tombstones.ts';

const NOW = Date.parse('2025-07-03T12:00:00Z');
const entry = (id: string, more = ''): string => `<entry><id>${id}</id><title>T</title>${more}</entry>`;
const tombstone = (id: string): string => `<at:deleted-entry ref="${id}" when="2025-07-03T11:00:00Z"/>`;
const atom = (...parts: string[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>F</title>${parts.join('')}</feed>`;
const deleted = async (xml: string): Promise<readonly string[] | undefined> =>
  (await parseFeed(xml, { now: NOW })).deletedIds;

describe('a deleted entry', () => {
  it('is named', async () => {
    expect(await deleted(atom(tombstone('tag:x,1'), entry('tag:x,2'), tombstone('tag:x,3')))).toEqual([
      'tag:x,1',
      'tag:x,3',
    ]);
  });

  it.each([
    [
      'whatever its prefix',
      atom(tombstone('tag:x,1'))
        .replaceAll('at:', 't:')
        .replace('xmlns:t:', 'xmlns:at:')
        .replace('xmlns:at=', 'xmlns:t='),
    ],
    ['with a comment on it', atom('<at:deleted-entry ref="tag:x,1"><at:comment>Libel</at:comment></at:deleted-entry>')],
  ])('is named %s', async (_how, xml) => {
    expect(await deleted(xml)).toEqual(['tag:x,1']);
  });

  it.each([
    ['where nothing is deleted', atom(entry('tag:x,1'))],
    ['where the entry stands there all the same', atom(tombstone('tag:x,1'), entry('tag:x,1'))],
    ['where an entry only speaks of it', atom(entry('tag:x,2', tombstone('tag:x,1')))],
    ['where it names none', atom('<at:deleted-entry when="2025-07-03T11:00:00Z"/>')],
    ['where another language calls it so', atom('<deleted-entry ref="tag:x,1"/>')],
  ])('is none %s', async (_what, xml) => {
    expect(await deleted(xml)).toBeUndefined();
  });

  it('of very many is left unread', async () => {
    const many = Array.from({ length: MAX_TOMBSTONES + 5 }, (_, n) => tombstone(`tag:x,${n}`));
    expect(await deleted(atom(...many))).toHaveLength(MAX_TOMBSTONES);
  });
});
