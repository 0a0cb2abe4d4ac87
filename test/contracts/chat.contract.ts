/** What every chat adapter promises, shown once for each of them against whatever stands in for its platform. */

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorCode, NewsroomError } from '../../src/errors.ts';
import type { Block, ChannelRef, ChatRequest, Platform, Post, Span } from '../../src/model.ts';
import type { Chat, Desk } from '../../src/ports.ts';
import { EVERYTHING_TOO_MUCH } from './chat.posts.ts';
import { deskOf } from './desk-double.ts';

/** A message as the people in the channel see it. */
export interface Seen {
  readonly id: string;
  /** Words without markup. */
  readonly text: string;
  /** Whoever is mentioned by it, by the platform's rules. */
  readonly mentions: readonly string[];
  readonly links: readonly string[];
  /** What stands in bold, italics, code…; quotations, headings and lists as `quotation:: …`. */
  readonly formatted: readonly string[];
  readonly replyTo?: string;
  readonly edited: boolean;
  readonly for: 'everyone' | 'asker';
}

/** The platform's stand-in, with the adapter connected to it. */
interface Stage {
  readonly chat: Chat;
  readonly channel: ChannelRef;
  seen(): readonly Seen[];
  /** A person types a command; settles when the platform has its acknowledgement. */
  command(name: string, text: string): Promise<void>;
  /** A person asks the bot in so many words. */
  question(text: string): Promise<void>;
  /** The next post or edit fails in this way. */
  fail(failure: string): void;
  close(): Promise<void>;
}

export interface FailureCase {
  readonly name: string;
  readonly on: 'post' | 'edit';
  readonly code: ErrorCode;
  readonly retryAfterMs?: number;
}

export interface ChatUnderTest {
  readonly platform: Platform;
  open(desk: Desk): Promise<Stage>;
  readonly failures: readonly FailureCase[];
}

export const words = (text: string): Block => ({ kind: 'paragraph', spans: [{ kind: 'text', text }] });
export const saying = (text: string, more: Partial<Post> = {}): Post => ({
  audience: 'everyone',
  blocks: [words(text)],
  ...more,
});

const HOSTILE: readonly string[] = [
  'wake @everyone and @here up',
  'wake <!channel> and <!here|here> up',
  'dear <@U1> and <@!123> and <@&9> in <#C1>',
  'press [x](http://evil.example) now',
  'press <http://evil.example|your bank> now',
  'press <https://evil.example> or http://evil.example/bare now',
  'this is *bold* and _slanted_ and ~struck~ and `code` here',
  'this is **bold** and __under__ and ~~struck~~ and ||hidden|| here',
  '> quoted like this',
  '# shouted like this',
  '- listed\n- like this\n> and quoted',
  '```fenced``` like :skull: this',
  'half &lt;!channel&gt; done &amp; dusted \\<@U1>',
  'see \u001b[31mred\u001b[0m and \u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007 here',
  'moved \u001b[2J\u001b[H\rover \u009b1A that',
  'turned \u202egnp.exe\u202c round \u2066here\u2069',
];

const CONTROL_OR_OVERRIDE = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

/** Hostile text in every place that a post has for text. */
function everywhere(text: string): Post {
  const span: Span = { kind: 'text', text };
  return {
    audience: 'everyone',
    headline: { text, url: 'https://outlet.example/story' },
    blocks: [
      { kind: 'paragraph', spans: [span, { kind: 'citation', n: 1 }] },
      { kind: 'list', items: [[span], [{ kind: 'link', text, url: 'https://outlet.example/linked' }]] },
      { kind: 'paragraph', spans: [{ kind: 'link', text: 'not a link', url: 'javascript:alert(1)' }] },
    ],
    fields: [{ label: text, value: text }],
    sources: [
      {
        n: 1,
        articleId: 'a1',
        source: text,
        title: text,
        url: 'https://outlet.example/a1',
        publishedAt: '2031-05-06T07:08:09.000Z',
      },
    ],
    actions: [{ id: 'mute:s1', label: text }],
    footer: text,
  };
}

const letters = (text: string): number => text.replace(/[^a-z]/gi, '').length;

const sentence = (n: number): string => `Sentence number ${n} says exactly this much and no more.`;

