import { allowedValues } from "../../data/checkValue.js";
import { printPath, type ResourcePath } from "../../data/path.js";
import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";
import { isValued, type Behavior, type Subject, type ValuedResource } from "../values/behavior.js";
import { factsOf, isFactual, type DeviceFacts } from "../values/facts.js";
import { plausible } from "../values/rules.js";
import { seedOf } from "../values/seed.js";
import type { StoredInstance, StoredResource } from "./stored.js";

/** What all object instances of a device are built from. */
export interface InstanceContext {
  readonly endpoint: string;
  readonly facts: DeviceFacts;
  /** Looked at whenever a value is made, as a reboot changes it. */
  readonly power: { readonly startedAt: number; readonly reboots: number };
}

/** The resource instances of a multiple resource at the start, where nothing particular is known of it. */
const usualInstances = [0, 1];

/**
 * Builds an object instance. At the start it has all resources that a server may access; one that a server creates has
 * the mandatory ones and those that only the device can set.
 */
export function buildInstance(
  object: ObjectDefinition,
  objectInstanceId: number,
  occasion: "start" | "created",
  ctx: InstanceContext,
): StoredInstance {
  const instance: StoredInstance = { resources: new Map() };
  for (const definition of object.resources.toSorted((a, b) => a.id - b.id)) {
    if (!isPresent(object, definition, occasion)) continue;
    instance.resources.set(definition.id, buildResource(object, objectInstanceId, definition, instance, ctx));
  }
  return instance;
}

function isPresent(object: ObjectDefinition, resource: ResourceDefinition, occasion: "start" | "created"): boolean {
  if (isFactual(object.id)) return factsOf(object.id, resource.id) !== undefined;
  const isUsable = resource.operations === "E" || (resource.operations !== "" && isValued(resource));
  if (!isUsable || resource.isMandatory) return isUsable;
  return occasion === "start" || resource.operations === "R" || resource.operations === "E";
}

/** A resource with the values that it has before a server writes others. */
export function buildResource(
  object: ObjectDefinition,
  objectInstanceId: number,
  definition: ResourceDefinition,
  instance: StoredInstance,
  ctx: InstanceContext,
): StoredResource {
  const behaviors = new Map<number, Behavior>();
  if (!isValued(definition)) return { definition, behaviors };
  const row = factsOf(object.id, definition.id);
  const ids = definition.isMultiple ? (row?.instances ?? usualInstances) : [0];
  for (const id of row !== undefined && row.instances === undefined ? [0] : ids) {
    const path = { objectId: object.id, objectInstanceId, resourceId: definition.id };
    const subject = subjectOf(
      object,
      definition,
      definition.isMultiple ? { ...path, resourceInstanceId: id } : path,
      instance,
      ctx,
    );
    behaviors.set(id, row?.make?.(subject, ctx.facts) ?? plausible(subject));
  }
  return { definition, behaviors };
}

function subjectOf(
  object: ObjectDefinition,
  resource: ValuedResource,
  path: ResourcePath,
  instance: StoredInstance,
  { endpoint, power }: InstanceContext,
): Subject {
  return {
    endpoint,
    object,
    resource,
    path,
    seed: seedOf(`${endpoint} ${printPath(path)}`),
    range: allowedValues(resource),
    get startedAt() {
      return power.startedAt;
    },
    get reboots() {
      return power.reboots;
    },
    sibling: (resourceId) => instance.resources.get(resourceId)?.behaviors.values().next().value,
  };
}
