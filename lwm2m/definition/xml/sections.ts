import { span } from "../../base/span.js";
import { breakOffIn, addNode, currentElement, damageCurrent, type Parsing } from "./parsing.js";
import { insertion, replacement } from "./problemList.js";

/** Reads the comment at the current offset (XML 1.0 §2.5). */
export function readComment(parsing: Parsing): void {
  const start = parsing.at;
  const content = start + "<!--".length;
  const end = endOfComment(parsing, content);
  if (end === undefined) {
    unterminated(parsing, "comment", content);
    return;
  }
  const contentSpan = span(content, end);
  reportHyphens(parsing, content, end);
  parsing.at = end + "-->".length;
  addNode(parsing, { kind: "comment", start, end: parsing.at, contentSpan });
}

/** The offset of the `-->` of a comment, also of one that ends in `<!-->`; undefined if another comment comes first. */
function endOfComment({ reader }: Parsing, content: number): number | undefined {
  const end = reader.find("-->", content);
  return end === reader.length || reader.find("<!--", content) + "<!".length < end ? undefined : end;
}

/** XML 1.0 §2.5: no `--` inside a comment, and no `-` before its `-->`. */
function reportHyphens({ reader, problems }: Parsing, content: number, end: number): void {
  const hyphens = reader.find("--", content);
  if (hyphens >= end && !(end > content && reader.has("-", end - 1))) return;
  const at = Math.min(hyphens, end - 1);
  const parted = reader.slice(content, end).replace(/-(?=-|$)/gu, "- ");
  problems.add("forbidden-sequence", span(at, at + 2), "Part these hyphens; a comment cannot contain --.", {
    repair: replacement(span(content, end), parted, "Put blanks between the hyphens"),
  });
}

/** Reads the CDATA section at the current offset (XML 1.0 §2.7). */
export function readCData(parsing: Parsing): void {
  const { reader, problems } = parsing;
  const start = parsing.at;
  const content = start + "<![CDATA[".length;
  const end = reader.find("]]>", content);
  if (end === reader.length) {
    unterminated(parsing, "cdata", content);
    return;
  }
  parsing.at = end + "]]>".length;
  if (currentElement(parsing) === undefined) {
    const message = "Move this CDATA section into an element; it may not stand outside.";
    problems.add("outside-root", span(start, content), message);
  }
  addNode(parsing, { kind: "cdata", start, end: parsing.at, contentSpan: span(content, end) });
}

/** A comment or a section without its end stops where the rest of the file seems to go on. */
function unterminated(parsing: Parsing, kind: "comment" | "cdata", content: number): void {
  const { reader, problems } = parsing;
  const start = parsing.at;
  const terminator = kind === "comment" ? "-->" : "]]>";
  const limit = endOfUnterminated(parsing, kind, content);
  const end = reader.trimEnd(content, limit);
  const place = span(start, content);
  const message =
    kind === "comment"
      ? "End this comment with -->; a comment cannot contain another one."
      : "End this CDATA section with ]]>.";
  parsing.at = end;
  damageCurrent(parsing);
  addNode(parsing, { kind, start, end, contentSpan: span(content, end) });
  if (limit === reader.length) {
    const completion = { span: span(end, end), text: terminator };
    parsing.at = limit;
    breakOffIn(parsing, { code: "unterminated", span: place, message, completion });
  } else {
    problems.add("unterminated", place, message, { repair: insertion(end, terminator) });
  }
}

/**
 * If the element around it is still closed further on, a comment ends before the next tag and a section before the
 * next end tag: the user is writing it. Else the text is cut short and everything belongs to it.
 */
function endOfUnterminated(parsing: Parsing, kind: "comment" | "cdata", content: number): number {
  const { reader, tags } = parsing;
  const current = currentElement(parsing);
  if (current !== undefined && tags.next(current.name, content) === undefined) return reader.length;
  return reader.find(kind === "comment" ? "<" : "</", content);
}
