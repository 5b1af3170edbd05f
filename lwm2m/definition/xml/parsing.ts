import type { Span } from "../../base/span.js";
import type { ElementBuilder, NodeBuilder } from "./building.js";
import { NamespaceScope } from "./namespaces.js";
import { ProblemList } from "./problemList.js";
import { Reader } from "./reader.js";
import { TagIndex } from "./tagIndex.js";
import type { XmlProblemCode, XmlVocabulary } from "./tree.js";
import { VocabularyReader } from "./vocabulary.js";

/** A tree of more nodes and attributes than this is not built; the largest published definition has under 3,000. */
const maximumNodes = 500_000;

/** Everything that the functions of the parser share while they read one text. */
export interface Parsing {
  readonly reader: Reader;
  readonly vocabulary: VocabularyReader;
  readonly tags: TagIndex;
  readonly problems: ProblemList;
  readonly namespaces: NamespaceScope;
  readonly nodes: NodeBuilder[];
  /** The open elements, outermost first. */
  readonly open: ElementBuilder[];
  /** Where reading goes on. */
  at: number;
  /** Nodes and attributes so far. */
  size: number;
  /** The first element at the top that is not only begun. */
  root: ElementBuilder | undefined;
  /** The text is too large or too deep; reading has stopped. */
  hasGivenUp: boolean;
  /** What the text breaks off in, if it ends inside a tag, a comment, a section or an instruction. */
  breakOff: BreakOff | undefined;
}

/** A problem at the end of the text, not yet reported: what is still open belongs into its repair. */
export interface BreakOff {
  readonly code: XmlProblemCode;
  readonly span: Span;
  readonly message: string;
  /** What completes the markup that the text breaks off in; undefined if nobody can know. */
  readonly completion: { readonly span: Span; readonly text: string } | undefined;
}

export function startParsing(text: string, vocabulary: XmlVocabulary): Parsing {
  const reader = new Reader(text);
  return {
    reader,
    vocabulary: new VocabularyReader(vocabulary),
    tags: new TagIndex(reader),
    problems: new ProblemList(),
    namespaces: new NamespaceScope(),
    nodes: [],
    open: [],
    at: 0,
    size: 0,
    root: undefined,
    hasGivenUp: false,
    breakOff: undefined,
  };
}

/** The innermost open element. */
export function currentElement(parsing: Parsing): ElementBuilder | undefined {
  return parsing.open.at(-1);
}

/** Appends a node to the innermost open element or to the document. */
export function addNode(parsing: Parsing, node: NodeBuilder): void {
  (currentElement(parsing)?.children ?? parsing.nodes).push(node);
  countNodes(parsing, 1);
}

/** Appends text; it joins the text that it follows. */
export function addText(parsing: Parsing, start: number, end: number): void {
  if (start >= end) return;
  const last = (currentElement(parsing)?.children ?? parsing.nodes).at(-1);
  if (last?.kind === "text" && last.end === start) last.end = end;
  else addNode(parsing, { kind: "text", start, end });
}

/** Notes that a problem touches the text or the tags of the innermost open element. */
export function damageCurrent(parsing: Parsing): void {
  const current = currentElement(parsing);
  if (current !== undefined) current.damaged = true;
}

/** Counts what is kept of the text, and gives up where it is too much. */
export function countNodes(parsing: Parsing, count: number): void {
  parsing.size += count;
  if (parsing.size > maximumNodes) {
    giveUp(parsing, "too-large", "This file is too large to be an object definition; the rest was not read.");
  }
}

/** Notes the problem of markup that the text ends in, unless reading has stopped before. */
export function breakOffIn(parsing: Parsing, breakOff: BreakOff): void {
  if (!parsing.hasGivenUp) parsing.breakOff = breakOff;
}

/** Reads no further, and says why. */
export function giveUp(parsing: Parsing, code: "too-large" | "too-deep", message: string): void {
  if (parsing.hasGivenUp) return;
  const span = { start: parsing.at, end: parsing.at };
  parsing.breakOff = { code, span, message, completion: undefined };
  parsing.hasGivenUp = true;
}
