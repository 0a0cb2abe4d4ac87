import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { MAX_CONTENT_ENCODINGS } from '../../../adapters/web/body.ts';
import { MAX_URL_CHARS } from '../../../adapters/web/credentials.ts';
import { MAX_SHOWN_URL_CHARS } from '../../../adapters/web/failures.ts';
import { MAX_VALIDATOR_CHARS } from '../../../adapters/web/headers.ts';
import { createWeb, WEB_DEFAULTS, type Web, type WebOptions } from '../../../adapters/web/web.ts';
import type { ErrorCode, NewsroomError } from '../../../src/errors.ts';
import { type Behaviour, drip, flood, type HostileServer, hostileServer, response } from './hostile.ts';

const FEED = '<rss version="2.0"><channel><title>Harbour Gazette</title></channel></rss>';
const NOW = Date.UTC(2025, 6, 3, 12);
const sends =
  (status: number, headers: Record<string, string | number> = {}, body: string | Uint8Array = ''): Behaviour =>
  (socket) =>
    socket.end(response(status, headers, body));

/** Long, and no two parts of it alike: packed, its beginning stands alone. */
const LONG_FEED = `<rss version="2.0">${Array.from({ length: 20_000 }, (_, n) => `<item>${(n * 2_654_435_761) % 2 ** 32}</item>`).join('')}`;

function damaged(packed: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(packed);
  bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 200);
  return bytes;
}

