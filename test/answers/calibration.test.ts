import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MIN_CONFIDENCE } from '../../src/answers/answer.ts';
import { calibrated, RELIABILITY } from '../../src/answers/calibration.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('how sure an answer is said to be', () => {
  test('rises with the evidence and stays a share', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(calibrated(low)).toBeLessThanOrEqual(calibrated(high));
        expect(calibrated(high)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('refuses the same answers as before', () => {
    fc.assert(
      fc.property(share, (confidence) => {
        expect(calibrated(confidence) < DEFAULT_MIN_CONFIDENCE).toBe(confidence < DEFAULT_MIN_CONFIDENCE);
      }),
    );
  });

  test.each(RELIABILITY)('%d becomes %d', (before, after) => expect(calibrated(before)).toBeCloseTo(after, 10));
});
