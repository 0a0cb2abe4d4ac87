/** Whether the bot can post in a channel, asked before a watchlist is stored there. */
import type { webApi } from '@slack/bolt';
import { NewsroomError } from '../../src/errors.ts';
import type { ChannelRef } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import { asSlackFailure, INVITE, refusalOf } from './failures.ts';

/** Newer than the SDK's types. */
interface ChannelSettings {
  readonly is_read_only?: boolean;
  readonly is_thread_only?: boolean;
}

/** Throws, with what to do and who can, where nothing could be posted. Where Slack does not tell, posting will. */
export async function checkReach(client: webApi.WebClient, channel: ChannelRef, log: Log): Promise<void> {
  // A person's own conversation with the bot is always there.
  if (channel.person !== undefined || /^[DUW]/.test(channel.channel)) return;
  const info = await client.conversations.info({ channel: channel.channel }).catch((thrown: unknown) => {
    if (refusalOf(thrown) === 'channel_not_found')
      throw new NewsroomError('permission_lost', 'The bot does not see this channel: it is private, or gone.', {
        hint: INVITE,
        cause: thrown,
      });
    const failure = asSlackFailure(thrown);
    if (failure.code === 'bad_token' || refusalOf(thrown) === 'not_in_channel') throw failure;
    log.warn('slack channel not looked at', { code: failure.code, reason: failure.message });
    return undefined;
  });
  const found: (webApi.ConversationsInfoResponse['channel'] & ChannelSettings) | undefined = info?.channel;
  if (found?.is_archived === true)
    throw new NewsroomError('channel_gone', 'This channel is archived.', {
      hint: 'Any member of the workspace who may can unarchive it; or choose another channel.',
    });
  if (found?.is_member === false)
    throw new NewsroomError('permission_lost', 'The bot is not in this channel.', { hint: INVITE });
  if (found?.is_read_only === true || found?.is_thread_only === true)
    throw new NewsroomError('permission_lost', 'A setting of this channel keeps the bot from posting.', {
      hint: 'An admin of the workspace can let the bot post: channel settings, "Posting permissions".',
    });
}
