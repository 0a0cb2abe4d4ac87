/** Posts as nobody would write them. */
import fc from 'fast-check';
import type { Post } from '../../src/model.ts';

const marks = fc.constantFrom(
  '*',
  '_',
  '~',
  '`',
  '<',
  '>',
  '&',
  '|',
  '!',
  '@',
  '#',
  ':',
  ' ',
  '\n',
  'a',
  'b',
  '&lt;',
  '<!here>',
  'http://x.y',
  '\u202e',
  '\u001b[1m',
  '.',
  '```',
);
export const hostileText = fc.oneof(
  fc.array(marks, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

const span = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.oneof(hostileText, fc.string({ minLength: 0, maxLength: 4_000 })),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    text: hostileText,
    style: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const),
  }),
  fc.record({ kind: fc.constant('citation' as const), n: fc.nat(200) }),
  fc.record({ kind: fc.constant('link' as const), text: hostileText, url: fc.webUrl() }),
);
export const anyPost: fc.Arbitrary<Post> = fc.record({
  audience: fc.constant('everyone' as const),
  headline: fc.record({ text: fc.string({ maxLength: 400 }), url: fc.webUrl() }),
  blocks: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('paragraph' as const), spans: fc.array(span, { maxLength: 12 }) }),
      fc.record({ kind: fc.constant('quote' as const), spans: fc.array(span, { maxLength: 5 }) }),
      fc.record({
        kind: fc.constant('list' as const),
        items: fc.array(fc.array(span, { maxLength: 3 }), { maxLength: 10 }),
      }),
      fc.record({ kind: fc.constant('code' as const), text: fc.string({ maxLength: 6_000 }) }),
    ),
    { maxLength: 60 },
  ),
  fields: fc.array(fc.record({ label: hostileText, value: fc.string({ maxLength: 3_000 }) }), { maxLength: 40 }),
  footer: hostileText,
});
