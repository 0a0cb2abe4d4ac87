/** Reads what was printed as the person before the terminal sees it. */
import type { Seen } from '../../contracts/chat.contract.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[\\d*(?:;\\d+)*m`, 'g');
const TITLE = /^#(\d+)(?: (✎ edited)| ↳ in the thread of #(\d+))?$/;

/** Messages in order, an edited one where it first stood; answers have no number of their own. */
export function readTranscript(written: string): Seen[] {
  const seen = new Map<string, Seen>();
  let answers = 0;
  // Colours are ours. Any other escape sequence stays in, for a test to find.
  for (const part of written.replace(SGR, '').split(/\n\n(?=[#│])/)) {
    const lines = part.split('\n').filter((line) => line !== '');
    const title = TITLE.exec(lines[0] ?? '');
    const body = lines.filter((line) => line.startsWith('│')).map((line) => line.slice(2));
    const id = title?.[1] ?? `answer ${++answers}`;
    const replyTo = title?.[3] ?? seen.get(id)?.replyTo;
    if (body.length === 0 && title === null) continue;
    seen.set(id, {
      id,
      text: body.join('\n'),
      // Nothing on a terminal is a mention or a link, and nothing is set off but by escape sequences.
      mentions: [],
      links: [],
      formatted: [],
      ...(replyTo === undefined ? {} : { replyTo }),
      edited: title?.[2] !== undefined,
      for: title === null ? 'asker' : 'everyone',
    });
  }
  return [...seen.values()];
}
