import type { Span } from "../../base/span.js";
import type { Decimal } from "../decimal.js";

/** What a RangeEnumeration allows (LwM2M TS 1.2 Appendix D.1). Spans are offsets in the text that was read. */
export type Range = EmptyRange | IntervalRange | NumbersRange | TextsRange;

/** No limit. */
export interface EmptyRange {
  readonly kind: "empty";
}

/** `min..max`, both ends included. */
export interface IntervalRange {
  readonly kind: "interval";
  readonly min: NumberPart;
  readonly max: NumberPart;
}

/** `1,2,5`: one or more allowed numbers. */
export interface NumbersRange {
  readonly kind: "numbers";
  readonly items: readonly NumberPart[];
}

/** `"on","off"`: one or more allowed texts. */
export interface TextsRange {
  readonly kind: "texts";
  readonly items: readonly TextPart[];
}

export interface NumberPart extends Span {
  readonly number: Decimal;
}

/** A text between quotation marks; the span includes them. */
export interface TextPart extends Span {
  readonly text: string;
}

export type RangeProblemCode =
  /** Blanks only, at the edges, or around the two dots. */
  | "blank"
  /** The lower bound is above the upper one. */
  | "upside-down"
  | "three-dots"
  /** A hyphen, a dash, a colon or `to` instead of two dots. */
  | "separator"
  /** A word for a unit behind the numbers. */
  | "unit-word"
  /** Ranges and numbers in one list. */
  | "mixed-list"
  /** `0: off` and the like: numbers with what they mean. */
  | "labels"
  | "semicolon"
  /** Texts of a list without quotation marks. */
  | "unquoted-text"
  /** Quotation marks other than `"`. */
  | "quotes"
  | "brackets"
  | "comparison"
  /** One bound is missing. */
  | "open-ended"
  /** A plus sign, an exponent, hexadecimal digits, or a point without digits on both sides. */
  | "number-form"
  /** A comma too many. */
  | "empty-item"
  | "free-text";

export interface RangeProblem {
  readonly code: RangeProblemCode;
  /** The narrowest wrong part. */
  readonly span: Span;
  /** The whole text as it should be written, where it is clear what was meant. */
  readonly replacement?: string;
}

/** The best reading of a text, and why it is not the grammar's. */
export interface ParsedRange {
  readonly value: Range;
  /** In the order of the text: problems with blanks, and at most one other. */
  readonly problems: readonly RangeProblem[];
}
