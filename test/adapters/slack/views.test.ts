import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooserFor } from '../../../adapters/slack/choosers.ts';
import { renderForm, renderWaiting, renderWords } from '../../../adapters/slack/forms.ts';
import { renderHome } from '../../../adapters/slack/home.ts';
import {
  CITATION_LINKS_MAX_CHARS,
  HEADER_MAX_CHARS,
  MESSAGE_MAX_BLOCKS,
  MESSAGE_MAX_CHARS,
  renderPost,
} from '../../../adapters/slack/views.ts';
import type { Post } from '../../../src/model.ts';
import { anyPost, hostileText } from '../../contracts/chat.arbitraries.ts';
import { saying, words } from '../../contracts/chat.contract.ts';
import { FORMS, GALLERY, HOMES } from '../../contracts/chat.gallery.ts';
import { POSTS } from '../../contracts/chat.posts.ts';
import { checkBlocks } from './block-kit.ts';
import { type AnyBlock, readBlocks, readMrkdwn } from './reader.ts';

const VIEWS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    [...Object.entries(POSTS), ...Object.entries(GALLERY)].map(([name, post]) => [name, renderPost(post)]),
  ),
  'form-new': renderForm(FORMS.new, { channel: 'C061EG9SL' }),
  'form-preview': renderForm(FORMS.preview, { channel: 'C061EG9SL' }),
  'form-errors': {
    view: renderForm(FORMS.preview, {}),
    errors: {
      'query@0': 'A bracket is open. At character 1: “▸(ferry OR boat”. Close it: (ferry OR boat)',
      'zone@0': 'There is no time zone “Olso”. Europe/Oslo?',
    },
  },
  'form-lookup': renderForm(FORMS.lookup, {}),
  'form-chooser': renderForm(chooserFor({ name: 'watch', text: 'remove' })!, {}),
  'form-waiting': renderWaiting('New watchlist', {}),
  'form-done': renderWords('New watchlist', GALLERY.backtest!, {}),
  'home-first': renderHome(HOMES.first),
  'home-later': renderHome(HOMES.later),
  'home-notice': renderHome(HOMES.later, {
    audience: 'asker',
    headline: { text: 'Quay: paused' },
    blocks: [],
    footer: 'watchlist w_77b0',
    actions: [{ id: 'watch-resume:w_77b0', label: 'Resume' }],
  }),
};

/** As the formatter leaves it: short lists of words on one line. */
const golden = (view: unknown): string =>
  `${JSON.stringify(view, null, 2).replace(/\[\n\s+("[^"\n]*"(?:,\n\s+"[^"\n]*")*)\n\s+\]/g, (_list, words: string) => `[${words.replace(/\n\s+/g, ' ')}]`)}\n`;

const blocksOf = (post: Post): AnyBlock[] => renderPost(post).blocks as AnyBlock[];

