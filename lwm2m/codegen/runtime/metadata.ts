/**
 * What a generated binding says of its object: plain data, written `as const`, from which the runtime decodes, encodes,
 * validates and builds paths. Objects of any version of the generator that this shape describes work together.
 */
export interface ObjectMetadata {
  /** 0 to 65535. */
  readonly id: number;
  /** `urn:oma:lwm2m:ext:3303:1.1` */
  readonly urn: string;
  readonly name: string;
  /** The version of the object, `1.1`. */
  readonly version: string;
  /** The lowest enabler version that the object needs: `1.0`, `1.1` or `1.2`. */
  readonly lwm2mVersion: string;
  /** True if there may be several object instances. */
  readonly multiple: boolean;
  readonly mandatory: boolean;
  /** By the key that stands for the resource in code. */
  readonly resources: Readonly<Record<string, ResourceMetadata>>;
  /** How values are held, where that is not the usual way. */
  readonly values?: ValueChoices;
}

/** The choices that the generator offers for types of values; what is missing is the usual choice. */
export interface ValueChoices {
  /** Integers as `bigint`; usual is `number`, with a problem where a number cannot hold the value exactly. */
  readonly int64?: "bigint";
  /** Times as `Date`; usual are seconds since 1970. */
  readonly time?: "date";
  /** Several instances of a resource as an object by instance ID; usual is a `ReadonlyMap`. */
  readonly instances?: "record";
}

/** The types of LwM2M TS 1.2 Appendix C; an executable resource has `None`. */
export type ResourceType =
  "String" | "Integer" | "Unsigned Integer" | "Float" | "Boolean" | "Opaque" | "Time" | "Objlnk" | "Corelnk" | "None";

/** What a server may do with a resource; nothing means that only a Bootstrap-Server may, who may read and write. */
export type Operations = "" | "R" | "W" | "RW" | "E";

/** What a generated binding says of a resource. */
export interface ResourceMetadata {
  /** 0 to 65535. */
  readonly id: number;
  readonly name: string;
  readonly type: ResourceType;
  readonly operations: Operations;
  /** True if there may be several resource instances. */
  readonly multiple: boolean;
  readonly mandatory: boolean;
  /** A SenML unit symbol. */
  readonly units?: string;
  /** The bounds of a number, both allowed; of the length in octets for String and Opaque. */
  readonly range?: { readonly min: number | bigint; readonly max: number | bigint };
  /** The only values that are allowed; the only lengths in octets for Opaque, and for String where they are numbers. */
  readonly values?: readonly (number | bigint | string)[];
}
