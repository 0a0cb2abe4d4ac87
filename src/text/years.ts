/** Four digits that are a year, told from counts, prices and numbers of things. */

/** Nouns that make four digits before them a count. */
export const COUNTED =
  /^\s(?:people|persons|men|women|children|troops|soldiers|fighters|dead|deaths|jobs|miles|kilometers|kilometres|km|meters|metres|feet|tons|tonnes|pounds|dollars|euros|rupees|rubles|votes|homes|houses|cases|employees|workers|students|members|points|times|calories|seats|units|vehicles|words|mw|hours|days|acres|hectares|residents|passengers|migrants|refugees|protesters|police|officers|civilians|victims|shares|stores|flights)\b/i;
/** What makes four digits after it a count, a price or part of a longer number. */
export const COUNTING =
  /(?:[$€£¥#+]\s?|\b(?:about|around|over|than|nearly|almost|least|some|approximately|roughly|no\.?|number|up to|a total of|another|flight|route|highway|room|model|asteroid|page|article)\s|[\d.,:/]|[-\u2013]\s?\d*)$/i;
const YEAR_PREPOSITION =
  /\b(?:in|since|from|until|till|by|of|to|before|after|between|and|during|circa|year|early|late|mid|mid-)\s?$/i;

/** Whether four digits are a year: not counted, not priced, not part of a longer number. */
export function isYear(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 24);
  if (/^[\d.,:/%]\d|^%|^\s?(?:percent|per cent|million|billion)/i.test(after) || COUNTED.test(after)) return false;
  if (COUNTING.test(before)) return false;
  const year = Number(text.slice(start, end));
  if (year >= 1900 && year < 2100) return !/\p{L}$/u.test(before);
  return year >= 1000 && YEAR_PREPOSITION.test(before) && !/^\s\p{Ll}+s\b/u.test(after);
}
