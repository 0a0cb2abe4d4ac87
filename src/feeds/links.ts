/** Addresses: made absolute, and made comparable. */

/** Longer addresses are no address. */
export const MAX_URL_CHARS = 4_000;
/** Longer ones are cut where they are shown. */
export const MAX_SHOWN_CHARS = 200;

/** An absolute http(s) address as the feed wrote it where it could; undefined for any other scheme and for nonsense. */
export function resolveLink(written: string, base?: string): string | undefined {
  const link = written.replace(/[\t\r\n]/g, '').trim();
  if (link === '' || link.length > MAX_URL_CHARS) return undefined;
  const schemeless = link.startsWith('//')
    ? `https:${link}`
    : /^www\.[^/\s]+\.[a-z]{2,}/i.test(link)
      ? `https://${link}`
      : link;
  if (/^https?:\/\//i.test(schemeless)) return URL.canParse(schemeless) ? tidy(schemeless) : undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(link) || base === undefined || !URL.canParse(link, base)) return undefined;
  const resolved = new URL(link, base);
  return resolved.protocol === 'http:' || resolved.protocol === 'https:' ? resolved.href : undefined;
}

/** What of an address may be shown to anybody: no name, no password, no query. */
export function shownAddress(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return 'no address';
  const path = parsed.pathname === '/' ? '' : parsed.pathname;
  return `${parsed.host}${path}`.slice(0, MAX_SHOWN_CHARS);
}

/** The address without the name and the password that may stand in it. */
export function withoutSecrets(url: string): string {
  const parsed = URL.parse(url);
  // What is no address may be a mistyped one.
  if (parsed === null) return url.replace(/\/\/[^/\s]*@/g, '//');
  if (parsed.username === '' && parsed.password === '') return url;
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

/** Spaces and quotes in an address are encoded; otherwise it stays as written, so that a reader recognises it. */
const tidy = (link: string): string => (/[\s"<>\\^`{|}]/.test(link) ? new URL(link).href : link);

/** Parameters that say where a reader came from, and nothing about the page. */
const TRACKING =
  /^(utm_\w+|ito|at_\w+|pk_\w+|piwik_\w+|mtm_\w+|hsa_\w+|ns_\w+|wt_\w+|xtor|xts|xtcr|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_hs\w+|mkt_tok|vero_\w+|oly_\w+|s_cid|cmp|cmpid|campaign_?id|icid|ocid|ncid|nc_id|smid|smtyp|sref|spm|trk\w*|wpsrc|guccounter|guce_\w+|soc_\w+|taid|ftag|feature|share_?\w*|ref_?src|ref_?url|referrer|ref|rss|feed_?id|output_?type|amp|_amp|usqp|partner|syndication|partnerid|mod|mbid|ved|ei|sa|usg|_ga|_gl)$/i;
/** Parameters that carry a page's identity in some systems, and the reader's path in others: their value tells. */
const AMBIGUOUS = /^(source|src|from|via|medium|origin|utm|channel|campaign|feed|format|type|view)$/i;
const PATH_OF_READER =
  /^(rss[\w-]*|feeds?[\w-]*|atom|xml|twitter|facebook|fb|linkedin|whatsapp|email|newsletter|social\w*|share|app|amp|mobile|homepage|home|feedburner|google\w*|bing)$/i;
/** Files that a server sends for their folder. */
const INDEX_FILE = /\/(index|default|home)\.(html?|php|aspx?|jsp|cfm)$/i;

/**
 * One spelling for all addresses of one page: https, no `www.` or mobile host, no tracking parameters, fragment, AMP or
 * index file, parameters in order. To compare with, not to fetch. What is no http(s) address comes back trimmed.
 */
export function canonicalUrl(url: string): string {
  const written = resolveLink(url);
  if (written === undefined) return url.trim();
  const parsed = withoutMiddlemen(new URL(written));
  const host = parsed.hostname.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)/, '').replace(/\.$/, '');
  const port = parsed.port === '' || parsed.port === '80' || parsed.port === '443' ? '' : `:${parsed.port}`;
  return `https://${host}${port}${canonicalPath(parsed.pathname)}${canonicalQuery(parsed.searchParams)}`;
}

/** The page that an AMP cache or a search engine's redirect leads to. */
function withoutMiddlemen(url: URL, depth = 0): URL {
  const cached =
    /(^|\.)cdn\.ampproject\.org$/.test(url.hostname) || /(^|\.)google\.[a-z.]+$/.test(url.hostname)
      ? /^\/(?:amp|[acvi])\/(?:s\/)?([^/]+\.[^/]+\/.*)$/.exec(url.pathname)?.[1]
      : undefined;
  const redirected = /(^|\.)(google|bing)\.[a-z.]+$/.test(url.hostname)
    ? resolveLink(url.searchParams.get('url') ?? url.searchParams.get('q') ?? '')
    : undefined;
  const target = cached === undefined ? redirected : resolveLink(`https://${cached}${url.search}`);
  return target === undefined || depth >= 3 ? url : withoutMiddlemen(new URL(target), depth + 1);
}

function canonicalPath(pathname: string): string {
  let path = pathname.replace(/%[0-9a-f]{2}/gi, decodeUnreserved).replace(/\/{2,}/g, '/');
  for (let before = ''; before !== path; ) {
    before = path;
    path = path
      .replace(INDEX_FILE, '/')
      .replace(/\.amp(?=\.html?$|$)/i, '')
      .replace(/\/amp\/?$/i, '/')
      .replace(/\/$/, '');
  }
  return path === '' ? '/' : path;
}

/** Percent-encoding that need not be, is not; the rest is in upper case (RFC 3986, 6.2.2). */
function decodeUnreserved(encoded: string): string {
  const char = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(char) ? char : encoded.toUpperCase();
}

function canonicalQuery(parameters: URLSearchParams): string {
  const kept = [...parameters]
    .filter(
      ([name, value]) => name !== '' && !TRACKING.test(name) && !(AMBIGUOUS.test(name) && PATH_OF_READER.test(value)),
    )
    .map(([name, value]) => `${encodeURIComponent(name)}${value === '' ? '' : `=${encodeURIComponent(value)}`}`)
    .sort();
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}
