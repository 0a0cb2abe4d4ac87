/** What every command is given: how to open the house, and where to print. */
import type { Config } from '../../config/load.ts';
import type { Post } from '../model.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import type { Chat, Clock, Desk, Log } from '../ports.ts';

export interface House {
  readonly dataDir: string;
  readonly config: Config;
  readonly newsroom: Newsroom;
  readonly desk: Desk;
  readonly log: Log;
  /** What is wrong with the database, in words; empty where all is well. */
  checkStore(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Outlets under one owner. */
export interface Ownership {
  readonly owner: string;
  readonly outlets: readonly string[];
}

export interface HouseOptions {
  /** Where the configuration's `dataDir` does not hold. */
  readonly dataDir?: string | undefined;
  readonly configDir: string;
  /** True for the bot: one process a data folder. Commands read and write beside it. */
  readonly exclusive: boolean;
  /** Where the configuration's `logLevel` does not hold. */
  readonly logLevel?: Config['logLevel'] | undefined;
  /** Throws where nothing could be posted in a channel; absent where no chat is connected. */
  readonly reach?: NonNullable<Chat['reach']>;
  /** The sample newsroom has a time of its own, owners of its own, and lives on this machine. */
  readonly sample?: {
    readonly clock: Clock;
    readonly outlets: readonly Ownership[];
    readonly hosts: readonly string[];
  };
}

export interface CommandLine {
  openHouse(options: { readonly exclusive: boolean }): Promise<House>;
  readonly configDir: string;
  readonly dataDir: string | undefined;
  /** One value as JSON where `--json` was given, else the post as a channel would show it. */
  answer(value: unknown, post: () => Post): void;
  /** A line on standard output as it stands; waits where nobody reads fast enough. */
  print(line: string): Promise<void>;
  /** Standard error: progress and notes for people. */
  note(line: string): void;
  readonly exitCode: { value: number };
}
