import type { Codec, ResourceShape } from "../../codec/codec.js";

/** A content format: each is an import of its own, such as `senmlCbor`, so that a program has only those that it uses. */
export type ContentFormat = StructuredFormat | SingleFormat;

interface AnyFormat {
  /** The number in the Content-Format and Accept options of CoAP. */
  readonly id: number;
  readonly mediaType: string;
  readonly codec: Codec;
  /** How a resource that is not known is read, where the format itself does not tell types. */
  readonly unknownShape?: ResourceShape;
}

/** A format that names resources, so that it carries instances and objects. */
export interface StructuredFormat extends AnyFormat {
  readonly carries: "many values";
}

/** A format without names: it carries one value, of the resource that the path names. */
export interface SingleFormat extends AnyFormat {
  readonly carries: "one value";
}
