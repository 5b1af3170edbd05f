// What the Devices view is a tree of. A node only names its place: what stands there is looked up when it is drawn.
import type { DeviceTree, ObjectNode, ResourceNode } from "../../../engine/protocol/devices.js";
import type { DeviceState, DevicesState } from "../state/deviceState.js";
import { findInTree } from "../state/treeContents.js";

/** A node that is a place in a device. */
export interface PlaceNode {
  readonly kind: "object" | "instance" | "resource" | "resource instance" | "plain";
  readonly deviceId: string;
  readonly path: string;
}

export type DeviceNode =
  | { readonly kind: "device"; readonly deviceId: string }
  | PlaceNode
  /** A simulated device that has not registered. */
  | { readonly kind: "simulator"; readonly simulatorId: string }
  /** A sentence in the place of what is not there. */
  | { readonly kind: "note"; readonly deviceId: string; readonly text: string };

/** The same for the same place, so that VS Code keeps what is expanded. */
export function nodeId(node: DeviceNode): string {
  switch (node.kind) {
    case "device":
      return `device ${node.deviceId}`;
    case "simulator":
      return `simulator ${node.simulatorId}`;
    case "note":
      return `note ${node.deviceId} ${node.text}`;
    case "object":
    case "instance":
    case "resource":
    case "resource instance":
    case "plain":
      return `${node.kind} ${node.deviceId} ${node.path}`;
  }
}

/** The devices, and the simulated ones that are none yet. */
export function rootNodes(state: DevicesState): readonly DeviceNode[] {
  const devices = [...state.devices.values()];
  const names = new Set(devices.map(({ summary }) => summary.name));
  const pending = state.simulators.filter(({ endpoint }) => !names.has(endpoint));
  return [
    ...devices.map(({ summary }): DeviceNode => ({ kind: "device", deviceId: summary.id })),
    ...pending.map(({ id }): DeviceNode => ({ kind: "simulator", simulatorId: id })),
  ];
}

/** What is below a node, as far as it is known. */
export function childNodes(state: DevicesState, node: DeviceNode): readonly DeviceNode[] {
  if (node.kind === "simulator" || node.kind === "note") return [];
  const device = state.devices.get(node.deviceId);
  if (device === undefined) return [];
  return node.kind === "device" ? deviceChildren(device) : placeChildren(device, node);
}

/** The node one level up; undefined for a device. */
export function parentNode(state: DevicesState, node: DeviceNode): DeviceNode | undefined {
  if (node.kind === "device" || node.kind === "simulator") return undefined;
  const device: DeviceNode = { kind: "device", deviceId: node.deviceId };
  if (node.kind === "note" || node.kind === "object" || node.kind === "plain") return device;
  const found = findInTree(state.devices.get(node.deviceId)?.tree, node.path);
  if (found === undefined || !("instance" in found)) return device;
  const { object, instance } = found;
  const ofObject: DeviceNode = { kind: "object", deviceId: node.deviceId, path: object.path };
  if (found.kind === "instance") return ofObject;
  if (found.kind === "resource instance") {
    return { kind: "resource", deviceId: node.deviceId, path: found.resource.path };
  }
  return onlyInstance(object) === undefined
    ? { kind: "instance", deviceId: node.deviceId, path: instance.path }
    : ofObject;
}

function deviceChildren({ summary, tree, treeProblem }: DeviceState): readonly DeviceNode[] {
  const deviceId = summary.id;
  if (tree === undefined) return treeProblem === undefined ? [] : [{ kind: "note", deviceId, text: treeProblem }];
  const children = topPlaces(tree).map((place): DeviceNode => ({ ...place, deviceId }));
  if (children.length > 0) return children;
  return [{ kind: "note", deviceId, text: "It has not named any object or resource." }];
}

function topPlaces(tree: DeviceTree): readonly Pick<PlaceNode, "kind" | "path">[] {
  return [
    ...tree.objects.map(({ path }) => ({ kind: "object", path }) as const),
    ...tree.plainResources.map(({ path }) => ({ kind: "plain", path }) as const),
  ];
}

function placeChildren(device: DeviceState, { deviceId, path }: PlaceNode): readonly DeviceNode[] {
  const found = findInTree(device.tree, path);
  switch (found?.kind) {
    case "object": {
      const only = onlyInstance(found.object);
      if (only !== undefined) return resourceNodes(deviceId, only.resources);
      return found.object.instances.map(({ path: inner }) => ({ kind: "instance", deviceId, path: inner }));
    }
    case "instance":
      return resourceNodes(deviceId, found.instance.resources);
    case "resource":
      return found.resource.instances.map(({ path: inner }) => ({ kind: "resource instance", deviceId, path: inner }));
    case "resource instance":
    case "plain":
    case undefined:
      return [];
  }
}

function resourceNodes(deviceId: string, resources: readonly ResourceNode[]): readonly DeviceNode[] {
  return resources.map(({ path }) => ({ kind: "resource", deviceId, path }));
}

/**
 * The instance of an object that can have one only and has it: its resources then stand directly below the object.
 * That depends on the definition, not on how many instances there happen to be, so that a tree stays as it is.
 */
export function onlyInstance({ definition, instances }: ObjectNode): ObjectNode["instances"][number] | undefined {
  return definition?.isMultiple === false && instances.length === 1 ? instances[0] : undefined;
}

/** The path that operations on a node work on: of an object with its only instance, the instance. */
export function operationPath(state: DevicesState, { deviceId, path }: PlaceNode): string {
  const found = findInTree(state.devices.get(deviceId)?.tree, path);
  return found?.kind === "object" ? (onlyInstance(found.object)?.path ?? path) : path;
}
