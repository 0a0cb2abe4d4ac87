/** What people have settled for themselves, and who has been here before: kept by key. */
import { zoneNamed } from '../alerts/schedule.ts';
import type { ChannelRef, Timestamp, WatchOptions } from '../model.ts';
import type { Collection } from '../ports.ts';
import { timestamp, type World } from './world.ts';

/** How a person wants to be told; new watchlists of theirs begin with it. */
export type PersonalSettings = Pick<WatchOptions, 'zone' | 'quiet' | 'digest'>;

/** Whom it is about, by where they ask. */
export interface PersonAsking {
  readonly channel: Pick<ChannelRef, 'platform' | 'workspace'>;
  readonly person: string;
}

export interface PeopleDesk {
  settings(asking: PersonAsking): Promise<PersonalSettings>;
  /** An option given as undefined is taken back. Throws `bad_usage` for a zone that there is not. */
  settle(
    asking: PersonAsking,
    changes: { readonly [Option in keyof PersonalSettings]?: PersonalSettings[Option] | undefined },
  ): Promise<PersonalSettings>;
  /** True once for each person. */
  welcome(asking: PersonAsking): Promise<boolean>;
  /** The zone's name as IANA writes it. Throws `bad_usage` for one that there is not. */
  zoneNamed(typed: string): string;
}

interface PersonRecord {
  readonly settings?: PersonalSettings;
  readonly welcomedAt?: Timestamp;
}

export function openPeopleDesk(world: World): PeopleDesk {
  const people: Collection<PersonRecord> = world.state.collection('people');

  return {
    zoneNamed,
    settings: async (asking) => (await people.get(keyOf(asking)))?.settings ?? {},
    async settle(asking, changes) {
      const known = (await people.get(keyOf(asking))) ?? {};
      const zone = changes.zone === undefined ? {} : { zone: zoneNamed(changes.zone) };
      const kept = Object.entries({ ...known.settings, ...changes, ...zone }).filter(
        ([, value]) => value !== undefined,
      );
      const settings = Object.fromEntries(kept) as PersonalSettings;
      await people.set(keyOf(asking), { ...known, settings });
      return settings;
    },
    async welcome(asking) {
      const known = await people.get(keyOf(asking));
      if (known?.welcomedAt !== undefined) return false;
      await people.set(keyOf(asking), { ...known, welcomedAt: timestamp(world.clock) });
      return true;
    },
  };
}

/** A person is one in all of Discord, and one in each workspace of Slack. */
const keyOf = ({ channel: { platform, workspace = '' }, person }: PersonAsking): string =>
  [platform, platform === 'slack' ? workspace : '', person].map(encodeURIComponent).join('/');
