/** What a chat platform tells of its messages, so that they can be looked at outside it. */
export interface PictureBook {
  /** Where its golden files lie, one JSON value a file. */
  readonly goldens: string;
  /** The sheet under all of its pictures. */
  readonly css: string;
  /** A golden as HTML, for inside `<body>`. Everything in it is escaped. */
  draw(golden: unknown, name: string): string;
  /** Width of a picture in CSS pixels. */
  readonly widthPx: number;
}

/** Text for HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
