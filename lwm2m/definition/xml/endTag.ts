import { span, type Span } from "../../base/span.js";
import type { ElementBuilder } from "./building.js";
import { closeUnfinished, closeWithTag } from "./elements.js";
import { breakOffIn, addText, currentElement, damageCurrent, type Parsing } from "./parsing.js";
import { insertion, removal, replacement } from "./problemList.js";
import { isOneEditAway } from "./similarity.js";
import { strayAngleBracket } from "./stray.js";

const greaterThan = 62;

/** An end tag as it stands in the text. */
interface EndTag {
  readonly span: Span;
  readonly name: string;
  /** False if its `>` is missing. */
  readonly isComplete: boolean;
  /** True if nothing but white space stands between its name and its `>`. */
  readonly isClean: boolean;
}

/** Reads the end tag at the current offset, and decides which element it ends. */
export function readEndTag(parsing: Parsing): void {
  if (readMatching(parsing)) return;
  const tag = readTag(parsing);
  const depth = tag.name === "" ? -1 : parsing.open.findLastIndex((element) => element.name === tag.name);
  const current = currentElement(parsing);
  if (depth !== -1 && !isBegun(tag, current) && !endsTooEarly(parsing, tag, depth)) {
    closeUnfinished(parsing, depth + 1, tag.span.start, tag.span);
    parsing.at = tag.span.end;
    closeMatching(parsing, tag);
  } else if (current !== undefined && isMeantFor(parsing, tag, current)) {
    parsing.at = tag.span.end;
    closeMisspelled(parsing, tag, current);
  } else {
    skip(parsing, tag);
  }
}

/** Reads the tag if it is the whole end tag of the innermost element, which most are. */
function readMatching(parsing: Parsing): boolean {
  const { reader, at } = parsing;
  const name = currentElement(parsing)?.name;
  if (name === undefined || !reader.has(name, at + 2) || reader.code(at + 2 + name.length) !== greaterThan)
    return false;
  parsing.at = at + 3 + name.length;
  closeWithTag(parsing, span(at, parsing.at));
  return true;
}

function readTag({ reader, at }: Parsing): EndTag {
  const nameEnd = reader.skipName(at + 2);
  const name = reader.slice(at + 2, nameEnd);
  const close = reader.skipWhiteSpace(nameEnd);
  if (reader.code(close) === greaterThan) {
    return { span: span(at, close + 1), name, isComplete: true, isClean: true };
  }
  const bracket = reader.find(">", nameEnd);
  if (name !== "" && bracket < Math.min(reader.find("<", nameEnd), reader.endOfLine(nameEnd))) {
    return { span: span(at, bracket + 1), name, isComplete: true, isClean: false };
  }
  return { span: span(at, nameEnd), name, isComplete: false, isClean: true };
}

/** `</Object` where `ObjectURN` is open: its end tag, half typed, and not the one of an element further out. */
function isBegun(tag: EndTag, current: ElementBuilder | undefined): boolean {
  return !tag.isComplete && current !== undefined && tag.name !== current.name && current.name.startsWith(tag.name);
}

/** An end tag that is broken or an outer element's, and that comes again further on, is the wrong one at this place. */
function endsTooEarly({ open, vocabulary, tags }: Parsing, tag: EndTag, depth: number): boolean {
  const isDoubtful = depth < open.length - 1 || !tag.isComplete;
  return isDoubtful && vocabulary.knows(tag.name) && tags.endsAhead(tag.name, tag.span.end);
}

/** True if a tag whose name fits nothing is the end tag of the innermost element, which gets no other one. */
function isMeantFor(parsing: Parsing, { name, span }: EndTag, current: ElementBuilder): boolean {
  const { reader, vocabulary, tags } = parsing;
  if (isOneEditAway(name, current.name)) return !reader.has(`</${current.name}`, reader.find("<", span.end));
  if (vocabulary.knows(current.name) || vocabulary.knows(name)) return !tags.endsAhead(current.name, span.end);
  return current.name.startsWith(name);
}

function closeMatching(parsing: Parsing, tag: EndTag): void {
  const { reader, problems } = parsing;
  const element = currentElement(parsing);
  closeWithTag(parsing, tag.span);
  if (element === undefined || (tag.isComplete && tag.isClean)) return;
  element.damaged = true;
  if (tag.isClean && reader.skipWhiteSpace(tag.span.end) === reader.length) breakOff(parsing, tag, element);
  else if (tag.isClean) {
    const repair = insertion(tag.span.end, ">");
    problems.add("incomplete-tag", tag.span, `End the tag </${tag.name} with >.`, { repair });
  } else {
    const repair = replacement(tag.span, `</${tag.name}>`);
    problems.add("incomplete-tag", tag.span, `Write </${tag.name}>; nothing else belongs into an end tag.`, { repair });
  }
}

function closeMisspelled(parsing: Parsing, tag: EndTag, element: ElementBuilder): void {
  const { reader, problems, vocabulary } = parsing;
  element.damaged = true;
  closeWithTag(parsing, tag.span);
  const { name, nameSpan } = element;
  if (!tag.isComplete && reader.skipWhiteSpace(tag.span.end) === reader.length) breakOff(parsing, tag, element);
  else if (!vocabulary.knows(name) && vocabulary.allows(element.parent, tag.name) && vocabulary.knows(tag.name)) {
    problems.add("misspelled-tag", nameSpan, `Write ${tag.name} here, as in its end tag.`, {
      related: [{ span: tag.span, message: `${tag.name} ends here` }],
      repair: replacement(nameSpan, tag.name),
    });
  } else {
    problems.add("misspelled-tag", tag.span, `Write </${name}> here.`, {
      related: [{ span: nameSpan, message: `${name} starts here` }],
      repair: replacement(tag.span, `</${name}>`),
    });
  }
}

/** The text ends inside the end tag of an element. */
function breakOff(parsing: Parsing, tag: EndTag, { name }: ElementBuilder): void {
  const completion = { span: tag.span, text: `</${name}>` };
  breakOffIn(parsing, {
    code: "incomplete-tag",
    span: tag.span,
    message: `Complete the end tag </${name}>.`,
    completion,
  });
}

/** Takes an end tag that ends nothing as text. */
function skip(parsing: Parsing, tag: EndTag): void {
  const { problems, vocabulary } = parsing;
  const current = currentElement(parsing);
  if (!tag.isComplete && current !== undefined && vocabulary.listedIn(current).length === 0) {
    strayAngleBracket(parsing);
    return;
  }
  const what = tag.name === "" ? "</" : `</${tag.name}>`;
  const message =
    tag.name === "" ? "Remove this </, or complete the end tag." : `Remove this ${what}; ${tag.name} is not open here.`;
  problems.add("stray-end-tag", tag.span, message, { repair: removal(tag.span, what) });
  damageCurrent(parsing);
  parsing.at = tag.span.end;
  addText(parsing, tag.span.start, tag.span.end);
}
