import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  CONSOLE_CHANNEL,
  type ConsoleChat,
  createConsole,
  DEFAULT_COLUMNS,
  MAX_COLUMNS,
} from '../../../adapters/console/index.ts';
import type { ChatRequest, Post } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { readScreen } from './screen.ts';

const COLUMNS = 40;

function open(
  interactive: boolean,
  handle: (request: ChatRequest) => Promise<Post> = async ({ text }) => saying(`Re: ${text}`),
) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: COLUMNS, isTTY: interactive });
  let written = '';
  output.on('data', (chunk) => {
    written += String(chunk);
  });
  const requests: ChatRequest[] = [];
  const chat = createConsole({ input, output, colour: false, interactive });
  const started = chat.start(
    deskOf((request) => {
      requests.push(request);
      return handle(request);
    }),
  );
  opened = chat;
  return { input, output, chat, requests, started, written: () => written, screen: () => readScreen(written, COLUMNS) };
}

let opened: ConsoleChat | undefined;
afterEach(() => opened?.stop());

describe('a console that is fed lines', () => {
  it('answers every line in order and finishes with its input', async () => {
    const release: (() => void)[] = [];
    const slowFirst = async ({ text }: ChatRequest): Promise<Post> => {
      if (text === 'one') await new Promise<void>((resolve) => release.push(resolve));
      return saying(`Re: ${text}`);
    };
    const { input, chat, written } = open(false, slowFirst);
    input.end('one\ntwo\n\n  \nthree');
    await vi.waitFor(() => expect(release).toHaveLength(1));
    expect(written()).toBe('');
    release[0]!();
    await chat.finished;
    expect(written()).toBe('│ Re: one\n\n│ Re: two\n\n│ Re: three\n\n');
  });

  it.each([
    [
      '/watch add "flood warning" as Weather',
      { kind: 'command', name: 'watch', text: 'add "flood warning" as Weather' },
    ],
    ['/help', { kind: 'command', name: 'help', text: '' }],
    ['  /stories  ', { kind: 'command', name: 'stories', text: '' }],
    ['/press mute:s_12', { kind: 'action', name: 'mute:s_12', text: '' }],
    ['/press watch-show  w_1', { kind: 'action', name: 'watch-show', text: 'w_1' }],
    ['who closed the port? /ask me', { kind: 'question', name: '', text: 'who closed the port? /ask me' }],
    ['/', { kind: 'command', name: '', text: '' }],
  ])('takes %j apart', async (line, expected) => {
    const { input, chat, requests } = open(false);
    input.end(line);
    await chat.finished;
    expect(requests).toMatchObject([{ ...expected, platform: 'console', channel: CONSOLE_CHANNEL }]);
  });

  it('stops reading at /quit', async () => {
    const { input, chat, requests } = open(false);
    input.write('one\n/quit\n');
    await chat.finished;
    expect(requests).toHaveLength(1);
  });

  it('finishes without a word where nothing is asked', async () => {
    const { input, chat, written } = open(false);
    input.end();
    await chat.finished;
    expect(written()).toBe('');
  });

  it('finishes where nobody reads its answers any more', async () => {
    const { input, output, chat } = open(false);
    output.destroy();
    input.end('one\n');
    await expect(chat.finished).resolves.toBeUndefined();
  });

  it.each([
    [undefined, DEFAULT_COLUMNS],
    [0, DEFAULT_COLUMNS],
    [60, 60],
    [400, MAX_COLUMNS],
  ])('on a terminal of %s columns uses %i', async (columns, used) => {
    const output = Object.assign(new PassThrough(), columns === undefined ? {} : { columns });
    const chat = createConsole({ input: new PassThrough(), output, colour: false, interactive: false });
    await chat.post(CONSOLE_CHANNEL, saying('word '.repeat(200)), { key: 'k' });
    const widths = String(output.read())
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(used);
    expect(Math.max(...widths)).toBeGreaterThan(used - 'word '.length);
  });

  it('refuses to edit what it never posted', async () => {
    const { chat } = open(false);
    const attempt = chat.edit({ channel: CONSOLE_CHANNEL, id: '7' }, saying('x'));
    await expect(attempt).rejects.toMatchObject({ code: 'edit_refused' });
  });
});

describe('a console with a person before it', () => {
  it('keeps what is half typed when an alert arrives', async () => {
    const { input, chat, screen } = open(true);
    input.write('who closed');
    await vi.waitFor(() => expect(screen()).toEqual(['› who closed']));
    await chat.post(CONSOLE_CHANNEL, saying('An alert.'), { key: 'k' });
    expect(screen()).toEqual(['#1', '│ An alert.', '', '› who closed']);
    input.write(' the port?\r');
    await vi.waitFor(() => expect(screen().join('\n')).toContain('│ Re: who closed the port?'));
    expect(screen()).toEqual([
      '#1',
      '│ An alert.',
      '',
      '› who closed the port?',
      '│ Re: who closed the port?',
      '',
      '›',
    ]);
  });

  it('keeps a half typed line that is longer than the terminal is wide', async () => {
    const { input, chat, screen } = open(true);
    const long = 'a question that goes on and on until it needs a second line';
    input.write(long);
    await vi.waitFor(() => expect(screen()).toHaveLength(2));
    await chat.post(CONSOLE_CHANNEL, saying('An alert.'), { key: 'k' });
    expect(screen().slice(0, 3)).toEqual(['#1', '│ An alert.', '']);
    expect(screen().slice(3).join('')).toBe(`› ${long}`);
  });

  it('prompts again after an empty line', async () => {
    const { input, screen } = open(true);
    input.write('\r');
    await vi.waitFor(() => expect(screen()).toEqual(['›', '›']));
  });

  it('finishes at the end of its input', async () => {
    const { input, chat } = open(true);
    input.write('\u0004');
    await chat.finished;
  });
});
