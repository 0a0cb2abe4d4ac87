/** Answers HTTP requests for generated documents as a good site would: validators, 304, HEAD, and nothing but GET. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Document {
  readonly contentType: string;
  readonly body: string;
  readonly lastModifiedMs: number;
}

/** Sends the document that `find` has for the path, or says why not. `nowMs` becomes the Date header. */
export function answer(
  request: IncomingMessage,
  response: ServerResponse,
  find: (path: string) => Document | undefined,
  nowMs: number,
): void {
  response.setHeader('Date', new Date(nowMs).toUTCString());
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const document = find((request.url ?? '/').split('?', 1)[0] ?? '/');
  if (document === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is nothing here.\n');
    return;
  }
  const etag = `"${createHash('sha256').update(document.body).digest('base64url').slice(0, 16)}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', new Date(document.lastModifiedMs).toUTCString());
  response.setHeader('Cache-Control', 'no-cache');
  if (isUnchanged(request, etag, document.lastModifiedMs)) {
    response.writeHead(304).end();
    return;
  }
  const body = Buffer.from(document.body, 'utf8');
  response.writeHead(200, { 'Content-Type': document.contentType, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** RFC 9110, 13.2.2: where If-None-Match is given, If-Modified-Since does not count. */
function isUnchanged(request: IncomingMessage, etag: string, lastModifiedMs: number): boolean {
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes('*') || known.includes(etag);
  }
  const sinceMs = Date.parse(request.headers['if-modified-since'] ?? '');
  return lastModifiedMs <= sinceMs;
}
