import { span } from "../../base/span.js";
import { addElement, closeWithTag } from "./elements.js";
import { addText, breakOffIn, currentElement, damageCurrent, type Parsing } from "./parsing.js";
import { insertion, replacement } from "./problemList.js";
import { ampersandAdvice, badReferences, isReferenceBegun, reportBadReference } from "./references.js";
import { readStartTag, readTagName } from "./startTag.js";

const greaterThan = 62;

/** Reads what stands before the next `<`. */
export function readText(parsing: Parsing): void {
  const { reader } = parsing;
  const start = parsing.at;
  const end = reader.find("<", start);
  if (startTagWithoutBracket(parsing, start, end)) return;
  parsing.at = end;
  const endTag = endTagWithoutBracket(parsing, start, end);
  if (endTag === undefined) takeText(parsing, start, end);
  else {
    takeText(parsing, start, endTag);
    const current = currentElement(parsing);
    const tag = span(endTag, reader.trimEnd(endTag, end));
    parsing.problems.add("missing-angle-bracket", tag, `Put a < before ${reader.slice(tag.start, tag.end)}.`, {
      repair: insertion(endTag, "<"),
    });
    if (current !== undefined) current.damaged = true;
    closeWithTag(parsing, tag);
    addText(parsing, tag.end, end);
  }
}

function takeText(parsing: Parsing, start: number, end: number): void {
  if (start >= end) return;
  if (currentElement(parsing) === undefined) reportOutsideRoot(parsing, start, end);
  else reportBadText(parsing, start, end);
  addText(parsing, start, end);
}

/** XML 1.0 §2.8: outside the root element stand only white space, comments and instructions. */
function reportOutsideRoot({ reader, problems }: Parsing, start: number, end: number): void {
  const content = span(reader.skipWhiteSpace(start), reader.trimEnd(start, end));
  if (content.start >= end) return;
  problems.add("outside-root", content, "Remove this text; only comments may stand outside the root element.");
}

/** XML 1.0 §2.4: `&` starts a reference, and `]]>` ends a CDATA section. */
function reportBadText(parsing: Parsing, start: number, end: number): void {
  const { reader, problems } = parsing;
  if (reader.find("&", start) < end) reportBadReferences(parsing, start, end);
  for (let at = reader.find("]]>", start); at < end; at = reader.find("]]>", at + 3)) {
    const place = span(at, at + 3);
    damageCurrent(parsing);
    problems.add("forbidden-sequence", place, "Write ]]&gt; here; ]]> only ends a CDATA section.", {
      repair: replacement(place, "]]&gt;"),
    });
  }
}

function reportBadReferences(parsing: Parsing, start: number, end: number): void {
  const { reader, problems } = parsing;
  const raw = reader.slice(start, end);
  for (const bad of badReferences(raw)) {
    const place = span(start + bad.start, start + bad.end);
    damageCurrent(parsing);
    if (end === reader.length && isReferenceBegun(raw, bad.start)) {
      const completion = { span: span(place.start, end), text: `&amp;${raw.slice(bad.start + 1)}` };
      breakOffIn(parsing, { code: "bad-reference", span: place, message: ampersandAdvice, completion });
    } else reportBadReference(raw.slice(bad.start, bad.end), place, problems);
  }
}

/** `Name>text`: where a known child may start stands a whole start tag, only its `<` is lost. */
function startTagWithoutBracket(parsing: Parsing, start: number, end: number): boolean {
  const { reader, vocabulary, problems } = parsing;
  const allowed = vocabulary.listedIn(currentElement(parsing));
  if (allowed.length === 0) return false;
  const nameStart = reader.skipWhiteSpace(start);
  const tagName = readTagName(reader, nameStart, nameStart);
  if (!allowed.includes(tagName.name)) return false;
  const tag = readStartTag(reader, tagName, { isLeaf: false });
  if (!tag.isComplete || tag.end > end || tag.problems.length > 0) return false;
  addText(parsing, start, nameStart);
  problems.add("missing-angle-bracket", tag.nameSpan, `Put a < before ${tag.name}.`, {
    repair: insertion(nameStart, "<", `Insert < before ${tag.name}`),
  });
  const element = addElement(parsing, tag, tag.isEmpty ? "is-empty" : "opens");
  element.damaged = true;
  return true;
}

/** Where `/Name>` stands at the end of a text in the element of that name, whose own end tag does not follow. */
function endTagWithoutBracket(parsing: Parsing, start: number, end: number): number | undefined {
  const { reader, vocabulary, tags } = parsing;
  const current = currentElement(parsing);
  if (current === undefined || !vocabulary.knows(current.name)) return undefined;
  const tagEnd = reader.trimEnd(start, end);
  if (reader.code(tagEnd - 1) !== greaterThan) return undefined;
  const tag = `/${current.name}>`;
  const at = tagEnd - tag.length;
  return at >= start && reader.has(tag, at) && !tags.endsAhead(current.name, end) ? at : undefined;
}