/** Announces all of the body, and hangs up after half of it. */
const half =
  (encoding: string, body: Uint8Array): Behaviour =>
  (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`);
    socket.end(body.subarray(0, Math.floor(body.length / 2)));
  };

const BEHAVIOURS: Record<string, Behaviour> = {
  '/feed': sends(
    200,
    { 'content-type': 'application/rss+xml', etag: '"v1"', 'last-modified': 'Thu, 03 Jul 2025 10:00:00 GMT' },
    FEED,
  ),
  '/conditional': (socket, { headers }) =>
    socket.end(
      headers.get('if-none-match') === '"v1"'
        ? response(304, { etag: '"v1"', 'cache-control': 'max-age=60' })
        : response(200, { etag: '"v1"' }, FEED),
    ),
  '/gzip': sends(200, { 'content-encoding': 'gzip' }, gzipSync(FEED)),
  '/br': sends(200, { 'content-encoding': 'br' }, brotliCompressSync(FEED)),
  '/zstd': sends(200, { 'content-encoding': 'zstd' }, zstdCompressSync(FEED)),
  '/deflate': sends(200, { 'content-encoding': 'deflate' }, deflateSync(FEED)),
  '/deflate-raw': sends(200, { 'content-encoding': 'deflate' }, deflateRawSync(FEED)),
  '/gzip-unsaid': sends(200, {}, gzipSync(FEED)),
  '/gzip-only-said': sends(200, { 'content-encoding': 'gzip' }, FEED),
  '/gzip-damaged': sends(200, { 'content-encoding': 'gzip' }, damaged(gzipSync(LONG_FEED))),
  '/unknown-packing': sends(200, { 'content-encoding': 'lzma' }, FEED),
  '/bomb': sends(200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(20_000_000))),
  '/bomb-twice': sends(200, { 'content-encoding': 'gzip, gzip' }, gzipSync(gzipSync(Buffer.alloc(20_000_000)))),
  '/packed-too-often': sends(
    200,
    {
      'content-encoding': Array(MAX_CONTENT_ENCODINGS + 1)
        .fill('gzip')
        .join(', '),
    },
    gzipSync(FEED),
  ),
  '/beyond-the-limit': sends(200, {}, Buffer.alloc(WEB_DEFAULTS.maxBytes + 1, 97)),
  '/endless': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    flood(socket, Buffer.alloc(65_536, 97));
  },
  '/silent': () => undefined,
  '/drips-headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    drip(socket, 'x-more: 1\r\n', 20);
  },
  '/drips-body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    drip(socket, 'a', 20);
  },
  '/short': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n<rss>'),
  '/reset': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n<rss>\r\n');
    setTimeout(() => socket.resetAndDestroy(), 20);
  },
  '/short-gzip': half('gzip', gzipSync(LONG_FEED)),
  '/short-br': half('br', brotliCompressSync(LONG_FEED, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })),
  '/short-zstd': half('zstd', zstdCompressSync(LONG_FEED)),
  '/garbage-after': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n<rss>\r\n');
    setTimeout(() => socket.end('ZZ\r\n<rss>\r\n'), 20);
  },
  '/at-once': (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n<rss>\r\nZZ'),
  '/garbage-chunks': (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n<rss>\r\n'),
  '/not-http': (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  '/hangs-up': (socket) => socket.destroy(),
  '/headers-without-end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    flood(socket, Buffer.from(`x-${'y'.repeat(2000)}: z\r\n`));
  },
  '/moved': sends(301, { location: '/moved-again' }),
  '/moved-again': sends(308, { location: '/feed' }),
  '/moved-then-away': sends(301, { location: '/away' }),
  '/away': sends(302, { location: '/feed' }),
  '/circle': sends(302, { location: '/circle-2' }),
  '/circle-2': sends(302, { location: '/circle' }),
  '/many': (socket, { path }) =>
    socket.end(response(302, { location: `/many?n=${Number(path.split('=')[1] ?? 0) + 1}` })),
  '/nowhere': sends(302),
  '/to-private': sends(302, { location: 'http://10.0.0.1/secret' }),
  '/to-metadata': sends(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
  '/to-secret': sends(301, { location: 'http://editor:swordfish@10.0.0.1/feed?token=swordfish' }),
  '/to-file': sends(302, { location: 'file:///etc/passwd' }),
  '/401': sends(401),
  '/403': sends(403),
  '/404': sends(404),
  '/410': sends(410),
  '/418': sends(418),
  '/429': sends(429, { 'retry-after': '120' }),
  '/500': sends(500),
  '/503': sends(503, { 'retry-after': 'Thu, 03 Jul 2025 12:05:00 GMT' }),
  '/max-age': sends(200, { 'cache-control': 'public, max-age=600', age: '60' }, FEED),
  '/no-cache': sends(200, { 'cache-control': 'no-cache, max-age=600' }, FEED),
  '/expires': sends(200, { date: 'Thu, 03 Jul 2025 12:00:00 GMT', expires: 'Thu, 03 Jul 2025 12:10:00 GMT' }, FEED),
  '/expires-0': sends(200, { expires: '0' }, FEED),
  '/bad-etag': sends(200, { etag: `"${'x'.repeat(MAX_VALIDATOR_CHARS)}"` }, FEED),
  '/robots.txt': sends(200, {}, 'User-agent: Nutgraf\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n'),
  '/page': sends(200, { 'content-type': 'text/html' }, '<p>Hello'),
  '/private/page': sends(200, {}, 'never'),
};

let server: HostileServer;
const webs: Web[] = [];

beforeAll(async () => {
  server = await hostileServer(BEHAVIOURS);
});
afterAll(() => server.close());
afterEach(async () => {
  await Promise.all(webs.splice(0).map((web) => web.close()));
});

/** A web that may read the hostile server, with clocks short enough for a test. */
function web(options: Partial<WebOptions> = {}): Web {
  const made = createWeb({
    clock: { now: () => NOW },
    allowHosts: [server.host],
    connectTimeoutSeconds: 0.3,
    headersTimeoutSeconds: 0.2,
    bodyTimeoutSeconds: 0.5,
    maxBytes: 1_000_000,
    ...options,
  });
  webs.push(made);
  return made;
}

async function failure(attempt: Promise<unknown>): Promise<NewsroomError> {
  const outcome = await attempt.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown as NewsroomError,
  );
  expect(outcome.name, String(outcome)).toBe('NewsroomError');
  return outcome as NewsroomError;
}

const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

describe('fetching', () => {
  it('gives the body, its type, its validators and where it came from', async () => {
    expect(await web().fetch(server.url('/feed'))).toEqual({
      url: server.url('/feed'),
      status: 200,
      notModified: false,
      contentType: 'application/rss+xml',
      body: expect.anything(),
      validators: { etag: '"v1"', lastModified: 'Thu, 03 Jul 2025 10:00:00 GMT' },
    });
  });

  it('says when nothing has changed', async () => {
    const fetched = await web().fetch(server.url('/conditional'), { etag: '"v1"' });
    expect(fetched).toMatchObject({ status: 304, notModified: true, freshForMs: 60_000 });
    expect(fetched.body).toHaveLength(0);
  });

  it.each(['/gzip', '/br', '/zstd', '/deflate', '/deflate-raw', '/gzip-unsaid', '/gzip-only-said'])(
    'unpacks %s',
    async (path) => {
      expect(textOf((await web().fetch(server.url(path))).body)).toBe(FEED);
    },
  );

  it.each([
    ['/max-age', 540_000, 'Cache-Control'],
    ['/no-cache', 0, 'Cache-Control'],
    ['/expires', 600_000, 'Expires'],
    ['/expires-0', 0, 'Expires'],
    ['/feed', undefined, undefined],
  ])('reads how long %s stays fresh, and who says so', async (path, freshForMs, freshFrom) => {
    const fetched = await web().fetch(server.url(path));
    expect([fetched.freshForMs, fetched.freshFrom]).toEqual([freshForMs, freshFrom]);
  });

  it('keeps no validators that it could not send back', async () => {
    expect((await web().fetch(server.url('/bad-etag'))).validators).toEqual({});
  });

  it('says honestly who asks', async () => {
    const here = await hostileServer({ '/': sends(200, {}, FEED) });
    await web({ allowHosts: [here.host], userAgent: 'Nutgraf/9 (desk@example.org)' }).fetch(here.url('/'));
    expect(here.requests[0]?.headers.get('user-agent')).toBe('Nutgraf/9 (desk@example.org)');
    await here.close();
  });
});

describe('redirects', () => {
  it('follows them, and tells the new address where all were permanent', async () => {
    expect(await web().fetch(server.url('/moved'))).toMatchObject({
      url: server.url('/feed'),
      movedTo: server.url('/feed'),
    });
  });

  it('tells only the permanent part of the way as a move', async () => {
    expect((await web().fetch(server.url('/moved-then-away'))).movedTo).toBe(server.url('/away'));
  });

  it('tells no move for a temporary one', async () => {
    expect((await web().fetch(server.url('/away'))).movedTo).toBeUndefined();
  });

  it.each([
    ['/circle', 'redirect_loop', /circle/],
    ['/many', 'redirect_loop', /more than 5 times/],
    ['/nowhere', 'http_status', /without saying where/],
    ['/to-private', 'address_refused', /private network/],
    ['/to-metadata', 'address_refused', /clouds keep their secrets/],
    ['/to-file', 'address_refused', /only http and https/],
  ] as const)('refuses %s', async (path, code, words) => {
    expect(await failure(web().fetch(server.url(path)))).toMatchObject({ code, message: expect.stringMatching(words) });
  });

  it('asks no more often than allowed', async () => {
    const before = server.requests.length;
    await failure(web({ maxRedirects: 2 }).fetch(server.url('/many')));
    expect(server.requests.length - before).toBe(3);
  });
});

describe('statuses', () => {
  it.each([
    ['/401', 'http_status', undefined],
    ['/403', 'http_status', undefined],
    ['/404', 'http_status', undefined],
    ['/410', 'not_found', undefined],
    ['/418', 'http_status', undefined],
    ['/429', 'rate_limited', 120_000],
    ['/500', 'unavailable', undefined],
    ['/503', 'unavailable', 300_000],
  ] as const)('%s fails as %s', async (path, code, retryAfterMs) => {
    const error = await failure(web().fetch(server.url(path)));
    expect({ code: error.code, retryAfterMs: error.retryAfterMs }).toEqual({ code, retryAfterMs });
  });

  it.each([
    ['/429', 120_000],
    ['/503', 300_000],
  ])('leaves a host alone that has asked for quiet with %s', async (path, retryAfterMs) => {
    const asking = web();
    await failure(asking.fetch(server.url(path)));
    const before = server.requests.length;
    expect(await failure(asking.fetch(server.url('/feed')))).toMatchObject({ code: 'rate_limited', retryAfterMs });
    expect(server.requests).toHaveLength(before);
  });
});

describe('a hostile server', () => {
  it.each<[string, ErrorCode, RegExp]>([
    ['/silent', 'timeout', /did not answer/],
    ['/drips-headers', 'timeout', /did not answer/],
    ['/garbage-chunks', 'unreachable', /not HTTP/],
    ['/not-http', 'unreachable', /not HTTP/],
    ['/hangs-up', 'unreachable', /broke off/],
    ['/headers-without-end', 'unreachable', /more headers/],
    ['/unknown-packing', 'unreachable', /lzma/],
    ['/packed-too-often', 'unreachable', /packed 3 times/],
    [`/${'x'.repeat(500)}`, 'http_status', new RegExp(`nothing at .{${MAX_SHOWN_URL_CHARS}} \\(404\\)`)],
  ])('%s ends as %s, in words', async (path, code, words) => {
    expect(await failure(web().fetch(server.url(path)))).toMatchObject({ code, message: expect.stringMatching(words) });
  });

  it.each<[string, ErrorCode, RegExp, string | number]>([
    ['/drips-body', 'timeout', /did not arrive within 0.5 s/, /^a+$/.source],
    ['/endless', 'too_large', /larger than 1 MB/, 1_000_000],
    ['/bomb', 'too_large', /larger than 1 MB/, 1_000_000],
    ['/bomb-twice', 'too_large', /larger than 1 MB/, 1_000_000],
    ['/short', 'unreachable', /broke off|less than it announced/, '^<rss>$'],
    ['/short-gzip', 'unreachable', /broke off|less than it announced/, '^<rss version="2.0">'],
    ['/short-br', 'unreachable', /broke off|less than it announced/, '^<rss version="2.0">'],
    ['/short-zstd', 'unreachable', /broke off|less than it announced/, '^<rss version="2.0">'],
    ['/reset', 'unreachable', /broke off/, '^<rss>$'],
    ['/at-once', 'unreachable', /not HTTP/, '^<rss>$'],
    ['/garbage-after', 'unreachable', /not HTTP/, '^<rss>$'],
    ['/gzip-damaged', 'unreachable', /damaged/, '^<rss version="2.0">'],
  ])('%s gives what came, and says why it is not all', async (path, code, words, came) => {
    const { body, partial } = await web().fetch(server.url(path));
    expect(partial).toMatchObject({ code, message: expect.stringMatching(words) });
    if (typeof came === 'number') expect(body).toHaveLength(came);
    else expect(textOf(body)).toMatch(new RegExp(came));
  });

  it('does not keep the next request to the same host from succeeding', async () => {
    const asking = web();
    const [bad, good] = await Promise.allSettled([
      asking.fetch(server.url('/drips-body')),
      asking.fetch(server.url('/feed')),
    ]);
    expect([bad.status, good.status]).toEqual(['fulfilled', 'fulfilled']);
  });
});

describe('addresses', () => {
  it.each([
    'http://127.0.0.1/feed',
    'http://[::1]/feed',
    'http://2130706433/feed',
    'http://0x7f.1/feed',
    'http://0.0.0.0/feed',
    'http://10.1.2.3/feed',
    'http://172.16.0.1/feed',
    'http://192.168.1.1/feed',
    'http://100.64.0.1/feed',
    'http://169.254.169.254/latest',
    'http://168.63.129.16/metadata',
    'http://224.0.0.1/feed',
    'http://255.255.255.255/feed',
    'http://[fd00:ec2::254]/latest',
    'http://[fe80::1]/feed',
    'http://[::ffff:127.0.0.1]/feed',
    'http://[64:ff9b::7f00:1]/feed',
    'http://localhost/feed',
    'ftp://example.org/feed',
    'gopher://example.org/feed',
    'data:text/xml,<rss/>',
  ])('refuses %s', async (url) => {
    expect((await failure(web({ allowHosts: [] }).fetch(url))).code).toBe('address_refused');
  });

  it.each(['', 'not a url', 'http://', 'https://[nonsense', `http://a.example/${'x'.repeat(MAX_URL_CHARS)}`])(
    'does not take %j for an address',
    async (url) => {
      expect((await failure(web().fetch(url))).code).toBe('bad_input');
    },
  );

  it('refuses a public name that leads to a private address, without connecting', async () => {
    const before = server.requests.length;
    const inside = web({
      allowHosts: [],
      lookup: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    const port = server.host.split(':')[1];
    expect(await failure(inside.fetch(`http://news.example:${port}/feed`))).toMatchObject({
      code: 'address_refused',
      message: expect.stringContaining('news.example is this machine itself'),
    });
    expect(server.requests).toHaveLength(before);
  });

  it('allows a host by name and port alone where the operator says so', async () => {
    await expect(web({ allowHosts: [server.host] }).fetch(server.url('/feed'))).resolves.toMatchObject({ status: 200 });
    expect((await failure(web({ allowHosts: ['127.0.0.1:1'] }).fetch(server.url('/feed')))).code).toBe(
      'address_refused',
    );
  });
});

