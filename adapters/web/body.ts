/** Reading what a server sends: no more than the limit, before and after it is unpacked. */
import { type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { NewsroomError } from '../../src/errors.ts';
import { networkFailure, shown } from './failures.ts';
import { LARGE_BODY_BYTES, type LargeTurn } from './large.ts';

/** Encodings within encodings: one is usual, two is a proxy's doing, more is an attack. */
export const MAX_CONTENT_ENCODINGS = 2;

/** What could be read of a body, and why it is not all of it. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly partial?: NewsroomError;
}

/** Streams that give what they can of something that was cut off, and then its end. */
const UNPACK: Readonly<Record<string, (packed: Uint8Array) => Transform>> = {
  gzip: () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }),
  'x-gzip': () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => createZstdDecompress({ finishFlush: constants.ZSTD_e_flush }),
  // `deflate` is zlib's format by the standard, and the bare one by some servers.
  deflate: (packed) =>
    (packed[0]! & 0x0f) === 8
      ? createInflate({ finishFlush: constants.Z_SYNC_FLUSH })
      : createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH }),
};

const tooLarge = (url: URL, maxBytes: number): NewsroomError =>
  new NewsroomError(
    'too_large',
    `${shown(url)} is larger than ${Math.round(maxBytes / 100_000) / 10} MB, more than is read.`,
    {
      hint: 'If it is meant to be so large, raise fetching.maxBytes in newsroom.yaml.',
    },
  );

const FULL = new Error('more than is read');

/** Where a body runs to. What came before a failure stays: a stream that is read from would lose what waits in it. */
export class Sink extends Writable {
  /** Grows in place: a body in pieces would be there twice when it is put together. */
  readonly #bytes: ArrayBuffer;
  readonly #whenLarge: () => Promise<void>;
  #isTaken = false;

  /** `whenLarge` is awaited before it grows beyond `LARGE_BODY_BYTES`. */
  constructor(maxBytes: number, whenLarge: () => Promise<void>) {
    super();
    this.#whenLarge = whenLarge;
    this.#bytes = new ArrayBuffer(0, { maxByteLength: maxBytes });
    // The one who writes is told of failures; nobody else needs to hear.
    this.on('error', () => undefined);
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    if (this.#bytes.byteLength + chunk.length <= LARGE_BODY_BYTES) this.#add(chunk, done);
    else
      void this.#whenLarge().then(() => {
        if (this.#isTaken) done();
        else this.#add(chunk, done);
      }, done);
  }

  #add(chunk: Uint8Array, done: (error?: Error) => void): void {
    const { byteLength: held, maxByteLength } = this.#bytes;
    const fitting = chunk.subarray(0, maxByteLength - held);
    this.#bytes.resize(held + fitting.length);
    new Uint8Array(this.#bytes).set(fitting, held);
    done(fitting.length < chunk.length ? FULL : undefined);
  }

  /** What has come, once; it is let go of here. */
  take(): Uint8Array {
    this.#isTaken = true;
    return new Uint8Array(this.#bytes.transferToFixedLength());
  }
}

/** What a body's sink holds at its end, or at its failure. Throws only where nothing of it came. */
export function collected(url: URL, sink: Sink, maxBytes: number, failure: unknown): Body {
  const bytes = sink.take();
  if (failure === undefined) return { bytes };
  const reason = failure === FULL ? tooLarge(url, maxBytes) : networkFailure(url, failure);
  if (bytes.length === 0) throw reason;
  return { bytes, partial: reason };
}

/** The body unpacked, up to `maxBytes`. What is packed without saying so is unpacked too; what only says so is taken as it is. */
export async function unpacked(
  url: URL,
  body: Body,
  {
    contentEncoding,
    maxBytes,
    large,
  }: { readonly contentEncoding: string; readonly maxBytes: number; readonly large: LargeTurn },
): Promise<Body> {
  const stated = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (stated.length > MAX_CONTENT_ENCODINGS)
    throw new NewsroomError('unreachable', `${shown(url)} is packed ${stated.length} times over.`);
  const encodings = stated.length === 0 && isGzip(body.bytes) ? ['gzip'] : stated.reverse();
  let found = body;
  for (const encoding of encodings) {
    if (found.bytes.length === 0 || (encoding.endsWith('gzip') && !isGzip(found.bytes))) continue;
    found = await unpackedOnce(url, found, encoding, new Sink(maxBytes, large.take), maxBytes);
  }
  return found;
}

async function unpackedOnce(url: URL, body: Body, encoding: string, sink: Sink, maxBytes: number): Promise<Body> {
  const unpack = UNPACK[encoding];
  if (unpack === undefined)
    throw new NewsroomError(
      'unreachable',
      `${shown(url)} is packed in a way that we can’t open (${encoding.slice(0, 20)}).`,
    );
  const thrown: unknown = await pipeline([body.bytes], unpack(body.bytes), sink).catch((failure: unknown) => failure);
  const bytes = sink.take();
  const reason = body.partial ?? (thrown === undefined ? undefined : unpackingFailure(url, thrown, maxBytes));
  if (bytes.length === 0 && reason !== undefined) throw reason;
  return reason === undefined ? { bytes } : { bytes, partial: reason };
}

const unpackingFailure = (url: URL, thrown: unknown, maxBytes: number): NewsroomError =>
  thrown === FULL
    ? tooLarge(url, maxBytes)
    : new NewsroomError('unreachable', `${shown(url)} arrived damaged: what was packed can’t be unpacked.`, {
        cause: thrown,
      });

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
