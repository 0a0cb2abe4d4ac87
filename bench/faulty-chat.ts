/** The outbox against a faulty chat, in time of its own: what arrives, how often, in which order, and how long others wait. */
import { openSqliteStore } from '../adapters/storage/sqlite/store.ts';
import { drainOutbox, MAX_IN_FLIGHT } from '../src/alerts/drain.ts';
import { alertId } from '../src/alerts/identity.ts';
import { NewsroomError } from '../src/errors.ts';
import type { Alert, Brief, ChannelRef, MessageRef, Post, StoryAlert } from '../src/model.ts';
import type { Chat, Outbox } from '../src/ports.ts';
import { percentile } from './figures.ts';

const CHANNELS = 40;
/** Every so many channels one is faulty. */
const FAULTY_EVERY = 4;
const ALERTS_A_CHANNEL = 30;
/** Between two alerts of a channel. */
const SPACING_MS = 20_000;
const START_MS = Date.UTC(2031, 0, 6, 9);
const TICK_MS = 250;
const ROUNDS = 8;
const CHAT_MS = 80;
const GIVE_UP_MS = 26 * 3_600_000;
const MINUTE_MS = 60_000;

/** What becomes of one call in a faulty channel. */
export type Fault = 'none' | NewsroomError | { readonly afterwards: NewsroomError } | { readonly slowMs: number };

export interface FaultScenario {
  readonly name: string;
  fault(call: { readonly sinceStartMs: number; readonly random: () => number }): Fault;
  /** True where nothing can ever arrive in a faulty channel. */
  readonly isFinal?: boolean;
}

const down = new NewsroomError('unavailable', 'Status 503.');

export const SCENARIOS: readonly FaultScenario[] = [
  { name: 'none', fault: () => 'none' },
  {
    name: '429, Retry-After 30 s, half the time',
    fault: ({ random }) =>
      random() < 0.5 ? new NewsroomError('rate_limited', 'Slow down.', { retryAfterMs: 30_000 }) : 'none',
  },
  { name: '5xx, 40 %', fault: ({ random }) => (random() < 0.4 ? down : 'none') },
  {
    name: 'time-out after acceptance, 30 %',
    fault: ({ random }) => (random() < 0.3 ? { afterwards: new NewsroomError('timeout', 'No answer.') } : 'none'),
  },
  { name: 'channel gone', isFinal: true, fault: () => new NewsroomError('channel_gone', 'It is gone.') },
  { name: 'permission lost', isFinal: true, fault: () => new NewsroomError('permission_lost', 'Not any more.') },
  { name: 'each answer takes a minute', fault: () => ({ slowMs: MINUTE_MS }) },
  { name: 'down for two hours', fault: ({ sinceStartMs }) => (sinceStartMs < 120 * MINUTE_MS ? down : 'none') },
];

export interface FaultReport {
  readonly alerts: number;
  /** Stories that a channel that could be reached never heard of. */
  readonly lost: number;
  readonly parked: number;
  readonly twice: number;
  readonly rawDuplicates: number;
  readonly outOfOrder: number;
  readonly tooEarly: number;
  readonly posts: number;
  /** Seconds from due to shown, in channels without a fault. */
  readonly othersP50: number;
  readonly othersP99: number;
  readonly calls: number;
}

/** Time that moves only when it is told to. */
class VirtualClock {
  #now = START_MS;
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ at: this.#now + ms, wake }));
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter(({ at }) => at <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
    for (const { wake } of due) wake();
  }
}

const channelOf = (n: number): ChannelRef => ({ platform: 'discord', workspace: 'G1', channel: `c${n}` });
const isFaulty = ({ channel }: ChannelRef): boolean => Number(channel.slice(1)) % FAULTY_EVERY === 0;
const storyOf = (channel: number, n: number): string => `s${channel}-${n}`;

function alertFor(channel: number, n: number): StoryAlert {
  const storyId = storyOf(channel, n);
  const at = new Date(START_MS + n * SPACING_MS).toISOString();
  const post: Post = { audience: 'everyone', headline: { text: storyId }, blocks: [] };
  const brief: Brief = {
    storyId,
    storyRevision: 1,
    headline: storyId,
    sentences: [],
    disagreements: [],
    timeline: [],
    sources: [],
    carriedBy: 1,
    independentSources: 1,
  };
  const where = channelOf(channel);
  return {
    id: alertId('alert', where, storyId, 1),
    kind: 'alert',
    channel: where,
    storyId,
    storyRevision: 1,
    watchlistIds: [`w${channel}`],
    brief,
    post,
    createdAt: at,
    dueAt: at,
    attempts: 0,
  };
}

interface Shown {
  readonly key: string;
  readonly channel: ChannelRef;
  readonly stories: readonly string[];
  readonly at: number;
}

/** Shows one post a key, as Discord does, and remembers all that it was sent. */
class RecordingChat implements Chat {
  readonly platform = 'discord' as const;
  readonly shown = new Map<string, Shown>();
  calls = 0;
  rawDuplicates = 0;
  /** Calls that came before the time that the platform had asked for. */
  tooEarly = 0;
  readonly #notBefore = new Map<string, number>();
  readonly #clock: VirtualClock;
  readonly #scenario: FaultScenario;
  readonly #random: () => number;