describe('a name that changes its address', () => {
  it('is never asked at a private one, poll after poll', async () => {
    const here = await hostileServer({ '/feed': sends(200, { connection: 'close' }, FEED) });
    const answers = ['127.0.0.1', '10.0.0.1', '::ffff:127.0.0.1', '169.254.169.254', 'fd00::1', '0.0.0.0'];
    let questions = 0;
    const polled = createWeb({
      clock: { now: () => 0 },
      hostPauseMs: 0,
      lookup: (_host, _options, done) => {
        const address = answers[questions++ % answers.length]!;
        done(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
      },
    });
    for (const _ of answers)
      expect(await failure(polled.fetch(`http://changing.example:${here.host.split(':')[1]}/feed`))).toMatchObject({
        code: 'address_refused',
      });
    expect([questions, here.requests.length]).toEqual([answers.length, 0]);
    await Promise.all([polled.close(), here.close()]);
  });

  it('is not asked at the private one of several', async () => {
    const here = await hostileServer({ '/feed': sends(200, {}, FEED) });
    const polled = createWeb({
      clock: { now: () => 0 },
      connectTimeoutSeconds: 1,
      lookup: (_host, _options, done) =>
        done(null, [
          { address: '127.0.0.1', family: 4 },
          { address: '192.0.2.1', family: 4 },
        ]),
    });
    await failure(polled.fetch(`http://both.example:${here.host.split(':')[1]}/feed`));
    expect(here.requests).toEqual([]);
    await Promise.all([polled.close(), here.close()]);
  });
});

describe('credentials', () => {
  const withSecret = (path: string): string => server.url(path).replace('http://', 'http://reporter:hunter2@');

  it('go to the host they are for', async () => {
    await web().fetch(withSecret('/feed'));
    expect(server.requests.at(-1)?.headers.get('authorization')).toBe(`Basic ${btoa('reporter:hunter2')}`);
  });

  it('go nowhere else', async () => {
    const elsewhere = await hostileServer({ '/feed': sends(200, {}, FEED) });
    const first = await hostileServer({ '/': sends(302, { location: elsewhere.url('/feed') }) });
    await web({ allowHosts: [first.host, elsewhere.host] }).fetch(
      first.url('/').replace('http://', 'http://reporter:hunter2@'),
    );
    expect(elsewhere.requests[0]?.headers.has('authorization')).toBe(false);
    await Promise.all([first.close(), elsewhere.close()]);
  });

  it('in a redirect are not kept, and not shown where it is refused', async () => {
    const error = await failure(web().fetch(server.url('/to-secret')));
    expect(error.code).toBe('address_refused');
    expect(JSON.stringify([error.toRecord(), String(error.cause), error.stack])).not.toContain('swordfish');
  });

  it.each(['/feed', '/404', '/silent', '/circle', '/reset', '/bomb', '/to-private'])(
    'never show in what %s answers',
    async (path) => {
      const outcome = await web()
        .fetch(`${withSecret(path)}?key=hunter2`)
        .then(
          ({ url, movedTo }) => ({ url: url.replace('?key=hunter2', ''), movedTo }),
          (error: NewsroomError) => ({ ...error.toRecord(), cause: String(error.cause), stack: error.stack }),
        );
      expect(JSON.stringify(outcome)).not.toContain('hunter2');
    },
  );
});

describe('politeness', () => {
  it('asks one host one thing at a time', async () => {
    const here = await hostileServer({ '/': (socket) => setTimeout(() => socket.end(response(200, {}, FEED)), 20) });
    const polite = web({ allowHosts: [here.host] });
    await Promise.all([1, 2, 3].map(() => polite.fetch(here.url('/'))));
    expect(here.mostAtOnce()).toBe(1);
    await here.close();
  });

  it('leaves the pause between pages that robots.txt asks for', async () => {
    const here = await hostileServer({
      '/robots.txt': sends(200, {}, 'User-agent: *\nCrawl-delay: 0.2'),
      '/a': sends(200, {}, '<p>a'),
      '/b': sends(200, {}, '<p>b'),
    });
    const polite = web({ allowHosts: [here.host] });
    await Promise.all(['/a', '/b'].map((path) => polite.pages.fetch(here.url(path))));
    const [first, second] = here.requests.filter(({ path }) => path !== '/robots.txt').map(({ atMs }) => atMs);
    expect(second! - first!).toBeGreaterThanOrEqual(190);
    await here.close();
  });

  it('pages are not fetched where robots.txt asks for that; feeds are', async () => {
    const asking = web();
    await expect(asking.pages.fetch(server.url('/page'))).resolves.toMatchObject({ status: 200 });
    expect(await failure(asking.pages.fetch(server.url('/private/page')))).toMatchObject({ code: 'not_allowed' });
    await expect(asking.fetch(server.url('/private/page'))).resolves.toMatchObject({ status: 200 });
    expect(server.requests.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
  });
});

describe('without options', () => {
  const plain = (): Web => {
    const made = createWeb({ clock: { now: () => NOW }, allowHosts: [server.host] });
    webs.push(made);
    return made;
  };

  it('says who it is', async () => {
    await plain().fetch(server.url('/feed'));
    expect(server.requests.at(-1)?.headers.get('user-agent')).toBe(WEB_DEFAULTS.userAgent);
  });

  it('follows five redirects and reads six megabytes', async () => {
    expect((await failure(plain().fetch(server.url('/many')))).message).toContain(
      `more than ${WEB_DEFAULTS.maxRedirects} times`,
    );
    expect((await plain().fetch(server.url('/beyond-the-limit'))).partial?.message).toContain('larger than 6 MB');
  });

  it('waits for an answer as long as it says', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const seconds = WEB_DEFAULTS.connectTimeoutSeconds + WEB_DEFAULTS.headersTimeoutSeconds;
      const ended = failure(plain().fetch(server.url('/silent')));
      await vi.advanceTimersByTimeAsync(seconds * 1000);
      expect(await ended).toMatchObject({ code: 'timeout', message: expect.stringContaining(`within ${seconds} s`) });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is what the operator’s configuration begins with', () => {
    expect(WEB_DEFAULTS).toMatchObject({ bodyTimeoutSeconds: 30, hostPauseMs: 1_000 });
  });
});

describe('closing', () => {
  it('ends what is under way and what waits its turn', async () => {
    const asking = web({ headersTimeoutSeconds: 30 });
    const pending = [asking.fetch(server.url('/silent')), asking.fetch(server.url('/feed'))].map(failure);
    await asking.close();
    expect((await Promise.all(pending)).map(({ code }) => code)).toEqual(['unavailable', 'unavailable']);
  });
});
