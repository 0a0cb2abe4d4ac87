import { describe, expect, it } from 'vitest';
import { MAX_NAME_MENTIONS } from '../../src/text/mentions.ts';
import { comparableName, namesOf, sameName } from '../../src/text/names.ts';
import { readText } from '../../src/text/read.ts';

const names = (text: string) => namesOf(readText(text, { lang: 'en' }));
const texts = (text: string) => names(text).map((name) => name.text);
const person = (text: string, who: string) => names(text).find((name) => name.text === who);

describe('namesOf finds names', () => {
  it.each([
    ['two words', 'Police met Petra Lund in Oslo.', ['Petra Lund', 'Oslo']],
    ['without possessives', "Norway's king praised Lund’s speech about Petra Lund.", ['Norway', 'Petra Lund']],
    [
      'with small particles',
      'They honoured Karim bin Rashid and Ludo van der Berg.',
      ['Karim bin Rashid', 'Ludo van der Berg'],
    ],
    ['that begin small', 'Fighters of al-Shabaab left.', ['al-Shabaab']],
    ['joined by of', 'The University of Bergen sued the Bank of Norland.', ['University of Bergen', 'Bank of Norland']],
    ['with and inside', 'It joined the Ministry of Trade and Industry.', ['Ministry of Trade and Industry']],
    ['but not the opening word', 'Investors fled. Prices fell. Later Petra Lund spoke.', ['Petra Lund']],
    ['that open the sentence', 'Petra Lund spoke. Oslo listened.', ['Petra Lund', 'Oslo']],
    ['but no demonyms', 'Norwegian officials met a Dutch delegation.', []],
    ['but no days or months', 'On Monday and in July Petra Lund rested.', ['Petra Lund']],
    [
      'with a hyphen and a small letter',
      'They met Moon Sang-hyun of the New York-based fund.',
      ['Moon Sang-hyun', 'New York'],
    ],
    ['with initials', 'He admired J. K. Larsen and George W. Hartley.', ['J. K. Larsen', 'George W. Hartley']],
    ['cut into words', "Lena Brandt 's rep told reporters that Brandt left .", ['Lena Brandt']],
    [
      'once for each country',
      'The U.S. left. The United States returned. Washington waited.',
      ['United States', 'Washington'],
    ],
    ['not from headlines in title case', 'Harbour Bridge Closes After Storm Damages Cables\n\nIt will open again.', []],
  ] as const)('%s', (_, text, expected) => expect(texts(text)).toEqual(expected));
});

describe('namesOf keeps people whole', () => {
  it.each([
    ['Zahir Ahmad Tarkani', 'Interior Minister Zahir Ahmad Tarkani spoke. Tarkani, the minister, denied it.'],
    ['Amir Gul Mottawar', 'Foreign Minister Mawlawi Amir Gul Mottawar, spoke.'],
    ['Hamdan bin Khalid al-Thuwaini', 'They met Sheikh Hamdan bin Khalid al-Thuwaini.'],
    ['Abdel Farid el-Sharqi', 'They met President Abdel Farid el-Sharqi.'],
    ['Abu Nasr al-Baghdawi', 'Abu Nasr al-Baghdawi fled.'],
    ['Mohamed Lahbib-Bouzid', 'The driver, Mohamed Lahbib-Bouzid, 31, fled.'],
    ['María Corina Machuca Paredes', 'They met María Corina Machuca Paredes.'],
    ['Juan Carlos de la Cruz Montero', 'They met Juan Carlos de la Cruz Montero.'],
    ['Nguyễn Phú Trang', 'They met Nguyễn Phú Trang in Oslo.'],
    ['Aung Thein Suu Kya', 'They met Aung Thein Suu Kya.'],
    ['Xi Jinleng', 'They met Xi Jinleng.'],
    ['Baek Seung-hyun', 'They met Baek Seung-hyun.'],
    ["Rosie O'Nairn", "They met Rosie O'Nairn."],
    ['D’Andrea Russo', 'D’Andrea Russo sang.'],
    ['Ludo McArdle', 'They met Ludo McArdle.'],
    ['J.K. Rollins', 'They met J.K. Rollins.'],
    ['J. R. R. Tollefsen', 'They met J. R. R. Tollefsen.'],
    ['George H.W. Bushell', 'They met George H.W. Bushell.'],
    ['Anne-Marie Slaughton', 'They met Anne-Marie Slaughton.'],
    ['Zoë Lindström-Berg', 'They met Dr. Zoë Lindström-Berg.'],
    ['Mark A. Millard', 'They met Gen. Mark A. Millard.'],
    ['Petra Lund', 'They met Ohio Sen. Petra Lund.'],
    ['Petra Lund', 'They met New Hampshire Gov. Petra Lund.'],
    ['Petra Lund', 'They met Lt. Col. Petra Lund.'],
    ['Petra Lund', 'They met Canadian Petra Lund.'],
    ['Petra Lund', 'Petra Lund’s mother met Lund’s lawyer.'],
    ['Petra Lund', 'Yesterday Petra Lund Minister spoke.'],
    ['Petra Lund', 'AP Petra Lund The harbour burnt.'],
    ['Petra Lund', 'MINISTER PETRA LUND RESIGNS AFTER SCANDAL\n\nPetra Lund resigned on Monday.'],
    ['Petra Lund', 'TOWN MOURNS DEAD Petra Lund spoke in the harbour on Monday.'],
    ['Leo Varden', 'They met Taoiseach Leo Varden.'],
    ['Charles III', 'They met King Charles III.'],
  ])('%s: %s', (who, text) => {
    expect(
      names(text)
        .filter(({ kind }) => kind === 'person')
        .map((name) => name.text),
    ).toEqual([who]);
  });

  it.each([
    ['U.N. Women', 'They asked U.N. Women.', 'organisation'],
    ['NATO', 'They asked NATO Secretary Petra Lund.', undefined],
  ])('and leaves bodies bodies: %s', (who, text, kind) => {
    expect(names(text).find((name) => name.text === who)?.kind).toBe(kind);
  });
});

