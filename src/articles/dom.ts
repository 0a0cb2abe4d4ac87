/** HTML as a document that can be asked; nothing in it is run or fetched. */
import { parseHTML } from 'linkedom';

/** Larger pages are cut: the article of a news page stands well before this. */
export const HTML_MAX_CHARS = 5_000_000;

export function parsePage(html: string): Document {
  const source = html.slice(0, HTML_MAX_CHARS);
  const whole = /<html[\s>]/i.test(source) ? source : `<!doctype html><html><head></head><body>${source}</body></html>`;
  return parseHTML(whole).document as unknown as Document;
}

/** A link's absolute http(s) address, or undefined where it is none. */
export function absoluteUrl(href: string | null | undefined, base: string | undefined): string | undefined {
  if (href === null || href === undefined || href.trim() === '') return undefined;
  const parsed = URL.parse(href.trim(), base);
  return parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:') ? parsed.href : undefined;
}
