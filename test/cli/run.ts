/** Runs the program as a person does: another process, its standard streams, its exit code. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { VARIABLE_NAMES } from '../../config/environment.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'src/main.ts');
const PATIENCE_MS = 60_000;

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Surroundings = Readonly<Record<string, string | undefined>>;

/** The machine's environment without what configures the bot. */
export function environment(changes: Surroundings = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NO_COLOR: '1',
    NODE_NO_WARNINGS: '1',
  };
  // Set, if to nothing, so that a .env of the person who runs the tests does not count.
  for (const name of VARIABLE_NAMES) env[name] = '';
  return { ...env, ...changes };
}

export function start(
  args: readonly string[],
  env: Surroundings = {},
  flags: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...flags, MAIN, ...args], { cwd: ROOT, env: environment(env), stdio: 'pipe' });
}

/** Runs to the end; `input` is what is piped in. */
export async function run(
  args: readonly string[],
  { env, input = '' }: { readonly env?: Surroundings; readonly input?: string } = {},
): Promise<Ran> {
  const child = start(args, env);
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  child.stdin.on('error', () => {
    // it ended before it had read everything
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  clearTimeout(timer);
  return { code, ...said };
}

export interface Folder {
  readonly path: string;
  /** Writes a file and gives its path. */
  write(name: string, text: string | Uint8Array): string;
  remove(): void;
}

export function openFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'nutgraf-cli-'));
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Every line as JSON. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

export const asJsonLines = (records: readonly unknown[]): string =>
  records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n');
