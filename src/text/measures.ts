/** Units: money, measures, spans of time, and what can be said of the counted. */

/** Signs and words of money, and the unit that each becomes. */
export const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:US|A|C|NZ|HK|S)?\$$|^(?:US )?dollars?$|^USD$/i, 'usd'],
  [/^€$|^euros?$|^EUR$/i, 'eur'],
  [/^£$|^pounds sterling$|^GBP$/i, 'gbp'],
  [/^¥$|^yen$|^JPY$/i, 'jpy'],
  [/^(?:yuan|renminbi|CNY|RMB)$/i, 'cny'],
  [/^₹$|^(?:Indian )?rupees?$|^INR$|^Rs\.?$/i, 'inr'],
  [/^₽$|^roubles?$|^rubles?$|^RUB$/i, 'rub'],
];

/** Measures as written, and the unit that each becomes. */
export const MEASURES: Readonly<Record<string, string>> = {
  '%': 'percent',
  percent: 'percent',
  'per cent': 'percent',
  pc: 'percent',
  km: 'km',
  kilometre: 'km',
  kilometres: 'km',
  kilometer: 'km',
  kilometers: 'km',
  mile: 'mile',
  miles: 'mile',
  m: 'm',
  metre: 'm',
  metres: 'm',
  meter: 'm',
  meters: 'm',
  cm: 'cm',
  mm: 'mm',
  ft: 'foot',
  foot: 'foot',
  feet: 'foot',
  kg: 'kg',
  kilogram: 'kg',
  kilograms: 'kg',
  kilogrammes: 'kg',
  tonne: 'tonne',
  tonnes: 'tonne',
  ton: 'ton',
  tons: 'ton',
  mw: 'mw',
  megawatts: 'mw',
  mph: 'mph',
  kph: 'kph',
  'km/h': 'kph',
};

/** Ways to say that people died or were hurt, under one stem each, so that tolls can be compared. */
export const PREDICATES: Readonly<Record<string, string>> = {
  kill: 'kill',
  die: 'kill',
  dead: 'kill',
  death: 'kill',
  fatal: 'kill',
  perish: 'kill',
  slain: 'kill',
  massacr: 'kill',
  murder: 'kill',
  toll: 'kill',
  injur: 'injur',
  wound: 'injur',
  hurt: 'injur',
  arrest: 'arrest',
  detain: 'arrest',
  miss: 'miss',
  displac: 'displac',
  evacu: 'evacu',
  hospitalis: 'hospit',
  hospit: 'hospit',
};

/** Spans of time, as stems: nothing happens to them. */
export const TIME_UNITS: ReadonlySet<string> = new Set([
  'year',
  'month',
  'week',
  'dai',
  'hour',
  'minut',
  'second',
  'decad',
  'centuri',
  'time',
]);

const MONEY: ReadonlySet<string> = new Set(CURRENCIES.map(([, unit]) => unit));
const MEASURED: ReadonlySet<string> = new Set([...Object.values(MEASURES), ...MONEY]);

export function isMoney(unit: string): boolean {
  return MONEY.has(unit);
}

/** Whether a quantity's unit is one of measure or money: such figures are rounded, where people and things are counted. */
export function isMeasure(unit: string): boolean {
  return MEASURED.has(unit);
}
