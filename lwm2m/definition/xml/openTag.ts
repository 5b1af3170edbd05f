import type { ElementBuilder } from "./building.js";
import { addElement, closeUnfinished, type Opening } from "./elements.js";
import { breakOffIn, currentElement, damageCurrent, giveUp, type BreakOff, type Parsing } from "./parsing.js";
import { insertion, removal } from "./problemList.js";
import { readStartTag, readTagName, type StartTag } from "./startTag.js";
import { strayAngleBracket } from "./stray.js";

/** Reads the start tag or empty-element tag at the current offset, or finds that its `<` is none. */
export function readOpenTag(parsing: Parsing): void {
  const tag = readTag(parsing);
  if (isText(parsing, tag)) {
    strayAngleBracket(parsing);
    return;
  }
  makeRoom(parsing, tag);
  const opening = openingOf(parsing, tag);
  const parent = currentElement(parsing);
  if (opening === "breaks-off") damageCurrent(parsing);
  const element = addElement(parsing, tag, opening);
  if (parent === undefined && opening !== "breaks-off") takeRoot(parsing, element);
  if (tag.hasTooManyAttributes) {
    giveUp(parsing, "too-large", `The tag ${tag.name} has too many attributes; the rest of the file was not read.`);
  } else if (!tag.isComplete) reportMissingBracket(parsing, tag, element, opening);
}

function readTag(parsing: Parsing): StartTag {
  const { reader, vocabulary, at } = parsing;
  const tagName = readTagName(reader, at, at + 1);
  const { name, nameSpan } = tagName;
  const tag = readStartTag(reader, tagName, { isLeaf: vocabulary.isLeaf(name) });
  if (isPerfect(tag) || vocabulary.knows(name)) return tag;
  const known = gluedName(parsing, name);
  if (known === undefined) return tag;
  const glued = { start: at, name: known, nameSpan: { start: nameSpan.start, end: nameSpan.start + known.length } };
  return readStartTag(reader, glued, { isLeaf: vocabulary.isLeaf(known) });
}

/** `<NameTank</Name>`: without its `>`, the name of the tag and the text behind it are one word. */
function gluedName(parsing: Parsing, name: string): string | undefined {
  return parsing.vocabulary
    .listedIn(currentElement(parsing))
    .filter((known) => name.startsWith(known) && parsing.tags.endsAhead(known, parsing.at))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isPerfect(tag: StartTag): boolean {
  return tag.isComplete && tag.problems.length === 0;
}

/** `Tank <level</Name>`: in an element that holds text and that is closed further on, this is no tag. */
function isText({ vocabulary, tags, open }: Parsing, tag: StartTag): boolean {
  const current = open.at(-1);
  if (current === undefined || isPerfect(tag) || !vocabulary.isLeaf(current.name)) return false;
  return !vocabulary.knows(tag.name) || tags.endsAhead(current.name, tag.end);
}

/**
 * Closes open elements that cannot hold the element of a tag and whose own end tag does not follow, as far as an
 * element that can hold it. One whose end tag follows is whole; then the tag is misplaced, which is no syntax error.
 * A tag that is only begun has no name to rely on: it ends a leaf, and nothing further out.
 */
function makeRoom(parsing: Parsing, tag: StartTag): void {
  const { open, vocabulary } = parsing;
  const current = open.at(-1);
  const isLeaf = current !== undefined && vocabulary.isLeaf(current.name);
  let depth = open.length;
  for (let element = current; element !== undefined; element = open[depth - 1]) {
    if (!isInTheWay(parsing, element, tag)) break;
    depth--;
  }
  const isPlaceFound = !vocabulary.knows(tag.name) || vocabulary.allows(open[depth - 1], tag.name);
  if (depth === open.length) return;
  if (isPlaceFound && tag.isComplete) closeUnfinished(parsing, depth, tag.start, undefined);
  else if (isLeaf) closeUnfinished(parsing, open.length - 1, tag.start, undefined);
}

/** True if an open element cannot hold the element of a tag and gets no end tag of its own. */
function isInTheWay({ vocabulary, tags }: Parsing, element: ElementBuilder, tag: StartTag): boolean {
  const isMisfit = vocabulary.knows(tag.name)
    ? !vocabulary.knows(element.name) || !vocabulary.allows(element, tag.name)
    : vocabulary.isLeaf(element.name);
  return isMisfit && !tags.endsAhead(element.name, tag.isComplete ? tag.start : tag.end);
}

/** A tag without its `>` opens an element where the vocabulary expects it and the next one of its name is not before its end. */
function openingOf({ vocabulary, tags, open }: Parsing, tag: StartTag): Opening {
  if (tag.isEmpty) return "is-empty";
  if (tag.isComplete) return "opens";
  const isExpected = vocabulary.listedIn(open.at(-1)).includes(tag.name);
  return isExpected && tags.next(tag.name, tag.end) !== "start" ? "opens" : "breaks-off";
}

/** XML 1.0 §2.1: there is exactly one root. A tag that breaks off is none: `<LW`, typed before the root element. */
function takeRoot(parsing: Parsing, element: ElementBuilder): void {
  if (parsing.root === undefined) {
    parsing.root = element;
    return;
  }
  const message = `Move ${element.name} into the root element, or remove it; a file has one root element.`;
  parsing.problems.add("outside-root", element.nameSpan, message);
}

/** Reports that the `>` of a tag is missing; where it is the only thing that is, the repair is certain. */
function reportMissingBracket(parsing: Parsing, tag: StartTag, element: ElementBuilder, opening: Opening): void {
  const { reader, tags, problems } = parsing;
  const { code, span, message, completion } = missingBracket(tag, opening);
  const closes = opening === "opens" && tags.endsAhead(tag.name, tag.end);
  element.isReported = !closes;
  if (reader.skipWhiteSpace(tag.end) === reader.length) {
    breakOffIn(parsing, { code, span, message, completion });
  } else if (completion === undefined) {
    const begun = { start: tag.start, end: tag.end };
    problems.add(code, span, message, { repair: removal(begun, "what is begun here") });
  } else {
    const bracket = opening === "is-empty" || closes ? ">" : "/>";
    problems.add(code, span, message, { repair: insertion(tag.end, completion.text.replace(">", bracket)) });
  }
}

/** What is wrong with a tag that is not complete, and what completes it. */
function missingBracket(tag: StartTag, opening: Opening): BreakOff {
  const place = { start: tag.start, end: tag.nameSpan.end };
  const { end, unfinished, name } = tag;
  if (unfinished?.lacks !== undefined && unfinished.lacks !== "value") {
    const { attribute, lacks } = unfinished;
    return {
      code: "unterminated",
      span: { start: attribute.valueSpan.start - 1, end },
      message: `End the value of ${attribute.name} with ${lacks} and the tag with >.`,
      completion: { span: { start: end, end }, text: `${lacks}>` },
    };
  }
  if (opening === "breaks-off" || unfinished !== undefined) {
    const message = "Finish this tag, or remove it.";
    return { code: "incomplete-tag", span: unfinished?.attribute.nameSpan ?? place, message, completion: undefined };
  }
  const completion = { span: { start: end, end }, text: ">" };
  const message = `End the tag ${name} with >.`;
  return { code: "incomplete-tag", span: tag.attributes.at(-1)?.nameSpan ?? place, message, completion };
}
