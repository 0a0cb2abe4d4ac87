/** What is wrong with the configuration, collected so that a person sees everything at once. */
import { distance } from 'fastest-levenshtein';
import { NewsroomError } from '../src/errors.ts';

/** Values are shown up to this length. */
export const VALUE_SHOWN_MAX_CHARS = 60;
/** A word further from every known one than this share of its length is no typo. */
export const TYPO_MAX_SHARE = 0.4;

export interface Problem {
  /** The file's path, or `environment`. */
  readonly where: string;
  readonly line?: number | undefined;
  /** The key's path, `polling.intervalMinutes`; empty for the file as a whole. */
  readonly key: string;
  /** What is wrong, and what would be right. Never holds a secret. */
  readonly what: string;
}

/** Throws one `bad_config` that lists all problems; does nothing where there are none. */
export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const heading = `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`;
  throw new NewsroomError('bad_config', [heading, ...problems.map((problem) => `  ${inWords(problem)}`)].join('\n'), {
    hint: 'Correct this and start again; config/newsroom.yaml as it came with Nutgraf shows every key with its default.',
  });
}

function inWords({ where, line, key, what }: Problem): string {
  const place = line === undefined ? where : `${where}:${line}`;
  return `${place}: ${key === '' ? '' : `${key} `}${what}`;
}

/** Slack's tokens, Discord's, and addresses with a password: someone may have put one into a file by mistake. */
const SECRET = /xox[a-z]|xapp-|[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}|:\/\/[^/\s]*@/i;

/** A value as a person wrote it, short, on one line, and not at all where it looks like a secret. */
export function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return 'a group of keys';
  const written = JSON.stringify(value) ?? 'nothing';
  if (SECRET.test(written)) return 'a secret, it seems';
  return written.length > VALUE_SHOWN_MAX_CHARS ? `${written.slice(0, VALUE_SHOWN_MAX_CHARS)}…` : written;
}

/** The known word that was probably meant. */
export function meant(word: string, known: readonly string[]): string | undefined {
  const bare = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, '');
  const ranked = known
    .map((name) => ({ name, distance: distance(bare(word), bare(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const nearest = ranked[0];
  return nearest !== undefined && nearest.distance <= word.length * TYPO_MAX_SHARE ? nearest.name : undefined;
}
