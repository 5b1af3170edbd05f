const predefined: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** True if XML 1.0 §2.2 allows the code point in a document. */
export function isXmlCharacter(codePoint: number): boolean {
  return (
    codePoint === 9 ||
    codePoint === 10 ||
    codePoint === 13 ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

/** No reference that means something is longer: `&#x10FFFF;` with room for leading zeros. */
const longestReference = 16;

/** A reference at an `&`: its end, and the text it stands for, undefined where it is none (XML 1.0 §4.1, §4.6). */
export interface Reference {
  readonly end: number;
  readonly value: string | undefined;
}

/** Reads the reference whose `&` is at `at`, looking no further than `limit`. */
export function readReference(text: string, at: number, limit: number): Reference {
  const far = Math.min(limit, at + longestReference);
  let end = at + 1;
  while (end < far && /[#0-9A-Za-z]/u.test(text.charAt(end))) end++;
  if (end >= limit || text.charAt(end) !== ";") return { end, value: undefined };
  return { end: end + 1, value: resolve(text.slice(at + 1, end)) };
}

function resolve(body: string): string | undefined {
  if (Object.hasOwn(predefined, body)) return predefined[body];
  const digits = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/u.exec(body);
  if (digits === null) return undefined;
  const codePoint = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  return isXmlCharacter(codePoint) ? String.fromCodePoint(codePoint) : undefined;
}

/** Character data with its references resolved; a bad reference stays as it is written. */
export function resolveReferences(raw: string): string {
  let from = 0;
  let result = "";
  for (let at = raw.indexOf("&"); at !== -1; at = raw.indexOf("&", from)) {
    const reference = readReference(raw, at, raw.length);
    result += raw.slice(from, at) + (reference.value ?? raw.slice(at, reference.end));
    from = reference.end;
  }
  return result + raw.slice(from);
}
