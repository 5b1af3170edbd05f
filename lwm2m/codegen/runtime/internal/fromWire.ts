import type { ObjectLink as WireLink, Value } from "../../../data/value.js";
import type { RawValue, ObjectLink } from "../values.js";
import type { KnownResource } from "./layout.js";
import { hasListedValues, listedValue, notListed } from "./limits.js";

/** A value as the type of its resource has it, or why that type cannot have it. */
export type FromWire =
  { readonly value: unknown; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: string };

/** The farthest second that a `Date` reaches. */
const lastSecond = 8_640_000_000_000n;

/** What a value is in code; its type is that of the resource. */
export function fromWire(resource: KnownResource, { type, value }: Value): FromWire {
  switch (type) {
    case "Integer":
    case "Unsigned Integer":
      return integer(resource, value);
    case "Time": {
      const isDate = resource.choices.time === "date";
      if (!isDate) return isSafe(value) ? { value: Number(value) } : unsafe(value);
      const fits = value >= -lastSecond && value <= lastSecond;
      return fits
        ? { value: new Date(Number(value) * 1000) }
        : { problem: `${String(value)} is beyond what a Date reaches` };
    }
    case "Float":
    case "String":
    case "Corelnk":
      return listed(resource, value);
    case "Boolean":
    case "Opaque":
      return { value };
    case "Objlnk":
      return { value: linkOf(value) };
  }
}

function integer(resource: KnownResource, value: bigint): FromWire {
  if (resource.choices.int64 === "bigint") return listed(resource, value);
  return isSafe(value) ? listed(resource, Number(value)) : unsafe(value);
}

function isSafe(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}

function unsafe(value: bigint): FromWire {
  return { problem: `a number cannot hold ${String(value)} exactly` };
}

function listed(resource: KnownResource, value: string | number | bigint): FromWire {
  if (!hasListedValues(resource)) return { value };
  const found = listedValue(resource, value);
  return found === undefined ? { problem: notListed(resource, value) } : { value: found };
}

/** The value with the type that it has on the wire. */
export function rawOf(value: Value): RawValue {
  return value.type === "Objlnk" ? { type: "Objlnk", value: linkOf(value.value) } : value;
}

function linkOf({ objectId, objectInstanceId }: WireLink): ObjectLink {
  return { objectId, instanceId: objectInstanceId };
}
