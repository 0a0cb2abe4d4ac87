/** The operator's feeds.opml, which may be missing, or hold examples in comments only. */
import { parseOpml } from '../feeds/opml.ts';

/** The feeds that it names; none where it is empty. Throws what `parseOpml` throws for a file that is no OPML. */
export function feedsNamedIn(opml: string): ReturnType<typeof parseOpml> {
  return /<outline\b/i.test(opml.replace(/<!--[\s\S]*?-->/g, '')) ? parseOpml(opml) : [];
}
