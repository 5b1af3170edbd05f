import { parsePath } from "../../lwm2m/data/path.js";
import type { DeviceTree, ResourceFacts } from "../../engine/protocol/devices.js";
import { contents, findInTree } from "../devices/state/treeContents.js";

/** What the definitions say of a path of a device; undefined if they are not known. */
export type NamesOf = (deviceId: string | undefined, path: string) => PathNames | undefined;

/** A path in the words of the definitions. */
export interface PathNames {
  /** `Sensor Value`; with the number of the resource instance behind it, if it is one. */
  readonly name: string;
  readonly units: string;
}

/** Reads names from the trees of devices. */
export function namesIn(treeOf: (deviceId: string) => DeviceTree | undefined): NamesOf {
  return (deviceId, path) => {
    const tree = deviceId === undefined ? undefined : treeOf(deviceId);
    if (tree === undefined) return undefined;
    const { objectId, resourceId, resourceInstanceId } = parsePath(path).path ?? {};
    if (objectId === undefined) return undefined;
    const object = tree.objects.find((node) => node.objectId === objectId);
    if (resourceId === undefined) {
      return object?.definition === undefined ? undefined : { name: object.definition.name, units: "" };
    }
    const facts = factsAt(tree, path) ?? factsOf(tree, objectId, resourceId);
    if (facts === undefined) return undefined;
    const instance = resourceInstanceId === undefined ? "" : ` ${resourceInstanceId}`;
    return { name: facts.name + instance, units: facts.units };
  };
}

function factsAt(tree: DeviceTree, path: string): ResourceFacts | undefined {
  const found = findInTree(tree, path);
  return found?.kind === "resource" || found?.kind === "resource instance" ? found.resource.definition : undefined;
}

/** A resource means the same in all instances of its object, also in one that the tree does not have. */
function factsOf(tree: DeviceTree, objectId: number, resourceId: number): ResourceFacts | undefined {
  for (const found of contents(tree)) {
    if (found.kind !== "resource" || found.object.objectId !== objectId) continue;
    if (found.resource.resourceId === resourceId) return found.resource.definition;
  }
  return undefined;
}
