/** `stopword` ships without types: each export is a list of words, named by ISO 639-3 code. */
declare module 'stopword' {
  type Words = readonly string[];
  const lists: Readonly<Record<string, Words>>;
  export = lists;
}
