import { describe, expect, it } from 'vitest';
import { discoverFeeds, MAX_DISCOVERED_FEEDS } from '../../src/feeds/discovery.ts';

const SITE = 'https://gazette.example/news/';

describe('the feeds of a page', () => {
  it('are those that it announces, those of comments last', () => {
    const html = `<html><head>
      <link rel="alternate" type="application/rss+xml" title="Gazette » Comments Feed" href="/comments/feed/">
      <link rel="alternate" type="application/rss+xml" title=" Harbour  Gazette " href="../feed.xml">
      <LINK REL="ALTERNATE nofollow" TYPE="application/atom+xml" HREF="https://gazette.example/atom">
      <link rel="alternate" type="application/feed+json" href="/feed.json">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
      <link rel="alternate" hreflang="de" href="/de/">
      <link rel="stylesheet" type="text/css" href="/s.css">
      <a href="/other/rss">RSS</a>`;
    expect(discoverFeeds(html, SITE)).toEqual([
      { url: 'https://gazette.example/feed.xml', title: 'Harbour Gazette' },
      { url: 'https://gazette.example/atom', title: 'https://gazette.example/atom' },
      { url: 'https://gazette.example/feed.json', title: 'https://gazette.example/feed.json' },
      { url: 'https://gazette.example/comments/feed/', title: 'Gazette » Comments Feed' },
    ]);
  });

  it('are those that it links to where it announces none', () => {
    const html =
      '<a href="/world/rss.xml?x=1">World</a><a href="/about">About</a><a href="https://feeds.example/sport/atom" title="Sport">Sport</a>';
    expect(discoverFeeds(html, SITE).map(({ url }) => url)).toEqual([
      'https://gazette.example/world/rss.xml?x=1',
      'https://feeds.example/sport/atom',
    ]);
  });

  it('are relative to the base that it states', () => {
    expect(
      discoverFeeds(
        '<base href="https://cdn.example/x/"><link rel=alternate type=application/rss+xml href=feed>',
        SITE,
      )[0]?.url,
    ).toBe('https://cdn.example/x/feed');
  });

  it.each([
    ['none', '<p>Hello'],
    ['a script', '<link rel=alternate type=application/rss+xml href="javascript:x">'],
    ['nothing but depth', '<div>'.repeat(100_000)],
  ])('are not made of %s', (_what, html) => {
    expect(discoverFeeds(html, SITE)).toEqual([]);
  });

  it('are no more than one can choose from', () => {
    const html = Array.from(
      { length: 100 },
      (_, n) => `<link rel=alternate type=application/rss+xml href=/f${n}>`,
    ).join('');
    expect(discoverFeeds(html, SITE)).toHaveLength(MAX_DISCOVERED_FEEDS);
  });
});
