/** Who asks: the name, the rights and the time zone in Slack's profile, and membership of the groups that may manage. */
import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { NewsroomError } from '../../src/errors.ts';
import type { ChatRequest } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import { asSlackFailure } from './failures.ts';
import type { WorkspaceClient } from './web-client.ts';

/** What was learnt of a person or a group holds so long: a new admin waits no longer than this. */
export const PROFILE_TTL_MS = 10 * 60_000;
/** Slack is asked again so long after it gave no answer. */
export const PROFILE_FAILURE_TTL_MS = 60_000;
export const PROFILES_REMEMBERED = 5_000;
/** A request waits no longer: a form must be open within three seconds of the click. */
export const PROFILE_TIMEOUT_MS = 1_500;

interface Profile {
  readonly name?: string;
  readonly zone?: string;
  readonly admin: boolean;
}

interface Neighbourhood {
  clientFor(workspace: string | undefined): Promise<WorkspaceClient>;
  /** User groups whose members may manage feeds and channel watchlists, `S…`. */
  readonly groups: readonly string[];
  readonly log: Log;
}

/** Adds name, rights and zone to a request. Where Slack does not tell, the asker has no rights, and the log says why. */
export function openPeople({ clientFor, groups, log }: Neighbourhood): (request: ChatRequest) => Promise<ChatRequest> {
  const known = new LRUCache<string, Promise<unknown>>({ max: PROFILES_REMEMBERED, ttl: PROFILE_TTL_MS });

  /** What is asked for once serves all who ask until it is old; what failed gives `otherwise`. */
  function remembered<T>(key: string, otherwise: T, ask: () => Promise<T>): Promise<T> {
    const before = known.get(key) as Promise<T> | undefined;
    if (before !== undefined) return before;
    const answer = ask().catch((thrown: unknown) => {
      const { code, message } = asSlackFailure(thrown);
      log.warn('slack profile not read', { of: key, code, reason: message });
      known.set(key, answer, { ttl: PROFILE_FAILURE_TTL_MS });
      return otherwise;
    });
    known.set(key, answer);
    return answer;
  }

  const profileOf = (workspace: string | undefined, user: string): Promise<Profile> =>
    remembered(`${workspace} ${user}`, { admin: false }, async () => {
      const { user: found } = await (await clientFor(workspace)).users.info({ user });
      if (found === undefined) throw new NewsroomError('unavailable', 'Slack named nobody.');
      const name = [found.profile?.display_name, found.profile?.real_name, found.real_name, found.name].find(Boolean);
      return {
        ...(name === undefined ? {} : { name }),
        ...(found.tz === undefined ? {} : { zone: found.tz }),
        admin: isAtHome(found, workspace) && [found.is_admin, found.is_owner, found.is_primary_owner].includes(true),
      };
    });

  const membersOf = (workspace: string | undefined, group: string): Promise<readonly string[]> =>
    remembered(`${workspace} ${group}`, [], async () => {
      const { users } = await (await clientFor(workspace)).usergroups.users.list({ usergroup: group });
      return users ?? [];
    });

  async function learn(request: ChatRequest): Promise<ChatRequest> {
    const { workspace } = request.channel;
    const [{ name, zone, admin }, ...members] = await Promise.all([
      profileOf(workspace, request.asker.id),
      ...groups.map((group) => membersOf(workspace, group)),
    ]);
    return {
      ...request,
      asker: { id: request.asker.id, name: name ?? request.asker.name },
      rights: { admin, roles: groups.filter((_, i) => members[i]?.includes(request.asker.id)) },
      ...(zone === undefined ? {} : { zone }),
    };
  }

  return async (request) => {
    const tooLong = wait(PROFILE_TIMEOUT_MS, undefined, { ref: false });
    const introduced = await Promise.race([learn(request), tooLong]);
    if (introduced !== undefined) return introduced;
    log.warn('slack profile not read in time', { user: request.asker.id });
    return { ...request, rights: { admin: false } };
  };
}

type SlackUser = NonNullable<webApi.UsersInfoResponse['user']>;

/** In a channel that is shared, administrators of elsewhere are guests. */
function isAtHome({ team_id, is_stranger, enterprise_user }: SlackUser, workspace: string | undefined): boolean {
  if (is_stranger === true) return false;
  const isOfOrg = workspace !== undefined && enterprise_user?.teams?.includes(workspace) === true;
  return isOfOrg || team_id === undefined || workspace === undefined || team_id === workspace;
}
