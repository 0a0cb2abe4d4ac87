import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DETECTION_SAMPLE_BYTES, decodeText, LABEL_WINDOW_BYTES, mendControls } from '../../src/feeds/decode.ts';

const RUSSIAN = 'Паром вернулся в порт после долгого ремонта, сообщил начальник порта в четверг утром.';
const WEST = 'Après l’été, la criée du port rouvre — “enfin”, dit le préfet.';
const JAPANESE = '港のフェリーは長い修理のあと木曜日の朝に戻ってきたと港長が述べた。乗客は二百十二人だった。';
const CHINESE = '港务局长周四早上表示，渡轮在长时间维修后重新投入运营，船上共有二百一十二名乘客。';
const KOREAN = '항만청장은 목요일 아침 여객선이 긴 수리를 마치고 항구로 돌아왔다고 밝혔다.';

const xml = (text: string, encoding?: string): string =>
  `<?xml version="1.0"${encoding === undefined ? '' : ` encoding="${encoding}"`}?><rss><channel><title>${text}</title></channel></rss>`;
const bytes = (text: string, charset: string): Uint8Array => new Uint8Array(iconv.encode(text, charset));

/** A headline in the letters of each encoding; its first two letters are all that some feeds hold. */
const HEADLINES: readonly (readonly [charset: string, headline: string])[] = [
  ['windows-1250', 'Łódź wróciła do portu'],
  ['windows-1251', 'Паром вернулся в порт'],
  ['windows-1252', 'Été au port “enfin”'],
  ['windows-1253', 'Το πλοίο επέστρεψε'],
  ['windows-1254', 'Şimdi gemi ağır döndü'],
  ['windows-1255', 'המעבורת חזרה לנמל'],
  ['windows-1256', 'عادت العبارة إلى الميناء'],
  ['windows-1257', 'Šiąnakt keltas grįžo'],
  ['windows-874', 'เรือข้ามฟากกลับมา'],
  ['iso-8859-2', 'Říjen v přístavu'],
  ['iso-8859-4', 'Šiąnakt keltas'],
  ['iso-8859-5', 'Паром вернулся'],
  ['iso-8859-6', 'عادت العبارة'],
  ['iso-8859-7', 'Το πλοίο επέστρεψε'],
  ['iso-8859-8', 'המעבורת חזרה'],
  ['iso-8859-9', 'Şimdi gemi ağır'],
  ['iso-8859-13', 'Šiąnakt keltas'],
  ['iso-8859-15', '5 € für die Überfahrt'],
  ['koi8-r', 'Паром вернулся в порт'],
  ['koi8-u', 'Їжак повернувся'],
  ['gb18030', '渡轮重新投入运营'],
  ['gb2312', '渡轮重新投入运营'],
  ['big5', '渡輪重新投入營運'],
  ['shift_jis', 'フェリーが港に戻る'],
  ['euc-jp', 'フェリーが港に戻る'],
  ['euc-kr', '여객선이 항구로 돌아왔다'],
];

describe('a headline, whole and as short as two letters,', () => {
  it.each(HEADLINES)(
    'comes through %s, labelled in the document, by the server, or by a server that lies',
    (charset, headline) => {
      for (const text of [headline, headline.slice(0, 2)]) {
        const named = xml(text, charset);
        for (const contentType of ['text/xml', 'text/xml; charset=utf-8', 'text/xml; charset=iso-8859-1'])
          expect(decodeText(bytes(named, charset), { contentType }).text).toBe(named);
        expect(decodeText(bytes(xml(text), charset), { contentType: `text/xml; charset=${charset}` }).text).toBe(
          xml(text),
        );
      }
    },
  );

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'comes through %s with a mark, without any markup',
    (charset) => {
      for (const [, headline] of HEADLINES)
        for (const text of [headline, headline.slice(0, 2)])
          expect(decodeText(bytes(`\ufeff${text}`, charset)).text).toBe(text);
    },
  );
});