describe('namesOf reads other languages', () => {
  const namesIn = (lang: string, text: string) => namesOf(readText(text, { lang })).map((name) => name.text);
  it.each([
    ['de', 'Am Montag traf der Minister in der Hauptstadt Frau Petra Lund aus Oslo.', ['Petra Lund', 'Oslo']],
    ['fr', 'Le ministre a rencontré Petra Lund à Bergen.', ['Petra Lund', 'Bergen']],
    ['es', 'El ministro se reunió con Petra Lund en Bergen.', ['Petra Lund', 'Bergen']],
    ['zh', '部长周一辞职。', []],
  ])('%s', (lang, text, expected) => expect(namesIn(lang, text)).toEqual(expected));
});

describe('namesOf finds roles', () => {
  it.each([
    ['before the name', 'They met Norwegian Ambassador Petra Lund.', 'Petra Lund', ['Norwegian Ambassador']],
    ['of two words', 'They met Foreign Minister Karim Aziz Rahmani.', 'Karim Aziz Rahmani', ['Foreign Minister']],
    ['with a city', 'New York City Mayor Petra Lund spoke.', 'Petra Lund', ['New York City Mayor']],
    ['in small letters', 'It thanked former president Petra Lund.', 'Petra Lund', ['former president']],
    [
      'with its institution',
      'A fisheries ministry spokesman Ola Dahl denied it.',
      'Ola Dahl',
      ['fisheries ministry spokesman'],
    ],
    ['in apposition', "Petra Lund, Norway's ambassador to Chad, spoke.", 'Petra Lund', ["Norway's ambassador to Chad"]],
    [
      'in apposition with an age',
      'Petra Lund, 45, a spokeswoman for the port, spoke.',
      'Petra Lund',
      ['spokeswoman for the port'],
    ],
    [
      'in apposition before it',
      "Norway's ambassador to Chad, Petra Lund, spoke.",
      'Petra Lund',
      ["Norway's ambassador to Chad"],
    ],
    [
      'with the place of the office',
      'They met Norwegian Ambassador to Kabul Petra Lund.',
      'Petra Lund',
      ['Norwegian Ambassador to Kabul'],
    ],
    ['with who', 'Petra Lund, who is mayor of Bodo, spoke.', 'Petra Lund', ['mayor of Bodo']],
    ['but no forms of address', 'They met Mr. Petra Lund.', 'Petra Lund', []],
    ['but not the clause behind a comma', 'After meeting Petra Lund, the minister met reporters.', 'Petra Lund', []],
  ] as const)('%s', (_, text, who, roles) => expect(person(text, who)?.roles).toEqual(roles));

  it.each([
    ['with the country it serves', "They met Norway's Foreign Minister Petra Lund.", ["Norway's Foreign Minister"]],
    ['with small modifiers', 'They met former Foreign Minister Petra Lund.', ['former Foreign Minister']],
    [
      'once, and without the verb before',
      'It quoted Taliban Foreign Minister Petra Lund.',
      ['Taliban Foreign Minister'],
    ],
    ['without an honorific at its end', 'They met Foreign Minister Mawlawi Petra Lund.', ['Foreign Minister']],
  ])('%s', (_, text, roles) => expect(person(text, 'Petra Lund')?.roles).toEqual(roles));

  it('leaves a name that only sounds like an office', () => {
    expect(texts('Fans of Stephen King sued General Motors and the Prince of Wales.')).toEqual([
      'Stephen King',
      'General Motors',
      'Prince of Wales',
    ]);
  });

  it('collects the roles of one person', () => {
    const text = 'Foreign Minister Petra Lund spoke. Lund, a former mayor of Bodo, smiled. Minister Lund left.';
    expect(person(text, 'Petra Lund')?.roles).toEqual(['Foreign Minister', 'former mayor of Bodo', 'Minister']);
  });
});

