/** Discord's refusals in the newsroom's words. */
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError, RateLimitError } from 'discord.js';
import { asNewsroomError, type ErrorCode, NewsroomError } from '../../src/errors.ts';

const RIGHTS =
  'Give the bot View Channel, Send Messages, Send Messages in Threads, Create Public Threads and Embed Links there.';
const TOKEN = 'Copy the token anew from the Developer Portal (Bot, Reset Token) into DISCORD_TOKEN.';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const REFUSALS: ReadonlyMap<number | string, readonly [code: ErrorCode, hint?: string]> = new Map<
  number | string,
  readonly [ErrorCode, string?]
>([
  [10003, ['channel_gone', 'The channel was deleted: move the watchlist to another.']], // unknown channel
  [10004, ['channel_gone', 'The bot is no longer in that server.']], // unknown guild
  [10008, ['edit_refused']], // unknown message
  [10013, ['channel_gone']], // unknown user
  [20016, ['rate_limited']], // slow mode
  [20028, ['rate_limited']], // writing to the channel too often
  [30046, ['edit_refused']], // too many edits of a message older than an hour
  [40001, ['bad_token', TOKEN]],
  [40333, ['unavailable']], // Cloudflare
  [50001, ['permission_lost', RIGHTS]], // missing access
  [50005, ['edit_refused']], // another author's message
  [
    50007,
    [
      'permission_lost',
      'This person takes no direct messages from the bot: allow them in the server’s privacy settings.',
    ],
  ],
  [50013, ['permission_lost', RIGHTS]], // missing permissions
  [50014, ['bad_token', TOKEN]],
  [50083, ['edit_refused']], // archived thread
  [130000, ['unavailable']], // overloaded
  [160005, ['permission_lost', 'The thread is locked: a moderator can unlock it.']],
]);

/** What Discord, its library or the network threw, as a NewsroomError; unknown refusals are `post_refused`. */
export function asDiscordFailure(thrown: unknown): NewsroomError {
  if (thrown instanceof NewsroomError) return thrown;
  if (thrown instanceof RateLimitError) {
    const retryAfterMs = Math.max(1_000, Math.ceil(thrown.retryAfter), Math.ceil(thrown.timeToReset));
    return new NewsroomError('rate_limited', 'Discord asks us to slow down.', {
      retryAfterMs,
      everywhere: thrown.global,
      cause: thrown,
    });
  }
  if (thrown instanceof DiscordAPIError) {
    const [code, hint] = REFUSALS.get(thrown.code) ?? [codeOf(thrown.status)];
    const details = hint === undefined ? { cause: thrown } : { hint, cause: thrown };
    return new NewsroomError(code, `Discord refused: ${thrown.message} (${thrown.code}).`, details);
  }
  if (thrown instanceof HTTPError)
    return new NewsroomError(codeOf(thrown.status), `Discord answered with status ${thrown.status}.`, {
      cause: thrown,
    });
  if (thrown instanceof DiscordjsError && thrown.code === DiscordjsErrorCodes.TokenInvalid)
    return new NewsroomError('bad_token', 'Discord does not know this token.', { hint: TOKEN, cause: thrown });
  if (isOfTheNetwork(thrown))
    return new NewsroomError('unavailable', 'Discord could not be reached.', { cause: thrown });
  return asNewsroomError(thrown);
}

/** Broken and refused connections carry a code; time-outs are aborts; a page of something in between is no JSON. */
const isOfTheNetwork = (thrown: unknown): boolean =>
  thrown instanceof Error && ('code' in thrown || thrown.name === 'AbortError' || thrown instanceof SyntaxError);

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'bad_token';
  if (status === 403) return 'permission_lost';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'post_refused';
}
