/**
 * British and American spellings of one word, folded to one form for comparison.
 * General rules first (-ise/-ize, -our/-or, -re/-er, -ogue/-og, -gramme/-gram); the rest is a short table. The folded form is
 * never shown, so a word that a rule bends needlessly ("promise" to "promize") does no harm: it is bent the same way everywhere.
 */
const TABLE: Readonly<Record<string, string>> = {
  grey: 'gray',
  cheque: 'check',
  cheques: 'checks',
  tyre: 'tire',
  tyres: 'tires',
  plough: 'plow',
  aluminium: 'aluminum',
  aeroplane: 'airplane',
  aeroplanes: 'airplanes',
  jewellery: 'jewelry',
  sceptic: 'skeptic',
  sceptical: 'skeptical',
  scepticism: 'skepticism',
  mum: 'mom',
  judgement: 'judgment',
  judgements: 'judgments',
  acknowledgement: 'acknowledgment',
  ageing: 'aging',
  pyjamas: 'pajamas',
  moustache: 'mustache',
  storey: 'story',
  kerb: 'curb',
  draught: 'draft',
  practise: 'practice',
  practised: 'practiced',
  practising: 'practicing',
  whilst: 'while',
  amongst: 'among',
  learnt: 'learned',
  burnt: 'burned',
  spelt: 'spelled',
};

const VARIANT = /is|ys|our|re|ogue|gramme|[aeo]e|ence/;

/** Folds the spelling of a word in lower case. */
export function foldSpelling(word: string): string {
  const listed = Object.hasOwn(TABLE, word) ? TABLE[word] : undefined;
  if (listed !== undefined) return listed;
  if (word.length < 5 || !VARIANT.test(word)) return word;
  return word
    .replace(/^(.{3,})is(e|es|ed|er|ers|ing|ation|ations|able)$/, '$1iz$2')
    .replace(/^(.{3,})ys(e|ed|er|ers|ing)$/, '$1yz$2')
    .replace(/^(.{2,}[^aeo])our(s|ed|ing|able|ably|ite|ites|ful|er|ers|less|ly|hood|hoods)?$/, '$1or$2')
    .replace(/^(.{2,}[bt])re(s?)$/, '$1er$2')
    .replace(/^(.*ent|.*eat)red$/, '$1ered')
    .replace(/^(.+l)ogue(s?)$/, '$1og$2')
    .replace(/^(.*gram)me(s?)$/, '$1$2')
    .replace(/^(def|off|lic|pret)ence(s?)$/, '$1ense$2')
    .replace(/^(an|p|h|leuk|orthop|encyclop)ae/, '$1e')
    .replace(/^(f|ma?n|diarrh)oe(?=[tuas])/, '$1e')
    .replace(/^oe(?=st|so)/, 'e');
}
