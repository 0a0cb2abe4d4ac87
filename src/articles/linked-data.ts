/** The article among a page's JSON-LD, wherever it is nested. */

/** So many objects of a page's JSON-LD are looked at. */
export const JSON_LD_MAX_OBJECTS = 500;
const PAGE_TYPE = /^(?:Web|Item|Collection)Page$/;
const PARTS_MAX = 20;
const ARTICLE_TYPE = /(?:Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|NewsArticle|Recipe)$/;

export type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value's text; undefined where it is empty or none. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The name of a person or an organization, given as such or as an object. */
export function nameOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return nameOf(value[0]);
  return isObject(value) ? textOf(value.name) : textOf(value);
}

export interface LinkedData {
  readonly article?: Json;
  /** Whether the article is one that `isOurs` accepts. */
  readonly isOurs?: boolean;
  /** What is said of the page that the article stands on. */
  readonly page?: Json;
}

/**
 * The object that is the page's article: of those that call themselves articles the first that `isOurs` accepts (a page lists others
 * too), else the first of all. Blocks that are no JSON tell nothing.
 */
export function readLinkedData(blocks: readonly string[], isOurs: (article: Json) => boolean = () => true): LinkedData {
  const articles: Json[] = [];
  let page: Json | undefined;
  const queue: unknown[] = blocks.slice(0, JSON_LD_MAX_OBJECTS).map(parsed);
  for (let i = 0; i < Math.min(queue.length, JSON_LD_MAX_OBJECTS); i++) {
    const value = queue[i];
    if (Array.isArray(value)) queue.push(...value.slice(0, JSON_LD_MAX_OBJECTS));
    if (!isObject(value)) continue;
    const types = [value['@type']].flat().map(String);
    if (types.some((type) => PAGE_TYPE.test(type))) page ??= value;
    if (types.some((type) => ARTICLE_TYPE.test(type))) articles.push(value);
    else queue.push(value['@graph'], value.mainEntity, value.mainEntityOfPage);
  }
  const ours = articles.find(isOurs);
  const article = ours ?? articles[0];
  return {
    ...(article === undefined ? {} : { article, isOurs: ours !== undefined }),
    ...(page === undefined ? {} : { page }),
  };
}

/** Whether everybody may read the article: false if that is said of it or of one of its parts, undefined where nothing is said. */
export function isFree(article: Json | undefined): boolean | undefined {
  const said = [article, ...[article?.hasPart].flat().slice(0, PARTS_MAX)]
    .filter(isObject)
    .map(({ isAccessibleForFree }) => truth(isAccessibleForFree))
    .filter((free) => free !== undefined);
  return said.length === 0 ? undefined : said.every(Boolean);
}

/** `true`, `"True"` and `https://schema.org/True` are the same. */
function truth(value: unknown): boolean | undefined {
  const word = /(?:^|\/)(true|false|yes|no|1|0)$/i.exec(String(value))?.[1]?.toLowerCase();
  return word === undefined ? undefined : ['true', 'yes', '1'].includes(word);
}

function parsed(block: string): unknown {
  const json = block.replace(/^\s*(?:<!--|\/\*[^*]*\*\/|<!\[CDATA\[)|(?:-->|\]\]>)\s*$/g, '');
  try {
    return JSON.parse(json);
  } catch {
    // Line breaks inside strings are the usual fault.
    try {
      return JSON.parse(json.replace(/\p{Cc}+/gu, ' '));
    } catch {
      // a site's broken JSON-LD tells nothing; the meta elements still do
      return undefined;
    }
  }
}
