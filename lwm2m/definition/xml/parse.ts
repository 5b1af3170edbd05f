import { span, type Span } from "../../base/span.js";
import { endOfLine, isNameStart, isWhiteSpace, skipName, skipWhiteSpace, trimmed } from "./characters.js";
import { readReference } from "./references.js";
import { isOneEditAway } from "./similarity.js";
import { readAttribute } from "./attributes.js";
import { ProblemList } from "./problemList.js";
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode, XmlVocabulary } from "./tree.js";

/** Elements may nest this deep; a definition has five levels. Deeper ones become siblings. */
const maximumDepth = 64;

/** A longer text is not read at all, in UTF-16 code units. The largest published definition has 33 thousand. */
export const maximumLength = 16 * 1024 * 1024;

/** An element under construction. */
type Building = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & {
  attributes: XmlAttribute[];
  children: XmlNode[];
  parent: Building | undefined;
};

/**
 * Parses XML into a tree and a list of problems. It never throws, reads the text once from front to back, and mends
 * damage with what the vocabulary says: which elements hold which, and which hold only text.
 */
export function parseXml(text: string, vocabulary: XmlVocabulary): XmlDocument {
  return new TolerantParser(text, vocabulary).parse();
}

class TolerantParser {
  readonly #text: string;
  readonly #vocabulary: XmlVocabulary;
  readonly #nodes: XmlNode[] = [];
  readonly #problems = new ProblemList();
  /** The open elements, outermost first. */
  readonly #open: Building[] = [];
  /** For each terminator that was searched and not found: there is none from here on. */
  readonly #absentFrom = new Map<string, number>();
  #at = 0;

  constructor(text: string, vocabulary: XmlVocabulary) {
    this.#text = text;
    this.#vocabulary = vocabulary;
  }

  parse(): XmlDocument {
    const text = this.#text;
    if (text.length > maximumLength) {
      this.#problems.add(
        "too-large",
        span(0, 0),
        "This file is too large to be an object definition; it was not read.",
      );
      return { text, nodes: [], root: undefined, problems: this.#problems.sorted() };
    }
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
    while (this.#at < text.length) {
      if (text.charAt(this.#at) === "<") this.#markup();
      else this.#characterData();
    }
    while (this.#open.length > 0) this.#closeUnfinished(text.length, undefined);
    const root = this.#nodes.find((node): node is XmlElement => node.kind === "element");
    return { text, nodes: this.#nodes, root, problems: this.#problems.sorted() };
  }

  get #current(): Building | undefined {
    return this.#open.at(-1);
  }

  #add(node: XmlNode): void {
    (this.#current?.children ?? this.#nodes).push(node);
  }

  /** The offset of `terminator` at or behind `from`, or -1. A terminator found missing is not searched again. */
  #find(terminator: string, from: number): number {
    const absent = this.#absentFrom.get(terminator);
    if (absent !== undefined && from >= absent) return -1;
    const found = this.#text.indexOf(terminator, from);
    if (found === -1) this.#absentFrom.set(terminator, from);
    return found;
  }

  #markup(): void {
    const text = this.#text;
    const at = this.#at;
    const next = text.charAt(at + 1);
    if (next === "/") this.#endTag();
    else if (next === "?") this.#instruction();
    else if (text.startsWith("<!--", at)) this.#comment();
    else if (text.startsWith("<![CDATA[", at)) this.#cdata();
    else if (next === "!") this.#declaration();
    else if (at + 1 < text.length && isNameStart(text.charCodeAt(at + 1))) this.#startTag(at + 1);
    else this.#strayAngleBracket();
  }

  // --- text ------------------------------------------------------------------------------------------------------

  #characterData(): void {
    const text = this.#text;
    const start = this.#at;
    const bracket = text.indexOf("<", start);
    const end = bracket === -1 ? text.length : bracket;
    if (this.#tagWithoutBracket(start, end)) return;
    this.#at = end;
    if (this.#current === undefined) {
      this.#textOutsideRoot(start, end);
      return;
    }
    this.#references(start, end);
    this.#add({ kind: "text", start, end });
  }

  /** `Name>text`: where a known child may start, its `<` has been lost. */
  #tagWithoutBracket(start: number, end: number): boolean {
    const current = this.#current;
    const allowed = current === undefined ? undefined : this.#vocabulary.children.get(current.name);
    if (current === undefined || allowed === undefined || allowed.length === 0) return false;
    const from = skipWhiteSpace(this.#text, start);
    const nameEnd = skipName(this.#text, from);
    if (nameEnd === from || nameEnd > end || !allowed.includes(this.#text.slice(from, nameEnd))) return false;
    const close = this.#text.indexOf(">", nameEnd);
    if (close === -1 || close >= end) return false;
    if (from > start) this.#add({ kind: "text", start, end: from });
    this.#at = from;
    const name = this.#text.slice(from, nameEnd);
    this.#problems.add("missing-angle-bracket", span(from, nameEnd), `Put a < before ${name}.`, {
      repair: { title: `Insert < before ${name}`, span: span(from, from), text: "<" },
    });
    this.#startTag(from);
    const opened = this.#lastElement(current);
    if (opened !== undefined) opened.damaged = true;
    return true;
  }

  #lastElement(parent: Building): Building | undefined {
    const last = parent.children.at(-1);
    return last?.kind === "element" ? (last as Building) : undefined;
  }

  #textOutsideRoot(start: number, end: number): void {
    const content = trimmed(this.#text, start, end);
    if (content.start < content.end) {
      this.#problems.add(
        "outside-root",
        content,
        "Only comments may stand outside the root element; remove this text.",
      );
    }
    this.#nodes.push({ kind: "text", start, end });
  }

