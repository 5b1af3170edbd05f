// The place that a command is about, as its argument names it, and the places among which a user may choose.
import type { DevicesState } from "../state/deviceState.js";
import { contents, type Found } from "../state/treeContents.js";
import { nodeView } from "../tree/nodeView.js";
import { onlyInstance, operationPath, type DeviceNode, type PlaceNode } from "../tree/nodes.js";
import { objectName } from "../tree/objectViews.js";

/** What an argument tells of a place; all may be missing. */
export interface ToldTarget {
  readonly deviceId?: string;
  /** A device that is named, and that there is not. */
  readonly unknownDevice?: string;
  readonly path?: string;
}

/** Reads a node of the view, or `{ device, path }` with the name or id of a device. */
export function toldTarget(state: DevicesState, argument: unknown): ToldTarget {
  if (typeof argument === "string") return deviceNamed(state, argument);
  if (typeof argument !== "object" || argument === null) return {};
  if (isPlaceNode(argument)) return { deviceId: argument.deviceId, path: operationPath(state, argument) };
  if ("deviceId" in argument && typeof argument.deviceId === "string") {
    return "path" in argument && typeof argument.path === "string"
      ? { deviceId: argument.deviceId, path: argument.path }
      : { deviceId: argument.deviceId };
  }
  const device = "device" in argument && typeof argument.device === "string" ? deviceNamed(state, argument.device) : {};
  return "path" in argument && typeof argument.path === "string" ? { ...device, path: argument.path } : device;
}

/**
 * What a command without an argument is about: the node that is selected in the view if it has one of the facets, or else
 * the device that it is in.
 */
export function selectedTarget(
  state: DevicesState,
  node: DeviceNode | undefined,
  facets: readonly string[],
  now: number,
): ToldTarget {
  if (node === undefined || !("deviceId" in node) || !state.devices.has(node.deviceId)) return {};
  const { deviceId } = node;
  const offered = nodeView(state, node, now)?.facets ?? [];
  if (!isPlaceNode(node) || !facets.some((facet) => offered.includes(facet))) return { deviceId };
  return { deviceId, path: operationPath(state, node) };
}

/** A device by its id or its name. */
function deviceNamed(state: DevicesState, told: string): ToldTarget {
  const devices = [...state.devices.values()].map(({ summary }) => summary);
  const device = devices.find(({ id }) => id === told) ?? devices.find(({ name }) => name === told);
  return device === undefined ? { unknownDevice: told } : { deviceId: device.id };
}

const placeKinds: readonly string[] = ["object", "instance", "resource", "resource instance", "plain"];

function isPlaceNode(value: object): value is PlaceNode {
  return (
    "kind" in value &&
    "deviceId" in value &&
    "path" in value &&
    typeof value.kind === "string" &&
    placeKinds.includes(value.kind) &&
    typeof value.deviceId === "string" &&
    typeof value.path === "string"
  );
}

/** A place that can be chosen. */
export interface PlaceChoice {
  /** `Temperature 0 › Sensor Value`. */
  readonly label: string;
  readonly path: string;
  /** What the view shows beside it. */
  readonly detail: string;
}

/** The places of a device that have one of the facets, in the order of the view. */
export function placeChoices(
  state: DevicesState,
  deviceId: string,
  facets: readonly string[],
  now: number,
): readonly PlaceChoice[] {
  const tree = state.devices.get(deviceId)?.tree;
  if (tree === undefined) return [];
  return [...contents(tree)].flatMap((found) => {
    // An object with its only instance is one node; the instance stands for both.
    if (found.kind === "instance" && onlyInstance(found.object) !== undefined) return [];
    const node: PlaceNode = { kind: found.kind, deviceId, path: found.path };
    const view = nodeView(state, node, now);
    if (view === undefined || !facets.some((facet) => view.facets.includes(facet))) return [];
    const names = found.kind === "plain" ? [view.label] : placeNames(found, view.label);
    return [{ label: names.join(" › "), path: operationPath(state, node), detail: view.description ?? "" }];
  });
}

/** The names on the way to a place, that of the place last. */
function placeNames(found: Exclude<Found, { kind: "plain" }>, label: string): readonly string[] {
  const object = objectName(found.object);
  if (found.kind === "object") return [object];
  const instance = onlyInstance(found.object) === undefined ? `${object} ${found.instance.objectInstanceId}` : object;
  return found.kind === "instance" ? [instance] : [instance, label];
}
