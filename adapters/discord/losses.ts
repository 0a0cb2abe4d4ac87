/** What the bot loses while it runs: servers, channels, permissions. Their watchlists rest, and their owners are told. */
import { type Channel, type Client, Events } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { asNewsroomError } from '../../src/errors.ts';
import type { Desk, Log } from '../../src/ports.ts';
import { canPost, ownPermissions } from './permissions.ts';
import type { Refusals } from './refusals.ts';

/** Channels that we may not post in, and that are known for it. */
const CLOSED_REMEMBERED = 5_000;

export interface Losses {
  readonly desk: Desk;
  readonly log: Log;
  readonly refusals: Refusals;
}

export function watchLosses(client: Client, { desk, log, refusals }: Losses): void {
  const lost = (where: { readonly workspace?: string; readonly channel?: string }, reason: string): void => {
    log.warn('discord place lost', { ...where, reason });
    desk.lost({ platform: 'discord', ...where }, reason).catch((thrown: unknown) => {
      log.error('loss not noted', { ...where, reason: asNewsroomError(thrown).message });
    });
  };

  // An outage is told of as unavailability, never as this.
  client.on(Events.GuildDelete, ({ id, name }) =>
    lost({ workspace: id }, `The bot is no longer in the server ${name ? `“${name}”` : id}.`),
  );
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return;
    lost({ workspace: channel.guildId, channel: channel.id }, `The channel #${channel.name} was deleted.`);
  });
  client.on(Events.ThreadDelete, ({ id, guildId, name, ownerId }) => {
    // Threads of our own making hold a story each: nobody watches from there.
    if (ownerId !== client.user?.id) lost({ workspace: guildId, channel: id }, `The thread “${name}” was deleted.`);
  });
  const closed = new LRUCache<string, true>({ max: CLOSED_REMEMBERED });
  client.on(Events.ChannelUpdate, (_before, after) => {
    if (after.isDMBased()) return;
    refusals.forget(after.id);
    if (isOpen(after)) {
      closed.delete(after.id);
    } else if (!closed.has(after.id)) {
      closed.set(after.id, true);
      lost({ workspace: after.guildId, channel: after.id }, `The bot may not post in #${after.name}.`);
    }
  });
  client.on(Events.GuildRoleUpdate, (_before, { guild }) => refusals.forgetServer(guild.id));
  client.on(Events.GuildMemberUpdate, (_before, { id, guild }) => {
    if (id === client.user?.id) refusals.forgetServer(guild.id);
  });
}

/** Where it is not known, the next post will tell. */
function isOpen(channel: Channel): boolean {
  const held = ownPermissions(channel);
  return held === undefined || canPost(channel, held);
}
