/** Bytes to text: byte order marks, labels (and labels that lie), detection. Serves feeds and pages alike. */
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** Where a document may name its own encoding, in bytes from its start. */
export const LABEL_WINDOW_BYTES = 2048;
/** How much of a document's text is looked at when no label can be believed. */
export const DETECTION_SAMPLE_BYTES = 64 * 1024;
/** Above this share of non-ASCII bytes a text is not one in a Western alphabet, whatever its label says. */
const FOREIGN_SCRIPT_SHARE = 0.25;
/** chardet's own scale goes to 100; below this its guess is worth less than the label. */
const DETECTION_CONFIDENCE = 40;
/** A text with at least this many characters that are valid UTF-8 is UTF-8: no other encoding looks like it by chance. */
const UTF8_PROOF_CHARACTERS = 8;

export interface Decoded {
  readonly text: string;
  /** The encoding used, in lower case. */
  readonly charset: string;
}

interface Utf8Shape {
  readonly highBytes: number;
  readonly wellFormed: number;
  readonly malformed: number;
  readonly onlyTwoByte: boolean;
}

const WESTERN_HIGH_HALF = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, i) => i + 128));

/** Text of a document whose encoding is stated by `contentType`, by itself, or by nobody. Never throws. */
export function decodeText(bytes: Uint8Array, hints: { readonly contentType?: string } = {}): Decoded {
  const marked = byteOrderMark(bytes) ?? wideCharacters(bytes);
  if (marked) return { text: withoutMark(decodeAs(bytes, marked) ?? ''), charset: marked };

  const labels = statedCharsets(bytes, hints.contentType);
  const shape = utf8Shape(bytes);
  if (shape.highBytes === 0) return sevenBit(bytes, labels);
  if (shape.malformed === 0 && !provablyDoubleByte(shape, labels)) return asUtf8(bytes);
  const labelled = believedLabel(bytes, labels, shape);
  if (labelled) return labelled;
  if (shape.wellFormed > 3 * shape.malformed) return { text: mendUtf8(bytes), charset: 'utf-8' };
  return detected(bytes) ?? { text: decodeAs(bytes, 'windows-1252') ?? '', charset: 'windows-1252' };
}

/** C1 controls are no characters of any text: windows-1252 was meant, and somebody converted it blindly. */
export const mendControls = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (control) => WESTERN_HIGH_HALF[control.charCodeAt(0) - 128]!);

const asUtf8 = (bytes: Uint8Array): Decoded => ({ text: new TextDecoder().decode(bytes), charset: 'utf-8' });

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return undefined;
}

/** UTF-16 and UTF-32 without a mark: markup begins in ASCII, so the zeros stand at fixed places. */
function wideCharacters(bytes: Uint8Array): string | undefined {
  const zero = [0, 1, 2, 3].map((place) => bytes[place] === 0).join();
  if (bytes.length < 4 || !zero.includes('true')) return undefined;
  if (zero === 'false,true,true,true') return 'utf-32le';
  if (zero === 'true,true,true,false') return 'utf-32be';
  if (zero === 'false,true,false,true') return 'utf-16le';
  if (zero === 'true,false,true,false') return 'utf-16be';
  return undefined;
}