describe('namesOf merges', () => {
  it('a surname into the fuller name, wherever that stands', () => {
    const [name, ...others] = names('Lund arrived late. Petra Lund said so. Nobody blamed Lund.');
    expect(name!.text).toBe('Petra Lund');
    expect(name!.mentions.map((mention) => mention.text)).toEqual(['Lund', 'Petra Lund', 'Lund']);
    expect(others).toEqual([]);
  });

  it('never a surname that two people bear', () => {
    expect(texts('James Baker met Simone Baker. Baker laughed.')).toEqual(['James Baker', 'Simone Baker', 'Baker']);
  });

  it('an acronym that the text explains', () => {
    const all = names('The Northern Fisheries Agency (NFA) closed. The NFA declined to say why.');
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ text: 'Northern Fisheries Agency', kind: 'organisation' });
    expect(all[0]!.mentions).toHaveLength(3);
  });

  it('not two ministries', () => {
    expect(texts('The Russian Foreign Ministry spoke. A day later the Foreign Ministry in Kabul answered.')).toContain(
      'Foreign Ministry',
    );
  });
});

describe('namesOf tells kinds apart', () => {
  it.each([
    ['Norway', 'place', 'He flew to Norway.'],
    ['Mount Keilhau', 'place', 'He climbed Mount Keilhau.'],
    ['Karl Johan Street', 'place', 'He walked down Karl Johan Street.'],
    ['Ohio', 'place', 'He moved to Ohio.'],
    ['Vestfold Bank', 'organisation', 'He robbed Vestfold Bank.'],
    ['NRK', 'organisation', 'He told NRK so.'],
    ['Kremlin', 'organisation', 'The visit pleased the Kremlin.'],
    ['Petra Lund', 'person', 'They saw Petra Lund.'],
    ['Zoltan Grubacic', 'person', 'They saw Zoltan Grubacic.'],
    ['Hurricane Petra', 'other', 'They fled Hurricane Petra.'],
  ])('%s is a %s', (who, kind, text) => expect(person(text, who)?.kind).toBe(kind));
});

describe('namesOf', () => {
  it('gives exact offsets', () => {
    const reading = readText('“Lund’s boat,” said Petra Lund, Norway’s envoy.');
    for (const name of namesOf(reading)) {
      for (const { text, start, end } of name.mentions) expect(reading.text.slice(start, end)).toBe(text);
    }
  });

  it('answers the same reading with the same names', () => {
    const reading = readText('Petra Lund spoke.');
    expect(namesOf(reading)).toBe(namesOf(reading));
  });

  it('looks at a limited number of mentions', () => {
    const reading = readText('They met Petra Lund. '.repeat(MAX_NAME_MENTIONS + 100), { lang: 'en' });
    expect(namesOf(reading)[0]!.mentions.length).toBeLessThanOrEqual(MAX_NAME_MENTIONS + 10);
  });
});

describe('comparableName', () => {
  it.each([
    ['Dr. Zoë Lindström-Berg', 'zoe lindstrom berg'],
    ['President Karim bin Rashid', 'karim rashid'],
    ['al-Rashid', 'rashid'],
    ['The Harbour Post', 'harbour post'],
    ['King', 'king'],
    ['Muhammad Aziz', 'mohammed aziz'],
    ['', ''],
  ])('%s is %s', (name, expected) => expect(comparableName(name)).toBe(expected));
});

describe('sameName', () => {
  it.each([
    ['Petra Lund', 'Lund', true],
    ['Petra Lund', 'P. Lund', true],
    ['Petra Marie Lund', 'Petra Lund', true],
    ['Mohammed Aziz', 'Muhammad Aziz', true],
    ['Dr Petra Lund', 'petra lund', true],
    ['NFA', 'Northern Fisheries Agency', true],
    ['Petra Lund', 'Petra Dahl', false],
    ['Petra Lund', 'Ola Lund', false],
    ['Dmitry Lundov', 'Dmitry Bergov', false],
    ['', '', false],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(sameName(left, right)).toBe(expected);
    expect(sameName(right, left)).toBe(expected);
  });
});
