/** Where RSS, Atom and their modules put what: the fields of a channel or an item, whichever element holds them. */
import { htmlOf, textOf } from './constructs.ts';
import { resolveLink } from './links.ts';
import type { XmlElement } from './markup.ts';

/** Values of an item that may occur many times (categories, authors) are read up to here. */
export const MAX_VALUES_PER_ITEM = 40;

const IMAGE_FILE = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i;

/** Direct children by own name (`title`) or by prefixed name (`dc:date`), complete ones, in the order of `names`. */
export function elementsNamed(parent: XmlElement, names: readonly string[]): XmlElement[] {
  const found: XmlElement[] = [];
  for (const name of names) {
    // As `ownName` has it; called for every field of every item, this takes a third of the reading when it is told by that.
    const inAtom = name.includes(':') ? name : `atom:${name}`;
    for (const child of parent.children)
      if (typeof child !== 'string' && (child.name === name || child.name === inAtom)) found.push(child);
  }
  return found;
}

export const completeNamed = (parent: XmlElement, ...names: string[]): XmlElement[] =>
  elementsNamed(parent, names).filter((element) => element.complete);

/** The text of the first of `names` that has one. */
export function firstText(parent: XmlElement, ...names: string[]): string {
  for (const element of completeNamed(parent, ...names)) {
    const text = textOf(element).trim();
    if (text !== '') return text;
  }
  return '';
}

/** `xml:base` of the element and all above it, the nearest resolved against the farther. */
export function baseOf(element: XmlElement | undefined, documentUrl: string | undefined): string | undefined {
  if (element === undefined) return documentUrl;
  const outer = baseOf(element.parent, documentUrl);
  const own = element.attributes.get('xml:base');
  return own === undefined ? outer : (resolveLink(own, outer) ?? outer);
}

export const hasText = (element: XmlElement): boolean =>
  element.children.some((child) => typeof child !== 'string' || child.trim() !== '');

export function firstHtml(parent: XmlElement, ...names: string[]): string {
  const element = completeNamed(parent, ...names).find(hasText);
  return element === undefined ? '' : htmlOf(element);
}

const relation = (link: XmlElement): string =>
  (link.attributes.get('rel') ?? 'alternate').toLowerCase().replace(/^.*\//, '');

/** `<link>` with its address as text (RSS), in `href` (Atom, the alternate one), or the element's own `href` (CDF). */
export function linkOf(element: XmlElement, base: string | undefined): string | undefined {
  const links = completeNamed(element, 'link');
  const plain = links.filter((link) => !link.attributes.has('href') && relation(link) === 'alternate');
  for (const link of [...plain, ...alternates(links), ...completeNamed(element, 'url', 'dc:identifier')]) {
    const resolved = resolveLink(link.attributes.get('href') ?? textOf(link), baseOf(link, base));
    if (resolved !== undefined) return resolved;
  }
  return resolveLink(element.attributes.get('href') ?? '', base);
}

/** Links to the page itself: `alternate` ones, those of HTML first; links to the feed, to enclosures and replies are none. */
function alternates(links: readonly XmlElement[]): XmlElement[] {
  const isHtml = (link: XmlElement): boolean => /html/.test(link.attributes.get('type') ?? 'html');
  const pages = links.filter((link) => link.attributes.has('href') && relation(link) === 'alternate');
  return [...pages.filter(isHtml), ...pages.filter((link) => !isHtml(link))];
}

export function idOf(item: XmlElement, base: string | undefined): string {
  const id = firstText(item, 'guid', 'id', 'dc:identifier') || (item.attributes.get('rdf:about') ?? '').trim();
  // Atom's ids are absolute by its specification; one that is a path is meant to be.
  return /^\.{0,2}\//.test(id) ? (resolveLink(id, base) ?? id) : id;
}

/** The last `updated` counts: aggregators add their own before it. CDF has it in an attribute. */
export function lastUpdate(item: XmlElement): string {
  const dates = completeNamed(item, 'dc:date', 'modified', 'dcterms:modified', 'updated').map((element) =>
    textOf(element).trim(),
  );
  return dates.findLast((text) => text !== '') ?? item.attributes.get('lastmod') ?? '';
}

export function authorsOf(item: XmlElement): string {
  const named = completeNamed(item, 'author', 'dc:creator', 'dc:author', 'itunes:author');
  const own = named.filter((element) => element.name === named[0]?.name).slice(0, MAX_VALUES_PER_ITEM);
  const names = own.map((author) => {
    const within = firstText(author, 'name') || firstText(author, 'email');
    return within || textOf(author).trim();
  });
  return [...new Set(names.filter((name) => name !== ''))].join(', ');
}

/** The outlet that an aggregator took the item from. */
export function sourceOf(item: XmlElement): string {
  const source = completeNamed(item, 'source', 'dc:source').find(hasText);
  if (source === undefined) return '';
  const title = firstHtml(source, 'title');
  const text = title || (source.children.some((child) => typeof child !== 'string') ? '' : textOf(source).trim());
  return /^https?:/i.test(text) ? '' : text;
}

export function categoriesOf(item: XmlElement): string[] {
  const values = completeNamed(item, 'category', 'dc:subject', 'media:category').map((category) =>
    (category.attributes.get('label') ?? category.attributes.get('term') ?? textOf(category)).trim(),
  );
  return [...new Set(values.filter((value) => value !== ''))].slice(0, MAX_VALUES_PER_ITEM);
}

export const valuesWithin = (parent: XmlElement, list: string, value: string): string =>
  elementsNamed(parent, [list])
    .flatMap((element) => completeNamed(element, value))
    .map((element) => textOf(element).trim())
    .slice(0, MAX_VALUES_PER_ITEM)
    .join(' ');

/** The picture that goes with an item: media content first, then what is attached. */
export function imageOf(item: XmlElement, base: string | undefined): string | undefined {
  const groups = completeNamed(item, 'media:group', 'media:content');
  const places = [item, ...groups];
  const media = places.flatMap((place) => completeNamed(place, 'media:content')).filter(showsPicture);
  const thumbnails = places.flatMap((place) => completeNamed(place, 'media:thumbnail'));
  const attached = completeNamed(item, 'enclosure').filter(showsPicture);
  const linked = completeNamed(item, 'link').filter(
    (link) => link.attributes.get('rel') === 'enclosure' && showsPicture(link),
  );
  const named = completeNamed(item, 'image', 'itunes:image');
  for (const element of [...media, ...thumbnails, ...attached, ...linked, ...named]) {
    const { attributes } = element;
    const address = attributes.get('url') ?? attributes.get('href') ?? (firstText(element, 'url') || textOf(element));
    const resolved = resolveLink(address, base);
    if (resolved !== undefined) return resolved;
  }
  return undefined;
}

function showsPicture({ attributes }: XmlElement): boolean {
  const type = attributes.get('type') ?? '';
  const address = attributes.get('url') ?? attributes.get('href') ?? '';
  return attributes.get('medium') === 'image' || type.startsWith('image/') || (type === '' && IMAGE_FILE.test(address));
}
