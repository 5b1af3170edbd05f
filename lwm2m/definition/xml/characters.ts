/** Character classes of XML 1.0 (fifth edition), by UTF-16 code unit. */

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

/** XML 1.0 §2.3, production S. */
export function isWhiteSpace(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab;
}

/** XML 1.0 §2.3, production NameStartChar; surrogates are taken as part of a name. */
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
    (code >= 0x3001 && code <= 0xdfff) ||
    (code >= 0xf900 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfffd && code !== 0xfeff)
  );
}

/** XML 1.0 §2.3, production NameChar. */
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

/** The offset of the first character at or behind `from` that is no white space. */
export function skipWhiteSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWhiteSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of the name that starts at `from`; `from` itself if none does. */
export function skipName(text: string, from: number): number {
  if (from >= text.length || !isNameStart(text.charCodeAt(from))) return from;
  let at = from + 1;
  while (at < text.length && isNamePart(text.charCodeAt(at))) at++;
  return at;
}

/** The end of the line that `from` stands in, before its line end characters. */
export function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn) break;
    at++;
  }
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
