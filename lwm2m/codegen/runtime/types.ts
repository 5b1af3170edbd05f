import type { ObjectMetadata, Operations, ResourceMetadata } from "./metadata.js";
import type { ObjectLink, UnixSeconds, UnknownResources } from "./values.js";

/** Who reads or writes: a server that reads, one that writes, or a Bootstrap-Server, who does both with every resource. */
export type Access = "read" | "write" | "bootstrap";

/** The operations that a resource must allow for each access. */
interface AllowedOperations {
  readonly read: "R" | "RW";
  readonly write: "W" | "RW";
  readonly bootstrap: "" | "R" | "W" | "RW";
}

/** The keys of the resources with one of these operations. */
type KeysWith<D extends ObjectMetadata, O extends Operations> = {
  [K in keyof D["resources"] & string]: D["resources"][K]["operations"] extends O ? K : never;
}[keyof D["resources"] & string];

/** The keys of what such an access sees. */
export type KeysOf<D extends ObjectMetadata, A extends Access> = KeysWith<D, AllowedOperations[A]>;

/** The keys of the resources that a server may read. */
export type ReadableKeys<D extends ObjectMetadata> = KeysOf<D, "read">;

/** The keys of the resources that a server may write. */
export type WritableKeys<D extends ObjectMetadata> = KeysOf<D, "write">;

/** The keys of the resources that a server may execute. */
export type ExecutableKeys<D extends ObjectMetadata> = KeysWith<D, "E">;

/** The keys of the resources that may have several instances. */
export type MultipleKeys<D extends ObjectMetadata> = {
  [K in keyof D["resources"] & string]: D["resources"][K]["multiple"] extends true ? K : never;
}[keyof D["resources"] & string];

/** A choice of the generator, or the usual one. */
type Choice<D extends ObjectMetadata, Name extends string, Usual> = D extends {
  readonly values: Readonly<Record<Name, infer Chosen>>;
}
  ? Chosen
  : Usual;

/** The literals of a list of values; if there is none, the type itself. */
type Listed<R extends ResourceMetadata, Base> = R extends { readonly values: readonly (infer V)[] }
  ? [Extract<V, Base>] extends [never]
    ? Base
    : Extract<V, Base>
  : Base;

/** The type of one value of a resource: of the resource itself, or of each of its instances. */
export type ElementOf<D extends ObjectMetadata, K extends keyof D["resources"]> = {
  readonly String: Listed<D["resources"][K], string>;
  readonly Corelnk: Listed<D["resources"][K], string>;
  readonly None: string;
  readonly Integer: Listed<D["resources"][K], Choice<D, "int64", number> extends "bigint" ? bigint : number>;
  readonly "Unsigned Integer": Listed<D["resources"][K], Choice<D, "int64", number> extends "bigint" ? bigint : number>;
  readonly Float: Listed<D["resources"][K], number>;
  readonly Boolean: boolean;
  readonly Opaque: Uint8Array;
  readonly Time: Choice<D, "time", "unix"> extends "date" ? Date : UnixSeconds;
  readonly Objlnk: ObjectLink;
}[D["resources"][K]["type"]];

/** The type of a resource: a value, or the values by resource instance ID. */
export type ValueOf<
  D extends ObjectMetadata,
  K extends keyof D["resources"],
> = D["resources"][K]["multiple"] extends true
  ? Choice<D, "instances", "map"> extends "record"
    ? Readonly<Record<number, ElementOf<D, K>>>
    : ReadonlyMap<number, ElementOf<D, K>>
  : ElementOf<D, K>;

/** Those of the keys whose resource every instance must have. */
type Mandatory<D extends ObjectMetadata, K extends keyof D["resources"]> = {
  [Key in K]: D["resources"][Key]["mandatory"] extends true ? Key : never;
}[K];

/** One object type in place of several, as it is shown. */
type Shown<T> = T extends infer Whole ? { [K in keyof Whole]: Whole[K] } : never;

interface Unknown {
  readonly unknown?: UnknownResources;
}

type Fields<D extends ObjectMetadata, K extends keyof D["resources"]> = {
  readonly [Key in Mandatory<D, K>]: ValueOf<D, Key>;
} & { readonly [Key in Exclude<K, Mandatory<D, K>>]?: ValueOf<D, Key> };

/** What can be read of an instance, the same as the interface `…_Instance` beside its constant. */
export type InstanceOf<D extends ObjectMetadata> = Shown<Fields<D, ReadableKeys<D>> & Unknown>;

/** What a server may write to an instance, the same as the interface `…_Write`. */
export type WriteOf<D extends ObjectMetadata> = Shown<Fields<D, WritableKeys<D>>>;

/** What a Bootstrap-Server may read and write of an instance, the same as `…_Bootstrap`: all that has a value. */
export type BootstrapOf<D extends ObjectMetadata> = Shown<Fields<D, KeysOf<D, "bootstrap">>>;

/** An instance of which anything may be missing, as such an access sees it. */
export type PartialOf<D extends ObjectMetadata, A extends Access> = Shown<
  { readonly [K in KeysOf<D, A>]?: ValueOf<D, K> } & Unknown
>;
