/** Discord's golden messages as HTML: so far the bare JSON. */
import { join } from 'node:path';
import { escapeHtml, type PictureBook } from './book.ts';

export const DISCORD: PictureBook = {
  goldens: join(import.meta.dirname, '../../test/adapters/discord/views'),
  widthPx: 720,
  css: 'body { margin: 0; padding: 16px; background: #313338; color: #dbdee1; font: 15px sans-serif }',
  draw: (golden) => `<pre>${escapeHtml(JSON.stringify(golden, null, 2))}</pre>`,
};
