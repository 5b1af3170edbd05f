import type { Span } from "../../base/span.js";
import type { ElementBuilder } from "./building.js";
import { skipWhiteSpace } from "./characters.js";
import { addNode, countNodes, currentElement, giveUp, type Parsing } from "./parsing.js";
import { insertion, replacement } from "./problemList.js";
import type { StartTag } from "./startTag.js";

/** Elements may nest this deep; a definition has five levels. */
const maximumDepth = 256;

/** What becomes of the element of a start tag. */
export type Opening = "opens" | "is-empty" | "breaks-off";

/** Adds the element of a start tag to the tree; if it opens, what follows goes into it. */
export function addElement(parsing: Parsing, tag: StartTag, opening: Opening): ElementBuilder {
  const element: ElementBuilder = {
    kind: "element",
    name: tag.name,
    nameSpan: tag.nameSpan,
    start: tag.start,
    openEnd: tag.end,
    closeStart: undefined,
    end: tag.end,
    selfClosing: opening === "is-empty",
    attributes: tag.attributes,
    children: [],
    parent: currentElement(parsing),
    damaged: tag.problems.length > 0 || !tag.isComplete,
    isReported: false,
  };
  parsing.at = tag.end;
  addNode(parsing, element);
  countNodes(parsing, tag.attributes.length);
  parsing.problems.addAll(tag.problems);
  parsing.namespaces.enter(tag);
  if (!element.damaged) parsing.namespaces.check(tag, parsing.problems);
  if (opening !== "opens") parsing.namespaces.leave();
  else if (parsing.open.length < maximumDepth) parsing.open.push(element);
  else {
    parsing.namespaces.leave();
    giveUp(parsing, "too-deep", `Elements nest deeper than ${maximumDepth} levels here; the rest was not read.`);
  }
  return element;
}

/** Ends the innermost element with the end tag that stands at a span. */
export function closeWithTag(parsing: Parsing, tag: Span): void {
  const element = parsing.open.pop();
  if (element === undefined) return;
  parsing.namespaces.leave();
  element.closeStart = tag.start;
  element.end = tag.end;
}

/**
 * Ends open elements that have no end tag, until `depth` of them are left. They reach to the tag at `at`, which shows
 * that theirs is missing: up to there the user may be writing them. `closedBy` is that tag if it is an end tag.
 */
export function closeUnfinished(parsing: Parsing, depth: number, at: number, closedBy: Span | undefined): void {
  const contentEnd = endOfContent(parsing, at);
  let endTags = "";
  for (let element = popUnfinished(parsing, depth); element !== undefined; element = popUnfinished(parsing, depth)) {
    element.end = at;
    if (element.isReported) continue;
    // What is open inside it has to be closed before it.
    endTags += endTagText(parsing, element);
    const { name, nameSpan } = element;
    parsing.problems.add("missing-end-tag", nameSpan, `Close ${name} with </${name}>.`, {
      related: closedBy === undefined ? [] : [{ span: closedBy, message: `${name} is still open here` }],
      repair: insertion(contentEnd, endTags, `Insert </${name}>`),
    });
  }
}

/** Where the content of the innermost element ends if no end tag comes before `at`. */
function endOfContent(parsing: Parsing, at: number): number {
  return parsing.reader.trimEnd(currentElement(parsing)?.openEnd ?? 0, at);
}

/** Takes the innermost element off the open ones if more than `depth` are open. */
function popUnfinished(parsing: Parsing, depth: number): ElementBuilder | undefined {
  const element = parsing.open.length > depth ? parsing.open.pop() : undefined;
  if (element === undefined) return undefined;
  parsing.namespaces.leave();
  element.damaged = true;
  return element;
}

/** The end tag of an element as a repair writes it: on its own line if the element's children have lines of their own. */
function endTagText(parsing: Parsing, element: ElementBuilder): string {
  const child = element.children.find((node) => node.kind === "element");
  const hasLines = child !== undefined && lineStart(parsing, child.start) !== "";
  const endTag = `</${element.name}>`;
  return hasLines ? (lineStart(parsing, element.start) || "\n") + endTag : endTag;
}

/** The line break and the indentation before a tag; empty if something else stands before it on its line. */
function lineStart({ reader }: Parsing, at: number): string {
  const longestIndent = 64;
  const before = reader.slice(Math.max(0, at - longestIndent), at);
  const lineFeed = before.lastIndexOf("\n");
  if (lineFeed === -1 || skipWhiteSpace(before, lineFeed) < before.length) return "";
  return before.slice(before.charAt(lineFeed - 1) === "\r" ? lineFeed - 1 : lineFeed);
}

/**
 * Ends what is open at the end of the text; it reaches to the very end, as the user may be writing there. However many
 * elements that are, the text ends in one place, so there is one problem: the markup that it breaks off in, or else the
 * innermost element.
 */
export function closeAtEnd(parsing: Parsing): void {
  const { reader, problems, breakOff } = parsing;
  const contentEnd = endOfContent(parsing, reader.length);
  const unfinished: ElementBuilder[] = [];
  for (let element = popUnfinished(parsing, 0); element !== undefined; element = popUnfinished(parsing, 0)) {
    element.end = reader.length;
    unfinished.push(element);
  }
  const endTags = unfinished.map((element) => endTagText(parsing, element)).join("");
  if (breakOff !== undefined) {
    const { code, span, message, completion } = breakOff;
    if (completion === undefined) problems.add(code, span, message);
    else {
      const { text } = completion;
      const title = endTags === "" ? undefined : "Complete the file";
      const repair = replacement(completion.span, text + endTags, title);
      problems.add(code, span, message, { repair });
    }
    return;
  }
  const [innermost, ...others] = unfinished;
  if (innermost === undefined || innermost.isReported) return;
  const names = unfinished.map((element) => element.name);
  problems.add("missing-end-tag", innermost.nameSpan, messageAtEnd(names), {
    related: others.map((element) => ({ span: element.nameSpan, message: `${element.name} is still open` })),
    repair: insertion(contentEnd, endTags, names.length === 1 ? `Insert ${endTags.trim()}` : "Insert the end tags"),
  });
}

function messageAtEnd(names: readonly string[]): string {
  const [innermost = "", ...others] = names;
  if (others.length === 0) return `Close ${innermost} with </${innermost}>.`;
  const last = others.at(-1) ?? "";
  const list = others.length === 1 ? last : `${others.slice(0, -1).join(", ")} and ${last}`;
  return `Close ${innermost} with </${innermost}>; the file ends while ${list} ${others.length === 1 ? "is" : "are"} open, too.`;
}
