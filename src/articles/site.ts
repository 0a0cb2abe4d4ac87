/** Whether two addresses belong to one site. */

/** Second-level names under which a country's registry sells the third. */
const SHARED_LEVEL = /^(?:co|com|org|net|gov|govt|gob|gouv|ac|edu|ne|or|go)$/;
/** Caches show an outlet's page under their own name. */
const CACHE = /(?:^|\.)(?:ampproject\.org|web\.archive\.org|googleusercontent\.com)$/;

const siteOf = (url: string): string => {
  const labels = new URL(url).hostname.split('.');
  const shared = labels.length > 2 && labels.at(-1)!.length === 2 && SHARED_LEVEL.test(labels.at(-2)!);
  return labels.slice(shared ? -3 : -2).join('.');
};

/** True for two addresses of one site, whatever their subdomains, and for a page in a cache. Both are absolute http(s) addresses. */
export const isSameSite = (shown: string, canonical: string): boolean =>
  siteOf(shown) === siteOf(canonical) || CACHE.test(new URL(shown).hostname);
