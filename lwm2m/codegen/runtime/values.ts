declare const unixSecondsBrand: unique symbol;

/** A Time: whole seconds since 1970-01-01T00:00:00Z, negative before. Make one with {@link unixSeconds}. */
export type UnixSeconds = number & { readonly [unixSecondsBrand]: true };

/** The second in which a date falls; a number is taken as it is. */
export function unixSeconds(time: Date | number): UnixSeconds {
  return (typeof time === "number" ? time : Math.floor(time.getTime() / 1000)) as UnixSeconds;
}

/** The date of a Time. */
export function dateOf(time: UnixSeconds): Date {
  return new Date(time * 1000);
}

/** An Objlnk: the object instance that a resource points at. */
export interface ObjectLink {
  /** 0 to 65535. */
  readonly objectId: number;
  /** 0 to 65535. */
  readonly instanceId: number;
}

/** The link that points nowhere. */
export const noLink: ObjectLink = { objectId: 65535, instanceId: 65535 };

/** A value with the type that it has in the payload, whatever a definition says. */
export type RawValue =
  | { readonly type: "String" | "Corelnk"; readonly value: string }
  /** Time in seconds since 1970. */
  | { readonly type: "Integer" | "Unsigned Integer" | "Time"; readonly value: bigint }
  | { readonly type: "Float"; readonly value: number }
  | { readonly type: "Boolean"; readonly value: boolean }
  /** Also what TLV, which does not tell types, has for a resource that is not known. */
  | { readonly type: "Opaque"; readonly value: Uint8Array }
  | { readonly type: "Objlnk"; readonly value: ObjectLink };

/** A value that has no place in the type of an instance. */
export type UnknownValue = RawValue & {
  /** The resource instance, if the payload names one. */
  readonly resourceInstanceId?: number;
  /** When it was taken, in milliseconds since 1970, if the payload says. */
  readonly time?: number;
};

/**
 * What a device has besides the values that its object's definition describes, by resource ID: resources that the
 * definition does not have, and values that are not what it says. Encoding gives them back as they came. A list is empty
 * for a resource that is there without an instance.
 */
export type UnknownResources = ReadonlyMap<number, readonly UnknownValue[]>;
