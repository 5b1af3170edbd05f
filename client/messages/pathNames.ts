import { parsePath } from "../../lwm2m/data/path.js";
import type { DeviceTree, ResourceFacts } from "../../engine/protocol/devices.js";
import type { DeviceState } from "../devices/state/deviceState.js";
import { contents, findInTree } from "../devices/state/treeContents.js";
import { unitsOf } from "../devices/tree/valueText.js";

/** What the definitions say of a path of a device; undefined if they are not known. */
export type NamesOf = (deviceId: string | undefined, path: string) => PathNames | undefined;

/** A path in the words of the definitions. */
export interface PathNames {
  /** `Sensor Value`; with the number of the resource instance behind it, if it is one. */
  readonly name: string;
  readonly units: string;
}

/** Reads names from what is known of devices. */
export function namesIn(deviceOf: (deviceId: string) => DeviceState | undefined): NamesOf {
  return (deviceId, path) => {
    const device = deviceId === undefined ? undefined : deviceOf(deviceId);
    const tree = device?.tree;
    if (device === undefined || tree === undefined) return undefined;
    const { objectId, resourceId, resourceInstanceId } = parsePath(path).path ?? {};
    if (objectId === undefined) return undefined;
    const object = tree.objects.find((node) => node.objectId === objectId);
    if (resourceId === undefined) {
      return object?.definition === undefined ? undefined : { name: object.definition.name, units: "" };
    }
    const definition = factsAt(tree, path) ?? factsOf(tree, objectId, resourceId);
    if (definition === undefined) return undefined;
    const isInstance = resourceInstanceId !== undefined;
    const resourcePath = isInstance ? path.slice(0, path.lastIndexOf("/")) : path;
    return {
      name: isInstance ? `${definition.name} ${resourceInstanceId}` : definition.name,
      units: unitsOf(device, { path: resourcePath, resourceId, definition }),
    };
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
