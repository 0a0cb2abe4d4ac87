/** Reading what a server sends: no more than the limit, before and after it is unpacked. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, type InputType, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { NewsroomError } from '../../src/errors.ts';
import { shown } from './failures.ts';

/** Encodings within encodings: one is usual, two is a proxy's doing, more is an attack. */
export const MAX_CONTENT_ENCODINGS = 2;

type Unpack = (packed: InputType, options: { maxOutputLength: number }) => Promise<Buffer>;

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip) as Unpack,
  'x-gzip': promisify(gunzip) as Unpack,
  br: promisify(brotliDecompress) as Unpack,
  zstd: promisify(zstdDecompress) as Unpack,
  deflate: inflateAny,
};

/** `deflate` is zlib's format by the standard, and the bare one by some servers. */
async function inflateAny(packed: InputType, options: { maxOutputLength: number }): Promise<Buffer> {
  const bytes = packed as Uint8Array;
  const unpack = (bytes[0]! & 0x0f) === 8 ? promisify(inflate) : promisify(inflateRaw);
  return (unpack as Unpack)(bytes, options);
}

const tooLarge = (url: URL, maxBytes: number): NewsroomError =>
  new NewsroomError(
    'too_large',
    `${shown(url)} is larger than ${Math.round(maxBytes / 100_000) / 10} MB, more than is read.`,
    {
      hint: 'If it is meant to be so large, raise fetching.maxBytes in newsroom.yaml.',
    },
  );

/** All of a body as it came, up to `maxBytes`. */
export async function collect(
  url: URL,
  chunks: AsyncIterable<Uint8Array>,
  announcedBytes: number | undefined,
  maxBytes: number,
): Promise<Buffer> {
  if (announcedBytes !== undefined && announcedBytes > maxBytes) throw tooLarge(url, maxBytes);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(url, maxBytes);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** The body unpacked, up to `maxBytes`. What is packed without saying so is unpacked too; what only says so is taken as it is. */
export async function unpacked(url: URL, body: Buffer, contentEncoding: string, maxBytes: number): Promise<Uint8Array> {
  const stated = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (stated.length > MAX_CONTENT_ENCODINGS)
    throw new NewsroomError('unreachable', `${shown(url)} is packed ${stated.length} times over.`);
  const encodings = stated.length === 0 && isGzip(body) ? ['gzip'] : stated.reverse();
  let bytes: Uint8Array = body;
  for (const encoding of encodings) {
    if (bytes.length === 0 || (encoding.endsWith('gzip') && !isGzip(bytes))) continue;
    const unpack = UNPACK[encoding];
    if (unpack === undefined)
      throw new NewsroomError(
        'unreachable',
        `${shown(url)} is packed in a way that we can’t open (${encoding.slice(0, 20)}).`,
      );
    bytes = await unpack(bytes, { maxOutputLength: maxBytes }).catch((thrown: unknown) => {
      if ((thrown as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(url, maxBytes);
      throw new NewsroomError('unreachable', `${shown(url)} arrived damaged: what was packed can’t be unpacked.`, {
        cause: thrown,
      });
    });
  }
  return bytes;
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
