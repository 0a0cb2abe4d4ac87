import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAliases, withAliases } from '../../src/watch/aliases.ts';
import { analyseArticle } from '../../src/watch/analysis.ts';
import { conditionOf } from '../../src/watch/condition.ts';
import { Sight, satisfies } from '../../src/watch/evaluation.ts';
import { evidenceOf, formsToSearch, MAX_EVIDENCE_WORDS } from '../../src/watch/evidence.ts';
import { explainMatch, MAX_PLACES_SHOWN } from '../../src/watch/explanation.ts';
import { parseQuery } from '../../src/watch/grammar.ts';
import { joined, printQuery, type Query } from '../../src/watch/query.ts';
import { articles, queries } from './arbitraries.ts';

const article = analyseArticle({
  title: 'Ferries stay in port',
  text: 'Ferries of the Orla line stayed in port. The ferry board met. Ferry, ferry, ferry!',
  source: 'Harbour Post',
  lang: 'en',
  tags: ['Sea', 'Trade'],
  names: [{ text: 'Jo Marlow', kind: 'person', mentions: [], roles: [] }],
});
const explain = (query: string) => explainMatch(parseQuery(query), article);

describe('why an article matches', () => {
  it('shows the words as the article writes them, a few of them', () => {
    expect(explain('ferry').found).toEqual([{ part: 'ferry', words: ['Ferries', 'ferry'] }]);
    expect(explain('ferr*').found[0]?.words.length).toBeLessThanOrEqual(MAX_PLACES_SHOWN);
  });

  it('shows a phrase with what stands between its words', () => {
    expect(explain('"ferries orla" OR "ferries of the orla line"').found).toEqual([
      { part: '"ferries of the orla line"', words: ['Ferries of the Orla line'] },
    ]);
  });

  it('shows both of two words near each other', () => {
    expect(explain('"line port"~8').found[0]?.words).toEqual(['line', 'port']);
  });

  it('shows a field that is not in the words by its name alone', () => {
    expect(explain('source:Post AND orla').found[0]).toEqual({ part: 'source:Post', words: [] });
  });
});

describe('why an article does not match', () => {
  it.each([
    ['ferry AND bridge AND tunnel', ['bridge', 'tunnel'], []],
    ['ferry AND (bridge OR tunnel)', ['bridge OR tunnel'], []],
    ['(ferry AND bridge) OR tunnel', ['(ferry AND bridge) OR tunnel'], []],
    ['ferry AND NOT orla', [], ['orla']],
    ['ferry AND NOT (bridge OR orla)', [], ['orla']],
    ['bridge AND NOT orla', ['bridge'], ['orla']],
    ['title:orla', ['title:orla'], []],
  ])('%s', (query, missing, excluded) => {
    const explanation = explain(query);
    expect(explanation.matches).toBe(false);
    expect(explanation.missing).toEqual(missing);
    expect(explanation.excluded.map((part) => part.part)).toEqual(excluded);
  });
});

