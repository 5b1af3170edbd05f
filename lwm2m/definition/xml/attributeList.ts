import { span } from "../../base/span.js";
import { readAttribute, type ReadAttribute } from "./attributes.js";
import { isXmlCharacter } from "./characters.js";
import { insertion, ProblemList, removal } from "./problemList.js";
import type { Reader } from "./reader.js";
import type { XmlAttribute, XmlProblem } from "./tree.js";

/** A tag with more attributes is not read to its end. */
const maximumAttributes = 10_000;

/** `<`, `>` and the end of the text. */
const tagEnds: ReadonlySet<number> = new Set([60, 62, NaN]);

/** What stands between the name and the end of a start tag. */
export interface TagContent {
  readonly attributes: readonly XmlAttribute[];
  readonly hasTooManyAttributes: boolean;
  /** The attribute that a tag without its `>` breaks off in: without its value, or without its closing quote. */
  readonly unfinished: ReadAttribute | undefined;
  /** What is wrong inside the tag; a missing `>` is not, as its meaning depends on the place. */
  readonly problems: readonly XmlProblem[];
}

/** The content of a tag without attributes. */
export const noContent: TagContent = {
  attributes: [],
  hasTooManyAttributes: false,
  unfinished: undefined,
  problems: [],
};

/** Words and other characters in a tag that make no attributes: one word may become one, several are prose. */
interface Prose {
  readonly start: number;
  end: number;
  words: number;
}

/** The attributes of a tag that is being read. */
export class AttributeList {
  readonly #attributes: XmlAttribute[] = [];
  readonly #names = new Set<string>();
  readonly #problems = new ProblemList();
  /** The last attribute, if it has no value or its value no closing quote. */
  #flawed: ReadAttribute | undefined;
  /** What has been read since the last proper attribute, if that is no attribute. */
  #prose: Prose | undefined;

  /** Reads the attribute at `start`; what comes before it ended at `before`. Returns where reading goes on. */
  read(reader: Reader, before: number, start: number): number {
    const read = readAttribute(reader, start, this.#problems);
    const { attribute } = read;
    const isBare = attribute.value === undefined;
    if (isBare) this.#addProse(start, attribute.end, 1);
    else this.#settle();
    this.#flawed = read.lacks === undefined ? undefined : read;
    if (!isBare && start === before) this.#reportMissingWhiteSpace(attribute);
    if (!isBare && this.#names.has(attribute.name)) this.#reportDuplicate(attribute, before);
    this.#names.add(attribute.name);
    this.#attributes.push(attribute);
    return attribute.end;
  }

  /** Skips characters that can start no attribute, up to white space or the end of the tag. */
  skipJunk(reader: Reader, from: number): number {
    let at = from;
    do at++;
    while (!reader.startsName(at) && reader.skipWhiteSpace(at) === at && !endsTag(reader, at));
    // A forbidden character is reported already, wherever it stands.
    if (at > from + 1 || isXmlCharacter(reader.code(from))) this.#addProse(from, at, 2);
    return at;
  }

  #addProse(start: number, end: number, words: number): void {
    if (this.#prose === undefined) {
      this.#settle();
      this.#prose = { start, end, words };
    } else {
      this.#prose.end = end;
      this.#prose.words += words;
    }
  }

  /** True if the tag has too many attributes already. */
  get isFull(): boolean {
    return this.#attributes.length > maximumAttributes;
  }

  /** Where prose starts that reaches to here. In a tag without its `>` it is the text behind the tag. */
  get proseStart(): number | undefined {
    return this.#prose !== undefined && this.#prose.words > 1 ? this.#prose.start : undefined;
  }

  /** What a tag keeps of its attributes. A flaw that the tag breaks off in is left to whoever reports that. */
  finish(isComplete: boolean): TagContent {
    const cut = isComplete ? undefined : this.proseStart;
    if (isComplete) this.#settle();
    return {
      attributes: cut === undefined ? this.#attributes : this.#attributes.filter(({ start }) => start < cut),
      hasTooManyAttributes: this.isFull,
      unfinished: cut === undefined ? this.#flawed : undefined,
      problems: this.#problems.sorted(),
    };
  }

  /** Reports what the last attribute lacks, or the prose that was read. */
  #settle(): void {
    const prose = this.proseStart === undefined ? undefined : this.#prose;
    if (prose !== undefined) {
      const message = 'Remove this; only attributes may stand here, each as name="value".';
      const place = span(prose.start, prose.end);
      this.#problems.add("attribute-syntax", place, message, { repair: removal(place, "it") });
    } else if (this.#flawed !== undefined) this.#reportFlawed(this.#flawed);
    this.#flawed = undefined;
    this.#prose = undefined;
  }

  #reportFlawed({ attribute, lacks }: ReadAttribute): void {
    const { name, nameSpan, valueSpan, end } = attribute;
    if (lacks === undefined || lacks === "value") {
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

/** True if a tag ends at an offset, whole or not. */
function endsTag(reader: Reader, at: number): boolean {
  return tagEnds.has(reader.code(at)) || reader.has("/>", at);
}
