/** Forms in Slack: opened while their trigger lives, drawn anew when something in them is pressed, and sent. */
import { setTimeout as wait } from 'node:timers/promises';
import type { BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { NewsroomError } from '../../src/errors.ts';
import type { ChatRequest, Form, Post, Submission } from '../../src/model.ts';
import type { Desk } from '../../src/ports.ts';
import { chooserFor, chosenCommand } from './choosers.ts';
import type { Pressed } from './controls.ts';
import { asSlackFailure, refusalOf } from './failures.ts';
import {
  errorsByBlock,
  filledIn,
  type Origin,
  originOf,
  renderForm,
  renderWaiting,
  renderWords,
  WORDS_VIEW,
  withErrors,
} from './forms.ts';
import type { Reception } from './reception.ts';
import { asksForForm, channelIn } from './requests.ts';

/** A trigger opens a view for three seconds: where the desk needs longer than this, a view that says so comes first. */
export const FORM_PATIENCE_MS = 1_500;
/** A form that was sent is to be acknowledged within three seconds. */
export const SUBMIT_PATIENCE_MS = 2_000;

/** What the promise gives, or undefined where it takes longer. */
export async function within<T>(coming: Promise<T>, ms: number): Promise<T | undefined> {
  const stop = new AbortController();
  try {
    const late = wait(ms, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    return await Promise.race([coming, late]);
  } finally {
    stop.abort();
  }
}

/** What could not be done, in words for the one who asked for it. */
export const troublePost = ({ message, hint }: NewsroomError): Post => ({
  audience: 'asker',
  blocks: [
    { kind: 'paragraph', spans: [{ kind: 'text', text: message }] },
    ...(hint === undefined
      ? []
      : [{ kind: 'paragraph', spans: [{ kind: 'text', text: hint, style: 'emphasis' }] } as const]),
  ],
});

/** A person where no channel is: on the home page, with a shortcut of the whole workspace. */
export const askedByPerson = (
  workspace: string,
  user: { readonly id: string; readonly name?: string },
  what: Pick<ChatRequest, 'kind' | 'name' | 'text' | 'options'>,
  origin: Origin = {},
): ChatRequest => ({
  platform: 'slack',
  channel:
    origin.channel === undefined
      ? { platform: 'slack', workspace, channel: user.id, person: user.id }
      : channelIn(workspace, origin.channel, user.id),
  asker: { id: user.id, name: user.name ?? user.id },
  ...what,
  ...(origin.thread === undefined ? {} : { thread: origin.thread }),
});

export interface Opening {
  readonly request: ChatRequest;
  readonly trigger: string;
  readonly origin: Origin;
  /** On top of a modal that is open already. */
  readonly onTop?: boolean;
  /** Says to the asker what is no form. */
  readonly tell: (post: Post) => Promise<unknown>;
}

/** Opens the form that the request asks for; what stands against it is said in words. */
export async function openForm(reception: Reception, opening: Opening): Promise<void> {
  const { desk, clientFor, introduced, log } = reception;
  const { request, trigger, origin, tell } = opening;
  try {
    const client = await clientFor(request.channel.workspace);
    const open = opening.onTop === true ? client.views.push : client.views.open;
    const chooser = request.kind === 'command' ? chooserFor(request) : undefined;
    const coming = chooser === undefined ? introduced(request).then((known) => desk.form(known)) : { form: chooser };
    const quick = await within(Promise.resolve(coming), FORM_PATIENCE_MS);
    if (quick === undefined) {
      const waiting = await open({ trigger_id: trigger, view: renderWaiting('Nutgraf', origin) });
      const late = await coming;
      const view = 'form' in late ? renderForm(late.form, origin) : renderWords('Nutgraf', late.post, origin);
      await client.views.update({ view_id: waiting.view?.id ?? '', view });
    } else if ('form' in quick) await open({ trigger_id: trigger, view: renderForm(quick.form, origin) });
    else await tell(quick.post);
  } catch (thrown) {
    if (isClosed(thrown)) return;
    const failure = asSlackFailure(thrown);
    log.warn('slack form not opened', { code: failure.code, reason: failure.message, form: request.name });
    await tell(troublePost(failure));
  }
}

/** The modal was closed meanwhile: nobody waits for it. */
const isClosed = (thrown: unknown): boolean => refusalOf(thrown) === 'not_found';

/** A button in a modal: in a form it draws that anew, with what is filled in; under words it is answered in their place. */
export async function pressInModal(
  reception: Reception,
  workspace: string,
  body: BlockAction,
  press: Pressed,
): Promise<void> {
  const { desk, clientFor, introduced, log } = reception;
  const view = body.view!;
  const origin = originOf(view);
  const filled = filledIn(view);
  const { name, text } = press;
  const asked = { kind: 'action', name, text, options: filled.values } as const;
  try {
    const request = await introduced(askedByPerson(workspace, body.user, asked, origin));
    const isForm = view.callback_id !== WORDS_VIEW;
    const came = isForm ? await desk.form(request) : { post: await desk.handle(request) };
    const client = await clientFor(workspace);
    if ('form' in came)
      await client.views.update({ view_id: view.id, hash: view.hash, view: renderForm(came.form, origin, filled) });
    else if (isForm)
      await client.views.push({
        trigger_id: body.trigger_id ?? '',
        view: renderWords(view.title.text, came.post, origin),
      });
    else await client.views.update({ view_id: view.id, view: renderWords(view.title.text, came.post, origin) });
  } catch (thrown) {
    // Closed, or drawn anew by a later press: what this one would have shown is out of date.
    if (isClosed(thrown) || refusalOf(thrown) === 'hash_conflict') return;
    const { code, message } = asSlackFailure(thrown);
    log.warn('slack modal not redrawn', { code, reason: message, action: name });
  }
}

type Ack = (answer: SubmissionAnswer) => Promise<unknown>;
export type SubmissionAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'clear' }
  | { readonly response_action: 'update'; readonly view: ReturnType<typeof renderWords> };

/**
 * A form that was sent: wrong fields are told at the fields, else the form goes away and `tell` brings the result; where it came
 * from no channel, the result takes the form's place. A desk that is slow gives it there as well.
 */
export async function submitForm(
  reception: Reception,
  workspace: string,
  body: ViewSubmitAction,
  ack: Ack,
  tell: (origin: Origin, post: Post) => Promise<unknown>,
): Promise<void> {
  const { view, user } = body;
  const origin = originOf(view);
  const filled = filledIn(view);
  const asked = { kind: 'form', name: view.callback_id, text: '', options: filled.values } as const;
  const request = askedByPerson(workspace, user, asked, origin);
  const coming = reception
    .introduced(request)
    .then((known) => take(reception.desk, known))
    .catch((thrown): Submission => ({ post: troublePost(asSlackFailure(thrown)) }));
  const quick = await within(coming, SUBMIT_PATIENCE_MS);
  if (quick === undefined) {
    await ack({ response_action: 'update', view: renderWaiting(view.title.text, origin) });
    await showLate(reception, workspace, view, await coming, tell);
    return;
  }
  if ('form' in quick) {
    await ack({ response_action: 'update', view: renderForm(quick.form, origin) });
    return;
  }
  const errors = 'errors' in quick ? errorsByBlock(quick.errors, filled) : {};
  if (Object.keys(errors).length > 0) await ack({ response_action: 'errors', errors });
  else if ('errors' in quick)
    await ack({ response_action: 'update', view: renderWords(view.title.text, NOWHERE, origin) });
  else if (origin.channel === undefined) {
    await ack({ response_action: 'update', view: renderWords(view.title.text, quick.post, origin) });
  } else {
    await ack({ response_action: 'clear' });
    await tell(origin, quick.post);
  }
}

type Taken = Submission | { readonly form: Form };

/** What was chosen completes a command, which may open a form of its own; everything else is the desk's. */
async function take(desk: Desk, request: ChatRequest): Promise<Taken> {
  const command = chosenCommand(request.name, request.options ?? {});
  if (command === undefined) return desk.submit(request);
  const { options: _, ...typed } = { ...request, ...command, kind: 'command' as const };
  return asksForForm(typed) ? desk.form(typed) : { post: await desk.handle(typed) };
}

/** For a form without fields that is refused nevertheless. */
const NOWHERE: Post = {
  audience: 'asker',
  blocks: [
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'That could not be done. Please open the form again.' }] },
  ],
};

async function showLate(
  { clientFor, log }: Reception,
  workspace: string,
  view: ViewSubmitAction['view'],
  came: Taken,
  tell: (origin: Origin, post: Post) => Promise<unknown>,
): Promise<void> {
  const origin = originOf(view);
  try {
    const client = await clientFor(workspace);
    const shown =
      'errors' in came
        ? withErrors(view, errorsByBlock(came.errors, filledIn(view)))
        : 'form' in came
          ? renderForm(came.form, origin)
          : renderWords(view.title.text, came.post, origin);
    await client.views.update({ view_id: view.id, view: shown });
    if ('post' in came && came.post.audience === 'everyone') await tell(origin, came.post);
  } catch (thrown) {
    if ('post' in came) await tell(origin, came.post);
    const { code, message } = asSlackFailure(thrown);
    log.warn('slack form not answered in its place', { code, reason: message, form: view.callback_id });
  }
}
