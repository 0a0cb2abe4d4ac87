import { createSlack } from '../../../adapters/slack/index.ts';
import { chatContract, type FailureCase } from '../../contracts/chat.contract.ts';
import { SILENT_LOG } from './log.ts';
import { APP_TOKEN, BOT_TOKEN, CHANNEL, type Fault, openSlackPeer, SIGNING_SECRET, TEAM } from './peer.ts';

const refusal = (error: string): Fault => ({ body: { ok: false, error } });

// What is refused by a limit rests for a while: those come last.
const FAULTS: readonly (FailureCase & { readonly fault: Fault })[] = [
  { name: 'channel_not_found', on: 'post', code: 'channel_gone', fault: refusal('channel_not_found') },
  { name: 'is_archived', on: 'post', code: 'channel_gone', fault: refusal('is_archived') },
  { name: 'not_in_channel', on: 'post', code: 'permission_lost', fault: refusal('not_in_channel') },
  { name: 'account_inactive', on: 'post', code: 'bad_token', fault: refusal('account_inactive') },
  { name: 'restricted_action', on: 'post', code: 'permission_lost', fault: refusal('restricted_action') },
  { name: 'missing_scope', on: 'post', code: 'permission_lost', fault: refusal('missing_scope') },
  { name: 'invalid_auth', on: 'post', code: 'bad_token', fault: refusal('invalid_auth') },
  { name: 'token_revoked', on: 'edit', code: 'bad_token', fault: refusal('token_revoked') },
  { name: 'internal_error', on: 'post', code: 'unavailable', fault: refusal('internal_error') },
  { name: 'status 503', on: 'post', code: 'unavailable', fault: { status: 503 } },
  { name: 'a page in between', on: 'post', code: 'unavailable', fault: { body: '<html>proxy</html>' } },
  { name: 'silence', on: 'post', code: 'unavailable', fault: { silent: true } },
  { name: 'msg_blocks_too_long', on: 'post', code: 'post_refused', fault: refusal('msg_blocks_too_long') },
  { name: 'an error yet unknown', on: 'post', code: 'post_refused', fault: refusal('flux_capacitor_missing') },
  { name: 'cant_update_message', on: 'edit', code: 'edit_refused', fault: refusal('cant_update_message') },
  { name: 'edit_window_closed', on: 'edit', code: 'edit_refused', fault: refusal('edit_window_closed') },
  { name: 'message_not_found', on: 'edit', code: 'edit_refused', fault: refusal('message_not_found') },
  {
    name: 'edit ratelimited',
    on: 'edit',
    code: 'rate_limited',
    retryAfterMs: 30_000,
    fault: { status: 429, headers: { 'retry-after': '30' } },
  },
  {
    name: 'ratelimited',
    on: 'post',
    code: 'rate_limited',
    retryAfterMs: 7_000,
    fault: { status: 429, headers: { 'retry-after': '7' } },
  },
];

for (const mode of ['socket', 'http'] as const) {
  chatContract(`Slack over ${mode}`, {
    platform: 'slack',
    failures: mode === 'socket' ? FAULTS : [],
    async open(desk) {
      const peer = await openSlackPeer();
      const chat = createSlack({
        botToken: BOT_TOKEN,
        apiUrl: peer.apiUrl,
        requestTimeoutMs: 1_500,
        channelPauseMs: 0,
        log: SILENT_LOG,
        ...(mode === 'socket'
          ? { appToken: APP_TOKEN }
          : { signingSecret: SIGNING_SECRET, port: 0, host: '127.0.0.1' }),
      });
      await chat.start(desk);
      if (mode === 'http') peer.sendTo(`http://127.0.0.1:${chat.port()}/slack/events`);
      return {
        chat,
        channel: { platform: 'slack', workspace: TEAM, channel: CHANNEL },
        seen: () => peer.seen(),
        // Slack has no /help of its own: everything without a command goes by /nutgraf.
        command: async (name, text) => void (await peer.command(name === 'help' ? 'nutgraf' : name, text)),
        question: async (text) => void (await peer.mention(text)),
        fail(name) {
          const { on, fault } = FAULTS.find((known) => known.name === name)!;
          const method = on === 'post' ? 'chat.postMessage' : 'chat.update';
          peer.fail(method, fault);
          // Its words alone are tried then, and refused as well.
          if (name === 'msg_blocks_too_long') peer.fail(method, fault);
        },
        async close() {
          await chat.stop();
          await peer.close();
        },
      };
    },
  });
}
