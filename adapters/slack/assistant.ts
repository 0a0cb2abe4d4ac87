/**
 * The Assistant, where the workspace has it: what could be asked, from the newsroom's own stories, and a sign of life while
 * an answer is being found. None of it is needed: where Slack refuses, nothing is said and the answers come all the same.
 */
import type { App } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { ChatRequest, Choice } from '../../src/model.ts';
import { shorten, tidy } from '../prose.ts';
import { refusalOf } from './failures.ts';
import type { Reception } from './reception.ts';
import { type Asked, briefPrompt, channelIn } from './requests.ts';

/** Slack shows at most four. */
export const PROMPTS_MAX_COUNT = 4;
export const PROMPT_TITLE_MAX_CHARS = 80;
export const PROMPT_MAX_CHARS = 300;
export const THREAD_TITLE_MAX_CHARS = 100;
/** A workspace that has no Assistant is asked again after so long. */
export const WITHOUT_ASSISTANT_TTL_MS = 60 * 60_000;
const WORKSPACES_REMEMBERED = 1_000;
const THREADS_REMEMBERED = 5_000;
const STATUS = 'is reading the coverage…';

/** Refusals by which a workspace tells that it has no Assistant. */
const HAS_NONE: readonly (string | undefined)[] = [
  'missing_scope',
  'unknown_method',
  'method_not_supported_for_channel_type',
  'not_allowed',
  'feature_not_enabled',
  'no_permission',
];

export interface Assistant {
  /** Says under a question that it is being worked on, and names a new thread after it. */
  working(asked: Asked): void;
}

/** Greets those who open the Assistant. */
export function openAssistant(
  app: App,
  { desk, clientFor, log }: Pick<Reception, 'desk' | 'clientFor' | 'log'>,
): Assistant {
  const without = new LRUCache<string, true>({ max: WORKSPACES_REMEMBERED, ttl: WITHOUT_ASSISTANT_TTL_MS });
  /** Threads that have not been named yet. */
  const untitled = new LRUCache<string, true>({ max: THREADS_REMEMBERED });

  async function tell(workspace: string | undefined, say: (threads: Threads) => Promise<unknown>): Promise<void> {
    const key = workspace ?? '';
    if (without.has(key)) return;
    try {
      await say((await clientFor(workspace)).assistant.threads);
    } catch (thrown) {
      if (HAS_NONE.includes(refusalOf(thrown))) without.set(key, true);
    }
  }

  async function greet(thread: Thread, workspace: string | undefined): Promise<void> {
    const { channel_id, thread_ts, user_id } = thread;
    const request: ChatRequest = {
      platform: 'slack',
      channel: channelIn(workspace ?? '', channel_id, user_id),
      asker: { id: user_id, name: user_id },
      kind: 'question',
      name: '',
      text: '',
      thread: thread_ts,
    };
    const stories = await desk.lookup('story', request, PROMPTS_MAX_COUNT);
    const [first, ...more] = stories.flatMap(promptFor).slice(0, PROMPTS_MAX_COUNT);
    if (first === undefined) return;
    await tell(workspace, (threads) =>
      threads.setSuggestedPrompts({ channel_id, thread_ts, title: 'In the news now', prompts: [first, ...more] }),
    );
  }

  app.event('assistant_thread_started', async ({ event, context, body }) => {
    untitled.set(`${event.assistant_thread.channel_id} ${event.assistant_thread.thread_ts}`, true);
    await greet(event.assistant_thread, context.teamId ?? body.team_id);
  });
  // What the person looks at meanwhile changes nothing in what there is to ask: the event only wants to be taken.
  app.event('assistant_thread_context_changed', async () => {});

  return {
    working({ channel, thread, request }) {
      if (thread === undefined || !channel.startsWith('D')) return;
      const place = { channel_id: channel, thread_ts: thread };
      const { workspace } = request.channel;
      const isUntitled = untitled.delete(`${channel} ${thread}`);
      void tell(workspace, async (threads) => {
        await threads.setStatus({ ...place, status: STATUS });
        if (isUntitled)
          await threads.setTitle({ ...place, title: shorten(tidy(request.text), THREAD_TITLE_MAX_CHARS) });
      }).catch((thrown: unknown) => log.warn('slack assistant not told', { reason: String(thrown) }));
    },
  };
}

type Threads = Awaited<ReturnType<Reception['clientFor']>>['assistant']['threads'];

interface Thread {
  readonly user_id: string;
  readonly channel_id: string;
  readonly thread_ts: string;
}

function promptFor({ label }: Choice): { title: string; message: string }[] {
  const words = tidy(label).trim();
  if (words === '') return [];
  return [
    {
      title: shorten(words, PROMPT_TITLE_MAX_CHARS),
      message: briefPrompt(shorten(words, PROMPT_MAX_CHARS - briefPrompt('').length)),
    },
  ];
}
