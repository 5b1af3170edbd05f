import type { Issue } from "../problems.js";
import type { Access } from "../types.js";
import { describe } from "./describe.js";
import { isId } from "./ids.js";
import { createNotes, type InspectedValue, type Notes } from "./inspected.js";
import { inspectUnknown } from "./inspectUnknown.js";
import { isAllowed, type KnownResource, type ObjectLayout } from "./layout.js";
import { entriesOf, looking, membersOf } from "./looking.js";
import { toWire, type ToWire } from "./toWire.js";

/** What was found in something that should be an instance, or the value of a resource. */
export interface Inspection {
  readonly values: readonly InspectedValue[];
  readonly issues: readonly Issue[];
  /** The keys that are there, whatever is wrong with their values. */
  readonly keys: ReadonlySet<string>;
}

/** Looks at anything as at an instance, of which parts may be missing. It never throws. */
export function inspect(layout: ObjectLayout, access: Access, instance: unknown): Inspection {
  const notes = createNotes();
  const keys = new Set<string>();
  const members = membersOf(instance);
  if (members === undefined) {
    const found = describe(instance);
    notes.issue("", "type", `An instance is an object with a property for each resource; found ${found}.`);
    return { ...notes, keys };
  }
  const byName = new Map(members.map((member) => [member.name, member]));
  // In the order of the definition, whatever the order of the properties is.
  for (const resource of layout.byKey.values()) {
    const member = byName.get(resource.key);
    if (member === undefined) continue;
    keys.add(resource.key);
    if (!member.isUnreadable) inspectResource(notes, resource, access, member.value);
  }
  for (const { name, value, isUnreadable } of members) {
    if (isUnreadable) notes.issue(name, "unreadable", `${name} cannot be read: looking at it throws.`);
    else if (name === "unknown") inspectUnknown(value, notes);
    else if (!layout.byKey.has(name)) notes.issue(name, "unknown-key", `The object has no resource ${name}.`);
  }
  return { ...notes, keys };
}

/** Looks at anything as at the value of a resource. It never throws. */
export function inspectOne(resource: KnownResource, access: Access, value: unknown): Inspection {
  const notes = createNotes();
  inspectResource(notes, resource, access, value);
  return { ...notes, keys: new Set([resource.key]) };
}

function inspectResource(notes: Notes, resource: KnownResource, access: Access, value: unknown): void {
  const { key, id: resourceId } = resource;
  const { issue, values } = notes;
  if (resource.operations === "E") {
    issue(key, "executable", `${key} is executable and has no value.`);
    return;
  }
  if (!isAllowed(resource, access)) {
    issue(key, "access", `A server cannot ${access} ${key}.`);
    return;
  }
  if (!resource.multiple) {
    take(notes, resource, key, value);
    return;
  }
  const instances = instancesOf(resource, value);
  if (instances === undefined) {
    const expected = resource.choices.instances === "record" ? "an object" : "a Map";
    const found = describe(value);
    issue(key, "multiple", `${key}: ${expected} with the values by resource instance ID is needed; found ${found}.`);
    return;
  }
  if (instances.length === 0) values.push({ resourceId });
  for (const [id, one] of instances) {
    const path = `${key}.${looking(() => String(id), "?")}`;
    if (isId(id)) take(notes, resource, path, one, id);
    else issue(path, "id", `${path}: the ID of a resource instance is a whole number from 0 to 65534.`);
  }
}

const unreadable: ToWire = { problem: { code: "unreadable", message: "looking at it throws" } };

function take(notes: Notes, resource: KnownResource, path: string, one: unknown, resourceInstanceId?: number): void {
  const { value, problem } = looking(() => toWire(resource, one), unreadable);
  if (problem !== undefined) notes.issue(path, problem.code, `${path}: ${problem.message}.`);
  if (value === undefined) return;
  const instance = resourceInstanceId === undefined ? {} : { resourceInstanceId };
  notes.values.push({ resourceId: resource.id, ...instance, value });
}

/** The resource instances that something holds, by what it has for their IDs; undefined if it is nothing such. */
function instancesOf({ choices }: KnownResource, value: unknown): readonly (readonly [unknown, unknown])[] | undefined {
  if (choices.instances !== "record") return entriesOf(value);
  return membersOf(value)?.map(({ name, value: one }) => [/^(?:0|[1-9]\d*)$/u.test(name) ? Number(name) : name, one]);
}
