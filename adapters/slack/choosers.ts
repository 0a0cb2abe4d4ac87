/** Commands that lack what they are about: it is chosen from a list that is searched while one types. */
import type { ChatRequest, Form, LookupKind } from '../../src/model.ts';

type Typed = Pick<ChatRequest, 'name' | 'text'>;

interface Chooser extends Typed {
  readonly of: LookupKind;
  readonly label: string;
  readonly submit: string;
}

const CHOOSERS: readonly Chooser[] = [
  { name: 'watch', text: 'edit', of: 'watchlist', label: 'Watchlist', submit: 'Edit' },
  { name: 'watch', text: 'pause', of: 'watchlist', label: 'Watchlist', submit: 'Pause' },
  { name: 'watch', text: 'resume', of: 'watchlist', label: 'Watchlist', submit: 'Resume' },
  { name: 'watch', text: 'remove', of: 'watchlist', label: 'Watchlist', submit: 'Remove' },
  { name: 'nutgraf', text: 'brief', of: 'story', label: 'Story', submit: 'Brief' },
  { name: 'nutgraf', text: 'feeds remove', of: 'feed', label: 'Feed', submit: 'Remove' },
];

const FORM_ID = /^choose:(\w+) (.+)$/;
const FIELD_ID = 'what';

const find = (name: string, text: string): Chooser | undefined =>
  CHOOSERS.find((each) => each.name === name && each.text === text.trim().toLowerCase().replace(/\s+/g, ' '));

/** The form that asks for what the command lacks; undefined for one that lacks nothing. */
export function chooserFor({ name, text }: Typed): Form | undefined {
  const chooser = find(name, text);
  if (chooser === undefined) return undefined;
  const { of, label, submit } = chooser;
  return {
    id: `choose:${chooser.name} ${chooser.text}`,
    title: `${submit} a ${label.toLowerCase()}`,
    submit,
    fields: [{ id: FIELD_ID, label, kind: 'lookup', of }],
  };
}

/** The command as it would have been typed; undefined for any other form. */
export function chosenCommand(formId: string, values: Readonly<Record<string, string>>): Typed | undefined {
  const [, name = '', text = ''] = FORM_ID.exec(formId) ?? [];
  const chooser = find(name, text);
  return chooser === undefined ? undefined : { name, text: `${text} ${values[FIELD_ID] ?? ''}` };
}
