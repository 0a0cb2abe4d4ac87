/** The sample newsroom: five invented outlets on a loopback server, with feeds and pages that are read like any other's. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Timestamp } from '../../src/model.ts';
import type { Clock } from '../../src/ports.ts';
import { loadContent, type Outlet, type SampleContent } from './content.ts';
import { FEED_TYPES, renderFeed } from './feeds.ts';
import { renderHome, renderPage } from './pages.ts';
import { type Addresses, openPress, type Press } from './press.ts';
import { answer, type Document } from './serve.ts';

const HOST = '127.0.0.1';
const HTML = 'text/html; charset=utf-8';
const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

export interface SampleNewsroom {
  readonly feeds: readonly { readonly outlet: string; readonly url: string; readonly tags: readonly string[] }[];
  /** Outlets under one owner. */
  readonly outlets: readonly { readonly owner: string; readonly outlets: readonly string[] }[];
  readonly watchlists: readonly { readonly name: string; readonly query: string }[];
  /** The sample's date and time as it opens: an evening in July 2025. */
  readonly startsAt: Timestamp;
  /** `startsAt` and the time that has passed since; never before the newest article. */
  readonly clock: Clock;
  /** Number of batches, the one that is there from the start among them. */
  readonly phases: number;
  /** Publishes the next batch; false when all has been told. */
  advance(): Promise<boolean>;
  close(): Promise<void>;
}

/** Serves the sample newsroom on a free loopback port. `clock` tells only how much time passes. */
export async function startSampleNewsroom(options: { readonly clock?: Clock } = {}): Promise<SampleNewsroom> {
  const content = loadContent();
  const press = openPress(content, options.clock ?? SYSTEM_CLOCK);
  let find: (path: string) => Document | undefined = () => undefined;
  const server = createServer((request, response) => answer(request, response, find, press.clock.now()));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, HOST, listening);
  });
  const addresses = addressesAt(`http://${HOST}:${(server.address() as AddressInfo).port}`);
  find = (path) => documentAt(path, content, press, addresses);

  return {
    feeds: content.outlets.map((outlet) => ({ outlet: outlet.name, url: addresses.feed(outlet), tags: outlet.tags })),
    outlets: content.ownership,
    watchlists: content.watchlists,
    startsAt: new Date(content.startsAt).toISOString(),
    clock: press.clock,
    phases: content.batches.length,
    advance: async () => press.advance(),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function addressesAt(base: string): Addresses {
  return {
    home: (outlet) => `${base}/${outlet.slug}/`,
    feed: (outlet) => `${base}/${outlet.slug}/${outlet.feed.dialect}.xml`,
    page: (publication) => `${base}/${publication.outlet}/${publication.section}/${publication.slug}`,
  };
}

function documentAt(path: string, content: SampleContent, press: Press, addresses: Addresses): Document | undefined {
  if (path === '/robots.txt') {
    return {
      contentType: 'text/plain',
      body: 'User-agent: *\nAllow: /\n',
      lastModifiedMs: Date.parse(content.startsAt),
    };
  }
  const outlet = content.outlets.find(({ slug }) => path.startsWith(`/${slug}/`));
  return outlet && documentOf(outlet, path, content, press, addresses);
}

function documentOf(
  outlet: Outlet,
  path: string,
  content: SampleContent,
  press: Press,
  addresses: Addresses,
): Document | undefined {
  const publications = press.publicationsOf(outlet);
  const isHere = (address: string): boolean => new URL(address).pathname === path;
  const template = (name: string): string => content.templates.get(name) ?? '';
  const document = (contentType: string, body: string): Document => ({
    contentType,
    body,
    // every page lists the newest headlines, so all change together
    lastModifiedMs: Date.parse(publications[0]?.publishedAt ?? content.startsAt),
  });

  if (isHere(addresses.home(outlet))) {
    return document(HTML, renderHome(template('home'), outlet, publications, addresses));
  }
  if (isHere(addresses.feed(outlet))) {
    return document(`${FEED_TYPES[outlet.feed.dialect]}; charset=utf-8`, renderFeed(outlet, publications, addresses));
  }
  const publication = publications.find((candidate) => isHere(addresses.page(candidate)));
  if (publication === undefined) return undefined;
  const others = publications.filter((other) => other !== publication);
  return document(HTML, renderPage(template(outlet.slug), outlet, publication, others, addresses));
}
