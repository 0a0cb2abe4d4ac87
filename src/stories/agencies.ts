/** News agencies, and where an article says that it is theirs: the byline, the dateline, the last line. */
import type { Article } from '../model.ts';

/** By name: other ways to write it. Short ones are only read as written here. */
const AGENCIES: Readonly<Record<string, readonly string[]>> = {
  Reuters: ['Thomson Reuters', 'REUTERS'],
  'Associated Press': ['AP', 'The Associated Press', 'The AP'],
  AFP: ['Agence France-Presse', 'Agence France Presse'],
  UPI: ['United Press International'],
  Bloomberg: ['Bloomberg News'],
  dpa: ['DPA', 'Deutsche Presse-Agentur'],
  EFE: ['Agencia EFE'],
  ANSA: [],
  Lusa: ['Agência Lusa'],
  'PA Media': ['Press Association', 'PA'],
  'Canadian Press': ['The Canadian Press', 'CP'],
  'Australian Associated Press': ['AAP'],
  Xinhua: ['Xinhua News Agency', 'Xinhuanet'],
  'China News Service': ['CNS'],
  Kyodo: ['Kyodo News'],
  Jiji: ['Jiji Press'],
  Yonhap: ['Yonhap News Agency', 'Yonhap News'],
  KCNA: ['Korean Central News Agency'],
  TASS: ['ITAR-TASS', 'Itar-Tass'],
  'RIA Novosti': ['RIA', 'RIA-Novosti'],
  Interfax: [],
  Ukrinform: [],
  Belta: ['BelTA'],
  PTI: ['Press Trust of India'],
  ANI: ['Asian News International'],
  IANS: ['Indo-Asian News Service'],
  UNI: ['United News of India'],
  APP: ['Associated Press of Pakistan'],
  PPI: ['Pakistan Press International'],
  Anadolu: ['Anadolu Agency', 'AA'],
  IRNA: ['Islamic Republic News Agency'],
  Tasnim: ['Tasnim News Agency'],
  SPA: ['Saudi Press Agency'],
  WAM: ['Emirates News Agency'],
  QNA: ['Qatar News Agency'],
  KUNA: ['Kuwait News Agency'],
  Petra: ['Jordan News Agency'],
  Bernama: [],
  Antara: ['Antara News'],
  VNA: ['Vietnam News Agency'],
  Khaama: ['Khaama Press'],
  'Pajhwok Afghan News': ['Pajhwok'],
  'Agencia Brasil': ['Agência Brasil'],
  'News Agency of Nigeria': ['NAN'],
  PAP: ['Polish Press Agency'],
  Tanjug: [],
  Ritzau: [],
  NTB: [],
  STT: [],
  Belga: [],
  ANP: [],
  'Keystone-SDA': ['Keystone-ATS', 'SDA-ATS'],
};

/** Lines at the beginning and at the end of a text that can hold a credit, and how long a line that is only a credit can be. */
const CREDIT_LINES = 4;
const MAX_CREDIT_LINE_CHARS = 90;
const MAX_DATELINE_CHARS = 120;
/** Names this short are words or initials elsewhere. */
const SHORT_NAME_CHARS = 4;

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(AGENCIES).flatMap(([name, others]) =>
    [name, ...others].map((written): [string, string] => [keyOf(written), name]),
  ),
);

/** "With inputs from AFP" is no agency's report; "Photo: AP" is an agency's picture. */
const NO_CREDIT =
  /\b(?:with|additional|inputs?|contribut|caption|photos?|pictures?|images?|getty|copyright|pool|video|file)|[\u00a9]/i;

function keyOf(written: string): string {
  return written.length <= SHORT_NAME_CHARS ? written : written.toLowerCase();
}

/** The agency that a name means, if it is one: "The Associated Press", "AFP". */
export function agencyNamed(name: string): string | undefined {
  const trimmed = name.trim();
  return NAMES.get(keyOf(trimmed)) ?? NAMES.get(keyOf(trimmed.replace(/^the /i, '')));
}

