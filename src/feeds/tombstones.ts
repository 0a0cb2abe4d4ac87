/** Entries that a feed says are deleted: `at:deleted-entry`, RFC 6721. */
import { readMarkup, type XmlElement } from './markup.ts';

/** Deletions of one document that are read. */
export const MAX_TOMBSTONES = 1_000;

/** The ids of the entries that the document says are deleted; an id under which it still shows an entry is none of them. */
export function deletedIdsIn(text: string, shownIds: readonly (string | undefined)[]): string[] {
  if (!/deleted-entry\b/i.test(text)) return [];
  const ids = new Set<string>();
  collect(readMarkup(text), ids);
  for (const shown of shownIds) if (shown !== undefined) ids.delete(shown);
  return [...ids];
}

function collect(element: XmlElement, ids: Set<string>): void {
  for (const child of element.children) {
    if (typeof child === 'string' || ids.size >= MAX_TOMBSTONES) continue;
    const ref = child.name === 'at:deleted-entry' ? (child.attributes.get('ref')?.trim() ?? '') : '';
    if (ref !== '') ids.add(ref);
    // What stands in an entry is not the feed's own word.
    if (!/^(atom:)?(item|entry)$/.test(child.name)) collect(child, ids);
  }
}
