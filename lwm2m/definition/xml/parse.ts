import { span } from "../../base/span.js";
import { closeAtEnd } from "./elements.js";
import { readEndTag } from "./endTag.js";
import { reportForbiddenCharacters } from "./forbidden.js";
import { readDoctype, readInstruction, startOfContent } from "./instructions.js";
import { readOpenTag } from "./openTag.js";
import { startParsing, type Parsing } from "./parsing.js";
import { parsePlain } from "./plain.js";
import { readCData, readComment } from "./sections.js";
import { strayAngleBracket } from "./stray.js";
import { readText } from "./textContent.js";
import type { XmlDocument, XmlVocabulary } from "./tree.js";

/** A longer text is not read at all, in UTF-16 code units. The largest published definition has 33 thousand. */
export const maximumLength = 16 * 1024 * 1024;

/** A parsed text, and how many code units were visited for it. */
export interface CountedParse {
  readonly doc: XmlDocument;
  readonly steps: number;
}

/**
 * Parses XML into a tree and a list of problems. It never throws, and the work is linear in the text. A text without
 * problems is well-formed and its tree is what XML says. For any other text the vocabulary says how to mend it: which
 * elements hold which, and which hold only text.
 */
export function parseXml(text: string, vocabulary: XmlVocabulary): XmlDocument {
  return parseCounting(text, vocabulary).doc;
}

/** Like `parseXml`, and tells how much work it was. */
export function parseCounting(text: string, vocabulary: XmlVocabulary): CountedParse {
  if (text.length > maximumLength) {
    const message = "This file is too large to be an object definition; it was not read.";
    const problems = [{ code: "too-large", span: span(0, 0), message, related: [] }] as const;
    return { doc: { text, nodes: [], root: undefined, problems }, steps: 0 };
  }
  const plain = parsePlain(text, vocabulary);
  if (plain !== undefined) return { doc: plain, steps: text.length };
  const { doc, steps } = parseThoroughly(text, vocabulary);
  return { doc, steps: steps + text.length };
}

/** Parses a text of any kind. */
export function parseThoroughly(text: string, vocabulary: XmlVocabulary): CountedParse {
  const strict = startParsing(text, { children: new Map() });
  readAll(strict, { untilProblem: true });
  if (strict.problems.count === 0) return { doc: documentOf(text, strict), steps: strict.reader.steps };
  const tolerant = startParsing(text, vocabulary);
  readAll(tolerant, { untilProblem: false });
  return { doc: documentOf(text, tolerant), steps: strict.reader.steps + tolerant.reader.steps };
}

function readAll(parsing: Parsing, options: { readonly untilProblem: boolean }): void {
  const { reader, problems } = parsing;
  reportForbiddenCharacters(parsing);
  parsing.at = startOfContent(reader.code(0));
  while (parsing.at < reader.length && !parsing.hasGivenUp) {
    if (options.untilProblem && problems.count > 0) return;
    readNext(parsing);
  }
  closeAtEnd(parsing);
  if (parsing.root === undefined && problems.count === 0) {
    const [name = "root"] = parsing.vocabulary.roots;
    problems.add("no-root", span(reader.length, reader.length), `This file has no root element; write <${name}> here.`);
  }
}

const lessThan = 60;
const exclamationMark = 33;
const slash = 47;
const questionMark = 63;

function readNext(parsing: Parsing): void {
  const { reader, at } = parsing;
  if (reader.code(at) !== lessThan) {
    readText(parsing);
    return;
  }
  const next = reader.code(at + 1);
  if (next === slash) readEndTag(parsing);
  else if (next === questionMark) readInstruction(parsing);
  else if (next === exclamationMark) readDeclaration(parsing);
  else if (reader.startsName(at + 1)) readOpenTag(parsing);
  else strayAngleBracket(parsing);
}

function readDeclaration(parsing: Parsing): void {
  const { reader, at } = parsing;
  if (reader.has("<!--", at)) readComment(parsing);
  else if (reader.has("<![CDATA[", at)) readCData(parsing);
  else if (reader.slice(at, at + "<!DOCTYPE".length).toUpperCase() === "<!DOCTYPE") readDoctype(parsing);
  else strayAngleBracket(parsing);
}

function documentOf(text: string, { nodes, root, problems }: Parsing): XmlDocument {
  const begun = nodes.find((node) => node.kind === "element");
  return { text, nodes, root: root ?? begun, problems: problems.sorted() };
}
