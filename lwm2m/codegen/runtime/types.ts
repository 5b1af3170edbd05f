import type { ObjectMetadata, ResourceMetadata } from "./metadata.js";
import type { ObjectLink, UnixSeconds, UnknownResources } from "./values.js";

/** Who reads or writes: a server that reads, one that writes, or a Bootstrap-Server, who does both with every resource. */
export type Access = "read" | "write" | "bootstrap";

/** The operations that a resource must allow for each access. */
interface AllowedOperations {
  readonly read: "R" | "RW";
  readonly write: "W" | "RW";
  readonly bootstrap: "" | "R" | "W" | "RW";
}

/** The keys of an object's resources. */
export type ResourceKeys<D extends ObjectMetadata> = keyof D["resources"] & string;

/** The resources that such an access sees, with the types of their values. */
export type FieldsOf<D extends ObjectMetadata, A extends Access> = {
  readonly [K in ResourceKeys<D> as D["resources"][K]["operations"] extends AllowedOperations[A] ? K : never]: ValueOf<
    D,
    K
  >;
};

/** The resources that a server may execute, with their IDs. */
export type ExecutablesOf<D extends ObjectMetadata> = {
  readonly [K in ResourceKeys<D> as D["resources"][K]["operations"] extends "E" ? K : never]: D["resources"][K]["id"];
};

/** The resources that may have several instances, with their IDs. */
export type MultiplesOf<D extends ObjectMetadata> = {
  readonly [K in ResourceKeys<D> as D["resources"][K]["multiple"] extends true ? K : never]: D["resources"][K]["id"];
};

/** The keys of what such an access sees. */
export type KeysOf<D extends ObjectMetadata, A extends Access> = ResourceKeys<D> & keyof FieldsOf<D, A>;

/** The keys of the resources that a server may read. */
export type ReadableKeys<D extends ObjectMetadata> = KeysOf<D, "read">;

/** The keys of the resources that a server may write. */
export type WritableKeys<D extends ObjectMetadata> = KeysOf<D, "write">;

/** The keys of the resources that a server may execute. */
export type ExecutableKeys<D extends ObjectMetadata> = ResourceKeys<D> & keyof ExecutablesOf<D>;

/** The keys of the resources that may have several instances. */
export type MultipleKeys<D extends ObjectMetadata> = ResourceKeys<D> & keyof MultiplesOf<D>;

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

/** The keys of the resources that every instance must have. */
type MandatoryKeys<D extends ObjectMetadata> = {
  [K in ResourceKeys<D>]: D["resources"][K]["mandatory"] extends true ? K : never;
}[ResourceKeys<D>];

/** One object type in place of several, as it is shown. */
type Shown<T> = T extends infer Whole ? { [K in keyof Whole]: Whole[K] } : never;

/** Fields of which only those of mandatory resources must be there. */
type Needed<D extends ObjectMetadata, Fields> = Pick<Fields, keyof Fields & MandatoryKeys<D>> &
  Partial<Omit<Fields, MandatoryKeys<D>>>;

interface Unknown {
  readonly unknown?: UnknownResources;
}

/** What can be read of an instance, the same as the interface `…_Instance` beside its constant. */
export type InstanceOf<D extends ObjectMetadata> = Shown<Needed<D, FieldsOf<D, "read">> & Unknown>;

/** What a server may write to an instance, the same as the interface `…_Write`. */
export type WriteOf<D extends ObjectMetadata> = Shown<Needed<D, FieldsOf<D, "write">>>;

/** What a Bootstrap-Server may read and write of an instance, the same as `…_Bootstrap`: all that has a value. */
export type BootstrapOf<D extends ObjectMetadata> = Shown<Needed<D, FieldsOf<D, "bootstrap">>>;

/** An instance of which anything may be missing, as such an access sees it. */
export type PartialOf<D extends ObjectMetadata, A extends Access> = Shown<Partial<FieldsOf<D, A>> & Unknown>;

/** The type of one value of a field: of each instance if there are several. */
export type ValueIn<Field> = Field extends string | number | bigint | boolean | Uint8Array | Date | ObjectLink
  ? Field
  : Field extends ReadonlyMap<number, infer Value> | Readonly<Record<number, infer Value>>
    ? Value
    : Field;
