import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorsPost, modalOf } from '../../../adapters/discord/forms.ts';
import { DESCRIPTION_MAX_CHARS, renderPost, TITLE_MAX_CHARS } from '../../../adapters/discord/views.ts';
import type { Post } from '../../../src/model.ts';
import { anyPost, hostileText } from '../../contracts/chat.arbitraries.ts';
import { saying, words } from '../../contracts/chat.contract.ts';
import { FORMS, GALLERY } from '../../contracts/chat.gallery.ts';
import { POSTS } from '../../contracts/chat.posts.ts';
import { checkContent } from './peer-limits.ts';
import { join, readEmbed, readMarkdown } from './reader.ts';

const read = (post: Post) => {
  const { content, embeds } = renderPost(post);
  return join([readMarkdown(content), ...embeds.map(readEmbed)]);
};

const { query, zone } = {
  query: 'A bracket is open. At character 1: “▸(ferry OR boat”. Close it: (ferry OR boat)',
  zone: 'There is no time zone “Olso”. Europe/Oslo?',
};
const VIEWS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    [...Object.entries(POSTS), ...Object.entries(GALLERY)].map(([name, post]) => [
      name,
      renderPost(post, { picture: post.chart === undefined ? undefined : 'coverage.png' }),
    ]),
  ),
  'form-new': modalOf({ form: FORMS.new }, true),
  'form-direct': modalOf({ form: FORMS.new }, false),
  'form-errors': modalOf({ form: FORMS.new, values: { query: '(ferry OR boat' }, errors: { query } }, true),
  'form-refused': renderPost(errorsPost('watch-new', { query, zone }, FORMS.new)),
};

/** As the formatter leaves it: short lists of words on one line. */
const golden = (view: unknown): string =>
  `${JSON.stringify(view, null, 2).replace(/\[\n\s+((?:"[^"\n]*"|\d+)(?:,\n\s+(?:"[^"\n]*"|\d+))*)\n\s+\]/g, (_list, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`)}\n`;

describe('Discord views', () => {
  it.each(Object.keys(VIEWS))('%s', async (name) => {
    await expect(golden(VIEWS[name])).toMatchFileSnapshot(`views/${name}.json`);
  });

  it('shows any outside text without a mention, a link, or formatting of its own', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const post of [saying(text), saying(text, { footer: 'makes it an embed' })]) {
          const { mentions, links, formatted } = read(post);
          expect([mentions, links, formatted]).toEqual([[], [], []]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('accepts any post within the limits', () => {
    fc.assert(
      fc.property(anyPost, (post) => checkContent(renderPost(post))),
      { numRuns: 100 },
    );
  });

  it('says plain words as content, and anything more as an embed', () => {
    expect(renderPost(saying('Just this.'))).toEqual({ content: 'Just this.', embeds: [], components: [] });
    expect(renderPost(saying('And this.', { footer: 'small' }))).toMatchObject({
      content: '',
      embeds: [{ description: 'And this.' }],
    });
  });

  it('leads the text with a headline that is longer than a title may be, uncut', () => {
    const text = 'long '.repeat(TITLE_MAX_CHARS / 4).trim();
    const [embed] = renderPost({ ...saying('Body.'), headline: { text } }).embeds;
    expect(embed?.title).toBeUndefined();
    expect(embed?.description).toContain(text);
  });

  it('uses the room of a description and no more', () => {
    const post = {
      ...saying('', { footer: 'x' }),
      blocks: Array.from({ length: 300 }, (_, i) => words(`Paragraph number ${i}.`)),
    };
    const description = renderPost(post).embeds[0]?.description ?? '';
    expect(description.length).toBeGreaterThan(DESCRIPTION_MAX_CHARS - 200);
    expect(description.length).toBeLessThanOrEqual(DESCRIPTION_MAX_CHARS);
  });

  it.each([
    ['javascript:alert(1)', 'label'],
    ['not an address', 'label'],
    ['https://ok.example/a_(b)', '[label](https://ok.example/a_%28b%29)'],
  ])('links to %s as %s, in an embed, where nothing unfolds', (url, expected) => {
    const post: Post = {
      audience: 'everyone',
      blocks: [{ kind: 'paragraph', spans: [{ kind: 'link', text: 'label', url }] }],
    };
    expect(renderPost(post)).toMatchObject({ content: '', embeds: [{ description: expected }] });
  });

  it.each(['1995. was a year', 'foo_bar_baz', 'C:\\path\\*', '#1 of +5 -3', 'a (b) [c] {d} <e>', '3 > 2 | 1 ~ 0'])(
    'shows %s as it is',
    (text) => {
      expect(read(saying(text)).text).toBe(text);
    },
  );
});
