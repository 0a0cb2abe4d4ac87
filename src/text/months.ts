/** Month names in many languages, whole or cut short. */

/** Beginnings of month names in the languages whose feeds translate them. Where one begins another, the longer one counts. */
const MONTHS: readonly string[] = [
  'jan gen ene янв ιαν oca sty led tam',
  'feb fév fevr fev фев φεβ şub lut úno uno hel',
  'mar mär mae mrt maa мар μαρ bře',
  'apr avr abr апр απρ nis kwi dub huh',
  'may mai mei mag maj май мая μαι kvě tou',
  'jun juin giu июн ιουν haz cze červn kes',
  'jul juil lug июл ιουλ tem lip červenc hei',
  'aug aou ago авг αυγ ağu sie srp elo',
  'sep set сен σεπ eyl wrz zář syy szept',
  'oct okt ott out окт οκτ eki paź říj lok',
  'nov ноя νοε kas lis marr',
  'dec dez dic дек δεκ ara gru pro jou',
];

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const MONTH_BEGINNINGS = MONTHS.flatMap((names, index) =>
  names.split(' ').map((name) => ({ name: withoutAccents(name), month: index + 1 })),
).sort((a, b) => b.name.length - a.name.length);

/** The month that a word names in one of these languages, 1 to 12. */
export function monthNamed(token: string): number | undefined {
  const name = withoutAccents(token);
  return MONTH_BEGINNINGS.find((beginning) => name.startsWith(beginning.name))?.month;
}
