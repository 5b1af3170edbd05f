import type { Span } from "../../base/span.js";

/**
 * The concrete syntax tree of an XML text, damage included.
 * Every offset is a UTF-16 code unit of the text as given to the parser, a byte order mark counted.
 */
export interface XmlDocument {
  readonly text: string;
  /** Everything at the top level, in order. */
  readonly nodes: readonly XmlNode[];
  /** The first element at the top level. */
  readonly root: XmlElement | undefined;
  readonly problems: readonly XmlProblem[];
}

export type XmlNode = XmlElement | XmlText | XmlCData | XmlComment | XmlInstruction | XmlDoctype;

export interface XmlElement extends Span {
  readonly kind: "element";
  readonly name: string;
  readonly nameSpan: Span;
  /** End of the start tag, behind its `>`. */
  readonly openEnd: number;
  /** Start of the end tag `</…>`; undefined if there is none (an empty-element tag, or a missing end tag). */
  readonly closeStart: number | undefined;
  readonly selfClosing: boolean;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | undefined;
  /** A syntax problem touches this element's own tags or text, so that rules about it would only repeat it. */
  readonly damaged: boolean;
}

export interface XmlAttribute extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** The value with references resolved; undefined if there is no `=`. */
  readonly value: string | undefined;
  /** The value between its quotes, or an empty span behind the name. */
  readonly valueSpan: Span;
}

/** Character data, references unresolved: `text.slice(start, end)`. */
export interface XmlText extends Span {
  readonly kind: "text";
}

/** A CDATA section; `contentSpan` is what stands between its brackets. */
export interface XmlCData extends Span {
  readonly kind: "cdata";
  readonly contentSpan: Span;
}

export interface XmlComment extends Span {
  readonly kind: "comment";
  readonly contentSpan: Span;
}

/** A processing instruction or the XML declaration. */
export interface XmlInstruction extends Span {
  readonly kind: "instruction";
  readonly target: string;
}

export interface XmlDoctype extends Span {
  readonly kind: "doctype";
}

export type XmlProblemCode =
  | "missing-end-tag"
  | "misspelled-tag"
  | "stray-end-tag"
  | "incomplete-tag"
  | "missing-angle-bracket"
  | "stray-angle-bracket"
  | "attribute-syntax"
  | "duplicate-attribute"
  | "unterminated"
  | "bad-reference"
  | "unknown-reference"
  | "forbidden-character"
  | "forbidden-sequence"
  | "doctype"
  | "declaration"
  | "outside-root"
  | "no-root"
  | "unbound-prefix"
  | "too-deep"
  | "too-large";

/** One place where the text is not well-formed XML. */
export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly span: Span;
  /** One sentence that says what to write instead. */
  readonly message: string;
  readonly related: readonly XmlRelated[];
  /** Replacement that mends the damage, where there is only one sensible one. */
  readonly repair?: { readonly title: string; readonly span: Span; readonly text: string };
}

export interface XmlRelated {
  readonly span: Span;
  readonly message: string;
}

/**
 * What the parser is told about a vocabulary, so that it can mend damage.
 * An element that is not in the table may contain anything.
 */
export interface XmlVocabulary {
  /** The children of each known element, in schema order; an empty list is a leaf with text. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}
