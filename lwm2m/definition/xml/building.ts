import type { Span } from "../../base/span.js";
import type { XmlAttribute, XmlCData, XmlComment, XmlDoctype, XmlInstruction } from "./tree.js";

/** A node under construction; a finished one is read as an `XmlNode`. */
export type NodeBuilder = ElementBuilder | TextBuilder | XmlCData | XmlComment | XmlInstruction | XmlDoctype;

/** An `XmlElement` under construction. */
export interface ElementBuilder {
  readonly kind: "element";
  readonly name: string;
  readonly nameSpan: Span;
  readonly start: number;
  readonly attributes: readonly XmlAttribute[];
  readonly children: NodeBuilder[];
  readonly parent: ElementBuilder | undefined;
  readonly selfClosing: boolean;
  openEnd: number;
  closeStart: number | undefined;
  end: number;
  damaged: boolean;
  /** Its start tag is reported already, so that a missing end tag is no news. */
  isReported: boolean;
}

/** An `XmlText` under construction: it grows while more text follows it. */
export interface TextBuilder {
  readonly kind: "text";
  readonly start: number;
  end: number;
}
