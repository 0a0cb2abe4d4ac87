/** What somebody sees who has just installed the bot: no token, no key, no network. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Folder, openFolder, type Ran, run, start } from '../cli/run.ts';

let folder: Folder;

beforeAll(() => {
  folder = openFolder();
});

afterAll(() => folder.remove());

/** The machine may be busy. */
const PATIENCE_MS = 120_000;

const QUESTIONS = [
  'who recognised the Taliban first?',
  'and when?',
  'has the United States recognised the Taliban?',
  '/help',
  '/watch list',
  '/watch add “ferry as such” as “Boats”',
  '/watch pause Boats',
  '/watch list',
  '/stories',
  '/feeds',
  '/brief taliban',
  '/wacth',
];

describe('questions and commands that are piped in', () => {
  let ran: Ran;
  beforeAll(async () => {
    ran = await run(['--data', join(folder.path, 'piped'), 'start'], { input: `${QUESTIONS.join('\n')}\n` });
  }, PATIENCE_MS);

  /** The console's answers, in order: what stands between two empty lines, without its margin. */
  const answers = (): string[] =>
    ran.stdout
      .split(/\n\n(?=[#│])/)
      .filter((part) => part.startsWith('│'))
      .map((part) => part.replace(/^│ ?/gm, '').replace(/\s+/g, ' '));
  const answerTo = (question: string): string => answers()[QUESTIONS.indexOf(question)] ?? '';

  it('end with exit code 0, each with its answer', () => {
    expect([ran.code, answers().length]).toEqual([0, QUESTIONS.length]);
  });

  it('come after a few lines on where the bot stands and what to do to turn each chat on', () => {
    const opening = ran.stdout.split('\n\n')[0]!;
    expect(opening.split('\n').length).toBeLessThanOrEqual(8);
    for (const line of [
      /data in .*piped/,
      /feeds/,
      /watchlists/,
      /slack +off: set SLACK_BOT_TOKEN/,
      /discord +off: set DISCORD_TOKEN/,
      /console +on/,
    ])
      expect(opening).toMatch(line);
  });

  it('come after an alert, its update in place, and a reply that says what is new', () => {
    expect(ran.stdout).toMatch(/^#1$/m);
    expect(ran.stdout).toMatch(/^#1 ✎ edited$/m);
    expect(ran.stdout).toMatch(/^#\d+ ↳ in the thread of #1$/m);
    expect(ran.stdout.replace(/\n│ /g, ' ')).toMatch(
      /Carried by \d+ outlets?, \d+ independent · watchlist Afghanistan/,
    );
  });

  it('are answered with Russia, quotations, outlets, dates, links and how many agree', () => {
    const answer = answerTo('who recognised the Taliban first?');
    expect(answer).toMatch(/first\? +Russia/);
    for (const part of [
      /> “[^”]+”/,
      /3 Jul(y)? 2025/,
      /Saltmarsh Courier|Quillport Ledger|Vantry Dispatch/,
      /http:\/\/127\.0\.0\.1:\d+\//,
      /\d independent sources/,
    ])
      expect(answer).toMatch(part);
  });

  it('have their caveat: others recognised the regime of 1996 to 2001', () => {
    const answer = answerTo('who recognised the Taliban first?');
    expect(answer).toMatch(/1996[-–]2001/);
    for (const state of [/Saudi Arabia/, /Pakistan/, /United Arab Emirates|UAE/]) expect(answer).toMatch(state);
  });

  it('go on from one to the next', () => expect(answerTo('and when?')).toMatch(/3 July 2025/));

  it('that no article answers are refused, with the nearest coverage', () => {
    const answer = answerTo('has the United States recognised the Taliban?');
    expect(answer).toMatch(/Not in our coverage/);
    expect(answer).toMatch(/nearest coverage/);
  });

  it('do in the console what they do in Slack', () => {
    expect(answers().slice(3)).toEqual([
      expect.stringMatching(/What Nutgraf does.*\/watch add/),
      expect.stringMatching(/^2 watchlists/),
      expect.stringMatching(/^Watching: Boats/),
      expect.stringMatching(/^Boats: paused/),
      expect.stringMatching(/Boats "ferry as such" paused/),
      expect.stringMatching(/^\d+ stories/),
      expect.stringMatching(/^5 feeds/),
      expect.stringMatching(/Sources differ/),
      expect.stringMatching(/Did you mean \/watch\?/),
    ]);
  });

  it('leave nothing alarming on standard error', () => {
    expect(ran.stderr.split('\n').filter((line) => / (warn|error) /.test(line))).toEqual([]);
  });

  it('find the same story told again at a second start in the same folder', { timeout: PATIENCE_MS }, async () => {
    const again = await run(['--data', join(folder.path, 'piped'), 'start']);
    // Feeds are read side by side: which story moves first is left to them.
    const told = ({ stdout }: Ran) =>
      stdout
        .match(/^#\d+.*$/gm)
        ?.map((title) => title.replace(/#\d+/g, '#'))
        .sort();
    expect([again.code, told(again)]).toEqual([0, told(ran)]);
  });
});

it('a running bot keeps a second one out, and ends at a signal', { timeout: PATIENCE_MS }, async () => {
  const data = join(folder.path, 'two');
  const first = start(['--data', data, 'start']);
  try {
    await new Promise<void>((opened) =>
      first.stdout.on('data', (text: Buffer) => text.includes('console') && opened()),
    );
    const second = await run(['--data', data, 'start']);
    expect(second).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`in use by another process \\(${first.pid} on`)),
    });
    const ended = new Promise((exit) => first.once('exit', exit));
    first.kill('SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    first.kill('SIGKILL');
  }
});
