import { span, type Span } from "../../base/span.js";
import { isXmlCharacter } from "./characters.js";
import { attributeStarts, readAttribute, type ReadAttribute } from "./attributes.js";
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
  /** The attribute that a tag without its `>` breaks off in: without its value, or without its closing quote. */
  readonly unfinished: ReadAttribute | undefined;
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
  if (reader.code(nameSpan.end) === greaterThan) return plainTag(reader, place, nameSpan);
  const list = new AttributeList();
  for (let at = nameSpan.end; ;) {
    const next = reader.skipWhiteSpace(at);
    const ending = readEnding(reader, at, next) ?? endingOfLeaf(reader, place, at, next);
    if (ending !== undefined) {
      const name = reader.slice(nameSpan.start, nameSpan.end);
      return { start: place.start, name, nameSpan, ...ending, ...list.finish(ending.isComplete) };
    }
    at = reader.skipName(next) > next ? list.read(reader, at, next) : list.skipJunk(reader, next);
  }
}

/** What a tag without attributes has in place of theirs. */
const noAttributes: Pick<StartTag, "attributes" | "hasTooManyAttributes" | "unfinished" | "problems"> = {
  attributes: [],
  hasTooManyAttributes: false,
  unfinished: undefined,
  problems: new ProblemList(),
};

/** `<Name>`: what most tags are. */
function plainTag(reader: Reader, { start }: TagPlace, nameSpan: Span): StartTag {
  const name = reader.slice(nameSpan.start, nameSpan.end);
  return { start, name, nameSpan, end: nameSpan.end + 1, isEmpty: false, isComplete: true, ...noAttributes };
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

function endingOfLeaf(reader: Reader, { isLeaf }: TagPlace, at: number, next: number): Ending | undefined {
  if (!isLeaf || attributeStarts(reader, next)) return undefined;
  return { end: at, isEmpty: false, isComplete: false };
}

/** The attributes of a tag that is being read. */
class AttributeList {
  readonly #attributes: XmlAttribute[] = [];
  readonly #names = new Set<string>();
  readonly #problems = new ProblemList();
  /** The last attribute, if it has no value or its value no closing quote. */
  #flawed: ReadAttribute | undefined;
  #hasTooMany = false;

  /** Reads the attribute at `start`; what comes before it ended at `before`. Returns where reading goes on. */
  read(reader: Reader, before: number, start: number): number {
    this.#reportFlawed();
    const read = readAttribute(reader, start, this.#problems);
    const { attribute } = read;
    if (read.lacks !== undefined) this.#flawed = read;
    if (start === before) this.#reportMissingWhiteSpace(attribute);
    if (this.#names.has(attribute.name)) this.#reportDuplicate(attribute, before);
    if (this.#attributes.length === maximumAttributes) {
      this.#hasTooMany = true;
      return attribute.end;
    }
    this.#names.add(attribute.name);
    this.#attributes.push(attribute);
    return attribute.end;
  }

  /** Skips characters that can start no attribute, up to white space or the end of the tag. */
  skipJunk(reader: Reader, from: number): number {
    this.#reportFlawed();
    let at = from;
    do at++;
    while (reader.skipName(at) === at && reader.skipWhiteSpace(at) === at && readEnding(reader, at, at) === undefined);
    // A forbidden character is reported already, wherever it stands.
    if (at > from + 1 || isXmlCharacter(reader.code(from))) {
      const message = 'Remove this; only attributes may stand here, each as name="value".';
      this.#problems.add("attribute-syntax", span(from, at), message, { repair: removal(span(from, at), "it") });
    }
    return at;
  }

  /** What a tag keeps of its attributes. A flaw that the tag breaks off in is left to whoever reports that. */
  finish(isComplete: boolean): Pick<StartTag, "attributes" | "hasTooManyAttributes" | "unfinished" | "problems"> {
    if (isComplete) this.#reportFlawed();
    return {
      attributes: this.#attributes,
      hasTooManyAttributes: this.#hasTooMany,
      unfinished: this.#flawed,
      problems: this.#problems,
    };
  }

  #reportFlawed(): void {
    const flawed = this.#flawed;
    if (flawed?.lacks === undefined) return;
    this.#flawed = undefined;
    const { attribute, lacks } = flawed;
    const { name, nameSpan, valueSpan, end } = attribute;
    if (lacks === "value") {
      this.#problems.add("attribute-syntax", nameSpan, `Give ${name} a value: ${name}="…".`);
    } else {
      const place = span(valueSpan.start - 1, end);
      this.#problems.add("unterminated", place, `End the value of ${name} with ${lacks}.`, {
        repair: insertion(end, lacks),
      });
    }
  }

  #reportMissingWhiteSpace({ nameSpan, name }: XmlAttribute): void {
    this.#problems.add("attribute-syntax", nameSpan, `Put a blank before ${name}.`, {
      repair: insertion(nameSpan.start, " ", "Insert a blank"),
    });
  }

  #reportDuplicate({ nameSpan, name, end }: XmlAttribute, before: number): void {
    this.#problems.add("duplicate-attribute", nameSpan, `Remove this second ${name}.`, {
      repair: removal(span(before, end), `the second ${name}`),
    });
  }
}
