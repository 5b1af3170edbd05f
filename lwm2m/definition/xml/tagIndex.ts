import type { Reader } from "./reader.js";

/** More different names than this are not indexed; no definition has more than twenty. */
const maximumNames = 1024;

const slash = 47;
const exclamationMark = 33;

/** What keeps tags inside it from being tags. */
const enclosures = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
] as const;

/** What the next tag of a name is. */
export type NextTag = "start" | "end" | undefined;

/**
 * Knows for each element name where its tags stand in the rest of the text. It answers the one question that mending
 * needs: will this open element still get an end tag of its own, or does the next element of that name start first?
 * Broken tags count like whole ones, so its answer is a good guess and no more.
 */
export class TagIndex {
  readonly #reader: Reader;
  #tags: ReadonlyMap<string, Tags> | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** What the first tag of that name at or behind `from` is. Questions must come in the order of the text. */
  next(name: string, from: number): NextTag {
    this.#tags ??= readTags(this.#reader);
    const tags = this.#tags.get(name);
    if (tags === undefined) return undefined;
    for (let place = tags.places[tags.passed]; place !== undefined; place = tags.places[tags.passed]) {
      if (place.at >= from) return place.kind;
      tags.passed++;
    }
    return undefined;
  }

  /** True if the next tag of that name is its end tag. */
  endsAhead(name: string, from: number): boolean {
    return this.next(name, from) === "end";
  }
}

interface Tags {
  readonly places: { readonly at: number; readonly kind: "start" | "end" }[];
  passed: number;
}

function readTags(reader: Reader): ReadonlyMap<string, Tags> {
  const index = new Map<string, Tags>();
  for (let at = reader.find("<", 0); at < reader.length; at = reader.find("<", behindMarkup(reader, at))) {
    const kind = reader.code(at + 1) === slash ? "end" : "start";
    const nameStart = kind === "end" ? at + 2 : at + 1;
    const nameEnd = reader.skipName(nameStart);
    if (nameEnd === nameStart) continue;
    const name = reader.slice(nameStart, nameEnd);
    const tags = index.get(name);
    if (tags !== undefined) tags.places.push({ at, kind });
    else if (index.size < maximumNames) index.set(name, { places: [{ at, kind }], passed: 0 });
  }
  return index;
}

/** Where to look for the next tag: behind a comment or a CDATA section that is whole, else behind the `<`. */
function behindMarkup(reader: Reader, at: number): number {
  if (reader.code(at + 1) !== exclamationMark) return at + 1;
  for (const [opening, closing] of enclosures) {
    if (!reader.has(opening, at)) continue;
    const content = at + opening.length;
    const end = reader.find(closing, content);
    const isWhole = end < reader.length && end <= reader.find(opening, content) + "<!".length;
    return isWhole ? end : content;
  }
  return at + 1;
}
