import type { Path, ResourcePath } from "./path.js";
import type { Value } from "./value.js";

/**
 * A value at its place: what a payload comes to, whatever its format. A tree of objects, instances and resources is a
 * list of them, because every format but TLV is one on the wire.
 */
export interface Entry {
  /** A resource, or a resource instance. */
  readonly path: ResourcePath;
  readonly value: Value;
  /** When the device took the value, in milliseconds since 1970, if the payload says. */
  readonly time?: number;
  /** True if no definition told the type, so that the value is the best guess from the bytes. */
  readonly isGuess?: true;
}

/** What a payload holds. */
export interface Content {
  readonly entries: readonly Entry[];
  /** Object instances and multiple resources that the payload names and that hold nothing. */
  readonly empty: readonly Path[];
  /** What shall be removed, if the payload says such a thing, as only SenML-ETCH can (RFC 8790 §3.2). */
  readonly removed?: readonly Path[];
}
