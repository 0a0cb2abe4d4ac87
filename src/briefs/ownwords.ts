/** What a sentence says in its writer's own words. */
import { quotationsIn } from '../text/quotations.ts';

/** The sentence without what it quotes: each quotation becomes a gap. */
export function withoutQuotations(text: string): string {
  let rest = text;
  for (const { start, end } of quotationsIn(text).reverse()) rest = `${rest.slice(0, start)}\u2026${rest.slice(end)}`;
  return rest;
}