describe('Slack views', () => {
  it.each(Object.keys(VIEWS))('%s', async (name) => {
    await expect(golden(VIEWS[name])).toMatchFileSnapshot(`views/${name}.json`);
  });

  it('notifies whom the post names by id, and nothing that is no id', () => {
    const mentions = [
      { kind: 'person', id: 'U0123ABC' },
      { kind: 'role', id: 'S0456DEF' },
      { kind: 'person', id: '!channel' },
      { kind: 'role', id: 'here' },
    ] as const;
    const { text, blocks } = renderPost({ ...POSTS.alert!, mentions });
    expect(text.startsWith('<@U0123ABC> <!subteam^S0456DEF> ')).toBe(true);
    expect(blocks[0]).toMatchObject({ type: 'section', text: { text: '<@U0123ABC> <!subteam^S0456DEF>' } });
    expect(JSON.stringify(blocks)).not.toMatch(/<!(?:channel|here|everyone)/);
  });

  it('shows any outside text without a mention, a link, or formatting of its own', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { text: fallback, blocks } = renderPost(saying(text));
        const body = readBlocks(blocks as AnyBlock[]);
        const notification = readMrkdwn(fallback, true);
        for (const read of [body, notification])
          expect([read.mentions, read.links, read.formatted]).toEqual([[], [], []]);
      }),
      { numRuns: 500 },
    );
  });

  it('accepts any post within the limits', () => {
    fc.assert(
      fc.property(anyPost, (post) => {
        checkBlocks(blocksOf(post));
      }),
      { numRuns: 100 },
    );
  });

  it('gives a short headline without address a header, a long one a section', () => {
    expect(blocksOf({ ...saying('x'), headline: { text: 'h'.repeat(HEADER_MAX_CHARS) } })[0]?.type).toBe('header');
    expect(blocksOf({ ...saying('x'), headline: { text: 'h'.repeat(HEADER_MAX_CHARS + 1) } })[0]?.type).toBe('section');
  });

  it('lets paragraphs share sections where there are too many for one each', () => {
    const post: Post = {
      audience: 'everyone',
      blocks: Array.from({ length: 80 }, (_, i) => words(`Paragraph ${i} is short.`)),
    };
    const blocks = blocksOf(post);
    expect(blocks.length).toBeLessThanOrEqual(MESSAGE_MAX_BLOCKS);
    expect(readBlocks(blocks).text).toContain('Paragraph 79 is short.');
  });

  it('stays below the total that Slack does not document', () => {
    const post: Post = {
      audience: 'everyone',
      blocks: Array.from({ length: 40 }, () => words('Some words. '.repeat(200))),
    };
    const chars = blocksOf(post).map((block) => block.text?.text.length ?? 0);
    expect(chars.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(MESSAGE_MAX_CHARS);
  });

  it.each([
    ['javascript:alert(1)', 'label'],
    ['data:text/html,x', 'label'],
    ['not an address', 'label'],
    ['https://ok.example/a|b>c', '<https://ok.example/a%7Cb%3Ec|label>'],
    ['https://ok.example/?a=1&b=2', '<https://ok.example/?a=1&amp;b=2|label>'],
  ])('links to %s as %s', (url, expected) => {
    const post: Post = {
      audience: 'everyone',
      blocks: [{ kind: 'paragraph', spans: [{ kind: 'link', text: 'label', url }] }],
    };
    expect(blocksOf(post)[0]?.text?.text).toBe(expected);
  });

  it.each([
    ['bank.example', '', false],
    ['https://bank.example/login', '', false],
    ['www.ok.example/a', '<https://ok.example/a|www.ok.example/a>', true],
    ['What bank.example says of it', '<https://ok.example/a|What bank.example says of it>', true],
  ])('lets a link say %s only where it leads there', (label, shown, links) => {
    const spans = [{ kind: 'link', text: label, url: 'https://ok.example/a' }] as const;
    const text = blocksOf({ audience: 'everyone', blocks: [{ kind: 'paragraph', spans }] })[0]?.text?.text ?? '';
    expect(text.startsWith('<')).toBe(links);
    if (links) expect(text).toBe(shown);
    else expect(text).toBe(label);
  });

  it('lets a citation lead to its source, unless all of them together would fill the message', () => {
    const citing = (times: number): string => {
      const spans = Array.from({ length: times }, () => ({ kind: 'citation' as const, n: 1 }));
      const post: Post = { ...GALLERY.timeline!, blocks: [{ kind: 'paragraph', spans }] };
      return blocksOf(post)[1]?.text?.text ?? '';
    };
    expect(citing(1)).toMatch(/^<https:\/\/harbourpost\.example\/[^|]+\|\[1\]>$/);
    const perLink = citing(1).length;
    expect(citing(Math.floor(CITATION_LINKS_MAX_CHARS / perLink))).toContain('<https:');
    expect(citing(Math.ceil(CITATION_LINKS_MAX_CHARS / perLink) + 1)).toMatch(/^(?:\[1\])+$/);
  });

  it.each([
    ['line separators', '\u2028'],
    ['paragraph separators', '\u2029'],
    ['direction overrides', '\u202e'],
    ['isolates', '\u2066'],
    ['controls', '\u0007'],
    ['private characters', '\ue000'],
  ])('shows no %s from outside', (_what, character) => {
    const post = { ...saying(`a${character}b`), headline: { text: `a${character}b` }, footer: `a${character}b` };
    expect(JSON.stringify(renderPost(post))).not.toContain(JSON.stringify(character).slice(1, -1));
    expect(JSON.stringify(renderPost(post))).not.toContain(character);
  });

  it('leaves an id in italics as it can be typed', () => {
    const spans = [{ kind: 'text', text: 'Choose another: /watch edit w_4f2a', style: 'emphasis' }] as const;
    const [block] = blocksOf({ audience: 'asker', blocks: [{ kind: 'paragraph', spans }] });
    expect(block?.text?.text).toBe('Choose another: /watch edit w_4f2a');
  });

  it('keeps names with underscores, times and code as they are', () => {
    const post: Post = {
      audience: 'everyone',
      blocks: [
        words('desk_editor wrote at 10:30:45.'),
        { kind: 'paragraph', spans: [{ kind: 'text', text: 'ferry* AND _x_', style: 'code' }] },
      ],
    };
    const text = readBlocks(blocksOf(post)).text;
    expect(text).toContain('desk_editor wrote at 10:30:45.');
    expect(text).toContain('ferry* AND _x_');
  });
});
