import { span } from "../../base/span.js";
import { isXmlCharacter } from "./characters.js";
import type { Parsing } from "./parsing.js";
import { removal } from "./problemList.js";

/** What may be forbidden: control characters, halves of surrogate pairs, and the two last of the basic plane. */
export const suspicious = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;

/** Reports runs of characters that no XML document may contain, wherever they stand (XML 1.0 §2.2). */
export function reportForbiddenCharacters({ reader, problems }: Parsing): void {
  const first = reader.search(suspicious);
  if (first === -1) return;
  for (let at = first; at < reader.length;) {
    let end = at;
    while (end < reader.length && !isXmlCharacter(reader.codePoint(end))) end++;
    if (end > at) {
      const place = span(at, end);
      problems.add("forbidden-character", place, `Remove ${described(reader.code(at), end - at)}.`, {
        repair: removal(place, end - at === 1 ? "the character" : "the characters"),
      });
    }
    at = end + (reader.codePoint(end) > 0xffff ? 2 : 1);
  }
}

function described(code: number, count: number): string {
  const what = code >= 0xd800 && code <= 0xdfff ? "this half of a surrogate pair" : "this control character";
  const name = `${what} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
  return count === 1 ? name : `these ${count} characters, which XML forbids, from ${name} on`;
}
