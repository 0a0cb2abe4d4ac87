import { describe, expect, it } from 'vitest';
import { readAliases, withAliases } from '../../src/watch/aliases.ts';
import { analyseArticle } from '../../src/watch/analysis.ts';
import { evidenceOf, formsToSearch, MAX_EVIDENCE_WORDS } from '../../src/watch/evidence.ts';
import { explainMatch, MAX_PLACES_SHOWN } from '../../src/watch/explanation.ts';
import { parseQuery } from '../../src/watch/grammar.ts';
import { printQuery } from '../../src/watch/query.ts';

const article = analyseArticle({
  title: 'Ferries stay in port',
  text: 'Ferries of the Orla line stayed in port. The ferry board met. Ferry, ferry, ferry!',
  source: 'Harbour Post',
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

describe('names that count as one', () => {
  const aliases = readAliases([['Orla Line', 'OL', 'Ferries of Orla']]);
  it.each([
    ['orla-line', 'orla-line', 'Orla Line'],
    ['port AND "orla line"', 'port', 'OL'],
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
    ['渡船', undefined],
    ['bridge OR 渡船', undefined],
    ['source:Post', undefined],
    ['ferr*', undefined],
    ['ferry OR source:Post', undefined],
  ])('%s', (query, words) => {
    const rare = ['bridge', 'marlow'];
    expect(evidenceOf(parseQuery(query), (word) => (rare.includes(word) ? 1 : 9))).toEqual(words);
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
    expect(evidenceOf(parseQuery(words.slice(1).join(' OR ')))).toHaveLength(MAX_EVIDENCE_WORDS);
    expect(evidenceOf(parseQuery(words.join(' OR ')))).toBeUndefined();
  });
});
