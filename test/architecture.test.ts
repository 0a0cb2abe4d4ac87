import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
/** A room may import the nouns, the ports, the errors and rooms to its left. */
const ROOMS = ['text', 'feeds', 'articles', 'stories', 'briefs', 'watch', 'alerts', 'answers', 'posts'];
const SHARED = ['src/model.ts', 'src/ports.ts', 'src/errors.ts'];
/** These put the house together: they may touch the disk, the environment and the adapters. */
const COMPOSITION = /^src\/(main\.ts$|cli\/)/;
const CHAT_SDKS = ['@slack/', 'discord.js', 'emulate', 'discord-digital-twin'];
const WORLD_MODULES =
  /^(node:)?(fs|net|http|https|http2|tls|dns|dgram|child_process|worker_threads|sqlite|os|process)(\/|$)/;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const specifiers = [
    ...source.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g,
    ),
  ];
  return specifiers.map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const resolveImport = (file: string, specifier: string): string =>
  specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), specifier)) : specifier;

const roomOf = (file: string): string | undefined => ROOMS.find((room) => file.startsWith(`src/${room}/`));

const src = filesBelow('src');
const adapters = filesBelow('adapters');
const mind = src.filter((file) => !COMPOSITION.test(file));

/** `file -> import` for every import that breaks the rule. */
const offences = (files: readonly string[], broken: (file: string, target: string) => boolean): string[] =>
  files.flatMap((file) =>
    importsOf(file)
      .map((specifier) => resolveImport(file, specifier))
      .filter((target) => broken(file, target))
      .map((target) => `${file} -> ${target}`),
  );

describe('the house', () => {
  it('has rooms and adapters to check', () => {
    expect(src.length).toBeGreaterThan(20);
    expect(adapters.length).toBeGreaterThan(5);
    expect(importsOf('src/ports.ts')).toContain('./model.ts');
  });

  it('keeps the world out of the mind', () => {
    expect(
      offences(
        mind,
        (_file, target) => WORLD_MODULES.test(target) || target.startsWith('adapters/') || target.startsWith('config/'),
      ),
    ).toEqual([]);
  });

  it('keeps the chat platforms out of the mind', () => {
    expect(offences(src, (_file, target) => CHAT_SDKS.some((sdk) => target.startsWith(sdk)))).toEqual([]);
  });

  it('lets the mind have no clock, no dice and no environment of its own', () => {
    const forbidden = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(env|argv|cwd)\b/;
    const found = mind.filter((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .some((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && forbidden.test(line)),
    );
    expect(found).toEqual([]);
  });

  it('lets a room import only rooms to its left', () => {
    expect(
      offences(
        mind.filter((file) => roomOf(file) !== undefined),
        (file, target) => {
          if (!target.startsWith('src/') || SHARED.includes(target)) return false;
          const to = roomOf(target);
          return to === undefined || ROOMS.indexOf(to) > ROOMS.indexOf(roomOf(file)!);
        },
      ),
    ).toEqual([]);
  });

  it('joins the rooms in newsroom/ alone', () => {
    const joining = mind.filter((file) => roomOf(file) === undefined && !file.startsWith('src/newsroom/'));
    expect(
      offences(joining, (file, target) => {
        const room = roomOf(target);
        return room !== undefined && !(file.startsWith('src/desk/') && room === 'posts');
      }),
    ).toEqual([]);
  });

  it('lets only text/ read language with compromise', () => {
    expect(offences(src, (file, target) => target.startsWith('compromise') && !file.startsWith('src/text/'))).toEqual(
      [],
    );
  });

  it('keeps adapters apart from each other and from the rooms', () => {
    expect(
      offences(adapters, (file, target) => {
        if (target.startsWith('src/')) return !SHARED.includes(target);
        if (target.startsWith('config/') || target.startsWith('test/')) return true;
        // What lies in adapters/ itself knows no platform: all may share it.
        const shared = target.split('/').length === 2 && target.endsWith('.ts');
        return target.startsWith('adapters/') && !shared && target.split('/')[1] !== file.split('/')[1];
      }),
    ).toEqual([]);
  });

  it('has no circles', () => {
    const graph = new Map(
      src.map((file) => [
        file,
        importsOf(file)
          .map((s) => resolveImport(file, s))
          .filter((t) => src.includes(t)),
      ]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of src) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('names files after things', () => {
    expect([...src, ...adapters].filter((file) => /(utils?|helpers?|manager|common)\.ts$/.test(file))).toEqual([]);
  });
});