  #references(start: number, end: number): void {
    const raw = this.#text.slice(start, end);
    for (let at = raw.indexOf("&"); at !== -1;) {
      const reference = readReference(raw, at, raw.length);
      if (reference.value === undefined) {
        const place = span(start + at, start + reference.end);
        this.#problems.add("bad-reference", place, `Write &amp; for an ampersand.`, {
          repair: { title: "Write &amp;", span: span(place.start, place.start + 1), text: "&amp;" },
        });
        this.#damage();
      }
      at = raw.indexOf("&", reference.end);
    }
  }

  #damage(): void {
    const current = this.#current;
    if (current !== undefined) current.damaged = true;
  }

  #strayAngleBracket(): void {
    const start = this.#at;
    this.#problems.add("stray-angle-bracket", span(start, start + 1), "Write &lt; for a less-than sign.", {
      repair: { title: "Write &lt;", span: span(start, start + 1), text: "&lt;" },
    });
    this.#damage();
    this.#at = start + 1;
    this.#add({ kind: "text", start, end: start + 1 });
  }

  // --- comments, sections, instructions --------------------------------------------------------------------------

  #comment(): void {
    const start = this.#at;
    const end = this.#find("-->", start + 4);
    const nested = this.#find("<!--", start + 4);
    if (end === -1 || (nested !== -1 && nested < end)) {
      this.#unterminated("comment", "-->", start, start + 4);
      return;
    }
    this.#at = end + 3;
    this.#add({ kind: "comment", start, end: end + 3, contentSpan: span(start + 4, end) });
  }

  #cdata(): void {
    const start = this.#at;
    const end = this.#find("]]>", start + 9);
    if (end === -1) {
      const close = this.#find("</", start + 9);
      const stop = close === -1 ? this.#text.length : close;
      this.#problems.add("unterminated", span(start, start + 9), "End this CDATA section with ]]>.");
      this.#damage();
      this.#at = stop;
      this.#add({ kind: "cdata", start, end: stop, contentSpan: span(start + 9, stop) });
      return;
    }
    this.#at = end + 3;
    if (this.#current === undefined) {
      this.#problems.add("outside-root", span(start, end + 3), "A CDATA section may stand only inside an element.");
    }
    this.#add({ kind: "cdata", start, end: end + 3, contentSpan: span(start + 9, end) });
  }

  #instruction(): void {
    const start = this.#at;
    const end = this.#find("?>", start + 2);
    if (end === -1) {
      this.#unterminated("instruction", "?>", start, start + 2);
      return;
    }
    this.#at = end + 2;
    const target = this.#text.slice(start + 2, skipName(this.#text, start + 2));
    this.#add({ kind: "instruction", start, end: end + 2, target });
  }

  /** `<!DOCTYPE …>` or another declaration: reported, skipped, never expanded. */
  #declaration(): void {
    const start = this.#at;
    const close = this.#find(">", start);
    const end = close === -1 ? this.#text.length : close + 1;
    this.#problems.add("doctype", span(start, end), "Remove this declaration; an object definition has no DOCTYPE.");
    this.#at = end;
    this.#add({ kind: "doctype", start, end });
  }

  #unterminated(what: "comment" | "instruction", terminator: string, start: number, contentStart: number): void {
    const end = endOfLine(this.#text, contentStart);
    this.#problems.add("unterminated", span(start, contentStart), `End this ${what} with ${terminator}.`);
    this.#damage();
    this.#at = end;
    if (what === "comment") this.#add({ kind: "comment", start, end, contentSpan: span(contentStart, end) });
    else this.#add({ kind: "instruction", start, end, target: "" });
  }

  // --- tags ------------------------------------------------------------------------------------------------------

  #startTag(nameStart: number): void {
    const text = this.#text;
    const start = text.charAt(nameStart - 1) === "<" ? nameStart - 1 : nameStart;
    const nameEnd = skipName(text, nameStart);
    const name = text.slice(nameStart, nameEnd);
    this.#makeRoom(name, start);
    const element: Building = {
      kind: "element",
      name,
      nameSpan: span(nameStart, nameEnd),
      start,
      openEnd: nameEnd,
      closeStart: undefined,
      end: nameEnd,
      selfClosing: false,
      attributes: [],
      children: [],
      parent: this.#current,
      damaged: false,
    };
    this.#add(element);
    this.#readAttributes(element, nameEnd);
    const at = this.#at;
    if (text.startsWith("/>", at)) {
      this.#at = element.openEnd = element.end = at + 2;
      element.selfClosing = true;
      return;
    }
    if (text.charAt(at) === ">") this.#at = at + 1;
    else this.#incompleteTag(element, at);
    element.openEnd = element.end = this.#at;
    if (this.#open.length < maximumDepth) {
      this.#open.push(element);
    } else {
      this.#problems.add(
        "too-deep",
        element.nameSpan,
        `Elements nest deeper than ${String(maximumDepth)} levels here.`,
      );
    }
  }

  #incompleteTag(element: Building, at: number): void {
    element.damaged = true;
    const last = element.attributes.at(-1)?.end ?? element.nameSpan.end;
    this.#problems.add("incomplete-tag", span(element.start, last), `End this tag with >.`, {
      repair: { title: "Insert >", span: span(last, last), text: ">" },
    });
    this.#at = Math.max(at, last);
  }

  #readAttributes(element: Building, from: number): void {
    const seen = new Set<string>();
    const text = this.#text;
    let at = from;
    for (;;) {
      const next = skipWhiteSpace(text, at);
      const code = text.charCodeAt(next);
      if (next >= text.length || text.startsWith("<", next) || text.startsWith(">", next)) break;
      if (text.startsWith("/>", next)) {
        at = next;
        break;
      }
      const { attribute, end } = readAttribute(text, next, this.#problems);
      if (attribute === undefined) {
        element.damaged = true;
        // Not an attribute: if a leaf follows its own text here, the `>` of this tag is missing.
        if (this.#isLeaf(element.name) || !isNameStart(code)) break;
        at = Math.max(end, next + 1);
        continue;
      }
      if (attribute.value === undefined && this.#isLeaf(element.name)) break;
      if (seen.has(attribute.name)) {
        this.#problems.add("duplicate-attribute", attribute.nameSpan, `Remove this second ${attribute.name}.`);
      }
      seen.add(attribute.name);
      element.attributes.push(attribute);
      at = end;
    }
    this.#at = text.startsWith(">", skipWhiteSpace(text, at)) ? skipWhiteSpace(text, at) : at;
  }

  #isLeaf(name: string): boolean {
    return this.#vocabulary.children.get(name)?.length === 0;
  }

  /** Closes what cannot hold an element of this name, if something further out can. */
  #makeRoom(name: string, at: number): void {
    const holder = this.#open.findLastIndex((element) => {
      const allowed = this.#vocabulary.children.get(element.name);
      return allowed === undefined || allowed.includes(name);
    });
    const leafEnds = this.#current !== undefined && this.#isLeaf(this.#current.name);
    const depth = holder === -1 ? (leafEnds ? this.#open.length - 1 : this.#open.length) : holder + 1;
    if (!this.#vocabularyKnows(name) && !leafEnds) return;
    while (this.#open.length > depth) this.#closeUnfinished(at, undefined);
  }

  #vocabularyKnows(name: string): boolean {
    return this.#vocabulary.children.has(name);
  }

  #endTag(): void {
    const text = this.#text;
    const start = this.#at;
    const nameEnd = skipName(text, start + 2);
    const name = text.slice(start + 2, nameEnd);
    const close = skipWhiteSpace(text, nameEnd);
    const complete = text.charAt(close) === ">";
    const end = complete ? close + 1 : nameEnd;
    this.#at = end;
    const tag = span(start, end);
    const depth = name === "" ? -1 : this.#open.findLastIndex((element) => element.name === name);
    if (depth !== -1) {
      while (this.#open.length > depth + 1) this.#closeUnfinished(start, tag);
      this.#finish(tag);
      if (!complete) this.#endTagWithoutBracket(tag, name);
      return;
    }
    const current = this.#current;
    if (current !== undefined && (name === "" || isOneEditAway(name, current.name))) {
      this.#problems.add("misspelt-end-tag", tag, `Write </${current.name}> here.`, {
        related: [{ span: current.nameSpan, message: `${current.name} starts here` }],
        repair: { title: `Write </${current.name}>`, span: tag, text: `</${current.name}>` },
      });
      current.damaged = true;
      this.#finish(tag);
      return;
    }
    this.#problems.add("stray-end-tag", tag, `Remove this end tag; no ${name === "" ? "element" : name} is open here.`);
    this.#damage();
  }

  #endTagWithoutBracket(tag: Span, name: string): void {
    this.#problems.add("incomplete-tag", tag, `End this tag with >.`, {
      repair: { title: "Insert >", span: span(tag.end, tag.end), text: ">" },
    });
    const closed = this.#current === undefined ? undefined : this.#lastElement(this.#current);
    if (closed?.name === name) closed.damaged = true;
  }

  #finish(tag: Span): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    element.closeStart = tag.start;
    element.end = tag.end;
  }

  /** Closes the innermost element without an end tag, before the tag at `at` that shows it is missing. */
  #closeUnfinished(at: number, closedBy: Span | undefined): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    element.end = trimmed(this.#text, element.openEnd, at).end;
    if (element.end < element.openEnd) element.end = element.openEnd;
    const alreadyReported = element.damaged && this.#isLeaf(element.name);
    element.damaged = true;
    if (alreadyReported) return;
    this.#problems.add("missing-end-tag", element.nameSpan, `Close ${element.name} with </${element.name}>.`, {
      related: closedBy === undefined ? [] : [{ span: closedBy, message: "It is still open here" }],
      repair: { title: `Insert </${element.name}>`, span: span(element.end, element.end), text: `</${element.name}>` },
    });
  }
}

/** True if the text between two offsets is white space. */
export function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isWhiteSpace(text.charCodeAt(at))) return false;
  return true;
}