describe('decoding', () => {
  it.each([
    ['utf-8', '\ufeff'],
    ['utf-16le', '\ufeff'],
    ['utf-16be', '\ufeff'],
    ['utf-32le', '\ufeff'],
    ['utf-32be', '\ufeff'],
    ['utf-16le', ''],
    ['utf-16be', ''],
    ['utf-32le', ''],
  ])('reads %s by its mark or its zeros, whatever the labels say', (charset, mark) => {
    const text = xml(RUSSIAN, 'windows-1251');
    expect(decodeText(bytes(mark + text, charset), { contentType: 'text/xml; charset=iso-8859-1' }).text).toBe(text);
  });

  it.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['windows-1252', WEST],
    ['gb18030', CHINESE],
    ['gbk', CHINESE],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['euc-kr', KOREAN],
    ['big5', '港務局長週四早上表示渡輪重新投入營運'],
    ['ibm866', RUSSIAN],
  ])('believes a label of %s in the document or the header', (charset, text) => {
    expect(decodeText(bytes(xml(text, charset), charset)).text).toBe(xml(text, charset));
    expect(decodeText(bytes(xml(text), charset), { contentType: `text/xml; charset="${charset}"` }).text).toBe(
      xml(text),
    );
  });

  it.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['windows-1252', WEST],
    ['gb18030', CHINESE],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['euc-kr', KOREAN],
  ])('finds out that an unlabelled text is in %s', (charset, text) => {
    expect(decodeText(bytes(xml(text), charset)).text).toBe(xml(text));
  });

  it.each([
    ['UTF-8 labelled as Latin', 'utf-8', 'iso-8859-1', WEST],
    ['UTF-8 labelled as ASCII', 'utf-8', 'us-ascii', WEST],
    ['UTF-8 labelled as Cyrillic', 'utf-8', 'windows-1251', RUSSIAN],
    ['UTF-8 labelled as UTF-16', 'utf-8', 'utf-16', RUSSIAN],
    ['windows-1252 labelled as UTF-8', 'windows-1252', 'utf-8', WEST],
    ['windows-1252 labelled as ISO-8859-1', 'windows-1252', 'iso-8859-1', WEST],
    ['Cyrillic labelled as UTF-8', 'windows-1251', 'utf-8', RUSSIAN],
    ['Cyrillic labelled as Latin', 'windows-1251', 'iso-8859-1', RUSSIAN],
    ['an unknown label', 'utf-8', 'klingon-8', RUSSIAN],
  ])('sees through a lie: %s', (_lie, actual, claimed, text) => {
    expect(decodeText(bytes(xml(text, claimed), actual)).text).toBe(xml(text, claimed));
  });

  it('prefers the label that makes sense where two differ', () => {
    const text = xml(RUSSIAN, 'koi8-r');
    expect(decodeText(bytes(text, 'koi8-r'), { contentType: 'text/xml; charset=utf-8' }).text).toBe(text);
  });

  it('reads strays in UTF-8 as what they most likely are', () => {
    const whole = bytes(xml(`${RUSSIAN} x${RUSSIAN}`, 'utf-8'), 'utf-8');
    const broken = Uint8Array.from(whole);
    broken[whole.indexOf(0x78, 100)] = 0x92;
    expect(decodeText(broken).text).toBe(xml(`${RUSSIAN} ’${RUSSIAN}`, 'utf-8'));
  });

  it('reads the encoding that a page states', () => {
    const page = `<html><head><meta charset="windows-1251"></head><body>${RUSSIAN}</body></html>`;
    expect(decodeText(bytes(page, 'windows-1251')).text).toBe(page);
  });

  it('looks for a label where labels stand, and no further', () => {
    const label = '<?xml version="1.0" encoding="iso-8859-7"?>';
    const near = bytes(`${label}<a>\u00fc`, 'windows-1252');
    const far = bytes(`${' '.repeat(LABEL_WINDOW_BYTES)}${label}<a>\u00fc`, 'windows-1252');
    expect(decodeText(near).charset).toBe('iso-8859-7');
    expect(decodeText(far).charset).not.toBe('iso-8859-7');
  });

  it('makes up its mind from the beginning of a long text', () => {
    const text = xml(RUSSIAN.repeat(Math.ceil((4 * DETECTION_SAMPLE_BYTES) / RUSSIAN.length)));
    expect(decodeText(bytes(text, 'koi8-r')).charset).toBe('koi8-r');
  });

  it('reads ISO-2022-JP, which is ASCII on the outside', () => {
    const encoded = Uint8Array.from(
      [...'<a>'].map((c) => c.charCodeAt(0)).concat([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]),
    );
    expect(decodeText(encoded, { contentType: 'text/xml; charset=iso-2022-jp' }).text).toBe('<a>日本');
  });

  it.each([[new Uint8Array()], [Uint8Array.of(0xff)], [Uint8Array.of(0, 0, 0, 0)]])('takes %j as it comes', (odd) => {
    expect(typeof decodeText(odd).text).toBe('string');
  });

  it('mends C1 controls, which nobody meant', () => {
    expect(mendControls('don\u0092t \u0093stop\u0094')).toBe('don’t “stop”');
  });
});