describe('the reasons against a match', () => {
  it.each([
    ['bridge', '“bridge” is not in the article.'],
    ['title:orla', '“orla” is in the text, but not in the title.'],
    ['"port ferries"', '“port” and “ferries” are in the article, but not in a row.'],
    ['"orla again port"', '“again” is not in the article.'],
    ['"orla met"~2', '“orla” and “met” are in the article, but never so near each other (2 words).'],
    ['bridg*', 'No word in the article begins with “bridg”.'],
    ['title:orl*', 'No word in the title begins with “orl”.'],
    ['=PORT', '“PORT” is in the article, but not written so.'],
    ['="Bridge Street"', '“Bridge” and “Street” are not in the article.'],
    ['source:Herald AND ferry', 'The outlet is Harbour Post, not “Herald”.'],
    ['lang:fr AND ferry', 'The language is en, not fr.'],
    ['tag:war', 'Its tags are Sea and Trade, not “war”.'],
    ['person:"Ann Marlow"', '“Ann Marlow” is not meant: it names “Jo Marlow”.'],
    ['person:"Ann Lee"', 'Nobody called “Ann Lee” is named.'],
    ['place:Kabul', 'No place “Kabul” is named.'],
    ['org:UN', 'No organisation “UN” is named.'],
    ['bridge OR tunnel', 'None of these is there: bridge and tunnel.'],
    ['ferry AND NOT orla', 'orla is there and must not be.'],
    ['ferry AND NOT (orla AND port)', 'orla and port are there and must not be.'],
    ['port AND NOT (ferry AND NOT bridge)', 'ferry is there and must not be.'],
    ['port AND NOT (NOT bridge AND NOT tunnel)', 'It does not have NOT (NOT bridge AND NOT tunnel).'],
  ])('%s: %s', (query, reason) => {
    expect(explain(query).reasons).toEqual([reason]);
  });

  it('are there exactly where the article does not match, and say what is so', () => {
    fc.assert(
      fc.property(queries, articles, (query, written) => {
        const analysed = analyseArticle(written);
        const holds = (part: string): boolean => satisfies(conditionOf(partOf(part)), new Sight(analysed));
        const { matches, found, missing, excluded, reasons } = explainMatch(query, analysed);
        expect(matches).toBe(satisfies(conditionOf(query), new Sight(analysed)));
        expect(reasons.length > 0).toBe(!matches);
        expect(missing.length + excluded.length > 0).toBe(!matches);
        if (matches) expect(found.length).toBeGreaterThan(0);
        expect(missing.filter(holds)).toEqual([]);
        for (const { part } of [...found, ...excluded]) expect([part, holds(part)]).toEqual([part, true]);
      }),
      { numRuns: 1500 },
    );
  });
});

/** A part of a query alone, which as a whole query might be refused. */
function partOf(printed: string): Query {
  const whole = parseQuery(`ferry AND (${printed})`);
  if (whole.kind !== 'and') throw new Error(printed);
  return joined('and', whole.parts.slice(1));
}

describe('names that count as one', () => {
  const aliases = readAliases([['Orla Line', 'OL', 'Ferries of Orla']]);
  it.each([
    ['orla-line', 'orla-line', 'Orla Line'],
    ['port AND "orla line"', 'port', '=OL'],
    ['title:"orla line"', 'title:"Orla Line"', 'title:=OL', 'title:"Ferries of Orla"'],
    ['ol AND port', 'OL', '"Orla Line"'],
    ['org:OL AND port', 'org:"Ferries of Orla"', 'org:"Orla Line"'],
  ])('%s asks for each of them', (query, ...parts) => {
    const expanded = printQuery(withAliases(parseQuery(query), aliases));
    for (const part of parts.slice(1)) expect(expanded).toContain(part);
    expect(expanded).toContain(' OR ');
  });

  it('leaves exact forms and other words alone', () => {
    const query = '=OL AND port';
    expect(printQuery(withAliases(parseQuery(query), aliases))).toBe(query);
  });
});

describe('the words that an archive is searched by', () => {
  it.each([
    ['"harbour bridge"', ['bridge']],
    ['ferry AND "lantern bridge"', ['bridge']],
    ['lantern OR "harbour bridge"', ['lantern', 'bridge']],
    ['(lantern OR port) AND bridge', ['bridge']],
    ['source:Post AND bridge', ['bridge']],
    ['person:"Ann Marlow"', ['marlow']],
    ['org:"Marlow Bridge"', ['marlow']],
    ['bridge AND NOT port', ['bridge']],
    ['=Fought', ['fight', 'fought']],
    ['渡船', []],
    ['bridge OR 渡船', []],
    ['source:Post', []],
    ['ferr*', []],
    ['ferry OR source:Post', []],
  ])('%s', (query, words) => {
    const rare = ['bridge', 'marlow'];
    expect(evidenceOf(parseQuery(query), (word) => (rare.includes(word) ? 1 : 9))[0] ?? []).toEqual(words);
  });

  it.each([
    ['organisation', 'organization'],
    ['harbor', 'harbour'],
    ['centre', 'center'],
    ['us', 'u.s'],
    ['women', 'woman'],
  ])('are those of every spelling: %s is %s too', (query, other) => {
    expect(formsToSearch(query)).toContain(other);
  });

  it('are not worth a search when they are too many', () => {
    const words = Array.from({ length: MAX_EVIDENCE_WORDS + 1 }, (_, n) => `${n}`);
    expect(evidenceOf(parseQuery(words.slice(1).join(' OR ')))).toEqual([words.slice(1)]);
    expect(evidenceOf(parseQuery(words.join(' OR ')))).toEqual([]);
  });
});
