/** The gateway of the stand-in: sessions that are identified, resumed with what was missed, and invalidated. */
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

const DISPATCH = 0;
const HEARTBEAT = 1;
const IDENTIFY = 2;
const RESUME = 6;
const INVALID_SESSION = 9;
const HELLO = 10;
const HEARTBEAT_ACK = 11;
const AUTHENTICATION_FAILED = 4004;

export interface Gateway {
  /** Identified sessions so far, and resumed ones. */
  readonly sessions: { identified: number; resumed: number };
  readonly intents: number[];
  dispatch(event: string, data: object): void;
  /** The connection breaks; what happens meanwhile is told to whoever resumes. */
  cut(): void;
  /** The session is worth nothing any more. */
  invalidate(): void;
  closeWith(code: number): void;
  close(): void;
}

export function openGateway(
  server: Server,
  token: string,
  greet: () => readonly (readonly [event: string, data: object])[],
): Gateway {
  const wss = new WebSocketServer({ server, path: '/gateway' });
  const sockets = new Set<WebSocket>();
  const told: { op: number; t: string; s: number; d: object }[] = [];
  const sessions = { identified: 0, resumed: 0 };
  const intents: number[] = [];
  // Whoever resumes what we never began is told so.
  let valid = false;

  const say = (socket: WebSocket, op: number, d: unknown): void =>
    socket.send(JSON.stringify({ op, d, s: null, t: null }));
  const dispatch = (event: string, data: object): void => {
    const packet = { op: DISPATCH, t: event, s: told.length + 1, d: data };
    told.push(packet);
    for (const socket of sockets) socket.send(JSON.stringify(packet));
  };

  wss.on('connection', (socket) => {
    say(socket, HELLO, { heartbeat_interval: 41_250 });
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as { op: number; d: { token: string; intents: number; seq: number } };
      if (op === HEARTBEAT) return say(socket, HEARTBEAT_ACK, null);
      if (op !== IDENTIFY && op !== RESUME) return;
      if (d.token !== token) return socket.close(AUTHENTICATION_FAILED, 'Authentication failed.');
      if (op === RESUME) {
        if (!valid) return say(socket, INVALID_SESSION, false);
        sessions.resumed += 1;
        for (const packet of told.filter(({ s }) => s > d.seq)) socket.send(JSON.stringify(packet));
        sockets.add(socket);
        return dispatch('RESUMED', {});
      }
      valid = true;
      sockets.add(socket);
      sessions.identified += 1;
      intents.push(d.intents);
      for (const [event, first] of greet()) dispatch(event, first);
    });
  });

  return {
    sessions,
    intents,
    dispatch,
    cut() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    invalidate() {
      valid = false;
      for (const socket of sockets) say(socket, INVALID_SESSION, false);
    },
    closeWith(code) {
      for (const socket of sockets) socket.close(code);
      sockets.clear();
    },
    close() {
      for (const socket of wss.clients) socket.terminate();
      wss.close();
    },
  };
}
