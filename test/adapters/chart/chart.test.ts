import { describe, expect, it } from 'vitest';
import {
  CHART_MAX_LANES,
  CHART_MAX_MARKS,
  CHART_OUTLET_MAX_CHARS,
  CHART_SCALE,
  CHART_TITLE_MAX_CHARS,
  drawChart,
  renderChart,
} from '../../../adapters/chart.ts';
import type { CoverageChart } from '../../../src/model.ts';

const START = Date.parse('2025-07-03T08:00:00Z');
const HOUR_MS = 3_600_000;

/** `outlets[i]` carries it `i` hours after the start. */
const chartOf = (outlets: readonly string[], more: Partial<CoverageChart> = {}): CoverageChart => ({
  alt: 'the coverage',
  title: 'Harbour ferry',
  marks: outlets.map((source, i) => ({ at: new Date(START + i * HOUR_MS).toISOString(), source })),
  ...more,
});

/** Width and height as a PNG's first chunk has them. */
function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const count = (svg: string, part: string): number => svg.split(part).length - 1;

describe('a coverage chart', () => {
  it('is a PNG of the size that it says', async () => {
    const { png, width, height } = await renderChart(chartOf(['Courier', 'Ledger', 'Dispatch']));
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    expect(sizeOf(png)).toEqual({ width, height });
    expect(width).toBe(760 * CHART_SCALE);
  });

  it('writes with letters of its own, whatever fonts the machine has', async () => {
    const named = await renderChart(chartOf(['Courier', 'Ledger']));
    const nameless = await renderChart(chartOf([' ', '  '], { title: '' }));
    expect(named.png.length).toBeGreaterThan(nameless.png.length + 2_000);
  });

  it('draws a lane for each outlet, and marks copies hollow', () => {
    const { svg } = drawChart(
      chartOf([], {
        marks: [
          { at: '2025-07-03T08:00:00.000Z', source: 'Wire' },
          { at: '2025-07-03T09:00:00.000Z', source: 'Courier', copyOf: 'Wire' },
          { at: '2025-07-03T10:00:00.000Z', source: 'Courier' },
        ],
      }),
    );
    expect(svg).toContain('>Wire</text>');
    expect(count(svg, '>Courier</text>')).toBe(1);
    expect(svg).toContain('>a copy</text>');
    expect(svg).toContain('>3 articles from 2 outlets</text>');
    expect(count(svg, 'fill="#ffffff" stroke="#8d98a5"')).toBe(2);
  });

  it('keeps text from outside from becoming markup', () => {
    const { svg } = drawChart(
      chartOf(['<script>&"', 'a\u0000b\u202Ec'], { title: '</text><image href="http://x/"/>' }),
    );
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<image');
    expect(svg).not.toContain('\u0000');
    expect(svg).not.toContain('\u202E');
    expect(svg).toContain('&lt;script&gt;&amp;&quot;');
  });

  it('shares the last lane among outlets that have none, and stays bounded', async () => {
    const many = Array.from({ length: 60 }, (_, i) => `Outlet ${i}`);
    const { svg } = drawChart(chartOf(many));
    expect(svg).toContain(`>${60 - (CHART_MAX_LANES - 1)} more outlets</text>`);
    const { height } = await renderChart(chartOf(many));
    expect(height).toBeLessThan(1_100);
  });

  it('draws the first and the newest marks where there are too many', () => {
    const { svg } = drawChart(chartOf(Array.from({ length: 5 * CHART_MAX_MARKS }, () => 'Courier')));
    expect(count(svg, '<circle')).toBe(CHART_MAX_MARKS);
  });

  it.each([
    ['a title', CHART_TITLE_MAX_CHARS, (words: string) => chartOf(['Courier'], { title: words })],
    ['an outlet’s name', CHART_OUTLET_MAX_CHARS, (words: string) => chartOf([words])],
  ])('shortens %s that is too long', (_what, max, chart) => {
    const { svg } = drawChart(chart('word '.repeat(100)));
    const [, shown = ''] = /<text[^>]*>([^<]*…)<\/text>/.exec(svg) ?? [];
    expect([...shown].length).toBeLessThanOrEqual(max);
  });

  it.each(['M', '新', 'a'])('keeps %j from running out of the picture', (letter) => {
    const { svg } = drawChart(chartOf([letter.repeat(60)]));
    const [, shown = ''] = />([^<]*…)</.exec(svg) ?? [];
    expect([...shown].length).toBe({ M: 17, 新: 15, a: 26 }[letter]);
  });

  it.each([
    ['nothing', []],
    ['one moment', [{ at: '2025-07-03T08:00:00.000Z', source: 'Courier' }]],
    [
      'years',
      [
        { at: '2001-01-01T00:00:00.000Z', source: 'Courier' },
        { at: '2025-07-03T08:00:00.000Z', source: 'Ledger' },
      ],
    ],
    ['a stamp that is none', [{ at: 'yesterday', source: 'Courier' }]],
  ])('draws %s with few ticks and no stray numbers', (_what, marks) => {
    const { svg } = drawChart(chartOf([], { marks }));
    expect(svg).not.toMatch(/NaN|Infinity|Invalid/);
    expect(count(svg, 'stroke-dasharray')).toBeLessThanOrEqual(9);
  });

  it('asks for the machine’s fonts only for letters that the bot’s own lacks', () => {
    expect(drawChart(chartOf(['Кур’єр', 'صحيفة'])).isForeign).toBe(false);
    expect(drawChart(chartOf(['新聞'])).isForeign).toBe(true);
  });
});
