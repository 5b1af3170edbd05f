import type { LinkedEditingRanges } from "vscode-languageserver";
import type { OpenDefinition } from "../openDefinition.js";
import { placeAt, tagNames } from "./place.js";

/** Characters of an element name while it is typed (XML 1.0 §2.3, without the rare ones). */
const namePattern = "[A-Za-z_:][\\w:.-]*";

/** The names in the start tag and the end tag, which the editor then changes together; null anywhere else. */
export function linkedEditingRanges(doc: OpenDefinition, offset: number): LinkedEditingRanges | null {
  const place = placeAt(doc.file, offset);
  if (place?.kind !== "tag") return null;
  const names = tagNames(doc.file, place.element);
  if (names.length < 2) return null;
  return { ranges: names.map((name) => doc.source.rangeOf(name)), wordPattern: namePattern };
}
