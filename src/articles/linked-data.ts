/** The article among a page's JSON-LD, wherever it is nested. */

/** So many objects of a page's JSON-LD are looked at. */
export const JSON_LD_MAX_OBJECTS = 500;
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

/** The first object that calls itself an article. Blocks that are no JSON tell nothing. */
export function linkedArticle(blocks: readonly string[]): Json | undefined {
  const queue: unknown[] = blocks.map(parsed);
  for (let i = 0; i < Math.min(queue.length, JSON_LD_MAX_OBJECTS); i++) {
    const value = queue[i];
    if (Array.isArray(value)) queue.push(...value.slice(0, JSON_LD_MAX_OBJECTS));
    if (!isObject(value)) continue;
    const types = [value['@type']].flat().map(String);
    if (types.some((type) => ARTICLE_TYPE.test(type))) return value;
    queue.push(value['@graph'], value.mainEntity, value.mainEntityOfPage);
  }
  return undefined;
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
