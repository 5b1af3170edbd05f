import type { DeviceTree } from "../../engine/protocol/devices.js";
import { parsePath } from "../../lwm2m/data/path.js";
import type { DefinitionQuery } from "../../server/protocol.js";

/** The tree of a device, if it is known: it knows which version and which file a device's object is decoded with. */
export type TreeOf = (deviceId: string) => DeviceTree | undefined;

/**
 * The definition that the argument of a command asks for: a query, a place in a device as the nodes of views name it, or
 * a path or an object ID as people write it. Undefined if it is nothing of the kind.
 */
export function definitionTarget(argument: unknown, treeOf: TreeOf): DefinitionQuery | undefined {
  if (typeof argument === "string") return pathTarget(argument, undefined);
  if (typeof argument !== "object" || argument === null) return undefined;
  if ("path" in argument && typeof argument.path === "string") {
    const isInDevice = "deviceId" in argument && typeof argument.deviceId === "string";
    return pathTarget(argument.path, isInDevice ? treeOf(String(argument.deviceId)) : undefined);
  }
  if (!("objectId" in argument) || typeof argument.objectId !== "number") return undefined;
  return {
    objectId: argument.objectId,
    ...("version" in argument && typeof argument.version === "string" ? { version: argument.version } : {}),
    ...("resourceId" in argument && typeof argument.resourceId === "number" ? { resourceId: argument.resourceId } : {}),
    ...("uri" in argument && typeof argument.uri === "string" ? { uri: argument.uri } : {}),
  };
}

function pathTarget(text: string, tree: DeviceTree | undefined): DefinitionQuery | undefined {
  const { objectId, resourceId } = parsePath(text).path ?? {};
  if (objectId === undefined) return undefined;
  const object = tree?.objects.find((node) => node.objectId === objectId);
  const version = object?.definition?.version ?? object?.version;
  const uri = object?.definition?.uri;
  return {
    objectId,
    ...(version === undefined ? {} : { version }),
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(uri === undefined ? {} : { uri }),
  };
}
