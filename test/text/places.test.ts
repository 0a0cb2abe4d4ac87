import { describe, expect, it } from 'vitest';
import { countriesIn, countryNamed, countryOf, isDemonym } from '../../src/text/places.ts';

describe('countryOf', () => {
  it.each([
    ['Russia', 'Russia'],
    ['Russian', 'Russia'],
    ['Russians', 'Russia'],
    ['Moscow', 'Russia'],
    ['Kremlin', 'Russia'],
    ['the Kremlin', 'Russia'],
    ["Russia's", 'Russia'],
    ['U.S.', 'United States'],
    ['US', 'United States'],
    ['the United States', 'United States'],
    ['American', 'United States'],
    ['Washington', 'United States'],
    ['Britain', 'United Kingdom'],
    ['Kabul', 'Afghanistan'],
    ['Afghan', 'Afghanistan'],
    ['Kyiv', 'Ukraine'],
    ['Saudi', 'Saudi Arabia'],
    ['Dutch', 'Netherlands'],
    ['São Tomé', 'São Tomé and Príncipe'],
    ['South Korean', 'South Korea'],
    ['Georgia', 'Georgia'],
    ['Bergen', undefined],
    ['us all', undefined],
    ['', undefined],
  ])('%s is %s', (text, country) => expect(countryOf(text)).toBe(country));
});

describe('countryNamed', () => {
  it.each([
    ['U.S.', 'United States'],
    ['Russian Federation', 'Russia'],
    ['Moscow', undefined],
    ['Russian', undefined],
  ])('%s is %s', (text, country) => expect(countryNamed(text)).toBe(country));
});

describe('isDemonym', () => {
  it.each([
    ['Russian', true],
    ['Afghans', true],
    ['Russia', false],
    ['Moscow', false],
  ])('%s: %s', (text, expected) => expect(isDemonym(text)).toBe(expected));
});

describe('countriesIn', () => {
  const found = (text: string) => countriesIn(text).map(({ country, start, end }) => [country, text.slice(start, end)]);
  it.each([
    [
      'U.S. and Russian officials',
      [
        ['United States', 'U.S.'],
        ['Russia', 'Russian'],
      ],
    ],
    ['the Islamic Republic of Iran', [['Iran', 'Islamic Republic of Iran']]],
    ['Bosnia and Herzegovina voted', [['Bosnia and Herzegovina', 'Bosnia and Herzegovina']]],
    [
      'North Korea, South Korea',
      [
        ['North Korea', 'North Korea'],
        ['South Korea', 'South Korea'],
      ],
    ],
    ['Michael Jordan flew to Jordan', [['Jordan', 'Jordan']]],
    ['Paris Hilton and the Washington Post', []],
    ['He met us in May.', []],
    ['', []],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
});
