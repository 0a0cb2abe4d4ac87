/**
 * Pictures of what the chats show, to be looked at: every golden file of a platform as HTML and, where a Chromium is found,
 * as PNG.
 *
 *   npm run bench -- pictures [slack|discord|all] [DIR] [--only NAME]
 *
 * DIR is `.data/pictures` by default; CHROMIUM names the browser where it is none of the usual ones.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { PictureBook } from './pictures/book.ts';
import { DISCORD } from './pictures/discord.ts';
import { SLACK } from './pictures/slack.ts';

const BOOKS: Readonly<Record<string, PictureBook>> = { slack: SLACK, discord: DISCORD };
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
const BROWSER_TIMEOUT_MS = 60_000;
/** The page tells its own height, so that the picture holds all of it and no more. */
const MEASURE = '<script>document.title = String(document.documentElement.scrollHeight)</script>';

const run = promisify(execFile);
const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const [which = 'all', folder = '.data/pictures'] = positionals;
const platforms = which === 'all' ? Object.keys(BOOKS) : [which];
const browser = await findBrowser();
if (browser === undefined) process.stderr.write('No Chromium was found: HTML only. CHROMIUM names one.\n');

for (const platform of platforms) {
  const book = BOOKS[platform];
  if (book === undefined) {
    process.stderr.write(`There are no pictures of “${platform}”: ${Object.keys(BOOKS).join(', ')}, all.\n`);
    process.exitCode = 2;
    continue;
  }
  const drawn = await drawBook(book, join(resolve(folder), platform));
  process.stdout.write(`${platform}: ${drawn} pictures in ${join(folder, platform)}\n`);
}

async function drawBook(book: PictureBook, directory: string): Promise<number> {
  mkdirSync(directory, { recursive: true });
  const names = readdirSync(book.goldens)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .filter((name) => values.only === undefined || name === values.only);
  for (const name of names) {
    const golden: unknown = JSON.parse(readFileSync(join(book.goldens, `${name}.json`), 'utf8'));
    const html = join(directory, `${name}.html`);
    writeFileSync(html, page(name, book, book.draw(golden, name)));
    if (browser !== undefined) await photograph(browser, html, join(directory, `${name}.png`), book.widthPx);
  }
  return names.length;
}

function page(name: string, { css }: PictureBook, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><style>${css}</style></head><body>${body}${MEASURE}</body></html>`;
}

async function findBrowser(): Promise<string | undefined> {
  for (const name of [process.env.CHROMIUM, ...BROWSERS]) {
    if (name === undefined) continue;
    const found = await run(name, ['--version'], { timeout: BROWSER_TIMEOUT_MS }).then(
      () => true,
      // Not there, or not to be run: the next one may be.
      () => false,
    );
    if (found) return name;
  }
  return undefined;
}

async function photograph(chromium: string, html: string, png: string, widthPx: number): Promise<void> {
  const headless = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--force-device-scale-factor=2',
  ];
  const address = pathToFileURL(html).href;
  const options = { timeout: BROWSER_TIMEOUT_MS, maxBuffer: 50_000_000 };
  const { stdout } = await run(chromium, [...headless, `--window-size=${widthPx},200`, '--dump-dom', address], options);
  const heightPx = Number(/<title>(\d+)<\/title>/.exec(stdout)?.[1] ?? 1_000);
  await run(chromium, [...headless, `--window-size=${widthPx},${heightPx}`, `--screenshot=${png}`, address], options);
}
