/** What went wrong, by kind. The kind decides what the program does next; the message is for people. */
export type ErrorCode =
  // what a person gave us
  | 'bad_usage'
  | 'bad_input'
  | 'bad_query'
  | 'bad_config'
  | 'not_found'
  | 'not_allowed'
  | 'too_large'
  // the world of the web
  | 'address_refused'
  | 'timeout'
  | 'unreachable'
  | 'http_status'
  | 'redirect_loop'
  | 'not_a_feed'
  | 'no_article'
  // the chat platforms
  | 'rate_limited'
  | 'unavailable'
  | 'channel_gone'
  | 'permission_lost'
  | 'edit_refused'
  | 'post_refused'
  | 'bad_token'
  // the store
  | 'conflict'
  | 'storage_locked'
  | 'storage_damaged'
  | 'storage_newer'
  | 'storage_full'
  | 'storage_unavailable'
  | 'internal';

export interface ErrorDetails {
  /** What the person can do about it, as a full sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** True where the other side asked it of all that we do there, not of this one channel. */
  readonly everywhere?: boolean;
  /** HTTP's status, where a server's answer is the failure. */
  readonly status?: number;
  /** The place in what a person wrote that can't be read, in UTF-16 units. */
  readonly at?: number;
}

/** What crosses a thread or a JSON line in place of the error itself. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly retryAfterMs?: number;
  readonly everywhere?: boolean;
}

/** The one error that the newsroom throws on purpose: a code to act on, a message to show, a hint to follow. */
export class NewsroomError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly everywhere: boolean;
  readonly status: number | undefined;
  readonly at: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'NewsroomError';
    this.code = code;
    this.hint = details.hint;
    this.retryAfterMs = details.retryAfterMs;
    this.everywhere = details.everywhere === true;
    this.status = details.status;
    this.at = details.at;
  }

  toRecord(): ErrorRecord {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.everywhere ? { everywhere: true } : {}),
    };
  }

  static fromRecord(record: ErrorRecord): NewsroomError {
    return new NewsroomError(record.code, record.message, record);
  }
}

/** Any thrown value as a NewsroomError: ours stay as they are, others become `internal` with the cause kept for the log. */
export function asNewsroomError(thrown: unknown): NewsroomError {
  if (thrown instanceof NewsroomError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new NewsroomError('internal', message, { cause: thrown });
}

/** Failures that another try may cure; all others are final for the thing at hand. */
export function isTransient(error: NewsroomError): boolean {
  return ['rate_limited', 'unavailable', 'timeout', 'unreachable', 'conflict', 'storage_locked', 'internal'].includes(
    error.code,
  );
}
