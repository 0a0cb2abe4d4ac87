/**
 * Words that tell of one event in other words: verb and noun of it, and the news's usual synonyms. For retrieval, where a question
 * says "recognise" and the article says "recognition".
 *
 * The families are our own, written down from what news verbs are commonly replaced with in headlines and leads; they hold
 * only words that may stand for each other in a report of one event, not everything a thesaurus offers. What Porter's stemmer does
 * not join by itself is joined by rule, both ways: the Latin pairs of verb and noun (decide and decision, produce and
 * production).
 */
import { lemmaOf } from './lemmas.ts';
import { remembering } from './memory.ts';
import { normalise, stem } from './words.ts';

/** Words whose relatives are remembered. */
const MAX_RELATIVES_REMEMBERED = 5_000;

const FAMILIES: readonly string[] = [
  'recognise recognition acknowledge acknowledgement',
  'kill killer killing death die dead deadly fatal fatality slay slain slaying murder',
  'murder murderer homicide assassinate assassination',
  'injure injury wound wounded hurt casualty',
  'resign resignation quit step-down departure stepped-down leave',
  'win winner victory won triumph defeat beat',
  'lose loss lost loser defeat defeated',
  'buy purchase acquire acquisition takeover bought buyer',
  'sell sale sold seller selling',
  'merge merger combine',
  'attack assault strike raid bombing offensive struck attacker',
  'bomb bombing bomber explosion blast explode',
  'shoot shooting shot gunfire gunman shooter',
  'appoint appointment name named choose chosen nominate nomination pick select selection',
  'elect election vote poll voter ballot re-elect',
  'arrest detain detention custody capture apprehend',
  'charge indict indictment accuse accusation',
  'convict conviction guilty',
  'sentence jail imprison prison imprisonment',
  'acquit acquittal clear',
  'sue lawsuit suit litigation',
  'ban prohibit prohibition outlaw bar forbid',
  'lift remove removal scrap',
  'sack fire dismiss dismissal oust ouster remove',
  'die death dead pass-away obituary',
  'marry marriage wedding wed married wife husband',
  'divorce split separate separation',
  'bear birth born',
  'found establish establishment founder foundation create creation set-up',
  'launch start begin beginning unveil introduce introduction begun began',
  'end finish close conclude conclusion cease',
  'announce announcement declare declaration unveil',
  'say statement tell said',
  'agree agreement deal accord pact treaty',
  'sign signing signature signatory',
  'refuse refusal reject rejection decline deny denial',
  'meet meeting talks summit met',
  'visit trip travel visitor',
  'deliver delivery deliveries',
  'perform performance performer',
  'retire retirement',
  'jockey ride rider ridden',
  'invade invasion incursion',
  'withdraw withdrawal pullout retreat withdrew',
  'rise increase grow growth climb surge jump rose risen',
  'fall drop decline decrease plunge slump fell fallen',
  'crash collision collide accident wreck',
  'fire blaze burn wildfire',
  'flood flooding inundate',
  'earthquake quake tremor temblor',
  'storm hurricane typhoon cyclone',
  'protest demonstration demonstrate rally protester demonstrator',
  'strike walkout',
  'steal theft thief stolen rob robbery robber stole',
  'rescue save saved rescuer',
  'find discover discovery found',
  'lead leader head chief leadership',
  'play player game match',
  'score goal point',
  'award prize honour win',
  'publish publication release issue publisher',
  'approve approval pass passage adopt adoption back endorse endorsement',
  'veto block',
  'fine penalty penalise',
  'sanction sanctions embargo',
  'negotiate negotiation talks negotiator',
  'build construction construct building builder built',
  'destroy destruction destroyed',
  'accept acceptance',
  'fly flight flown flew',
  'choose choice chosen chose election',
  'think thought believe belief',
  'know knowledge known',
  'succeed succession successor replace replacement',
  'fail failure',
  'move relocate relocation',
  'own owner ownership',
  'write author writer written book wrote',
  'direct director film',
  'invent invention inventor',
  'speak speech speaker spoke spoken',
  'live residence resident life',
  'hijack hijacker hijacking seize',
  'kidnap abduct abduction kidnapping hostage',
  'seize seizure capture',
  'support backing back supporter',
  'help aid assist assistance',
  'threaten threat warn warning',
  'suspend suspension halt',
  'close closure shut shutdown',
  'reopen reopening',
  'cost price expense',
  'pay payment paid salary',
  'explain explanation',
  'receive receipt get',
  'produce production product producer',
  'enter entry entrance rehab check-in',
  'admit admission',
  'free release liberate freedom',
  'fight battle combat clash fighting fought fighter',
  'war conflict',
  'cut reduce reduction',
  'ambassador envoy diplomat',
  'country nation state',
  'car vehicle automobile',
  'company firm business',
  'police officer cop',
  'doctor physician',
  'film movie',
  'president leader',
];

/** Verb endings and the noun endings that Latin gave them. */
const LATIN_PAIRS: readonly (readonly [string, string])[] = [
  ['cede', 'cession'],
  ['ceive', 'ception'],
  ['clude', 'clusion'],
  ['cide', 'cision'],
  ['duce', 'duction'],
  ['end', 'ension'],
  ['and', 'ansion'],
  ['fer', 'ference'],
  ['fuse', 'fusion'],
  ['ify', 'ification'],
  ['lide', 'lision'],
  ['lode', 'losion'],
  ['mit', 'mission'],
  ['olve', 'olution'],
  ['pel', 'pulsion'],
  ['ply', 'plication'],
  ['pose', 'position'],
  ['quire', 'quisition'],
  ['rupt', 'ruption'],
  ['scribe', 'scription'],
  ['struct', 'struction'],
  ['suade', 'suasion'],
  ['sume', 'sumption'],
  ['tain', 'tention'],
  ['vade', 'vasion'],
  ['vene', 'vention'],
  ['vert', 'version'],
  ['vide', 'vision'],
];

const INDEX: ReadonlyMap<string, ReadonlySet<string>> = buildIndex();

function buildIndex(): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>();
  for (const family of FAMILIES) {
    const stems = family.split(' ').map((word) => word.split('-').map(stem).join(' '));
    for (const member of stems) {
      const relatives = index.get(member) ?? new Set<string>();
      for (const other of stems) relatives.add(other);
      index.set(member, relatives);
    }
  }
  return index;
}

/**
 * Stems that may stand where this word's stem stands, its own first. Phrases ("step down") are stems joined by a space.
 * Regular derivations are included where their stem differs.
 */
export function relatedStems(word: string): readonly string[] {
  return relatives(normalise(word));
}

const relatives = remembering(MAX_RELATIVES_REMEMBERED, (norm) => {
  const lemma = lemmaOf(norm);
  const related = new Set([stem(norm), stem(lemma)]);
  for (const start of [...related]) for (const relative of INDEX.get(start) ?? []) related.add(relative);
  for (const form of new Set([norm, lemma])) for (const derived of derivationsOf(form)) related.add(stem(derived));
  return [...related];
});

/** What the rules make of a word: the noun of a verb, the verb of a noun. */
function derivationsOf(word: string): readonly string[] {
  const derived: string[] = [];
  for (const [verb, noun] of LATIN_PAIRS) {
    if (word.length > verb.length + 1 && word.endsWith(verb)) derived.push(word.slice(0, -verb.length) + noun);
    else if (word.length > noun.length + 1 && word.endsWith(noun)) derived.push(word.slice(0, -noun.length) + verb);
  }
  return derived;
}
