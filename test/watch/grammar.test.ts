import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import { analyseArticle } from '../../src/watch/analysis.ts';
import { conditionOf, matchesWithoutEvidence } from '../../src/watch/condition.ts';
import { Sight, satisfies } from '../../src/watch/evaluation.ts';
import {
  MAX_PHRASE_WORDS,
  MAX_QUERY_CHARS,
  MAX_QUERY_DEPTH,
  MAX_QUERY_PARTS,
  parseQuery,
} from '../../src/watch/grammar.ts';
import { asksForNames, printQuery, type Query } from '../../src/watch/query.ts';
import { SHOWN_CHARS } from '../../src/watch/refusal.ts';
import { MAX_NEAR_WORDS, MIN_PREFIX_LETTERS } from '../../src/watch/scanner.ts';
import { articles, queries } from './arbitraries.ts';

const printed = (query: string): string => printQuery(parseQuery(query));

function refusal(query: string): NewsroomError {
  try {
    parseQuery(query);
  } catch (thrown) {
    if (thrown instanceof NewsroomError) return thrown;
    throw thrown;
  }
  throw new Error(`${query} was accepted`);
}

/** The query that the hint proposes. */
const proposal = (error: NewsroomError): string => error.hint!.replace('This would work: ', '');

/** What people may type, and what nobody would. */
const pieces = fc.constantFrom(
  ...[
    '(',
    ')',
    '"',
    ' AND ',
    ' OR ',
    ' NOT ',
    '-',
    '+',
    '*',
    '~',
    '8',
    ':',
    '=',
    ' ',
    '/',
    '\\',
    '^',
    '“',
    'or',
    '|',
    '||',
  ],
  ...[
    'title:',
    'lang:',
    'person:',
    'source:',
    'ferry',
    'dam',
    'port',
    'the',
    'źdź',
    '😀',
    '‘',
    '’',
    '（',
    '：',
    '「',
    '渡船',
  ],
  ...['\u202e', '\u200f', 'cafe\u0301', 'نَهر', 'เรือ', '[', ']', ' TO ', '?', '!', '&', '&&', '{', 'U.S.', 'İ', 'ﬁ'],
);
const typed = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map((some) => some.join('')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

describe('the query language', () => {
  it.each([
    ['floods', 'floods'],
    ['floods dam', 'floods AND dam'],
    ['+floods +dam', 'floods AND dam'],
    ['floods + dam', 'floods AND dam'],
    ['floods && dam || ferry', '(floods AND dam) OR ferry'],
    ['floods -dam', 'floods AND NOT dam'],
    ['floods !dam', 'floods AND NOT dam'],
    ['floods NOT dam', 'floods AND NOT dam'],
    ['ferry OR floods dam', 'ferry OR (floods AND dam)'],
    ['(ferry OR floods) dam', '(ferry OR floods) AND dam'],
    ['ferry AND (floods AND (dam))', 'ferry AND floods AND dam'],
    ['NOT (NOT ferry)', 'ferry'],
    ['"river  bank"', '"river  bank"'],
    ['“river bank”', '"river bank"'],
    ['"river bank"~8', '"river bank"~8'],
    ['"river"~8', 'river'],
    ['"river bank"~0', '"river bank"'],
    ['flood*', 'flood*'],
    ['=Rivers', '=Rivers'],
    ['="Rivers Trust"', '="Rivers Trust"'],
    ['title:flood', 'title:flood'],
    ['Title:(flood OR "river bank"~3)', 'title:flood OR title:"river bank"~3'],
    ['source:(Post OR Herald) flood', '(source:Post OR source:Herald) AND flood'],
    ['person:"Ann Marlow"', 'person:"Ann Marlow"'],
    ['lang:en flood', 'lang:en AND flood'],
    ['well-known ferry', 'well-known AND ferry'],
    ['ferry & port', 'ferry AND port'],
    ['the ferry', 'ferry'],
    ['salt and pepper', 'salt AND pepper'],
    ['ferry, port!', '"ferry," AND "port!"'],
    ['ferry\n\tport', 'ferry AND port'],
    ['"say \\"cheese\\""', '"say \\"cheese\\""'],
    ['title:ferry dam', 'title:ferry AND dam'],
    ['-(dam OR port) ferry', 'NOT (dam OR port) AND ferry'],
    ['ferry -title:dam -"river bank"', 'ferry AND NOT title:dam AND NOT "river bank"'],
    ['（ferry｜dam）　title：port', '(ferry OR dam) AND title:port'],
    ['「渡し船」', '渡し船'],
    ['渡船*', '渡船*'],
    ['나룻*', '나룻*'],
    ['\u202eferry\u202c', 'ferry'],
    ['cafe\u0301', 'café'],
    ['ferry 🚢', 'ferry'],
    ['24/7', '"24/7"'],
    ['"the /ferry/ line"', '"the /ferry/ line"'],
  ])('reads %s as %s', (query, canonical) => {
    expect(printed(query)).toBe(canonical);
  });

  it('prints every query so that it reads back as itself', () => {
    fc.assert(
      fc.property(queries, articles, (query, article) => {
        const read = parseQuery(printQuery(query));
        expect(parseQuery(printQuery(read))).toEqual(read);
        const sight = new Sight(analyseArticle(article));
        expect(satisfies(conditionOf(read), sight)).toBe(satisfies(conditionOf(query), sight));
      }),
      { numRuns: 500 },
    );
  });

  it('prints what was typed so that it reads back the same', () => {
    fc.assert(
      fc.property(typed, (text) => {
        let read: Query;
        try {
          read = parseQuery(text);
        } catch {
          return; // refused: another test's matter
        }
        expect(parseQuery(printQuery(read))).toEqual(read);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a query that asks for names', () => {
  it.each([
    ['ferry AND NOT (port OR org:Board)', true],
    ['place:Orla', true],
    ['source:Post AND ferry', false],
  ])('%s: %s', (query, asks) => {
    expect(asksForNames(parseQuery(query))).toBe(asks);
  });
});

describe('a query that can’t be read', () => {
  const cases: readonly (readonly [query: string, at: number, says: RegExp, works: string])[] = [
    ['', 0, /no word/, 'taliban AND (russia OR "islamic emirate")'],
    ['ferry AND "river bank', 10, /never closed/, 'ferry AND "river bank"'],
    ['(ferry OR flood', 0, /never closed/, 'ferry OR flood'],
    ['ferry)', 5, /never opened/, 'ferry'],
    ['ferry AND', 6, /nothing after/, 'ferry'],
    ['OR ferry', 0, /nothing before/, 'ferry'],
    ['ferry OR OR flood', 6, /nothing after/, 'ferry OR flood'],
    ['ferry AND ()', 10, /nothing between/, 'ferry'],
    ['ferry or flood', 6, /capitals/, 'ferry OR flood'],
    ['ferry - flood', 6, /minus/, 'ferry AND NOT flood'],
    ['fe*', 0, /begin with/, 'fe'],
    ['a*', 0, /at least 3/, 'taliban AND (russia OR "islamic emirate")'],
    ['渡*', 0, /at least 3/, '渡'],
    ['fe?ry', 2, /star/, 'fe'],
    ['ferr*boat', 4, /star/, 'ferr*'],
    ['*', 0, /A star alone/, 'taliban AND (russia OR "islamic emirate")'],
    ['ferry OR *', 9, /A star alone/, 'ferry'],
    ['*ferry', 0, /star/, 'ferry*'],
    ['"river ban*"', 0, /quotation/, '"river ban"'],
    ['ferry~', 5, /approximate/, 'ferry'],
    ['ferry~2', 5, /approximate/, 'ferry'],
    ['~ferry', 0, /quotation marks/, 'ferry'],
    ['"river bank" ~8', 13, /no space/, '"river bank"~8'],
    ['="river bank"~8', 0, /no exact form/, '"river bank"~8'],
    ['‘river bank’ ferry', 0, /double quotation/, '"river bank" AND ferry'],
    ['port [a TO b]', 5, /Ranges/, 'port'],
    ['ferry^3', 5, /weight/, 'ferry'],
    ['/fer+y/', 0, /Regular expressions/, 'fer*'],
    ['"river bank"~', 12, /number/, '"river bank"~8'],
    ['"river bank"~51', 12, /at most 50/, '"river bank"~50'],
    ['persn:Marlow', 0, /no field persn:/, 'person:Marlow'],
    ['outlet:Post', 0, /no field outlet:/, 'source:Post'],
    ['foo:Marlow', 0, /title:, source:/, 'Marlow'],
    ['url:port.example', 0, /no field url:/, '"port example"'],
    ['title:source:Post', 6, /inside another field/, 'title:Post'],
    ['/ferry|boat/', 0, /Regular expressions/, 'ferry OR boat'],
    ['port AND title:/(jo|je)n/', 15, /Regular expressions/, 'port AND (title:jo OR title:je OR title:n)'],
    ['title: ', 0, /nothing after/, 'taliban AND (russia OR "islamic emirate")'],
    ['person:Marl*', 7, /star/, 'person:Marl'],
    ['person:"Ann Marlow"~3', 7, /without ~3/, 'person:"Ann Marlow"'],
    ['lang:english ferry', 5, /two letters/, 'lang:en AND ferry'],
    ['= ', 0, /After =/, 'taliban AND (russia OR "islamic emirate")'],
    ['source:=Post', 7, /no exact form/, 'source:Post'],
    ['the', 0, /nearly every article/, 'taliban AND (russia OR "islamic emirate")'],
    ['Will', 0, /nearly every article/, '=Will'],
    ['ferry OR the', 9, /nearly every article/, 'ferry'],
    ['ferry -the', 7, /nearly every article/, 'ferry'],
    ['NOT ferry', 0, /match every article/, 'taliban AND NOT ferry'],
    ['NOT taliban', 0, /match every article/, 'election AND NOT taliban'],
    ['NOT (ferry dam)', 0, /match every article/, 'taliban AND NOT (ferry AND dam)'],
    ['ferry OR NOT flood', 9, /match every article/, 'ferry AND NOT flood'],
    ['ferry OR NOT ferry', 9, /match every article/, 'ferry'],
    ['lang:en OR lang:fr', 0, /Nearly every article/, 'taliban AND (lang:en OR lang:fr)'],
    ['lang:en NOT ferry', 8, /match every article/, 'taliban AND lang:en AND NOT ferry'],
    ['lang:en', 0, /Nearly every article/, 'taliban AND lang:en'],
    ['=the', 0, /Nearly every article/, 'taliban AND =the'],
  ];
  it.each(cases)('%s: the caret stands at %i and a query that works is shown', (query, at, says, works) => {
    const error = refusal(query);
    expect(error.code).toBe('bad_query');
    expect(error.message).toMatch(says);
    const [, shown, caret] = error.message.split('\n');
    expect([shown, caret]).toEqual([`  ${query.replace(/\s/g, ' ')}`, `  ${' '.repeat(at)}^`]);
    expect(proposal(error)).toBe(works);
  });

  it('shows the neighbourhood only of a long query', () => {
    const error = refusal(`${'ferry OR '.repeat(40)}fe*`);
    const [, shown, caret] = error.message.split('\n');
    expect(shown!.length).toBeLessThan(2 * SHOWN_CHARS + 5);
    expect(shown!.slice(caret!.length - 1)).toBe('fe*');
  });

  it.each([
    ['渡船 OR', '　　'],
    ['cafe\u0301 OR', '    '],
    ['𝒳 OR', ' '],
  ])('%s: the caret stands under its sign however wide the letters are', (query, width) => {
    expect(refusal(query).message.split('\n')[2]).toBe(`  ${width} ^`);
  });

  it('is answered with a place and a working query whatever was typed', () => {
    fc.assert(
      fc.property(typed, (query) => {
        try {
          parseQuery(query);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(NewsroomError);
          const error = thrown as NewsroomError;
          expect([error.code, error.message.split('\n')[2]]).toEqual([
            'bad_query',
            expect.stringMatching(/^ {2}[ \u3000]*\^$/),
          ]);
          expect(matchesWithoutEvidence(conditionOf(parseQuery(proposal(error))))).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('limits of a query', () => {
  const atAndBeyond: readonly (readonly [what: string, fits: string, tooMuch: string, says: RegExp])[] = [
    [
      'characters',
      'ferry'.padEnd(MAX_QUERY_CHARS),
      'ferry'.padEnd(MAX_QUERY_CHARS + 1),
      new RegExp(`${MAX_QUERY_CHARS} characters`),
    ],
    [
      'depth',
      `${'(ferry OR '.repeat(MAX_QUERY_DEPTH)}dam${')'.repeat(MAX_QUERY_DEPTH)}`,
      `${'(ferry OR '.repeat(MAX_QUERY_DEPTH + 1)}dam${')'.repeat(MAX_QUERY_DEPTH + 1)}`,
      new RegExp(`${MAX_QUERY_DEPTH} deep`),
    ],
    [
      'parts',
      'ferry '.repeat(MAX_QUERY_PARTS),
      'ferry '.repeat(MAX_QUERY_PARTS + 1),
      new RegExp(`at most ${MAX_QUERY_PARTS}`),
    ],
    [
      'words of a phrase',
      `"${'dam '.repeat(MAX_PHRASE_WORDS)}"`,
      `"${'dam '.repeat(MAX_PHRASE_WORDS + 1)}"`,
      /At most 30 words/,
    ],
    ['nearness', `"a dam ferry"~${MAX_NEAR_WORDS}`, `"a dam ferry"~${MAX_NEAR_WORDS + 1}`, /at most 50/],
    [
      'letters before a star',
      `${'f'.repeat(MIN_PREFIX_LETTERS)}*`,
      `${'f'.repeat(MIN_PREFIX_LETTERS - 1)}*`,
      /at least 3 letters/,
    ],
  ];
  it.each(['+', '-', '!', '(', '=', 'title:', 'NOT ', '"', '*', 'a ', '|', ':'])(
    'a query of nothing but %s is answered',
    (sign) => {
      for (const query of [sign, `${sign}ferry`]) {
        const long = query.slice(0, sign.length).repeat(MAX_QUERY_CHARS / sign.length - 6) + query.slice(sign.length);
        try {
          expect(printed(long)).toContain('ferry');
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'bad_query' });
        }
      }
    },
  );

  it.each(atAndBeyond)('%s: the most is accepted, more is refused clearly', (_, fits, tooMuch, says) => {
    expect(() => parseQuery(fits)).not.toThrow();
    expect(refusal(tooMuch).message).toMatch(says);
  });
});
