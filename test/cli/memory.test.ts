import { expect, it } from 'vitest';
import { openTidying, TIDY_AFTER_BYTES } from '../../src/cli/memory.ts';

function standIn() {
  let used = 50_000_000;
  let collections = 0;
  const tidy = openTidying({
    usedBytes: () => used,
    collect() {
      collections += 1;
      used -= TIDY_AFTER_BYTES;
    },
  });
  return { tidy, use: (bytes: number) => (used += bytes), collections: () => collections };
}

it('gives memory back once enough more is in use, and not before', () => {
  const { tidy, use, collections } = standIn();
  use(TIDY_AFTER_BYTES - 1);
  tidy();
  expect(collections()).toBe(0);
  use(1);
  tidy();
  expect(collections()).toBe(1);
});

it('counts from what was left the last time', () => {
  const { tidy, use, collections } = standIn();
  use(2 * TIDY_AFTER_BYTES);
  tidy();
  tidy();
  expect(collections()).toBe(1);
});