  constructor(clock: VirtualClock, scenario: FaultScenario, random: () => number) {
    this.#clock = clock;
    this.#scenario = scenario;
    this.#random = random;
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async edit(): Promise<void> {}

  async post(channel: ChannelRef, post: Post, { key }: { readonly key: string }): Promise<MessageRef> {
    this.calls += 1;
    const now = this.#clock.now();
    if (now < (this.#notBefore.get(channel.channel) ?? 0)) this.tooEarly += 1;
    const call = { sinceStartMs: now - START_MS, random: this.#random };
    const fault = isFaulty(channel) ? this.#scenario.fault(call) : 'none';
    await this.#clock.sleep(fault !== 'none' && 'slowMs' in fault ? fault.slowMs : CHAT_MS);
    if (fault instanceof NewsroomError) {
      if (fault.retryAfterMs !== undefined)
        this.#notBefore.set(channel.channel, this.#clock.now() + fault.retryAfterMs);
      throw fault;
    }
    if (this.shown.has(key)) this.rawDuplicates += 1;
    else this.shown.set(key, { key, channel, stories: (post.headline?.text ?? '').split(' '), at: this.#clock.now() });
    if (fault !== 'none' && 'afterwards' in fault) throw fault.afterwards;
    return { channel, id: key };
  }
}

export async function measureFault(scenario: FaultScenario, random: () => number): Promise<FaultReport> {
  const store = await openSqliteStore({ dataDir: ':memory:' });
  const clock = new VirtualClock();
  const chat = new RecordingChat(clock, scenario, random);
  const parked: Alert[] = [];
  for (let n = 0; n < ALERTS_A_CHANNEL; n += 1)
    await store.outbox.enqueue(Array.from({ length: CHANNELS }, (_, channel) => alertFor(channel, n)));
  await play(clock, store.outbox, chat, parked, random);
  await store.close();
  return reportOn(scenario, chat, parked);
}

/** Rounds overlap as in the bot, until all has arrived or was given up. */
async function play(
  clock: VirtualClock,
  outbox: Outbox,
  chat: RecordingChat,
  parked: Alert[],
  random: () => number,
): Promise<void> {
  const rounds = new Set<Promise<unknown>>();
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const lastDueMs = START_MS + ALERTS_A_CHANNEL * SPACING_MS;
  let done = 0;
  const counting: Outbox = {
    ...outbox,
    delivered: async (receipt) => {
      await outbox.delivered(receipt);
      done = clock.now();
    },
  };
  for (;;) {
    if (rounds.size < ROUNDS) {
      const round = drainOutbox({
        outbox: counting,
        chats: [chat],
        clock,
        random,
        log: { info() {}, warn() {}, error() {} },
        digest: ({ entries }) => ({
          audience: 'everyone',
          headline: { text: entries.map(({ brief }) => brief.storyId).join(' ') },
          blocks: [],
        }),
        onParked: (alert) => void parked.push(alert),
      }).finally(() => rounds.delete(round));
      rounds.add(round);
    }
    for (let n = 0; n < MAX_IN_FLIGHT; n += 1) await settled();
    const waiting = await outbox.waiting({
      channel: channelOf(0),
      now: new Date(clock.now() + GIVE_UP_MS).toISOString(),
      limit: 1,
    });
    const isOver = clock.now() > lastDueMs && clock.now() - done > 20 * MINUTE_MS && waiting.length === 0;
    if (isOver || clock.now() - START_MS > GIVE_UP_MS) break;
    // Nothing happens in a long wait: a longer step.
    clock.advance(clock.now() > lastDueMs ? 4 * TICK_MS : TICK_MS);
  }
  while (rounds.size > 0) {
    clock.advance(MINUTE_MS);
    await settled();
  }
}

function reportOn({ isFinal }: FaultScenario, chat: RecordingChat, parked: readonly Alert[]): FaultReport {
  const shown = [...chat.shown.values()];
  const counts = { lost: 0, twice: 0, outOfOrder: 0 };
  const waits: number[] = [];
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const where = channelOf(channel);
    const here = shown.filter((post) => post.channel.channel === where.channel);
    const heard = here.flatMap(({ stories }) => stories);
    const expected = Array.from({ length: ALERTS_A_CHANNEL }, (_, n) => storyOf(channel, n));
    if (!(isFinal === true && isFaulty(where)))
      counts.lost += expected.filter((story) => !heard.includes(story)).length;
    counts.twice += heard.length - new Set(heard).size;
    const places = heard.map((story) => expected.indexOf(story));
    counts.outOfOrder += places.filter((place, i) => place < (places[i - 1] ?? -1)).length;
    if (isFaulty(where)) continue;
    for (const { stories, at } of here)
      for (const story of stories) waits.push((at - START_MS - expected.indexOf(story) * SPACING_MS) / 1_000);
  }
  return {
    alerts: CHANNELS * ALERTS_A_CHANNEL,
    ...counts,
    parked: parked.length,
    rawDuplicates: chat.rawDuplicates,
    tooEarly: chat.tooEarly,
    posts: shown.length,
    othersP50: percentile(waits, 0.5),
    othersP99: percentile(waits, 0.99),
    calls: chat.calls,
  };
}
