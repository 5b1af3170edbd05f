import { span, type Span } from "../../base/span.js";
import { isXmlCharacter } from "./characters.js";
import { attributeStarts, readAttribute, reportMissingQuote, type ReadAttribute } from "./attributes.js";
import { insertion, ProblemList, removal } from "./problemList.js";
import type { Reader } from "./reader.js";
import type { XmlAttribute } from "./tree.js";

/** A tag with more attributes is read, but the rest is not kept. */
const maximumAttributes = 10_000;

const slash = 47;
const lessThan = 60;
const greaterThan = 62;

/** A start tag or an empty-element tag as it stands in the text, before the parser decides what it means. */
export interface StartTag {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly nameSpan: Span;
  readonly attributes: readonly XmlAttribute[];
  readonly hasTooManyAttributes: boolean;
  /** True if it ends with `/`. */
  readonly isEmpty: boolean;
  /** False if its `>` is missing. */
  readonly isComplete: boolean;
  /** True if the problem of the missing `>` is among the problems already. */
  readonly isReported: boolean;
  /** What is wrong inside the tag; a missing `>` is not, as its meaning depends on the place. */
  readonly problems: ProblemList;
}

/** Where a tag is read. */
export interface TagPlace {
  readonly start: number;
  readonly nameStart: number;
  /** Where its name ends, if the text says so only together with the vocabulary. */
  readonly nameEnd?: number;
  /** Leaves have no attributes: what follows the name of an unfinished one is its text. */
  readonly isLeaf: boolean;
}

/** Reads a start tag (XML 1.0 §3.1). A `<` ends it, and so does text behind the name of a leaf. */
export function readStartTag(reader: Reader, place: TagPlace): StartTag {
  const nameSpan = span(place.nameStart, place.nameEnd ?? reader.skipName(place.nameStart));
  const name = reader.slice(nameSpan.start, nameSpan.end);
  const attributes: XmlAttribute[] = [];
  const names = new Set<string>();
  const problems = new ProblemList();
  let unquoted: ReadAttribute | undefined;
  let hasTooManyAttributes = false;
  let at = nameSpan.end;
  for (;;) {
    const next = reader.skipWhiteSpace(at);
    const ending = readEnding(reader, at, next);
    if (ending !== undefined) return finish(ending);
    if (place.isLeaf && !attributeStarts(reader, next)) return finish({ end: at, isEmpty: false, isComplete: false });
    if (unquoted !== undefined) reportMissingQuote(unquoted, true, problems);
    unquoted = undefined;
    if (reader.skipName(next) === next) {
      at = skipJunk(reader, next, problems);
      continue;
    }
    const read = readAttribute(reader, next, problems);
    if (next === at) reportMissingWhiteSpace(read.attribute, problems);
    if (names.has(read.attribute.name)) reportDuplicate(read.attribute, at, problems);
    names.add(read.attribute.name);
    if (attributes.length < maximumAttributes) attributes.push(read.attribute);
    else hasTooManyAttributes = true;
    if (read.missingQuote !== undefined) unquoted = read;
    at = read.attribute.end;
  }

  function finish({ end, isEmpty, isComplete }: Ending): StartTag {
    if (unquoted !== undefined) reportMissingQuote(unquoted, isComplete, problems);
    const isReported = unquoted !== undefined;
    const { start } = place;
    return { start, end, name, nameSpan, attributes, hasTooManyAttributes, isEmpty, isComplete, isReported, problems };
  }
}

/** How a tag ends. */
interface Ending {
  readonly end: number;
  readonly isEmpty: boolean;
  readonly isComplete: boolean;
}

/** The end of the tag, if it is at `next`; what comes before ends at `at`. */
function readEnding(reader: Reader, at: number, next: number): Ending | undefined {
  const code = reader.code(next);
  if (code === greaterThan) return { end: next + 1, isEmpty: false, isComplete: true };
  if (code === lessThan || Number.isNaN(code)) return { end: at, isEmpty: false, isComplete: false };
  if (code !== slash) return undefined;
  if (reader.code(next + 1) === greaterThan) return { end: next + 2, isEmpty: true, isComplete: true };
  const behind = reader.code(reader.skipWhiteSpace(next + 1));
  if (behind !== lessThan && !Number.isNaN(behind)) return undefined;
  return { end: next + 1, isEmpty: true, isComplete: false };
}

/** Skips characters that can start no attribute, up to white space or the end of the tag. */
function skipJunk(reader: Reader, from: number, problems: ProblemList): number {
  let at = from;
  do at++;
  while (reader.skipName(at) === at && reader.skipWhiteSpace(at) === at && readEnding(reader, at, at) === undefined);
  if (at > from + 1 || isXmlCharacter(reader.code(from))) {
    const junk = span(from, at);
    problems.add("attribute-syntax", junk, 'Remove this; only attributes may stand here, each as name="value".', {
      repair: removal(junk, "it"),
    });
  }
  return at;
}

function reportMissingWhiteSpace({ start, name }: XmlAttribute, problems: ProblemList): void {
  problems.add("attribute-syntax", span(start, start + name.length), `Put a blank before ${name}.`, {
    repair: insertion(start, " ", "Insert a blank"),
  });
}

function reportDuplicate({ nameSpan, name, end }: XmlAttribute, from: number, problems: ProblemList): void {
  problems.add("duplicate-attribute", nameSpan, `Remove this second ${name}.`, {
    repair: removal(span(from, end), `the second ${name}`),
  });
}
