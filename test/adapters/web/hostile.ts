/** A web server on loopback that does as it is told, byte by byte: HTTP's rules are for it to break. */
import { createServer, type Socket } from 'node:net';

interface RawRequest {
  readonly path: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly atMs: number;
}

export type Behaviour = (socket: Socket, request: RawRequest) => void;

export interface HostileServer {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly url: (path: string) => string;
  readonly requests: RawRequest[];
  /** Requests answered at one time, at most. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

/** A well-formed answer. */
export function response(
  status: number,
  headers: Readonly<Record<string, string | number>>,
  body: string | Uint8Array = '',
): Buffer {
  const bytes = Buffer.from(body as Uint8Array);
  const lines = Object.entries({ 'content-length': bytes.length, connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), bytes]);
}

/** Sends drops until the other side goes away. */
export function drip(socket: Socket, drop: string | Uint8Array, everyMs: number): void {
  const timer = setInterval(() => socket.write(drop), everyMs);
  socket.on('close', () => clearInterval(timer));
}

/** Sends as fast as the other side reads, without end. */
export function flood(socket: Socket, block: Uint8Array): void {
  const send = (): void => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', send);
  send();
}

export async function hostileServer(behaviours: Readonly<Record<string, Behaviour>>): Promise<HostileServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let answering = 0;
  let mostAtOnce = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let head = '';
    socket.on('data', (data) => {
      head += data.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      const [line = '', ...rest] = head.split('\r\n');
      head = '';
      const path = line.split(' ')[1] ?? '';
      const headers = new Map(
        rest
          .filter((each) => each.includes(':'))
          .map((each) => [each.slice(0, each.indexOf(':')).toLowerCase(), each.slice(each.indexOf(':') + 1).trim()]),
      );
      const request = { path, headers, atMs: performance.now() };
      requests.push(request);
      mostAtOnce = Math.max(mostAtOnce, ++answering);
      socket.once('close', () => answering--);
      const behave = behaviours[path.split('?')[0]!] ?? ((to: Socket) => to.end(response(404, {})));
      behave(socket, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    host,
    url: (path) => `http://${host}${path}`,
    requests,
    mostAtOnce: () => mostAtOnce,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
