import type { Definitions, FoundDefinition } from "../../lwm2m/data/definitions.js";
import { parsePath, pathOf, printPath } from "../../lwm2m/data/path.js";
import type { ResourceDefinition } from "../../lwm2m/definition/model.js";
import type { Device, DeviceObject, DeviceObservation } from "../../lwm2m/management/device.js";
import type { DeviceLink } from "../../lwm2m/management/results.js";
import type {
  DeviceTree,
  ObjectInstanceNode,
  ObjectNode,
  ObservationInfo,
  PlainResourceNode,
  ResourceNode,
} from "../protocol/devices.js";
import { resourceFacts } from "../protocol/resourceFacts.js";
import type { PathValue } from "../protocol/values.js";

/** What a tree is made from. */
export interface TreeSources {
  readonly device: Device;
  readonly definitions: Definitions;
  /** The last value of each path. */
  readonly values: ReadonlyMap<string, PathValue>;
}

/** What is needed at every node. */
interface TreeContext extends TreeSources {
  readonly observed: ReadonlySet<string>;
  /** The IDs of resource instances by the path of their resource, ascending. */
  readonly resourceInstances: ReadonlyMap<string, readonly number[]>;
}

/** Everything that a device has, in the words of the definitions. */
export function buildDeviceTree(sources: TreeSources): DeviceTree {
  const { device, values } = sources;
  const ctx: TreeContext = {
    ...sources,
    observed: new Set(device.observations.filter(({ state }) => state !== "refused").map(({ path }) => path)),
    resourceInstances: resourceInstances(values.keys()),
  };
  return {
    deviceId: device.id,
    objects: device.objects.map((object) => objectNode(ctx, object)),
    plainResources: device.plainResources.map((link) => plainNode(ctx, link)),
    ...(device.observations.length === 0 ? {} : { observations: device.observations.map(observationInfo) }),
  };
}

function observationInfo({ path, state, problem }: DeviceObservation): ObservationInfo {
  return { path, state, ...(problem === undefined ? {} : { problem }) };
}

function resourceInstances(paths: Iterable<string>): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const text of paths) {
    const { path } = parsePath(text);
    if (path?.resourceInstanceId === undefined) continue;
    const parent = text.slice(0, text.lastIndexOf("/"));
    const ids = found.get(parent);
    if (ids === undefined) found.set(parent, [path.resourceInstanceId]);
    else ids.push(path.resourceInstanceId);
  }
  for (const ids of found.values()) ids.sort((left, right) => left - right);
  return found;
}

function objectNode(ctx: TreeContext, { objectId, instances }: DeviceObject): ObjectNode {
  const version = ctx.device.versionOf(objectId);
  const found = ctx.definitions.find(objectId, version);
  const warning =
    found === undefined ? `No definition of object ${objectId} is known; its values are guesses.` : found.warning;
  return {
    path: printPath(pathOf(objectId)),
    objectId,
    version,
    ...(found === undefined ? {} : { definition: objectFacts(found) }),
    ...(warning === undefined ? {} : { warning }),
    instances: instances.map((id) => instanceNode(ctx, objectId, id, found)),
  };
}

function objectFacts({ object, source }: FoundDefinition): NonNullable<ObjectNode["definition"]> {
  const { name, version, urn, isMultiple, description } = object;
  return {
    name,
    version,
    urn,
    isMultiple,
    ...(description === undefined ? {} : { description }),
    ...(source.kind === "workspace" ? { uri: source.uri } : {}),
  };
}

function instanceNode(
  ctx: TreeContext,
  objectId: number,
  objectInstanceId: number,
  found: FoundDefinition | undefined,
): ObjectInstanceNode {
  const path = printPath(pathOf(objectId, objectInstanceId));
  const isExplored = ctx.device.isExplored(path);
  const defined = new Map(found?.object.resources.map((resource) => [resource.id, resource]));
  const seen = ctx.device.resourcesOf(path);
  const ids = isExplored ? [...seen, ...notTold(defined.values())] : [...seen, ...defined.keys()];
  return {
    path,
    objectInstanceId,
    isObserved: ctx.observed.has(path),
    isExplored,
    resources: [...new Set(ids)]
      .sort((left, right) => left - right)
      .map((id) => resourceNode(ctx, `${path}/${id}`, id, defined.get(id))),
  };
}

/** What a read does not tell of: a device has it or not, but only a discovery or a try would say so. */
function notTold(resources: Iterable<ResourceDefinition>): readonly number[] {
  return [...resources].filter(({ operations }) => !operations.includes("R")).map(({ id }) => id);
}

function resourceNode(
  { values, observed, resourceInstances }: TreeContext,
  path: string,
  resourceId: number,
  definition: ResourceDefinition | undefined,
): ResourceNode {
  const value = values.get(path);
  const instances = (resourceInstances.get(path) ?? []).map((id) => {
    const instancePath = `${path}/${id}`;
    const instanceValue = values.get(instancePath);
    return { path: instancePath, id, ...(instanceValue === undefined ? {} : { value: instanceValue }) };
  });
  return {
    path,
    resourceId,
    ...(definition === undefined ? {} : { definition: resourceFacts(definition) }),
    ...(value === undefined ? {} : { value }),
    instances,
    isObserved: observed.has(path),
  };
}

function plainNode({ values, observed }: TreeContext, { path, attributes }: DeviceLink): PlainResourceNode {
  const title = attributes.find(({ name }) => name === "title")?.value;
  const value = values.get(path);
  return {
    path,
    ...(title === undefined ? {} : { title }),
    attributes: attributes.filter(({ name }) => name !== "title"),
    ...(value === undefined ? {} : { value }),
    isObserved: observed.has(path),
  };
}
