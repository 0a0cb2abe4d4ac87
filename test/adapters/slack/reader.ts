/** Reads what was sent to Slack as Slack would show it, by the rules that Slack documents. It knows nothing of the adapter. */

export interface Read {
  text: string;
  mentions: string[];
  links: string[];
  formatted: string[];
}

interface TextObject {
  type: 'mrkdwn' | 'plain_text';
  text: string;
  verbatim?: boolean;
}

export interface AnyBlock {
  type: string;
  text?: TextObject;
  fields?: TextObject[];
  elements?: { type: string; text?: unknown; action_id?: string }[];
  image_url?: string;
  alt_text?: string;
}

const nothing = (): Read => ({ text: '', mentions: [], links: [], formatted: [] });

function join(parts: readonly Read[]): Read {
  return {
    text: parts.map((part) => part.text).join('\n'),
    mentions: parts.flatMap((part) => part.mentions),
    links: parts.flatMap((part) => part.links),
    formatted: parts.flatMap((part) => part.formatted),
  };
}

const decode = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replaceAll('\u2060', '');

/** Formatting marks count at a word's edge, on one line. */
const FORMATTED = /(?<![\p{L}\p{N}])([*_~])(?=[^\s*_~`])([^\n]*?\S)\1(?![\p{L}\p{N}])/gu;
/** Nothing inside backticks is markup but entities. */
const CODE = /(?<![\p{L}\p{N}])`([^`\n]+)`(?![\p{L}\p{N}])/gu;
const EMOJI = /:[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*:/gi;
const BARE_LINK = /\bhttps?:\/\/[^\s<>|]+/g;

export function readMrkdwn(source: string, verbatim = false): Read {
  const read = nothing();
  const shown = source.split(/(```[\s\S]*?```)/).map((part) => {
    if (part.startsWith('```')) return decode(part.slice(3, -3));
    const code: string[] = [];
    const stowed = part.replace(CODE, (_all, inner: string) => `\ue000${code.push(inner) - 1}\ue000`);
    let text = stowed.replace(/<([^<>]*)>/g, (_token, inner: string) => {
      const [target = '', label] = inner.split(/\|(.*)/s);
      if (target.startsWith('!date^')) return label ?? '';
      if (/^[@#!]/.test(target)) {
        read.mentions.push(target);
        return label ?? target;
      }
      read.links.push(decode(target));
      return label ?? target;
    });
    for (const emoji of text.match(EMOJI) ?? []) read.formatted.push(`emoji:: ${emoji}`);
    if (!verbatim) read.links.push(...(text.match(BARE_LINK) ?? []));
    text = text
      .split('\n')
      .map((line) => {
        const quoted = /^(?:>|&gt;)\s?(.*)$/.exec(line);
        if (quoted !== null) read.formatted.push(`quotation:: ${decode(quoted[1]!)}`);
        return quoted?.[1] ?? line;
      })
      .join('\n');
    for (;;) {
      const next = text.replace(FORMATTED, (_all, _mark, inner: string) => {
        read.formatted.push(decode(inner));
        return inner;
      });
      if (next === text) break;
      text = next;
    }
    read.formatted.push(...code.map(decode));
    return decode(text.replace(/\ue000(\d+)\ue000/g, (_all, n) => code[Number(n)] ?? ''));
  });
  read.text = shown.join('');
  return read;
}

const readText = (given: TextObject): Read =>
  given.type === 'mrkdwn' ? readMrkdwn(given.text, given.verbatim) : { ...nothing(), text: given.text };

export function readBlocks(blocks: readonly AnyBlock[]): Read {
  return join(
    blocks.map((block) => {
      if (block.type === 'image') return { ...nothing(), text: block.alt_text ?? '' };
      if (block.type === 'actions') return join((block.elements ?? []).map(readElement));
      if (block.type === 'context')
        return join((block.elements ?? []).map((element) => readText(element as unknown as TextObject)));
      return join([...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(readText));
    }),
  );
}

/** A button by its words, a menu by its placeholder and its options. */
function readElement(element: NonNullable<AnyBlock['elements']>[number]): Read {
  const {
    text,
    placeholder,
    options = [],
  } = element as { text?: TextObject; placeholder?: TextObject; options?: { text: TextObject }[] };
  return join(
    [text, placeholder, ...options.map((option) => option.text)].flatMap((each) => (each ? [readText(each)] : [])),
  );
}
