/** What somebody says against what has been read: claim by claim, who carries it, who differs, or that we have nothing on it. */
import type { Carrier } from '../answers/carriers.ts';
import type { Block, Post, Source } from '../model.ts';
import { citations, count, emphasis, listInWords, paragraph, quote, strong, text, whisper } from './spans.ts';

/** Quotations of one claim's carriers, the first ones; the other outlets are named and linked. */
export const CHECK_MAX_QUOTES = 2;
/** Others that differ, of one claim. */
export const CHECK_MAX_DIFFERING = 3;

interface CheckedClaim {
  readonly text: string;
  readonly carriers: readonly Carrier[];
  readonly independentSources: number;
  readonly differences: readonly {
    readonly about: string;
    readonly claimed: string;
    readonly others: readonly (Carrier & { readonly value: string })[];
  }[];
}

export interface CheckReport {
  readonly claims: readonly CheckedClaim[];
  readonly unchecked: number;
}

/** For the asker alone, until they share it. */
export function checkPost({ claims, unchecked }: CheckReport): Post {
  if (claims.length === 0)
    return whisper(
      'Nothing to check',
      paragraph(text('There is no claim in it: a whole sentence that says something.')),
    );
  const numbers = new Map<string, Source>();
  const numberOf = (carrier: Carrier): number => {
    const known = numbers.get(carrier.articleId);
    const source = known ?? sourceOf(carrier, numbers.size + 1);
    numbers.set(carrier.articleId, source);
    return source.n;
  };
  const blocks = claims.flatMap((claim) => claimBlocks(claim, numberOf));
  const found = claims.filter(({ carriers, differences }) => carriers.length + differences.length > 0).length;
  const rest =
    unchecked === 0 ? '' : ` · ${count(unchecked, 'further claim was', 'further claims were')} not looked at`;
  return {
    ...whisper('Against our coverage', ...blocks),
    sources: [...numbers.values()],
    footer: `${found} of ${count(claims.length, 'claim')} found · what is not in our coverage may still be true${rest}`,
  };
}

const sourceOf = (carrier: Carrier, n: number): Source => ({
  n,
  articleId: carrier.articleId,
  source: carrier.source,
  title: carrier.title,
  ...(carrier.url === undefined ? {} : { url: carrier.url }),
  publishedAt: carrier.publishedAt,
  ...(carrier.undated === undefined ? {} : { undated: carrier.undated }),
});

function claimBlocks(claim: CheckedClaim, numberOf: (carrier: Carrier) => number): Block[] {
  const { text: said, carriers, differences, independentSources } = claim;
  const blocks: Block[] = [paragraph(strong(said))];
  if (carriers.length === 0 && differences.length === 0)
    return [...blocks, paragraph(emphasis('Not in our coverage.'))];
  const whole = carriers.filter(({ without }) => without === undefined);
  const partly = carriers.filter(({ without }) => without !== undefined);
  if (whole.length > 0)
    blocks.push(
      paragraph(
        text(`Carried by ${outletsOf(whole)}, ${independentSources} independent `),
        ...citations(whole.map(numberOf)),
      ),
      ...whole.slice(0, CHECK_MAX_QUOTES).map((carrier) => quoted(carrier, numberOf)),
    );
  for (const carrier of partly.slice(0, CHECK_MAX_QUOTES))
    blocks.push(
      paragraph(text(`Carried in part, without ${listInWords((carrier.without ?? []).map((word) => `“${word}”`))}:`)),
      quoted(carrier, numberOf),
    );
  if (carriers.length === 0) blocks.push(paragraph(emphasis('We found nobody who says so.')));
  for (const { about, claimed, others } of differences)
    blocks.push(
      paragraph(
        text(
          `Others differ (${about}): here ${claimed}; there ${listInWords([...new Set(others.map(({ value }) => value))])} `,
        ),
        ...citations(others.map(numberOf)),
      ),
      ...others.slice(0, CHECK_MAX_DIFFERING).map((other) => quoted(other, numberOf)),
    );
  return blocks;
}

const outletsOf = (carriers: readonly Carrier[]): string =>
  listInWords([...new Set(carriers.map(({ source }) => source))]);

const quoted = (carrier: Carrier, numberOf: (carrier: Carrier) => number): Block =>
  quote(
    text(`“${carrier.quote.replace(/\s+/g, ' ')}” `),
    emphasis(`${carrier.source} `),
    ...citations([numberOf(carrier)]),
  );
