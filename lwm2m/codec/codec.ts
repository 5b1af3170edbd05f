import type { Content, Entry } from "../data/entry.js";
import type { Path } from "../data/path.js";
import type { ValueType } from "../data/value.js";

/** What a codec asks of a resource. */
export interface ResourceShape {
  readonly name: string;
  /** Undefined if nothing tells it: values are decoded by guess. */
  readonly type: ValueType | undefined;
  /** `E` for an executable resource, which has no value; codecs ask for nothing else. */
  readonly operations: string;
  /** Undefined if nothing tells it: single and multiple will do. */
  readonly isMultiple: boolean | undefined;
}

/** What a payload is read or written against. */
export interface CodecContext {
  /** The path of the request: what relative names, and formats without names, are below. */
  readonly basePath: Path;
  /** Undefined for a resource that is not known. */
  readonly resource: (objectId: number, resourceId: number) => ResourceShape | undefined;
  /** Is told of each value that is decoded; what it answers is a problem of that value. */
  readonly onValue?: (entry: Entry) => string | undefined;
  /** What names start with besides IDs: the prefix of a device behind a gateway (LwM2M Gateway TS §6.3), `dev0`. */
  readonly prefix?: string;
  /** When the payload came, in milliseconds since 1970: what relative times are relative to. */
  readonly receivedAt?: number;
}

/** A place in a payload that could not be understood, or is not what the definition says. */
export interface PayloadProblem {
  /** Counted in bytes from the start of the payload. */
  readonly offset: number;
  /** A sentence for the user: what is wrong, what was found, what was expected. */
  readonly message: string;
  /** The path it concerns, if that much is known. */
  readonly path?: Path;
}

/** What was understood of a payload; whatever is missing has a problem. */
export interface Decoded extends Content {
  readonly problems: readonly PayloadProblem[];
}

/** A payload, or the sentence that says why these values cannot be written in this format. */
export type Encoded =
  | { readonly payload: Uint8Array; readonly problem?: undefined }
  | { readonly payload?: undefined; readonly problem: string };

/** One content format. Decoding never throws, whatever the bytes are. */
export interface Codec {
  readonly decode: (payload: Uint8Array, ctx: CodecContext) => Decoded;
  /**
   * Writes values, in the order given. `empty` are paths without a value: multiple resources without an instance, and
   * in SenML also what a Read-Composite asks for. `removed` are paths whose values shall go; only SenML-ETCH has a form
   * for them. Formats without times leave them out.
   */
  readonly encode: (
    entries: readonly Entry[],
    ctx: CodecContext,
    empty?: readonly Path[],
    removed?: readonly Path[],
  ) => Encoded;
}
