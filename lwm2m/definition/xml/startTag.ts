import { span, type Span } from "../../base/span.js";
import { AttributeList, noContent, type TagContent } from "./attributeList.js";
import { attributeStarts } from "./attributes.js";
import type { Reader } from "./reader.js";

const slash = 47;
const lessThan = 60;
const greaterThan = 62;

/** The beginning of a tag: where it starts, and its name. */
export interface TagName {
  readonly start: number;
  readonly name: string;
  readonly nameSpan: Span;
}

/** A start tag or an empty-element tag as it stands in the text, before the parser decides what it means. */
export interface StartTag extends TagName, TagContent {
  readonly end: number;
  /** True if it ends with `/`. */
  readonly isEmpty: boolean;
  /** False if its `>` is missing. */
  readonly isComplete: boolean;
}

/** The name of the tag that starts at `start`; it stands at `nameStart`. */
export function readTagName(reader: Reader, start: number, nameStart: number): TagName {
  const nameSpan = span(nameStart, reader.skipName(nameStart));
  return { start, name: reader.slice(nameSpan.start, nameSpan.end), nameSpan };
}

/**
 * Reads a start tag from behind its name (XML 1.0 §3.1). A `<` ends it. Leaves have no attributes: what follows the
 * name of an unfinished one is its text, and ends the tag, too.
 */
export function readStartTag(reader: Reader, tagName: TagName, { isLeaf }: { readonly isLeaf: boolean }): StartTag {
  let at = tagName.nameSpan.end;
  let next = reader.skipWhiteSpace(at);
  let ending = readEnding(reader, at, next);
  if (ending !== undefined) return startTag(tagName, ending, noContent);
  const list = new AttributeList();
  while (ending === undefined) {
    if (list.isFull || (isLeaf && !attributeStarts(reader, next))) {
      ending = { end: at, isEmpty: false, isComplete: false };
    } else {
      at = reader.startsName(next) ? list.read(reader, at, next) : list.skipJunk(reader, next);
      next = reader.skipWhiteSpace(at);
      ending = readEnding(reader, at, next);
    }
  }
  if (!ending.isComplete && list.proseStart !== undefined) {
    ending = { end: reader.trimEnd(tagName.nameSpan.end, list.proseStart), isEmpty: false, isComplete: false };
  }
  return startTag(tagName, ending, list.finish(ending.isComplete));
}

/** Puts the parts together; written out, as spreading them takes most of the time of a parse. */
function startTag(tagName: TagName, ending: Ending, content: TagContent): StartTag {
  return {
    start: tagName.start,
    end: ending.end,
    name: tagName.name,
    nameSpan: tagName.nameSpan,
    isEmpty: ending.isEmpty,
    isComplete: ending.isComplete,
    attributes: content.attributes,
    hasTooManyAttributes: content.hasTooManyAttributes,
    unfinished: content.unfinished,
    problems: content.problems,
  };
}

/** How a tag ends. */
interface Ending {
  readonly end: number;
  readonly isEmpty: boolean;
  readonly isComplete: boolean;
}

/** The end of the tag, if it is at `next`; what comes before ends at `at`. */
export function readEnding(reader: Reader, at: number, next: number): Ending | undefined {
  const code = reader.code(next);
  if (code === greaterThan) return { end: next + 1, isEmpty: false, isComplete: true };
  if (code === lessThan || Number.isNaN(code)) return { end: at, isEmpty: false, isComplete: false };
  if (code !== slash) return undefined;
  if (reader.code(next + 1) === greaterThan) return { end: next + 2, isEmpty: true, isComplete: true };
  const behind = reader.code(reader.skipWhiteSpace(next + 1));
  if (behind !== lessThan && !Number.isNaN(behind)) return undefined;
  return { end: next + 1, isEmpty: true, isComplete: false };
}
