/** What can end a line in XML or in JavaScript. */
const lineEnd = /\r\n?|[\n\v\f\u0085\u2028\u2029]/u;

/** Characters that nobody sees: controls, marks of direction, byte order marks. */
const invisible = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The start of an item in a list: a bullet. */
const bullet = /^[*•·▪–-]\s+(?=\S)/u;

/** The same: a number or two with what parts them from their meaning. */
const numbering =
  /^(?=[([{]{0,2}-?[0-9]+(?:\s?(?:-|–|\.\.\.?|to)\s?[0-9]+)?[)\]}]{0,2}\s?(?:[:=)–-]|\.\s|are\s))(?=\S)/u;

/** A line or an item that is as long as this and does not end a sentence goes on in the next line. */
const fullLine = 40;
const fullItem = 60;

/** Some authors write line ends and tabs as in a programming language. */
const writtenOut = /\\[nt](?!\p{Ll})/gu;

/**
 * The lines of a description, as they are meant: a list item is a line that starts with `- `, what the author only wrapped
 * is one line, and an empty line parts paragraphs. White space, line ends and invisible characters make no difference.
 */
export function descriptionLines(description: string | undefined): readonly string[] {
  const raw = (description ?? "").replace(writtenOut, "\n").split(lineEnd).map(visible);
  // A single line such as `0: off, 1: on` is no list of items.
  const isNumbered = raw.filter((text) => numbering.test(text)).length > 1;
  const lines: string[] = [];
  for (const text of raw) {
    const last = lines.at(-1) ?? "";
    const start = bullet.exec(text) ?? (isNumbered ? numbering.exec(text) : null);
    if (text === "") {
      if (last !== "") lines.push("");
    } else if (start !== null) {
      if (last !== "" && !last.startsWith("- ")) lines.push("");
      lines.push(`- ${text.slice(start[0].length)}`);
    } else if (last !== "" && goesOn(last, text)) {
      lines[lines.length - 1] = `${last} ${text}`;
    } else {
      // A list ends where something else than an item stands.
      if (last.startsWith("- ")) lines.push("");
      lines.push(text);
    }
  }
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** A line without what nobody sees. */
function visible(line: string): string {
  if (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/u.test(line)) return line;
  return line
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/\s/gu, " ")
    .replace(invisible, "")
    .replace(/ +/gu, " ")
    .trim();
}

function goesOn(line: string, next: string): boolean {
  if (/^[\p{Ll}(]/u.test(next)) return true;
  return line.length >= (line.startsWith("- ") ? fullItem : fullLine) && !/[.:;!?)]$/u.test(line);
}

/** A sentence is longer than that only by mistake. */
const longestSentence = 200;

/** The first sentence of a description; empty if it starts with a list. */
export function firstSentence(lines: readonly string[]): string {
  const [line = ""] = lines;
  if (line.startsWith("- ")) return "";
  const end = /[.!?](?=\s+(?:["(]?\p{Lu}|[0-9]+\s?[:=)-])|$)/u.exec(line);
  const sentence = (end === null ? line : line.slice(0, end.index + 1)).replace(/\s*:-?$/u, ".");
  if (sentence.length <= longestSentence) return sentence;
  return `${sentence.slice(0, longestSentence).replace(/\s+\S*$/u, "")} ...`;
}
