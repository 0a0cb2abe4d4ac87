/** The lines in which a page says who wrote an article and when: `By Ada Lund | 3 July 2025, 14:05 | 4 min read`. */
import { monthNamed } from '../text/months.ts';

/** Not months, but written like them: a word of a date that may be left over. */
const DATE_WORDS =
  /\b(?:published|posted|updated|modified|first|last|created|on|at|um|uhr|vom|am|pm|a\.m\.|p\.m\.|utc|gmt|bst|est|edt|cet|cest|ist|pst|pdt|et|date|datum|stand|erstellt|aktualisiert|veröffentlicht|publié|mis à jour|le|à|el|de|del|di|il|alle|ore|publicado|actualizado|pubblicato|aggiornato|dnia|opublikowano|data|publikacji|geplaatst|op|bijgewerkt|h|o'clock|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica)(?![\p{L}])/giu;

const MONTH = '(\\p{L}{3,10})\\.?';
const FORMS: readonly (readonly [RegExp, order: 'ymd' | 'dmy' | 'mdy'])[] = [
  [/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u, 'ymd'],
  [/(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/u, 'ymd'],
  [/(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일/u, 'ymd'],
  [
    new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|°)?\\.?,?\\s*(?:of |de |d')?${MONTH},?\\s*(?:de |del )?(\\d{4})(?!\\d)`,
      'iu',
    ),
    'dmy',
  ],
  [new RegExp(`(?<!\\p{L})${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'iu'), 'mdy'],
  [/(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/u, 'dmy'],
  [/(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/u, 'dmy'],
];
const TIME =
  /(?<![\d:])(\d{1,2})(?::|h|\.)(\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?(?!\d)|(?<!\d)(\d{1,2})\s*([ap])\.?m\b\.?/iu;
/** Longer texts hold more than a stamp. */
export const STAMP_MAX_CHARS = 200;
const YEAR_MIN = 1990;
const YEAR_MAX = 2100;

/** The first date written in `text`, as UTC; where no zone is named, the time is taken for UTC. What is not the date is `rest`. */
export function writtenDate(
  text: string,
  american = false,
): { readonly at: string; readonly rest: string } | undefined {
  if (text.length > STAMP_MAX_CHARS) return undefined;
  for (const [form, order] of FORMS) {
    const found = form.exec(text);
    if (found === null) continue;
    const parts = [found[1] ?? '', found[2] ?? '', found[3] ?? ''];
    const slashed = /\/|-/.test(found[0]) && order === 'dmy';
    const [year, month, day] = inOrder(parts, slashed && american ? 'mdy' : order);
    const swap = slashed && (month ?? 0) > 12;
    const date = dayOf(year, swap ? day : month, swap ? month : day);
    if (date === undefined) continue;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    const time = TIME.exec(rest);
    const clock = time === null ? undefined : clockOf(time);
    return {
      at: new Date(date + (clock ?? 0)).toISOString(),
      rest: clock === undefined ? rest : rest.replace(time?.[0] ?? '', ' '),
    };
  }
  return undefined;
}

function inOrder(parts: readonly string[], order: 'ymd' | 'dmy' | 'mdy'): readonly (number | undefined)[] {
  const at = (letter: string): number | undefined => {
    const part = parts[order.indexOf(letter)] ?? '';
    return /^\d+$/.test(part) ? Number(part) : monthNamed(part);
  };
  return [at('y'), at('m'), at('d')];
}

function dayOf(year: number | undefined, month: number | undefined, day: number | undefined): number | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return Date.UTC(year, month - 1, day);
}

function clockOf(time: RegExpExecArray): number | undefined {
  const half = (time[3] ?? time[5])?.toLowerCase();
  const hour = Number(time[1] ?? time[4]);
  const minute = Number(time[2] ?? 0);
  if (hour > 23 || minute > 59 || (half !== undefined && (hour < 1 || hour > 12))) return undefined;
  return ((half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute) * 60_000;
}

const isDateOnly = (text: string): boolean => {
  const date = writtenDate(text);
  return (
    date !== undefined &&
    !/[\p{L}\p{N}]{2}/u.test(date.rest.replace(DATE_WORDS, ' ').replace(/[tz+]?\d{1,2}:\d{2}/gi, ' '))
  );
};

const COUNTER =
  /^(?:(?:total )?(?:views?|reads?|shares?|comments?|aufrufe|kommentare|vues|visitas|visite|wyświetleń)\s*:?\s*[\d.,]+\s*[km]?|[\d.,]+\s*[km]?\s*(?:views?|reads?|shares?|comments?|likes?|kommentare?|aufrufe|commentaires?|comentarios?|commenti|komentarzy)|(?:reading time:?\s*|lesezeit:?\s*)?(?:about |ca\.? )?\d+[\s-]*min(?:ute)?[ns]?\.?(?:[\s-]+(?:read(?:ing time)?|lesezeit|de lecture|de lectura|di lettura))?|(?:\d+|an?) (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago|vor \d+ (?:minuten|stunden|tagen))$/iu;
const BY =
  /^(?:by|words by|words|written by|posted by|reporting by|report by|story by|text by|from our|von|par|por|di|door|autor(?:in|zy|a)?|auteur|author|text|texte|redaktion)\s*:?\s+(?=\p{Lu})/iu;
const NAME_WORD = "(?:\\p{Lu}[\\p{L}'’.-]*|(?:de|del|della|da|dos|van|von|der|den|di|la|le|al|el|bin|ibn|zu|y)(?=\\s))";
const NAME = `${NAME_WORD}(?:\\s+${NAME_WORD}){1,4}`;
const NAMES = new RegExp(
  `^${NAME}(?:\\s*(?:,|&|/|\\band\\b|\\bund\\b|\\bet\\b|\\by\\b|\\be\\b|\\bi\\b)\\s*${NAME}){0,5}$`,
  'u',
);

export interface Stamp {
  readonly byline?: string;
  readonly publishedAt?: string;
}

/** What a stamp line says; undefined where the line is anything else. */
export function stampOf(line: string): Stamp | undefined {
  if (line.length > STAMP_MAX_CHARS) return undefined;
  const parts = line
    .split(/\s+[|·•—–/]\s+|\s*\|\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  let certain = false;
  let byline: string | undefined;
  let publishedAt: string | undefined;
  for (const part of parts) {
    const author = byName(part);
    if (isDateOnly(part)) {
      publishedAt ??= writtenDate(part)?.at;
      certain = true;
    } else if (COUNTER.test(part)) certain = true;
    else if (author !== undefined) {
      byline ??= author;
      certain = true;
    } else if (parts.length > 1 && NAMES.test(part)) byline ??= part;
    else return undefined;
  }
  if (!certain) return undefined;
  return { ...(byline === undefined ? {} : { byline }), ...(publishedAt === undefined ? {} : { publishedAt }) };
}

/** The names behind a “By”, or undefined. */
function byName(part: string): string | undefined {
  const by = BY.exec(part)?.[0];
  if (by === undefined) return undefined;
  const names = part.slice(by.length).replace(/[,;]\s*$/, '');
  return NAMES.test(names) ? names : undefined;
}

/** “By”, and what software writes before it: “View all posts by”, “Veröffentlicht von”. */
const BYLINE_OPENING =
  /^\s*(?:(?:view|show|see|all|posts?|articles?|published|posted|written|words|story|reporting|reported|post author|author|zeige|alle|beiträge|beitrag|artikel|veröffentlicht|eingestellt|geschrieben|erstellt|verfasst|publié|rédigé|écrit|publicado|escrito|pubblicato|scritto|opublikowane|geschreven|geplaatst)\s*)*(?:(?<=^\s*|\s)(?:by|von|vom|par|por|di|da|door|przez|autor(?:in)?|author|text|redaktion)\s*:?\s+)+(?=\S)/iu;
/** A name that follows without a space: the two stood in elements of their own. */
const GLUED_OPENING = /^(?:\S+ )*?\p{L}*?(?:[Bb]y|[Vv]on|[Pp]ar)(?=\p{Lu}\p{L}*[. ]\p{Lu}|\p{Lu}\.)/u;
const AUTHOR_NOISE = /^(?:https?:|@)|\.(?:com|org|net)\b|^\d+$/i;

/** So much of an author field is read. */
const BYLINE_MAX_CHARS = 1000;

/** An author field as names alone: no “By”, no date, no job, no address. Undefined where nothing is left. */
export function cleanByline(written: string): string | undefined {
  let text = written.slice(0, BYLINE_MAX_CHARS).replace(/\s+/g, ' ').trim();
  text = text.replace(/\S+@\S+\.\S+/g, ' ').replace(/(?:twitter|follow|email)\b.*$/i, ' ');
  const stamp = writtenDate(text);
  if (stamp !== undefined)
    text = stamp.rest.replace(DATE_WORDS, (word) => (/^(?:de|del|di|el|le|am)$/i.test(word) ? word : ' '));
  text = (text.split(/\s+[|·•—–»]\s+|\s*\|\s*/u)[0] ?? '')
    .replace(BYLINE_OPENING, '')
    .replace(GLUED_OPENING, '')
    .replace(/\s+(?:at|um|am|on|@)\s+\d.*$/iu, '')
    .replace(/\s+@\w+/g, '')
    .replace(/\s+,/g, ',')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:.|·»~—–-]+|[\s,;:|·»~—–-]+$/g, '');
  return text.length < 2 || text.length > 120 || AUTHOR_NOISE.test(text) ? undefined : text;
}
