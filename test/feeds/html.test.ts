import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToText, MAX_HTML_CHARS, MAX_HTML_DEPTH, sanitiseHtml } from '../../src/feeds/html.ts';

describe('sanitising', () => {
  it.each([
    ['plain text', 'Fish & chips', 'Fish &amp; chips'],
    ['harmless markup', '<p>A <b>bold</b> claim</p>', '<p>A <b>bold</b> claim</p>'],
    ['scripts', 'a<script>alert("x")</script>b', 'ab'],
    ['styles', 'a<style>p{color:red}</style>b', 'ab'],
    ['handlers', '<p onclick="x()" onmouseover=y>a</p>', '<p>a</p>'],
    ['inline styles', '<p style="position:fixed">a</p>', '<p>a</p>'],
    ['unknown elements, not their text', '<blink>a</blink><o:p>b</o:p>', 'ab'],
    ['what stands in an object or a frame', 'a<object data=x>b</object><iframe src=y><i>c</i></iframe>', 'ab c'],
    ['forms', '<form action=x>a<input name=b><button>send</button></form>', 'a'],
    [
      'dangerous links',
      '<a href="javascript:alert(1)">a</a><a href=" JaVaScRiPt:x">b</a><img src="data:image/svg+xml,x">',
      '<a>a</a><a>b</a><img>',
    ],
    [
      'a script hidden in an attribute',
      '<img alt="><script>x</script>">',
      '<img alt="&gt;&lt;script&gt;x&lt;/script&gt;">',
    ],
    ['a comment', 'a<!-- <script>x</script> -->b', 'ab'],
    ['what is left open', '<p>a<b>b', '<p>a<b>b</b></p>'],
    ['entities', '&lt;script&gt; &eacute;&nbsp;&#8212;', '&lt;script&gt; é\u00a0—'],
  ])('%s', (_what, html, expected) => {
    expect(sanitiseHtml(html)).toBe(expected);
  });

  it('makes links absolute', () => {
    const html =
      '<a href="../b?x=1&amp;y=2">b</a><img src="c.png"><a href="https://else.example/">d</a><a href="mailto:x@y">e</a>';
    expect(sanitiseHtml(html, 'https://site.example/news/a')).toBe(
      '<a href="https://site.example/b?x=1&amp;y=2">b</a><img src="https://site.example/news/c.png"><a href="https://else.example/">d</a><a>e</a>',
    );
  });

  it('keeps only the text of what is nested too deep', () => {
    expect(sanitiseHtml(`${'<div>'.repeat(MAX_HTML_DEPTH + 1)}deep`)).toBe('deep');
  });

  it('cuts what is too long', () => {
    expect(sanitiseHtml(`<p>${'x'.repeat(MAX_HTML_CHARS)}`).length).toBeLessThanOrEqual(MAX_HTML_CHARS + 4);
  });

  it('lets nothing through that could run, whatever it is given', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      ' ',
      '=',
      'script',
      'img',
      'src',
      'onerror',
      'javascript:',
      'a',
      'href',
      'svg',
      'style',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;',
      'x',
      '\n',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (some) => {
        const safe = sanitiseHtml(some.join(''), 'https://site.example/');
        const tags = safe.match(/<[^>]*>/g) ?? [];
        for (const tag of tags) {
          expect(tag).toMatch(/^<\/?[a-z][a-z0-9]*(?: [a-z]+="[^"<>]*")*>$/);
          expect(tag).not.toMatch(/^<\/?(?:script|style|svg|iframe|object)\b| on\w+=| style=|="\s*javascript:/i);
        }
        expect(safe.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<p>',
            '</p>',
            '<b>',
            '</b>',
            '<br>',
            '<ul><li>',
            'a & b',
            '&amp;',
            '<a href="x">',
            '</a>',
            ' ',
          ),
        ),
        (some) => {
          const once = sanitiseHtml(some.join(''), 'https://site.example/');
          expect(sanitiseHtml(once, 'https://site.example/')).toBe(once);
        },
      ),
    );
  });
});

describe('a line of HTML as text', () => {
  it.each([
    ['Ferry <em>Aurora</em> returns', 'Ferry Aurora returns'],
    ['<h1>One</h1><p>two</p>', 'One two'],
    ['Fish &amp; chips &#8212; &quot;fresh&quot;', 'Fish & chips — "fresh"'],
    ['Draught < 5 m and > 3 m', 'Draught < 5 m and > 3 m'],
    ['x <y and z', 'x <y and z'],
    ['a<script>b</script>c', 'ac'],
    ['  many \n spaces\t', 'many spaces'],
    ['R&D at AT&T', 'R&D at AT&T'],
  ])('%s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});
