import type { ObjectNode, ResourceFacts } from "../../../engine/protocol/devices.js";
import { resourceFacts } from "../../../engine/protocol/resourceFacts.js";
import { maximumId } from "../../../lwm2m/data/path.js";
import type { ObjectDefinition } from "../../../lwm2m/definition/model.js";

/** A resource that a new object instance needs a value for. */
export interface NeededValue {
  readonly resourceId: number;
  readonly facts: ResourceFacts;
}

/** The mandatory resources that a server can write, in the words of the object's definition. */
export function neededValues(definition: ObjectDefinition | undefined): readonly NeededValue[] {
  return (definition?.resources ?? [])
    .filter(({ isMandatory, operations, type }) => isMandatory && operations.includes("W") && type !== undefined)
    .map((resource) => ({ resourceId: resource.id, facts: resourceFacts(resource) }));
}

/** The lowest ID that no instance of an object has. */
export function freeInstanceId({ instances }: Pick<ObjectNode, "instances">): number {
  const taken = new Set(instances.map(({ objectInstanceId }) => objectInstanceId));
  let id = 0;
  while (taken.has(id)) id++;
  return id;
}

/** What is wrong with the ID of a new instance; undefined if nothing is. An empty text lets the device choose. */
export function instanceIdProblem(text: string, { instances }: Pick<ObjectNode, "instances">): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (!/^\d{1,5}$/u.test(trimmed) || Number(trimmed) > maximumId) {
    return `Write a number from 0 to ${maximumId}, or nothing to let the device choose.`;
  }
  const isTaken = instances.some(({ objectInstanceId }) => objectInstanceId === Number(trimmed));
  return isTaken ? `The object has an instance ${Number(trimmed)} already.` : undefined;
}
