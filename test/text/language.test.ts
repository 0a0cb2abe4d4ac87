import { describe, expect, it } from 'vitest';
import { detectLanguage, detectorTables } from '../../src/text/language.ts';

describe('detectLanguage', () => {
  it.each([
    ['en', 'The harbour was closed on Monday after a storm damaged the old bridge and the ferry.'],
    ['en', 'Minister quits after weeks of protests over fuel prices'],
    ['fr', 'Le ministre a démissionné lundi après plusieurs semaines de manifestations.'],
    ['de', 'Der Minister ist am Montag nach wochenlangen Protesten zurückgetreten.'],
    ['es', 'El ministro dimitió el lunes tras varias semanas de protestas en la capital.'],
    ['ru', 'Министр подал в отставку в понедельник после нескольких недель протестов.'],
    ['uk', 'Міністр подав у відставку в понеділок після кількох тижнів протестів.'],
    ['ja', '大臣は数週間の抗議の後、月曜日に辞任した。'],
    ['zh', '部长在数周抗议之后于周一辞职。'],
    ['ko', '장관은 몇 주간의 시위 끝에 월요일에 사임했다.'],
    ['el', 'Ο υπουργός παραιτήθηκε τη Δευτέρα μετά από εβδομάδες διαμαρτυριών.'],
    ['he', 'השר התפטר ביום שני לאחר שבועות של הפגנות.'],
    ['th', 'รัฐมนตรีลาออกเมื่อวันจันทร์หลังการประท้วงหลายสัปดาห์'],
    ['ar', 'استقال الوزير يوم الاثنين بعد أسابيع من الاحتجاجات في العاصمة.'],
    ['und', ''],
    ['und', '12345 !!! 😀'],
    ['und', 'Oslo'],
  ])('says %s', (lang, text) => expect(detectLanguage(text)).toBe(lang));
});

describe('the detector', () => {
  it('keeps its tables where half of their memory can be saved: after an upgrade of eld, look at its src/ngrams', () => {
    const tables = detectorTables() ?? {};
    expect(Object.keys(tables).length).toBeGreaterThan(10_000);
    expect(Object.values(tables).every((table) => typeof table === 'object')).toBe(true);
  });
});
