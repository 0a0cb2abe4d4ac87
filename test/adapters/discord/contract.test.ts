import { createDiscord } from '../../../adapters/discord/index.ts';
import { chatContract, type FailureCase } from '../../contracts/chat.contract.ts';
import { SILENT_LOG } from './log.ts';
import { APPLICATION, CHANNEL, type Fault, GUILD, openDiscordPeer, TOKEN } from './peer.ts';

const refusal = (status: number, code: number, message = 'as documented'): Fault => ({
  status,
  body: { code, message },
});
const slowDown = (seconds: number): Fault => ({
  status: 429,
  headers: { 'retry-after': String(seconds), 'x-ratelimit-scope': 'shared' },
  body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
});

const FAULTS: readonly (FailureCase & { readonly faults: readonly Fault[] })[] = [
  { name: '429', on: 'post', code: 'rate_limited', retryAfterMs: 7_000, faults: [slowDown(7)] },
  { name: '20016 slow mode', on: 'post', code: 'rate_limited', faults: [refusal(400, 20016)] },
  { name: '10003', on: 'post', code: 'channel_gone', faults: [refusal(404, 10003)] },
  { name: '50001', on: 'post', code: 'permission_lost', faults: [refusal(403, 50001)] },
  { name: '50013', on: 'post', code: 'permission_lost', faults: [refusal(403, 50013)] },
  { name: '50007', on: 'post', code: 'permission_lost', faults: [refusal(403, 50007)] },
  { name: 'a 403 yet unknown', on: 'post', code: 'permission_lost', faults: [refusal(403, 99999)] },
  { name: '50035', on: 'post', code: 'post_refused', faults: [refusal(400, 50035)] },
  { name: '503 twice', on: 'post', code: 'unavailable', faults: [{ status: 503 }, { status: 503 }] },
  { name: 'silence', on: 'post', code: 'unavailable', faults: [{ silent: true }, { silent: true }] },
  { name: '30046', on: 'edit', code: 'edit_refused', faults: [refusal(400, 30046)] },
  { name: '10008', on: 'edit', code: 'edit_refused', faults: [refusal(404, 10008)] },
  { name: '50005', on: 'edit', code: 'edit_refused', faults: [refusal(403, 50005)] },
  { name: '50083', on: 'edit', code: 'edit_refused', faults: [refusal(400, 50083)] },
  { name: 'edit 50013', on: 'edit', code: 'permission_lost', faults: [refusal(403, 50013)] },
  { name: '401', on: 'post', code: 'bad_token', faults: [refusal(401, 0)] },
];

/** What a person types, as Discord takes it apart. */
function optionsOf(name: string, text: string): object[] {
  if (text === '') return [];
  if (name === 'ask') return [{ type: 3, name: 'question', value: text }];
  const [verb = '', ...rest] = text.split(' ');
  return [{ type: 1, name: verb, options: [{ type: 3, name: 'query', value: rest.join(' ') }] }];
}

chatContract('Discord', {
  platform: 'discord',
  failures: FAULTS,
  async open(desk) {
    const peer = await openDiscordPeer();
    const chat = createDiscord({
      token: TOKEN,
      apiUrl: peer.apiUrl,
      requestTimeoutMs: 1_500,
      deferAfterMs: 50,
      // One channel is refused in many ways here, one after the other.
      refusals: { channelMs: 0 },
      log: SILENT_LOG,
    });
    await chat.start(desk);
    return {
      chat,
      channel: { platform: 'discord', workspace: GUILD, channel: CHANNEL },
      seen: () => peer.seen(),
      command: async (name, text) => void (await peer.command(name, optionsOf(name, text))),
      question: async (text) => void peer.say(`<@${APPLICATION}> ${text}`),
      fail(name) {
        const { on, faults } = FAULTS.find((known) => known.name === name)!;
        for (const fault of faults) peer.fail(on === 'post' ? 'POST /channels' : 'PATCH /channels', fault);
      },
      async close() {
        await chat.stop();
        await peer.close();
      },
    };
  },
});
