/**
 * A value of a resource, with the type it has on the wire and in the definition (LwM2M TS 1.2 Appendix C). Integers are
 * `bigint`, as 64 bits do not fit a number.
 */
export type Value =
  | { readonly type: "String"; readonly value: string }
  | { readonly type: "Integer"; readonly value: bigint }
  | { readonly type: "Unsigned Integer"; readonly value: bigint }
  | { readonly type: "Float"; readonly value: number }
  | { readonly type: "Boolean"; readonly value: boolean }
  | { readonly type: "Opaque"; readonly value: Uint8Array }
  /** Seconds since 1970. */
  | { readonly type: "Time"; readonly value: bigint }
  | { readonly type: "Objlnk"; readonly value: ObjectLink }
  | { readonly type: "Corelnk"; readonly value: string };

export type ValueType = Value["type"];

/** An object instance that a resource points at; both IDs 65535 mean none. */
export interface ObjectLink {
  readonly objectId: number;
  readonly objectInstanceId: number;
}
