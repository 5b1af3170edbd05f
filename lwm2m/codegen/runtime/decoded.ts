import type { Problem } from "./problems.js";
import type { ValueIn } from "./types.js";
import type { RawValue, UnknownValue } from "./values.js";

/** What a payload says besides the values that it has now. */
export interface Decoded<AnySample> {
  /**
   * Every value with its time, in the order of the payload, if the payload has times, or several values of one place. The
   * newest of a place, or the last one without a time, is the one that counts now.
   */
  readonly history: readonly AnySample[];
  /** Values of other places in the device, as they are in answers about several of them. */
  readonly elsewhere: readonly ElsewhereValue[];
  /** In the order in which they were found; none if the payload is as the definition says. */
  readonly problems: readonly Problem[];
}

/** An object instance that was decoded. */
export interface DecodedInstance<Instance> extends Decoded<SampleOf<Instance>> {
  /** What the payload has of the instance. Each value fits its type; what does not is under `unknown`, with a problem. */
  readonly value: Instance;
}

/** The instances of an object that were decoded. */
export interface DecodedObject<Instance> extends Decoded<SampleOf<Instance>> {
  /** By instance ID. */
  readonly value: ReadonlyMap<number, Instance>;
}

/** A resource that was decoded. */
export interface DecodedResource<Value> extends Decoded<Sample<string, ValueIn<Value>>> {
  /** Not there if the payload has no value of the resource, or none that fits its type. */
  readonly value?: Value;
  /** Values that do not fit the type. */
  readonly unknown: readonly UnknownValue[];
}

/** A value that a resource, or one of its instances, had at a time. */
export interface Sample<Key extends string, Value> {
  readonly key: Key;
  readonly value: Value;
  readonly instanceId: number;
  readonly resourceInstanceId?: number;
  /** In milliseconds since 1970, if the payload says. */
  readonly time?: number;
}

/** The samples of an instance: `key` tells the type of `value`. */
export type SampleOf<Instance> = {
  [K in Exclude<keyof Instance & string, "unknown">]-?: Sample<K, ValueIn<NonNullable<Instance[K]>>>;
}[Exclude<keyof Instance & string, "unknown">];

/** A value of another place than what was asked for. */
export type ElsewhereValue = RawValue & {
  /** `/3/0/13` */
  readonly path: string;
  /** In milliseconds since 1970, if the payload says. */
  readonly time?: number;
};
