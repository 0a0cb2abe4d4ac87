/** The log: one line an event on standard error, so that standard output stays for answers. */
import type { Config } from '../../config/load.ts';
import { asNewsroomError } from '../errors.ts';
import type { Log } from '../ports.ts';

const LEVELS = ['info', 'warn', 'error'] as const;

export function openLog(
  level: Config['logLevel'],
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const say =
    (at: (typeof LEVELS)[number]) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      if (LEVELS.indexOf(at) < LEVELS.indexOf(level)) return;
      const details = Object.entries(fields).map(([name, value]) => `${name}=${printed(value)}`);
      write(`${new Date().toISOString()} ${at} ${[event, ...details].join(' ')}\n`);
    };
  return { info: say('info'), warn: say('warn'), error: say('error') };
}

/** One line, whatever is in it: a log line can't be forged from outside. */
function printed(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(value.stack ?? asNewsroomError(value).message);
  return JSON.stringify(value) ?? 'undefined';
}
