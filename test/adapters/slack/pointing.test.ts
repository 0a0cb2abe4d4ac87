import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LINKS_MAX_COUNT, NESTING_MAX_DEPTH, readMessage } from '../../../adapters/slack/pointing.ts';

const message = (more: object) => ({ type: 'message' as const, ts: '1.1', ...more });

it('reads so many addresses of a message, each once and in order', () => {
  const urls = Array.from({ length: LINKS_MAX_COUNT + 5 }, (_, n) => `https://outlet.example/${n}`);
  const text = [...urls, ...urls].map((url) => `<${url}>`).join(' ');
  expect(readMessage(message({ text })).links).toEqual(urls.slice(0, LINKS_MAX_COUNT));
});

it('takes for an address what leads into the web alone', () => {
  const text =
    '<https://a.example/1?x=1&amp;y=2|one> <mailto:mara@a.example> <@U1|mara> <#C1|desk> <javascript:alert(1)|x>';
  expect(readMessage(message({ text })).links).toEqual(['https://a.example/1?x=1&y=2']);
});

it('looks only so deep into blocks', () => {
  const nested = (depth: number): object =>
    depth === 0 ? { type: 'text', text: 'found' } : { type: 'rich_text_section', elements: [nested(depth - 1)] };
  expect(readMessage(message({ blocks: [nested(NESTING_MAX_DEPTH)] })).text).toBe('found');
  expect(readMessage(message({ blocks: [nested(NESTING_MAX_DEPTH + 1)] })).text).toBe('');
});

it('reads any blocks and attachments whatsoever', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (blocks, attachments, text) => {
      const read = readMessage(message({ text, blocks, attachments }));
      for (const link of read.links) expect(link).toMatch(/^https?:/);
    }),
    { numRuns: 300 },
  );
});
