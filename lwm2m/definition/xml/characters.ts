/** Character classes of XML 1.0 (fifth edition). */

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

/** XML 1.0 §2.3, production S. */
export function isWhiteSpace(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab;
}

/** XML 1.0 §2.2, production Char: true if a document may contain the code point. */
export function isXmlCharacter(codePoint: number): boolean {
  return (
    codePoint === tab ||
    codePoint === lineFeed ||
    codePoint === carriageReturn ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

/** True for A to Z and a to z. */
export function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** XML 1.0 §2.3, production NameStartChar, of the basic plane. */
export function isNameStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 58 ||
    (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && code <= 0x2ff) ||
    (code >= 0x370 && code !== 0x37e && code <= 0x1fff) ||
    code === 0x200c ||
    code === 0x200d ||
    (code >= 0x2070 && code <= 0x218f) ||
    (code >= 0x2c00 && code <= 0x2fef) ||
    (code >= 0x3001 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfffd)
  );
}

/** XML 1.0 §2.3, production NameChar, of the basic plane. */
export function isNamePart(code: number): boolean {
  return (
    isNameStart(code) ||
    (code >= 48 && code <= 57) ||
    code === 45 ||
    code === 46 ||
    code === 0xb7 ||
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x203f && code <= 0x2040)
  );
}

/** How many code units the character at an offset has if a name may start with it, else 0. */
export function isNameStartAt(text: string, at: number): number {
  return isNameStart(text.charCodeAt(at)) ? 1 : isPairInName(text, at) ? 2 : 0;
}

/** How many code units the character at an offset has if a name may go on with it, else 0. */
export function isNamePartAt(text: string, at: number): number {
  return isNamePart(text.charCodeAt(at)) ? 1 : isPairInName(text, at) ? 2 : 0;
}

/** The pairs that stand for U+10000 to U+EFFFF; private planes are not for names. */
function isPairInName(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  if (!(high >= 0xd800 && high <= 0xdb7f)) return false;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

/** The offset of the first character at or behind `from` that is no white space. */
export function skipWhiteSpace(text: string, from: number): number {
  let at = from;
  while (isWhiteSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of the name that starts at `from`; `from` itself if none does. */
export function skipName(text: string, from: number): number {
  let at = from;
  for (let width = isNameStartAt(text, from); width > 0; width = isNamePartAt(text, at)) at += width;
  return at;
}

/** The span without the white space at its edges; an empty span at its start if there is nothing else. */
export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && isWhiteSpace(text.charCodeAt(from))) from++;
  while (to > from && isWhiteSpace(text.charCodeAt(to - 1))) to--;
  return from === to ? { start, end: start } : { start: from, end: to };
}
