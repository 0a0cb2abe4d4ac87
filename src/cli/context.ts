/** What every command is given: how to open the house, and where to print. */
import type { Config } from '../../config/load.ts';
import type { Post } from '../model.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import type { Archive, Clock, Desk, Log, SearchIndex } from '../ports.ts';

export interface House {
  readonly config: Config;
  readonly newsroom: Newsroom;
  readonly desk: Desk;
  readonly archive: Archive;
  readonly searchIndex: SearchIndex;
  readonly log: Log;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly dataDir?: string;
  readonly configDir: string;
  /** One writer at a time: the bot, an ingest. Others only read. */
  readonly exclusive: boolean;
  /** The sample newsroom lives in July 2025. */
  readonly clock?: Clock;
  /** Hosts on this machine that may be fetched: the sample newsroom's own. */
  readonly allowHosts?: readonly string[];
}

export interface CommandLine {
  openHouse(options: { readonly exclusive: boolean }): Promise<House>;
  readonly configDir: string;
  readonly dataDir: string | undefined;
  readonly json: boolean;
  /** One value as JSON where `--json` was given, else the post as a channel would show it. */
  answer(value: unknown, post: () => Post): void;
  /** Standard output as it stands: JSON lines, OPML. */
  print(line: string): Promise<void>;
  /** Standard error: progress and notes for people. */
  note(line: string): void;
  readonly exitCode: { value: number };
}
