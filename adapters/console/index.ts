/** The terminal as a channel: posts as lines, typed lines as commands and questions. */
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import pc from 'picocolors';
import { NewsroomError } from '../../src/errors.ts';
import type { ChannelRef, ChatRequest, MessageRef, Post } from '../../src/model.ts';
import type { Chat, Desk } from '../../src/ports.ts';
import { tidy } from './layout.ts';
import { renderPost } from './views.ts';

export const CONSOLE_CHANNEL: ChannelRef = { platform: 'console', channel: 'console' };
/** Lines longer than this are hard to read, however wide the terminal. */
export const MAX_COLUMNS = 100;
export const DEFAULT_COLUMNS = 80;
/** Keys of posts that are remembered, so that none is posted twice. */
const KEYS_REMEMBERED = 5_000;

export interface ConsoleOptions {
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number };
  /** Bold, dim and colours; the caller knows about NO_COLOR and terminals. */
  readonly colour: boolean;
  /** A prompt and line editing, for a person at a terminal; else every line of the input is answered in order. */
  readonly interactive: boolean;
}

export interface ConsoleChat extends Chat {
  /** Settles when the input has ended (or `/quit` was typed) and everything typed before has been answered. */
  readonly finished: Promise<void>;
}

const PROMPT = '› ';
const QUIT = /^\s*\/(?:quit|exit)\s*$/;

export function createConsole(options: ConsoleOptions): ConsoleChat {
  const { input, output, interactive } = options;
  const colours = pc.createColors(options.colour);
  const posted = new LRUCache<string, MessageRef>({ max: KEYS_REMEMBERED });
  const finished = Promise.withResolvers<void>();
  let lines: Interface | undefined;
  let messages = 0;
  let closed = false;
  output.on('error', () => {
    closed = true;
    lines?.close();
  });

  /** Above the prompt, which comes back with whatever was half typed. */
  function print(printed: readonly string[]): void {
    if (closed || !output.writable) throw new NewsroomError('channel_gone', 'The terminal has closed.');
    const text = `${printed.join('\n')}\n`;
    if (lines === undefined || !interactive) {
      output.write(text);
      return;
    }
    moveCursor(output, 0, -lines.getCursorPos().rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    output.write(text);
    lines.prompt(true);
  }

  function show(post: Post, title: string | undefined): void {
    // A terminal that does not know its width says 0.
    const columns = Math.min(output.columns || DEFAULT_COLUMNS, MAX_COLUMNS) - 2;
    const body = renderPost(post, { columns, colour: options.colour }).map((line) =>
      `${colours.dim('│')} ${line}`.trimEnd(),
    );
    print([...(title === undefined ? [] : [title]), ...body, '']);
  }

  const named = (id: string, note: string): string => `${colours.dim(`#${id}`)} ${note}`;

  async function answer(desk: Desk, line: string): Promise<void> {
    const request = requestOf(line);
    if (request !== undefined) show(await desk.handle(request), undefined);
    else if (interactive) lines?.prompt();
  }

  return {
    platform: 'console',
    finished: finished.promise,

    async start(desk) {
      lines = createInterface({
        input,
        ...(interactive ? { output, prompt: PROMPT } : {}),
        terminal: interactive,
        historySize: 200,
      });
      const reader = lines;
      let answered = Promise.resolve();
      reader.on('line', (line) => {
        if (QUIT.test(line)) return reader.close();
        answered = answered.then(() => answer(desk, line));
        // A terminal that has closed wants no more answers.
        answered.catch(() => reader.close());
      });
      reader.on('close', () => {
        lines = undefined;
        answered.then(finished.resolve, () => finished.resolve());
      });
      if (interactive) reader.prompt();
    },

    async stop() {
      lines?.close();
    },

    async post(channel, post, { key, replyTo }) {
      const memo = `${replyTo?.id ?? ''} ${key}`;
      const before = posted.get(memo);
      if (before !== undefined) return before;
      const ref = { channel, id: String(messages + 1) };
      show(post, named(ref.id, replyTo === undefined ? '' : `↳ in the thread of #${replyTo.id}`).trimEnd());
      messages += 1;
      posted.set(memo, ref);
      return ref;
    },

    async edit(message, post) {
      if (!(Number(message.id) <= messages))
        throw new NewsroomError('edit_refused', `There is no message #${tidy(message.id)} in this terminal.`);
      show(post, named(message.id, '✎ edited'));
    },
  };
}

/** `/watch add x` is a command, `/press ID` a button, `/press ID VALUE` a choice, anything else a question; nothing is none. */
function requestOf(line: string): ChatRequest | undefined {
  const typed = line.trim();
  if (typed === '') return undefined;
  const from = { platform: 'console', channel: CONSOLE_CHANNEL, asker: { id: 'console', name: 'you' } } as const;
  const command = /^\/(\S*)\s*([\s\S]*)$/.exec(typed);
  if (command === null) return { ...from, kind: 'question', name: '', text: typed };
  const [, name = '', text = ''] = command;
  if (name === 'press') {
    const [, id = '', value = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
    return { ...from, kind: 'action', name: id, text: value };
  }
  return { ...from, kind: 'command', name, text };
}