/** HTTP's label first, then the document's own; without names that mean nothing. */
function statedCharsets(bytes: Uint8Array, contentType = ''): string[] {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, LABEL_WINDOW_BYTES));
  const stated = [
    /charset\s*=\s*["']?([\w:.+-]+)/i.exec(contentType)?.[1],
    /<\?xml\s[^>]*?encoding\s*=\s*["']([\w:.+-]+)/i.exec(head)?.[1],
    /<meta\s[^>]*?charset\s*=\s*["']?([\w:.+-]+)/i.exec(head)?.[1],
  ];
  return [...new Set(stated.flatMap((label) => (label === undefined ? [] : [normalLabel(label)])))].filter(
    (label) => label !== '',
  );
}

/** Labels are used as the web uses them: `iso-8859-1` and `us-ascii` mean windows-1252, `gb2312` means GBK. */
function normalLabel(label: string): string {
  const lower = label.toLowerCase();
  try {
    const { encoding } = new TextDecoder(lower);
    // A document that could be searched for its label in ASCII is not in UTF-16, whatever it says.
    return encoding.startsWith('utf-16') ? '' : encoding;
  } catch {
    // Not a label of the web platform: iconv knows more (code pages of IBM and of the Macintosh).
    return iconv.encodingExists(lower) && !/^(utf|ucs|base64|hex|binary)/.test(lower) ? lower : '';
  }
}

function decodeAs(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // Unknown to the platform, see above.
    return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : undefined;
  }
}

/** Only ASCII bytes: the encodings that shift with escape sequences are the one thing that this can hide. */
function sevenBit(bytes: Uint8Array, labels: readonly string[]): Decoded {
  const shifting = labels.find((label) => label.startsWith('iso-2022'));
  if (shifting && bytes.includes(0x1b)) return { text: decodeAs(bytes, shifting) ?? '', charset: shifting };
  return asUtf8(bytes);
}

/** A few characters in EUC, GBK or Big5 can be valid UTF-8 by chance; then a label that names such an encoding decides. */
function provablyDoubleByte(shape: Utf8Shape, labels: readonly string[]): boolean {
  return (
    shape.onlyTwoByte &&
    shape.wellFormed < UTF8_PROOF_CHARACTERS &&
    labels.length > 0 &&
    labels.every((label) => /^(gb|big5|euc|shift_jis)/.test(label))
  );
}

/** The label under which the bytes make most sense; none where all labels lie. */
function believedLabel(bytes: Uint8Array, labels: readonly string[], shape: Utf8Shape): Decoded | undefined {
  const ranked = labels
    .filter((label) => label !== 'utf-8')
    .map((label) => ({ label, text: decodeAs(bytes, label) ?? '' }))
    .map((candidate) => ({ ...candidate, nonsense: nonsenseShare(candidate.text, shape.highBytes) }))
    .filter(({ nonsense }) => nonsense < 0.1)
    .sort((a, b) => a.nonsense - b.nonsense || westernLast(a.label) - westernLast(b.label));
  const best = ranked[0];
  if (!best) return undefined;
  if (westernLast(best.label) === 1 && shape.highBytes / bytes.length > FOREIGN_SCRIPT_SHARE / 5) {
    // Servers put "iso-8859-1" on everything: where the text is mostly high bytes, ask the bytes.
    const sample = textSample(bytes);
    const share = sample.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0) / Math.max(1, sample.length);
    if (share > FOREIGN_SCRIPT_SHARE) return detected(bytes) ?? { text: best.text, charset: best.label };
  }
  return { text: best.text, charset: best.label };
}

const westernLast = (label: string): number => (label === 'windows-1252' ? 1 : 0);

/** Replacement characters and C1 controls per non-ASCII byte: what a wrong encoding leaves behind. */
function nonsenseShare(text: string, highBytes: number): number {
  const found = text.match(/[\ufffd\u0080-\u009f]/g)?.length ?? 0;
  return found / Math.max(1, highBytes);
}

function detected(bytes: Uint8Array): Decoded | undefined {
  for (const { name, confidence } of analyse(textSample(bytes))) {
    if (confidence < DETECTION_CONFIDENCE) break;
    const charset = normalLabel(name);
    const text = charset === '' || charset === 'utf-8' ? undefined : decodeAs(bytes, charset);
    if (text !== undefined) return { text, charset };
  }
  return undefined;
}

/** The document without its tags, from its first non-ASCII byte: markup tells nothing of the language. */
function textSample(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, DETECTION_SAMPLE_BYTES));
  let length = 0;
  let inTag = false;
  const first = bytes.findIndex((byte) => byte > 127);
  for (let i = Math.max(0, first - 256); i < bytes.length && length < sample.length; i++) {
    const byte = bytes[i]!;
    if (byte === 0x3c) inTag = true;
    if (!inTag) sample[length++] = byte;
    if (byte === 0x3e) inTag = false;
  }
  return sample.subarray(0, length);
}

/** Length in bytes of the UTF-8 character at `at`; 0 where there is none. */
function utf8Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1]!;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let i = at + 2; i < at + length; i++) if ((bytes[i]! & 0xc0) !== 0x80) return 0;
  return length;
}

function utf8Shape(bytes: Uint8Array): Utf8Shape {
  let highBytes = 0;
  let wellFormed = 0;
  let malformed = 0;
  let onlyTwoByte = true;
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i]! < 0x80) {
      i++;
      continue;
    }
    const length = utf8Length(bytes, i);
    if (length === 0) malformed++;
    else wellFormed++;
    if (length > 2) onlyTwoByte = false;
    highBytes += Math.max(1, length);
    i += Math.max(1, length);
  }
  return { highBytes, wellFormed, malformed, onlyTwoByte };
}

/** Mostly UTF-8 with strays, as when a template and its articles disagree: the strays are read as windows-1252. */
function mendUtf8(bytes: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = utf8Length(bytes, i);
    if (length === 0) {
      if (i > start) parts.push(utf8.decode(bytes.subarray(start, i)));
      parts.push(WESTERN_HIGH_HALF[bytes[i]! - 128]!);
      start = i + 1;
    }
    i += Math.max(1, length);
  }
  parts.push(utf8.decode(bytes.subarray(start)));
  return parts.join('');
}
