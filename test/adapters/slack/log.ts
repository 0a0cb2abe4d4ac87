import type { Log } from '../../../src/ports.ts';

/** For tests that look elsewhere. */
export const SILENT_LOG: Log = { info: () => {}, warn: () => {}, error: () => {} };
