import type { Value, ValueType } from "../../../data/value.js";
import { describe } from "./describe.js";
import { isId } from "./ids.js";
import type { Notes } from "./inspected.js";
import { entriesOf, looking, membersOf } from "./looking.js";
import { valueOf } from "./toWire.js";

/** Looks at anything as at `unknown`: raw values by resource ID. */
export function inspectUnknown(unknown: unknown, { values, issue }: Notes): void {
  const resources = entriesOf(unknown);
  if (resources === undefined) {
    issue(
      "unknown",
      "type",
      `unknown: A Map with lists of values by resource ID is needed; found ${describe(unknown)}.`,
    );
    return;
  }
  for (const [resourceId, list] of resources) {
    const path = `unknown.${looking(() => String(resourceId), "?")}`;
    const items = looking(() => (Array.isArray(list) ? Array.from(list as readonly unknown[]) : undefined), undefined);
    if (!isId(resourceId)) issue(path, "id", `${path}: the ID of a resource is a whole number from 0 to 65534.`);
    else if (items === undefined) issue(path, "type", `${path}: a list of values is needed; found ${describe(list)}.`);
    else if (items.length === 0) values.push({ resourceId });
    else {
      for (const [index, item] of items.entries()) {
        const read = readItem(item);
        if (typeof read === "string") issue(`${path}.${String(index)}`, "type", `${path}.${String(index)}: ${read}.`);
        else values.push({ resourceId, ...read });
      }
    }
  }
}

interface UnknownItem {
  readonly value: Value;
  readonly resourceInstanceId?: number;
  readonly time?: number;
}

/** A raw value, or why it is none. */
function readItem(item: unknown): UnknownItem | string {
  const members = new Map(membersOf(item)?.map(({ name, value }) => [name, value]));
  const type = members.get("type");
  const resourceInstanceId = members.get("resourceInstanceId");
  const time = members.get("time");
  if (!isType(type)) return `a raw value has a type, such as "String"; found ${describe(type)}`;
  if (resourceInstanceId !== undefined && !isId(resourceInstanceId)) {
    return `resourceInstanceId is a whole number from 0 to 65534; found ${describe(resourceInstanceId)}`;
  }
  if (time !== undefined && !isTime(time)) return `time is in milliseconds since 1970; found ${describe(time)}`;
  const value = looking(() => valueOf(type, members.get("value"), true), "it cannot be read: looking at it throws");
  if (typeof value === "string") return `${value}; found ${describe(members.get("value"))}`;
  return {
    value,
    ...(resourceInstanceId === undefined ? {} : { resourceInstanceId }),
    ...(time === undefined ? {} : { time }),
  };
}

const types: Readonly<Record<ValueType, true>> = {
  String: true,
  Integer: true,
  "Unsigned Integer": true,
  Float: true,
  Boolean: true,
  Opaque: true,
  Time: true,
  Objlnk: true,
  Corelnk: true,
};

function isType(type: unknown): type is ValueType {
  return typeof type === "string" && Object.hasOwn(types, type);
}

/** The farthest time that a `Date` reaches, in milliseconds. */
const lastTime = 8.64e15;

/** True for a time in milliseconds that a `Date` can be of. */
export function isTime(time: unknown): time is number {
  return typeof time === "number" && Math.abs(time) <= lastTime;
}