export function chatContract(title: string, { platform, open, failures }: ChatUnderTest): void {
  describe(`${title} as a chat`, () => {
    const requests: ChatRequest[] = [];
    let respond: (request: ChatRequest) => Promise<Post> | Post;
    let stage: Stage;
    let keys = 0;
    const key = (): string => `key ${++keys}`;

    const message = (id: string): Seen => {
      const found = stage.seen().filter((seen) => seen.id === id);
      expect(found).toHaveLength(1);
      return found[0]!;
    };
    const answered = (text: string): Promise<Seen> =>
      vi.waitFor(
        () => {
          const found = stage.seen().find((seen) => seen.text.includes(text));
          if (found === undefined) throw new Error(`nothing says “${text}”`);
          return found;
        },
        { timeout: 5_000, interval: 10 },
      );

    beforeAll(async () => {
      respond = () => saying('ok');
      stage = await open(
        deskOf(async (request) => {
          requests.push(request);
          return respond(request);
        }),
      );
    });
    afterEach(() => {
      requests.length = 0;
      respond = () => saying('ok');
    });
    afterAll(() => stage.close());

    it('posts a message and says which one it is', async () => {
      const ref = await stage.chat.post(
        stage.channel,
        {
          audience: 'everyone',
          headline: { text: 'Ferry runs aground', url: 'https://outlet.example/ferry' },
          blocks: [
            {
              kind: 'paragraph',
              spans: [
                { kind: 'text', text: 'All 42 aboard are safe. ' },
                { kind: 'citation', n: 1 },
              ],
            },
          ],
          sources: [
            {
              n: 1,
              articleId: 'a1',
              source: 'Harbour Post',
              title: 'Ferry aground',
              url: 'https://outlet.example/ferry',
              publishedAt: '2031-05-06T07:08:09.000Z',
            },
          ],
          footer: 'Carried by 3 outlets, 2 independent',
        },
        { key: key() },
      );
      expect(ref.channel).toMatchObject({ platform, channel: stage.channel.channel });
      const { text, links } = message(ref.id);
      for (const part of [
        'Ferry runs aground',
        'All 42 aboard are safe. [1]',
        'Harbour Post, 6 May 2031',
        'Carried by 3 outlets',
      ])
        expect(text).toContain(part);
      expect([text, ...links].join('\n')).toContain('https://outlet.example/ferry');
    });

    it('edits the message that the reference names', async () => {
      const ref = await stage.chat.post(stage.channel, saying('Twelve are missing.'), { key: key() });
      const before = stage.seen().length;
      await stage.chat.edit(ref, saying('Nine are missing.'));
      expect(message(ref.id)).toMatchObject({ edited: true });
      expect(message(ref.id).text).toContain('Nine are missing.');
      expect(message(ref.id).text).not.toContain('Twelve are missing.');
      expect(stage.seen()).toHaveLength(before);
    });

    it('edits bare words into a full brief and back', async () => {
      const full = saying('The bridge is open.', {
        headline: { text: 'Bridge opens' },
        footer: 'Carried by 2 outlets',
      });
      const ref = await stage.chat.post(stage.channel, saying('The bridge is shut.'), { key: key() });
      await stage.chat.edit(ref, full);
      expect(message(ref.id).text).not.toContain('shut');
      await stage.chat.edit(ref, saying('The bridge is shut again.'));
      expect(message(ref.id).text).not.toContain('Bridge opens');
    });

    it('replies in the thread of a message, again and again in the same one', async () => {
      const root = await stage.chat.post(stage.channel, saying('The vote is under way.'), { key: key() });
      const first = await stage.chat.post(stage.channel, saying('Polls have closed.'), { key: key(), replyTo: root });
      const second = await stage.chat.post(stage.channel, saying('Counting has begun.'), { key: key(), replyTo: root });
      expect(message(first.id).replyTo).toBe(root.id);
      expect(message(second.id).replyTo).toBe(root.id);
      await stage.chat.edit(second, saying('Counting is over.'));
      expect(message(second.id)).toMatchObject({ edited: true, replyTo: root.id });
    });

    it.each(HOSTILE)('shows outside text as it stands: %j', async (text) => {
      const ref = await stage.chat.post(stage.channel, everywhere(text), { key: key() });
      const seen = message(ref.id);
      expect(seen.mentions).toEqual([]);
      expect([...new Set(seen.links)].filter((url) => !url.startsWith('https://outlet.example/'))).toEqual([]);
      expect(seen.text).not.toMatch(CONTROL_OR_OVERRIDE);
      // The headline and the field's label are ours to set in bold, as a whole.
      const inner = seen.formatted.filter((part) => part.includes(':: ') || letters(part) < 0.6 * letters(text));
      expect(inner).toEqual([]);
    });

    it('folds what is too long without cutting a sentence, and says how much is folded', async () => {
      const total = 600;
      const text = Array.from({ length: total }, (_, i) => sentence(i + 1)).join(' ');
      const ref = await stage.chat.post(stage.channel, saying(text, { footer: 'small print' }), { key: key() });
      const shown = message(ref.id).text.replace(/\s+/g, ' ');
      const begun = shown.match(/Sentence number/g)?.length ?? 0;
      const whole = [...shown.matchAll(/Sentence number (\d+) says exactly this much and no more\./g)].map((m) =>
        Number(m[1]),
      );
      expect(begun).toBeGreaterThan(20);
      expect(whole).toEqual(Array.from({ length: begun }, (_, i) => i + 1));
      if (begun < total) expect(shown).toContain(`${total - begun} more sentences do not fit here`);
      expect(shown).toContain('small print');
    });

    it('keeps a message within the limits when everything in it is too much', async () => {
      const ref = await stage.chat.post(stage.channel, EVERYTHING_TOO_MUCH, { key: key() });
      expect(message(ref.id).text).toContain('interminable');
    });

    it('posts an empty post too', async () => {
      const ref = await stage.chat.post(stage.channel, { audience: 'everyone', blocks: [] }, { key: key() });
      expect(message(ref.id).id).toBe(ref.id);
    });

    it('posts the same key once, also where both calls overlap', async () => {
      const same = { key: key() };
      const before = stage.seen().length;
      const [first, second] = await Promise.all([
        stage.chat.post(stage.channel, saying('Once only.'), same),
        stage.chat.post(stage.channel, saying('Once only.'), same),
      ]);
      const third = await stage.chat.post(stage.channel, saying('Once only.'), same);
      expect([second.id, third.id]).toEqual([first.id, first.id]);
      expect(stage.seen()).toHaveLength(before + 1);
    });

    it('posts equal words under another key again', async () => {
      const first = await stage.chat.post(stage.channel, saying('Said twice.'), { key: key() });
      const second = await stage.chat.post(stage.channel, saying('Said twice.'), { key: key() });
      expect(second.id).not.toBe(first.id);
    });

    it('takes a command to the desk and its answer to the asker alone', async () => {
      respond = () => ({ ...saying('You watch two things.'), audience: 'asker' });
      await stage.command('watch', 'add "flood warning" OR storm');
      const answer = await answered('You watch two things.');
      expect(requests).toHaveLength(1);
      expect(requests[0]).toMatchObject({
        platform,
        channel: { platform, channel: stage.channel.channel },
        kind: 'command',
        name: 'watch',
        text: 'add "flood warning" OR storm',
      });
      expect(requests[0]!.asker.id).not.toBe('');
      expect(answer.for).toBe('asker');
    });

    it('shows an answer that is for everyone to everyone', async () => {
      respond = () => saying('The harbour master did.');
      await stage.command('ask', 'who closed the port?');
      expect(await answered('The harbour master did.')).toMatchObject({
        for: platform === 'console' ? 'asker' : 'everyone',
      });
      expect(requests[0]).toMatchObject({ kind: 'command', name: 'ask', text: 'who closed the port?' });
    });

    it('takes plain words as a question', async () => {
      respond = () => saying('At noon on Tuesday.');
      await stage.question('when does the port open?');
      await answered('At noon on Tuesday.');
      expect(requests).toMatchObject([{ kind: 'question', name: '', text: 'when does the port open?' }]);
    });

    it('does not keep the platform waiting for a slow desk', async () => {
      const thinking = Promise.withResolvers<Post>();
      respond = () => thinking.promise;
      await stage.command('ask', 'something hard');
      expect(requests).toHaveLength(1);
      expect(stage.seen().some((seen) => seen.text.includes('It took a while.'))).toBe(false);
      thinking.resolve(saying('It took a while.'));
      await answered('It took a while.');
    });

    it('does not answer itself', async () => {
      await stage.chat.post(stage.channel, saying('Is this a question?'), { key: key() });
      await stage.command('help', '');
      await vi.waitFor(() => expect(requests.some((request) => request.kind === 'command')).toBe(true));
      expect(requests.filter((request) => request.kind === 'question')).toEqual([]);
    });

    it.each(failures)('$name on $on: $code', async ({ name, on, code, retryAfterMs }) => {
      const ref = on === 'edit' ? await stage.chat.post(stage.channel, saying('Before.'), { key: key() }) : undefined;
      stage.fail(name);
      const attempt =
        ref === undefined
          ? stage.chat.post(stage.channel, saying('Never seen.'), { key: key() })
          : stage.chat.edit(ref, saying('Never seen.'));
      const failure: NewsroomError = await attempt.then(
        () => expect.unreachable('it should have failed'),
        (thrown) => thrown,
      );
      expect(failure.code).toBe(code);
      if (retryAfterMs !== undefined) {
        expect(failure.retryAfterMs).toBeGreaterThanOrEqual(retryAfterMs);
        expect(failure.retryAfterMs).toBeLessThan(retryAfterMs + 1_000);
      }
      expect(stage.seen().some((seen) => seen.text.includes('Never seen.'))).toBe(false);
    });
  });
}
