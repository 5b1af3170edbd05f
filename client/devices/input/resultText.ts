import type { OperationResult } from "../../../engine/protocol/operations.js";
import { counted } from "../../../lwm2m/base/words.js";
import type { DevicesState } from "../state/deviceState.js";
import { findInTree } from "../state/treeContents.js";
import { resourceName } from "../tree/resourceViews.js";
import { objectName } from "../tree/objectViews.js";
import { unitsOf, valueText } from "../tree/valueText.js";

/** What was done, as the user reads it. */
const operationWords = {
  "device/read": { title: "Read", done: "was read" },
  "device/write": { title: "Write", done: "was written" },
  "device/writeFile": { title: "Write", done: "was written" },
  "device/execute": { title: "Execute", done: "was executed" },
  "device/create": { title: "Create", done: "was created" },
  "device/delete": { title: "Delete", done: "was deleted" },
  "device/discover": { title: "Discover", done: "was discovered" },
  "device/observe": { title: "Observe", done: "is observed" },
  "device/cancelObservation": { title: "Stop observing", done: "is no longer observed" },
} as const;

export type OperationMethod = keyof typeof operationWords;

export interface DoneOperation {
  readonly method: OperationMethod;
  readonly deviceId: string;
  readonly path: string;
}

/** The name of a place with its path: `Sensor Value (/3303/0/5700)`. */
export function placeName(state: DevicesState, deviceId: string, path: string): string {
  const found = findInTree(state.devices.get(deviceId)?.tree, path);
  switch (found?.kind) {
    case "object":
      return `${objectName(found.object)} (${path})`;
    case "instance":
      return `${objectName(found.object)} ${found.instance.objectInstanceId} (${path})`;
    case "resource":
    case "resource instance":
      return `${resourceName(found.resource)} (${path})`;
    case "plain":
    case undefined:
      return path;
  }
}

/** A line for the status bar when an operation has worked. */
export function successText(
  state: DevicesState,
  { method, deviceId, path }: DoneOperation,
  result: Extract<OperationResult, { kind: "success" }>,
): string {
  const { location, values, links } = result;
  if (method === "device/create" && location !== undefined) return `${location} was created.`;
  if (method === "device/discover") {
    return `${placeName(state, deviceId, path)}: ${counted(links?.length ?? 0, "link")}.`;
  }
  const name = placeName(state, deviceId, path);
  const [value, ...others] = values;
  if (method === "device/read" && value !== undefined && others.length === 0) {
    const found = findInTree(state.devices.get(deviceId)?.tree, path);
    const device = state.devices.get(deviceId);
    const isResource = device !== undefined && found !== undefined && "resource" in found;
    return `${name}: ${valueText(value, isResource ? unitsOf(device, found.resource) : "")}`;
  }
  if (method === "device/read") return `${name}: ${counted(values.length, "value")}.`;
  return `${name} ${operationWords[method].done}.`;
}

/** Sentences for a notification when an operation has not worked: what, where, why, and what to do. */
export function failureText(
  state: DevicesState,
  { method, deviceId, path }: DoneOperation,
  result: Exclude<OperationResult, { kind: "success" }>,
): string {
  const device = state.devices.get(deviceId)?.summary.name ?? deviceId;
  const what = `${operationWords[method].title} ${placeName(state, deviceId, path)} on ${device}`;
  if (result.kind === "failed") return `${what}: ${result.explanation}`;
  const said = result.diagnostic === undefined ? "" : ` The device says: ${result.diagnostic}`;
  return `${what}: ${result.code}. ${result.explanation}${said}`;
}
