/** No exchange lasts longer than it may, however slowly the other side drips. */
import { NewsroomError } from '../../src/errors.ts';

/** One clock for an exchange, set anew for each part of it; it also runs out when the web is closed. */
export class Deadline {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  readonly #closing: AbortSignal;
  readonly #onClose = (): void => this.#controller.abort(this.#closing.reason);

  constructor(closing: AbortSignal) {
    this.#closing = closing;
    closing.addEventListener('abort', this.#onClose, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  set(seconds: number, message: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(new NewsroomError('timeout', message)), seconds * 1000);
  }

  /** Until it is set again nothing is late. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#closing.removeEventListener('abort', this.#onClose);
  }
}
