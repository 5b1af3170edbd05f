import type { ObjectMetadata } from "./metadata.js";
import type { Problem } from "./problems.js";
import type { Access, ElementOf, KeysOf, PartialOf, ValueOf } from "./types.js";
import type { RawValue, UnknownValue } from "./values.js";

/** What a payload says besides the values that it has now. */
export interface Decoded<D extends ObjectMetadata, A extends Access> {
  /**
   * Every value with its time, in the order of the payload, if the payload has times, or several values of one place. The
   * newest of a place, which is the last one without a time, is also where values usually are.
   */
  readonly history: readonly SampleOf<D, A>[];
  /** Values of other places in the device, as they are in answers about several of them. */
  readonly elsewhere: readonly ElsewhereValue[];
  /** In the order in which they were found; none if the payload is as the definition says. */
  readonly problems: readonly Problem[];
}

/** An object instance that was decoded. */
export interface DecodedInstance<D extends ObjectMetadata, A extends Access = "read"> extends Decoded<D, A> {
  /** What the payload has of the instance. Each value fits its type; what does not is under `unknown`, with a problem. */
  readonly value: PartialOf<D, A>;
}

/** The instances of an object that were decoded. */
export interface DecodedObject<D extends ObjectMetadata, A extends Access = "read"> extends Decoded<D, A> {
  /** By instance ID. */
  readonly value: ReadonlyMap<number, PartialOf<D, A>>;
}

/** A resource that was decoded. */
export interface DecodedResource<
  D extends ObjectMetadata,
  K extends KeysOf<D, A>,
  A extends Access = "read",
> extends Decoded<D, A> {
  /** Not there if the payload has no value of the resource, or none that fits its type. */
  readonly value?: ValueOf<D, K>;
  /** Values that do not fit the type. */
  readonly unknown: readonly UnknownValue[];
}

/** A value that a resource, or one of its instances, had at a time. */
export interface Sample {
  readonly key: string;
  readonly value: unknown;
  readonly instanceId: number;
  readonly resourceInstanceId?: number;
  /** In milliseconds since 1970, if the payload says. */
  readonly time?: number;
}

/** The samples of an object: by `key`, `value` has the type of that resource. */
export type SampleOf<D extends ObjectMetadata, A extends Access> = {
  [K in KeysOf<D, A>]: Sample & { readonly key: K; readonly value: ElementOf<D, K> };
}[KeysOf<D, A>];

/** A value of another place than what was asked for. */
export type ElsewhereValue = RawValue & {
  /** `/3/0/13` */
  readonly path: string;
  /** In milliseconds since 1970, if the payload says. */
  readonly time?: number;
};
