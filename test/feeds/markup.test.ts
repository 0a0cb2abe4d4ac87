import { describe, expect, it } from 'vitest';
import {
  MAX_ATTRIBUTES_PER_ELEMENT,
  MAX_DEPTH_ELEMENTS,
  MAX_TEXT_RUN_CHARS,
  readMarkup,
  type XmlElement,
} from '../../src/feeds/markup.ts';

/** The tree as it would be written: names are canonical, what the end cut off ends with `…`. */
function written(element: XmlElement): string {
  const inner = element.children.map((child) => (typeof child === 'string' ? child : written(child))).join('');
  const attributes = [...element.attributes].map(([name, value]) => ` ${name}=${value}`).join('');
  return element.name === '' ? inner : `<${element.name}${attributes}>${inner}</${element.complete ? '' : '…'}>`;
}

describe('the tree of a document', () => {
  it.each([
    ['elements and text', '<a>x<b y="1"/>z</a>', '<a>x<b y=1></>z</>'],
    ['attributes in any quotes, or none', `<a b='1' c=2 d E="f>g">x</a>`, '<a b=1 c=2 d= e=f>g>x</>'],
    [
      'entities, bare ampersands as they are',
      '<a b="&amp;&lt;">&eacute;&#65;&#x42;& &foo; &copy=1</a>',
      '<a b=&<>éAB& &foo; &copy=1</>',
    ],
    ['CDATA as it is', '<a><![CDATA[<b>&amp;]]></a>', '<a><b>&amp;</>'],
    [
      'no comments, instructions, declarations',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a><!-- <b> -->x</a>',
      '<a>x</>',
    ],
    ['an angle bracket that opens nothing', '<a>1 < 2 <3</a>', '<a>1 < 2 <3</>'],
    ['end tags in other capitals', '<A>x</a>y', '<a>x</>y'],
    ['end tags that end nothing', '<a>x</b></c>y</a>', '<a>xy</>'],
    ['end tags that end several', '<a><b><c>x</a>y', '<a><b><c>x</></></>y'],
    ['HTML that is never closed', '<a>x<br>y<img src="z">', '<a>x<br></>y<img src=z></></…>'],
    [
      'a tag that runs into the next',
      '<a><b<c>x</c></a>',
      '<a><b></></a>'.replace('</a>', '<c>x</></>').replace('<b></><c>', '<b><c>').replace('x</></>', 'x</></></>'),
    ],
    [
      'prefixes by what they mean',
      '<q:a xmlns:q="http://purl.org/dc/elements/1.1/"><q:B/></q:a>',
      '<dc:a xmlns:q=http://purl.org/dc/elements/1.1/><dc:b></></>',
    ],
    ['undeclared ones by what they usually mean', '<media:content/>', '<media:content></>'],
    ['strangers as strangers', '<x:title xmlns:x="urn:x"/>', '<?x:title xmlns:x=urn:x></>'],
    ['what the end cut off', '<a><b>x</b><c>y', '<a><b>x</><c>y</…></…>'],
    ['not what it cut within a tag', '<a><b>x</b><c d="', '<a><b>x</></…>'],
  ])('holds %s', (_what, text, expected) => {
    expect(written(readMarkup(text))).toBe(expected);
  });

  it('is no deeper than it may be; the text of what lies deeper stays', () => {
    const root = readMarkup(`${'<d>'.repeat(MAX_DEPTH_ELEMENTS + 50)}x`);
    const text = written(root);
    expect([text.match(/<d>/g)?.length, text.includes('x')]).toEqual([MAX_DEPTH_ELEMENTS, true]);
  });

  it('has no more attributes than it may', () => {
    const [element] = readMarkup(`<a ${Array.from({ length: 500 }, (_, n) => `b${n}=1`).join(' ')}>`).children;
    expect((element as XmlElement).attributes.size).toBe(MAX_ATTRIBUTES_PER_ELEMENT);
  });

  it('has no longer text between two tags than it may', () => {
    expect(readMarkup('x'.repeat(MAX_TEXT_RUN_CHARS + 5)).children).toEqual(['x'.repeat(MAX_TEXT_RUN_CHARS)]);
  });
});
