import { span } from "../../base/span.js";
import type { ElementBuilder } from "./building.js";
import { addElement, closeUnfinished, type Opening } from "./elements.js";
import { currentElement, damageCurrent, giveUp, type Parsing } from "./parsing.js";
import { insertion } from "./problemList.js";
import { readStartTag, type StartTag } from "./startTag.js";
import { strayAngleBracket } from "./stray.js";

/** Reads the start tag or empty-element tag at the current offset, or finds that its `<` is none. */
export function readOpenTag(parsing: Parsing): void {
  const tag = readTag(parsing);
  if (isText(parsing, tag)) {
    strayAngleBracket(parsing);
    return;
  }
  makeRoom(parsing, tag);
  const parent = currentElement(parsing);
  const opening = openingOf(parsing, tag);
  if (parent === undefined && opening !== "breaks-off") takeRoot(parsing, tag);
  if (opening === "breaks-off") damageCurrent(parsing);
  const element = addElement(parsing, tag, opening);
  if (tag.hasTooManyAttributes) {
    giveUp(parsing, "too-large", `The tag ${tag.name} has too many attributes; the rest of the file was not read.`);
  }
  if (!tag.isComplete) reportMissingBracket(parsing, tag, element, opening);
}

function readTag(parsing: Parsing): StartTag {
  const { reader, vocabulary } = parsing;
  const start = parsing.at;
  const nameStart = start + 1;
  const name = reader.slice(nameStart, reader.skipName(nameStart));
  const tag = readStartTag(reader, { start, nameStart, isLeaf: vocabulary.isLeaf(name) });
  if (isPerfect(tag) || vocabulary.knows(name)) return tag;
  const known = gluedName(parsing, name);
  if (known === undefined) return tag;
  const nameEnd = nameStart + known.length;
  return readStartTag(reader, { start, nameStart, nameEnd, isLeaf: vocabulary.isLeaf(known) });
}

/** `<NameTank</Name>`: without its `>`, the name of the tag and the text behind it are one word. */
function gluedName(parsing: Parsing, name: string): string | undefined {
  return parsing.vocabulary
    .listedIn(currentElement(parsing))
    .filter((known) => name.startsWith(known) && parsing.tags.endsAhead(known, parsing.at))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isPerfect(tag: StartTag): boolean {
  return tag.isComplete && tag.problems.count === 0;
}

/** `Tank <level</Name>`: in an element that holds text and that is closed further on, this is no tag. */
function isText(parsing: Parsing, tag: StartTag): boolean {
  const current = currentElement(parsing);
  if (current === undefined || isPerfect(tag) || !parsing.vocabulary.isLeaf(current.name)) return false;
  return !parsing.vocabulary.knows(tag.name) || parsing.tags.endsAhead(current.name, parsing.at);
}

/**
 * Closes open elements that cannot hold the element of a tag and whose own end tag does not follow, as far as an
 * element that can hold it. One whose end tag follows is whole; then the tag is misplaced, which is no syntax error.
 */
function makeRoom(parsing: Parsing, tag: StartTag): void {
  const { open, vocabulary } = parsing;
  let depth = open.length;
  for (let element = open.at(-1); element !== undefined; element = open[depth - 1]) {
    if (!isInTheWay(parsing, element, tag)) break;
    depth--;
  }
  const isPlaceFound = !vocabulary.knows(tag.name) || vocabulary.allows(open[depth - 1], tag.name);
  const current = currentElement(parsing);
  if (isPlaceFound && depth < open.length) closeUnfinished(parsing, depth, tag.start, undefined);
  else if (current !== undefined && depth < open.length && vocabulary.isLeaf(current.name)) {
    closeUnfinished(parsing, open.length - 1, tag.start, undefined);
  }
}

/** True if an open element cannot hold the element of a tag and gets no end tag of its own. */
function isInTheWay({ vocabulary, tags }: Parsing, element: ElementBuilder, tag: StartTag): boolean {
  const isMisfit = vocabulary.knows(tag.name)
    ? !vocabulary.knows(element.name) || !vocabulary.allows(element, tag.name)
    : vocabulary.isLeaf(element.name);
  return isMisfit && !tags.endsAhead(element.name, tag.start);
}

function openingOf(parsing: Parsing, tag: StartTag): Opening {
  if (tag.isEmpty) return "is-empty";
  if (tag.isComplete) return "opens";
  const isExpected = parsing.vocabulary.listedIn(currentElement(parsing)).includes(tag.name);
  return isExpected ? "opens" : "breaks-off";
}

/** XML 1.0 §2.1: there is exactly one root. A tag that breaks off is none: `<LW`, typed before the root element. */
function takeRoot(parsing: Parsing, tag: StartTag): void {
  if (parsing.hasRoot) {
    const message = `Move ${tag.name} into the root element, or remove it; a file has one root element.`;
    parsing.problems.add("outside-root", tag.nameSpan, message);
  }
  parsing.hasRoot = true;
}

/** Reports that the `>` of a tag is missing; where it is the only thing that is, the repair is certain. */
function reportMissingBracket(parsing: Parsing, tag: StartTag, element: ElementBuilder, opening: Opening): void {
  const isAtEnd = parsing.reader.skipWhiteSpace(tag.end) === parsing.reader.length;
  const closes = opening === "opens" && parsing.tags.endsAhead(tag.name, tag.end);
  element.isReported = !closes;
  if (tag.isReported) return;
  const place = tag.attributes.at(-1) ?? span(tag.start, tag.nameSpan.end);
  const message = opening === "breaks-off" ? "Finish this tag, or remove it." : `End the tag ${tag.name} with >.`;
  const bracket = opening === "is-empty" || closes ? ">" : "/>";
  if (isAtEnd) {
    const completion = opening === "breaks-off" ? undefined : { span: span(tag.end, tag.end), text: ">" };
    parsing.breakOff = { code: "incomplete-tag", span: place, message, completion };
  } else if (opening === "breaks-off") {
    parsing.problems.add("incomplete-tag", place, message);
  } else {
    parsing.problems.add("incomplete-tag", place, message, { repair: insertion(tag.end, bracket) });
  }
}