/** The agency that an article credits with itself. A mention inside the report ("told AFP") is no credit. */
export function agencyOf(article: Pick<Article, 'source' | 'byline' | 'text'>): string | undefined {
  return agencyNamed(article.source) ?? inCredit(article.byline ?? '') ?? inText(article.text);
}

/** Whose report an article is where not its outlet's own: the agency that it credits, or the outlet that its feed says it was taken from. */
export function originOf(
  article: Pick<Article, 'source' | 'byline' | 'text'>,
  takenFrom: string | undefined,
): string | undefined {
  const credited = agencyOf(article);
  const named = takenFrom?.trim().slice(0, MAX_CREDIT_LINE_CHARS) ?? '';
  if (credited !== undefined || named === '') return credited;
  const [feed, own] = [named.toLowerCase(), article.source.trim().toLowerCase()];
  // "Harbour Post - World" is the Harbour Post.
  return agencyNamed(named) ?? (feed.includes(own) || own.includes(feed) ? undefined : named);
}

function inText(text: string): string | undefined {
  const head = linesOf(text.slice(0, CREDIT_LINES * MAX_DATELINE_CHARS * 4)).slice(0, CREDIT_LINES);
  for (const line of head) {
    const found = inDateline(line) ?? inCreditLine(line);
    if (found !== undefined) return found;
  }
  const tail = linesOf(text.slice(-MAX_DATELINE_CHARS * 4)).slice(-2);
  for (const line of tail) {
    const found = inCreditLine(line) ?? atEnd(line);
    if (found !== undefined) return found;
  }
  return undefined;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** "KABUL, July 3 (Reuters) -", "Kabul: AFP -", "BEIJING (AP) —". */
function inDateline(line: string): string | undefined {
  const opening = line.slice(0, MAX_DATELINE_CHARS);
  for (const match of opening.matchAll(/\(([^()]{2,40})\)\s*(?:[-\u2013\u2014:.]|$)/g)) {
    const found = NO_CREDIT.test(opening.slice(0, match.index)) ? undefined : inCredit(match[1]!);
    if (found !== undefined) return found;
  }
  const [, written] = /^\p{Lu}[^.:]{0,40}[:,]?\s+([\p{L} -]{2,30}?)\s*(?:[-\u2013\u2014]{1,2})\s/u.exec(opening) ?? [];
  return written === undefined ? undefined : inWords(written);
}

function inCreditLine(line: string): string | undefined {
  if (line.length > MAX_CREDIT_LINE_CHARS || /[.!?]["\u201d\u2019]?$/.test(line)) return undefined;
  return inCredit(line);
}

/** "…on Friday. (AFP)", "… — Xinhua". */
function atEnd(line: string): string | undefined {
  if (NO_CREDIT.test(line.slice(-MAX_CREDIT_LINE_CHARS))) return undefined;
  const [, written] = /(?:[(\u2013\u2014-]\s*)([\p{L} ]{2,30})\)?\.?$/u.exec(line.slice(-MAX_CREDIT_LINE_CHARS)) ?? [];
  return written === undefined ? undefined : agencyNamed(written);
}

/** A credit names agencies among reporters, places and times: the first counts. */
function inCredit(credit: string): string | undefined {
  if (NO_CREDIT.test(credit)) return undefined;
  for (const part of credit.split(
    /[,|/\u2022\u00b7;:()]|\s[-\u2013\u2014]+\s|\s(?:for|and|via|by|from|of)\s|^(?:by|source|from|credit)\b/i,
  )) {
    const found = agencyNamed(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The last words of a dateline: "Kabul AFP". */
function inWords(written: string): string | undefined {
  const words = written.trim().split(/\s+/);
  for (let from = 0; from < words.length; from += 1) {
    const found = agencyNamed(words.slice(from).join(' '));
    if (found !== undefined) return found;
  }
  return undefined;
}
