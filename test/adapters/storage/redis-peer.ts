/** As much of a Redis as Keyv's adapter asks for, on loopback: it keeps strings, lets them expire and lists them. */
import { createServer, type Socket } from 'node:net';

export interface RedisPeer {
  readonly url: string;
  readonly values: Map<string, { readonly text: string; readonly expiresAt: number }>;
  /** Called before values are read, so that a test can change them behind the client's back. */
  beforeRead: () => void;
  stop(): Promise<void>;
}

type Reply = string | number | null | readonly Reply[];

export async function startRedisPeer(): Promise<RedisPeer> {
  const values: RedisPeer['values'] = new Map();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      received += chunk;
      for (let command = readCommand(received); command !== undefined; command = readCommand(received)) {
        received = received.slice(command.length);
        socket.write(encode(answer(command.words)));
      }
    });
  });

  function read(key: string): string | null {
    const value = values.get(key);
    return value === undefined || value.expiresAt <= Date.now() ? null : value.text;
  }

  function answer([name = '', ...words]: readonly string[]): Reply {
    switch (name.toUpperCase()) {
      case 'SET': {
        const [key = '', text = '', option, ttlMs] = words;
        values.set(key, { text, expiresAt: option === 'PX' ? Date.now() + Number(ttlMs) : Infinity });
        return '+OK';
      }
      case 'GET':
        return read(words[0]!);
      case 'MGET':
        peer.beforeRead();
        return words.map(read);
      case 'UNLINK':
        return words.filter((key) => read(key) !== null && values.delete(key)).length;
      case 'SCAN': {
        const prefix = words[words.indexOf('MATCH') + 1]!.slice(0, -1);
        return ['0', [...values.keys()].filter((key) => key.startsWith(prefix) && read(key) !== null)];
      }
      case 'CLIENT':
        return '+OK';
      case 'PING':
        return '+PONG';
      default:
        return `-ERR unknown command ${name}`;
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const peer: RedisPeer = {
    url: `redis://127.0.0.1:${port}`,
    values,
    beforeRead: () => {},
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
}

/** One command as RESP sends it: `*2\r\n$3\r\nGET\r\n$1\r\nk\r\n`, whose lengths are bytes. */
function readCommand(received: string): { readonly words: readonly string[]; readonly length: number } | undefined {
  const bytes = Buffer.from(received);
  let offset = 0;
  const readLine = () => {
    const end = bytes.indexOf('\r\n', offset);
    if (end === -1) return undefined;
    const line = bytes.toString('utf8', offset + 1, end);
    offset = end + 2;
    return line;
  };
  const count = readLine();
  if (count === undefined) return undefined;
  const words: string[] = [];
  while (words.length < Number(count)) {
    const size = readLine();
    if (size === undefined || bytes.length < offset + Number(size) + 2) return undefined;
    words.push(bytes.toString('utf8', offset, offset + Number(size)));
    offset += Number(size) + 2;
  }
  return { words, length: bytes.toString('utf8', 0, offset).length };
}

function encode(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'object') return `*${reply.length}\r\n${reply.map(encode).join('')}`;
  return /^[+-]/.test(reply) ? `${reply}\r\n` : `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
}
