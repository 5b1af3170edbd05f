import { span } from "../../base/span.js";
import { checkDeclaration } from "./declaration.js";
import { breakOffIn, addNode, currentElement, damageCurrent, type Parsing } from "./parsing.js";
import { insertion, removal } from "./problemList.js";
import { strayAngleBracket } from "./stray.js";

/** Reads the XML declaration or the processing instruction at the current offset (XML 1.0 §2.6, §2.8). */
export function readInstruction(parsing: Parsing): void {
  const { reader } = parsing;
  const start = parsing.at;
  const targetEnd = reader.skipName(start + 2);
  const target = reader.slice(start + 2, targetEnd);
  const end = reader.find("?>", targetEnd);
  if (target === "" || (end === reader.length && currentElement(parsing) !== undefined)) {
    strayAngleBracket(parsing);
  } else if (end === reader.length) {
    readUnterminated(parsing, target, targetEnd);
  } else {
    parsing.at = end + 2;
    addNode(parsing, { kind: "instruction", start, end: parsing.at, target });
    checkInstruction(parsing, target, start, targetEnd);
  }
}

function checkInstruction(parsing: Parsing, target: string, start: number, targetEnd: number): void {
  const { reader, problems, at: end } = parsing;
  const targetSpan = span(start + 2, targetEnd);
  if (target === "xml") checkXmlDeclaration(parsing, start, end);
  else if (target.toLowerCase() === "xml" || target.includes(":")) {
    problems.add("declaration", targetSpan, "Choose another name for this processing instruction.");
  } else if (reader.skipWhiteSpace(targetEnd) === targetEnd && targetEnd !== end - 2) {
    const message = `Put a blank behind ${target}.`;
    problems.add("declaration", targetSpan, message, { repair: insertion(targetEnd, " ", "Insert a blank") });
  }
}

/** XML 1.0 §2.8: the declaration is the very first thing, but for a byte order mark. */
function checkXmlDeclaration({ reader, problems }: Parsing, start: number, end: number): void {
  const first = startOfContent(reader.code(0));
  if (start === first) {
    const problem = checkDeclaration(reader.slice(start, end), start);
    if (problem !== undefined) problems.add("declaration", problem.span, problem.message, problem.details);
    return;
  }
  const place = span(start, start + "<?xml".length);
  const isOnlyBlank = reader.skipWhiteSpace(first) === start;
  const message = isOnlyBlank
    ? "Remove the white space before the XML declaration; it is the very first thing in a file."
    : "Remove this XML declaration; it may only be the very first thing in a file.";
  problems.add("declaration", place, message, {
    repair: isOnlyBlank ? removal(span(first, start), "the white space") : removal(span(start, end), "the declaration"),
  });
}

/** Where a text starts behind its byte order mark, if it has one. */
export function startOfContent(firstCode: number): number {
  return firstCode === 0xfeff ? 1 : 0;
}

/** An instruction without its end stops at `>`, before `<` or at the end of the line. */
function readUnterminated(parsing: Parsing, target: string, targetEnd: number): void {
  const { reader, problems } = parsing;
  const start = parsing.at;
  const bracket = reader.find(">", targetEnd);
  const limit = Math.min(bracket, reader.find("<", targetEnd), reader.endOfLine(targetEnd));
  const isBracket = limit === bracket && limit < reader.length;
  const end = isBracket ? limit + 1 : limit;
  const place = span(start, targetEnd);
  const message = target === "xml" ? "End the XML declaration with ?>." : "End this processing instruction with ?>.";
  const terminator = isBracket ? "?" : "?>";
  parsing.at = end;
  damageCurrent(parsing);
  addNode(parsing, { kind: "instruction", start, end, target });
  if (limit === reader.length) {
    breakOffIn(parsing, { code: "unterminated", span: place, message, completion: undefined });
  } else {
    problems.add("unterminated", place, message, { repair: insertion(limit, terminator) });
  }
}

/** Reads a DOCTYPE: reported and skipped with its internal subset, never expanded (XML 1.0 §2.8). */
export function readDoctype(parsing: Parsing): void {
  const { reader, problems } = parsing;
  const start = parsing.at;
  const bracket = reader.find(">", start);
  const subset = reader.find("[", start);
  const subsetEnd = subset < bracket ? reader.find("]", subset) : reader.length;
  const close = subsetEnd < reader.length ? reader.find(">", subsetEnd) : bracket;
  const end = Math.min(close + 1, reader.length);
  parsing.at = end;
  problems.add("doctype", span(start, start + "<!DOCTYPE".length), "Remove this DOCTYPE; a definition has none.", {
    repair: removal(span(start, end), "the DOCTYPE"),
  });
  addNode(parsing, { kind: "doctype", start, end });
}
