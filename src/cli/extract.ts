/** `nutgraf extract FILE.html`: what the newsroom would take from a saved page. */
import type { Command } from 'commander';
import { extractPage } from '../articles/page.ts';
import { readPlainText } from '../articles/plain.ts';
import { NewsroomError } from '../errors.ts';
import type { ExtractedPage } from '../model.ts';
import { paragraph, text } from '../posts/spans.ts';
import { answerBatch, optionalText, textField } from './batch.ts';
import type { CommandLine } from './context.ts';
import { readNamedFile } from './files.ts';

/** A text without any of these was pasted, or saved without its markup. */
const MARKUP = /<(?:!doctype|html|head|body|main|article|div|p|h1|br|meta|script)\b/i;

const printed = (page: ExtractedPage): object => ({
  url: page.url ?? null,
  title: page.givenTitle ?? page.title,
  headline: page.title,
  byline: page.byline ?? null,
  publishedAt: page.publishedAt ?? null,
  modifiedAt: page.modifiedAt ?? null,
  outlet: page.outlet ?? null,
  lang: page.lang,
  canonicalUrl: page.canonicalUrl ?? null,
  originalUrl: page.originalUrl ?? null,
  image: page.image ?? null,
  isAccessibleForFree: page.isAccessibleForFree ?? null,
  text: page.text,
});

export function addExtract(program: Command, cli: () => CommandLine): void {
  program
    .command('extract [file]')
    .description('take the article out of a saved page or text')
    .option('--url <url>', 'where the page came from')
    .option('--batch <file.jsonl>', 'lines of {id,url?,html}; a line out for each')
    .action(async (file: string | undefined, options: { url?: string; batch?: string }) => {
      if (options.batch !== undefined) {
        await answerBatch(cli(), 'pages', options.batch, async (record) => {
          const url = optionalText(record, 'url');
          return printed(extractPage(textField(record, 'html'), url === undefined ? {} : { url }));
        });
        return;
      }
      if (file === undefined)
        throw new NewsroomError('bad_usage', 'extract needs a file.', {
          hint: 'nutgraf extract page.html --url https://…',
        });
      const written = (await readNamedFile(file)).toString();
      const page = MARKUP.test(written)
        ? extractPage(written, options.url === undefined ? {} : { url: options.url })
        : readPlainText(written);
      cli().answer(printed(page), () => ({
        audience: 'everyone',
        headline: { text: page.title, ...(page.url === undefined ? {} : { url: page.url }) },
        blocks: page.text.split('\n\n').map((part) => paragraph(text(part))),
        footer: [page.outlet, page.byline, page.publishedAt, page.lang].filter(Boolean).join(' · '),
      }));
    });
}
