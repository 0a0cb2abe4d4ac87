/** Reads what was sent to Discord as Discord would show it, by the rules that Discord documents. It knows nothing of the adapter. */
import type { APIEmbed } from 'discord.js';

export interface Read {
  text: string;
  mentions: string[];
  links: string[];
  formatted: string[];
}

const nothing = (): Read => ({ text: '', mentions: [], links: [], formatted: [] });

export function join(parts: readonly Read[]): Read {
  return {
    text: parts.map((part) => part.text).join('\n'),
    mentions: parts.flatMap((part) => part.mentions),
    links: parts.flatMap((part) => part.links),
    formatted: parts.flatMap((part) => part.formatted),
  };
}

const LINE_MARKS: readonly (readonly [RegExp, string])[] = [
  [/^\s*>{1,3} /, 'quotation'],
  [/^\s*#{1,3} /, 'heading'],
  [/^\s*-# /, 'subtext'],
  [/^\s*[-*+] /, 'list'],
  [/^\s*\d+\. /, 'list'],
];
const PAIRS = ['**', '__', '~~', '||', '*', '_'];

/** One line at a time; marks, mentions and links as Discord's client reads them. */
export function readMarkdown(source: string): Read {
  return join(
    source.split(/(```[\s\S]*?```)/).flatMap((part) => {
      if (part.startsWith('```')) return [{ ...nothing(), text: part.slice(3, -3) }];
      return part.split('\n').map(readLine);
    }),
  );
}

function readLine(line: string): Read {
  for (const [mark, name] of LINE_MARKS) {
    if (!mark.test(line)) continue;
    const rest = readInline(line.replace(mark, ''));
    return { ...rest, formatted: [...rest.formatted, `${name}:: ${rest.text}`] };
  }
  return readInline(line);
}

function readInline(line: string): Read {
  const read = nothing();
  let i = 0;
  const take = (inner: Read): void => {
    read.text += inner.text;
    read.mentions.push(...inner.mentions);
    read.links.push(...inner.links);
    read.formatted.push(...inner.formatted);
  };
  while (i < line.length) {
    const rest = line.slice(i);
    const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest);
    const mention = /^(?:@everyone|@here|<(?:@[!&]?|#)\w+>)/.exec(rest);
    const time = /^<t:(\d+)(?::\w)?>/.exec(rest);
    const bare = /^<?(https?:\/\/[^\s<>]+)>?/.exec(rest);
    const masked = /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/.exec(rest);
    const code = /^`([^`]+)`/.exec(rest);
    const pair = PAIRS.find((mark) => rest.startsWith(mark) && closing(rest, mark) > 0);
    if (escaped !== null) {
      read.text += escaped[1]!;
      i += 2;
    } else if (mention !== null) {
      read.mentions.push(mention[0]);
      read.text += mention[0];
      i += mention[0].length;
    } else if (time !== null) {
      read.text += new Date(Number(time[1]) * 1000).toISOString();
      i += time[0].length;
    } else if (bare !== null) {
      read.links.push(bare[1]!);
      read.text += bare[1]!;
      i += bare[0].length;
    } else if (masked !== null) {
      take(readInline(masked[1]!));
      read.links.push(masked[2]!);
      i += masked[0].length;
    } else if (code !== null) {
      read.formatted.push(code[1]!);
      read.text += code[1]!;
      i += code[0].length;
    } else if (pair !== undefined) {
      const end = closing(rest, pair);
      const inner = readInline(rest.slice(pair.length, end));
      take({ ...inner, formatted: [...inner.formatted, inner.text] });
      i += end + pair.length;
    } else {
      read.text += line[i]!;
      i += 1;
    }
  }
  return read;
}

/** Where the pair closes, skipping what is escaped; 0 where it does not. */
function closing(text: string, mark: string): number {
  for (let i = mark.length + 1; i <= text.length - mark.length; i++) {
    if (text[i - 1] === '\\') continue;
    if (text.startsWith(mark, i)) return i;
  }
  return 0;
}

/** Titles, descriptions and fields are markdown; footers are not. */
export function readEmbed(embed: APIEmbed): Read {
  return join([
    ...[embed.title, embed.description].map((text) => readMarkdown(text ?? '')),
    ...(embed.url === undefined ? [] : [{ ...nothing(), links: [embed.url] }]),
    ...(embed.fields ?? []).flatMap(({ name, value }) => [readMarkdown(name), readMarkdown(value)]),
    { ...nothing(), text: embed.footer?.text ?? '' },
  ]);
}
