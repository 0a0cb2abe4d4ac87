/** Which addresses may be asked: the public internet, and what the operator allows. Checked where the connection is made. */
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { NewsroomError } from '../../src/errors.ts';

/** Public by number, yet each cloud's own machines answer there. */
const METADATA_ADDRESSES = new Set(['168.63.129.16']);
/** What the ranges of ipaddr.js are to somebody who reads the refusal. */
const RANGE_WORDS: Readonly<Record<string, string>> = {
  private: 'in a private network',
  uniqueLocal: 'in a private network',
  carrierGradeNat: 'in a provider’s private network',
  loopback: 'this machine itself',
  linkLocal: 'on this machine’s own network link, where clouds keep their secrets',
  multicast: 'a multicast group',
  broadcast: 'a broadcast address',
  unspecified: 'no address at all',
};

/** Why an IP address must not be asked, in words; undefined for one on the public internet. */
export function refusalOf(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return 'not an address';
  const parsed = ipaddr.process(address);
  if (METADATA_ADDRESSES.has(parsed.toString())) return 'where a cloud keeps its secrets';
  const range = parsed.range();
  return range === 'unicast' ? undefined : (RANGE_WORDS[range] ?? 'reserved, not on the public internet');
}

const refused = (host: string, words: string): NewsroomError =>
  new NewsroomError('address_refused', `${host} is ${words}; such addresses are not asked.`, {
    hint: `If that is meant, add ${host} to allowHosts in newsroom.yaml.`,
  });

/** Host names, with or without a port, that the operator allows wherever they are. */
export class AllowedHosts {
  readonly #hosts: ReadonlySet<string>;

  constructor(hosts: readonly string[]) {
    this.#hosts = new Set(hosts.map((host) => host.trim().toLowerCase()));
  }

  has(hostname: string, port: string | number): boolean {
    const bare = hostname.toLowerCase().replace(/^\[|\]$/g, '');
    return [bare, `${bare}:${port}`, `[${bare}]`, `[${bare}]:${port}`].some((host) => this.#hosts.has(host));
  }
}

/** DNS whose refused addresses are no answers: what it returns is what the socket connects to, so nothing can change between. */
export function guardedLookup(lookup: LookupFunction = systemLookup as LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = typeof found === 'string' ? [{ address: found, family: found.includes(':') ? 6 : 4 }] : found;
      const allowed = addresses.filter(({ address }) => refusalOf(address) === undefined);
      const [first] = allowed;
      if (first === undefined) {
        const words = addresses[0] === undefined ? 'not to be found' : (refusalOf(addresses[0].address) ?? 'unknown');
        return callback(refused(hostname, words), '', 0);
      }
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

export interface ConnectorOptions {
  readonly connectTimeoutMs: number;
  readonly allowedHosts: AllowedHosts;
  readonly lookup?: LookupFunction | undefined;
}

/** Connects for undici; to a refused address never, whether it is written in the URL, in DNS, or where the socket ends up. */
export function guardedConnector({
  connectTimeoutMs,
  allowedHosts,
  lookup,
}: ConnectorOptions): buildConnector.connector {
  const timeout = connectTimeoutMs;
  const free = buildConnector({ timeout, ...(lookup === undefined ? {} : { lookup }) });
  const guarded = buildConnector({ timeout, lookup: guardedLookup(lookup) });
  return (target, callback) => {
    if (allowedHosts.has(target.hostname, target.port || (target.protocol === 'https:' ? 443 : 80))) {
      free(target, callback);
      return;
    }
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    const words = ipaddr.isValid(literal) ? refusalOf(literal) : undefined;
    if (words !== undefined) {
      callback(refused(literal, words), null);
      return;
    }
    guarded(target, (error, socket) => {
      if (error) return callback(error, null);
      const reached = refusalAtEnd(socket, target.hostname);
      if (reached === undefined) return callback(null, socket);
      socket.destroy();
      return callback(reached, null);
    });
  };
}

function refusalAtEnd(socket: Socket, hostname: string): NewsroomError | undefined {
  const words = socket.remoteAddress === undefined ? undefined : refusalOf(socket.remoteAddress);
  return words === undefined ? undefined : refused(hostname, words);
}
