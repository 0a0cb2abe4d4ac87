/** Nutgraf, from the top: do what the command line says; what a command needs is loaded when it is called. */
import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { renderPost } from '../adapters/console/views.ts';
import type { CommandLine } from './cli/context.ts';
import type { GlobalOptions } from './cli/program.ts';

const ROOT = resolve(import.meta.dirname, '..');
const MAX_COLUMNS = 100;

/** Starting takes half the time where the modules were compiled before; the newsroom's thread takes this over. */
function keepCompiledModules(): void {
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules/.cache/nutgraf');
  enableCompileCache();
}

/** The surroundings of one command. */
function openCommandLine(options: GlobalOptions): CommandLine {
  const configDir = resolve(options.config ?? join(ROOT, 'config'));
  return {
    configDir,
    dataDir: options.data,
    exitCode: { value: 0 },
    async openHouse({ exclusive }) {
      const { openHouse } = await import('./cli/house.ts');
      return openHouse({ configDir, dataDir: options.data, exclusive });
    },
    answer(value, post) {
      const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
      const columns = Math.min(process.stdout.columns ?? MAX_COLUMNS, MAX_COLUMNS);
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(value)}\n`
          : `${renderPost(post(), { columns, colour }).join('\n')}\n`,
      );
    },
    async print(line) {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    },
    note: (line) => void process.stderr.write(`${line}\n`),
  };
}

if (import.meta.main && isMainThread) {
  // Before anything is loaded, and for the newsroom's thread too: as `npm start` says on the command line.
  setFlagsFromString('--optimize-for-size');
  try {
    process.loadEnvFile(join(ROOT, '.env'));
  } catch {
    // no .env: the environment alone counts
  }
  keepCompiledModules();
  const { runProgram } = await import('./cli/program.ts');
  process.exitCode = await runProgram(
    process.argv.slice(2),
    openCommandLine,
    (line) => void process.stderr.write(`${line}\n`),
  );
}
