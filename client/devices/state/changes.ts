// How notifications and answers of the engine change the state.
import type { EngineSnapshot } from "../../../engine/protocol.js";
import type { DeviceSummary, DeviceTree } from "../../../engine/protocol/devices.js";
import type { OperationResult } from "../../../engine/protocol/operations.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import { newDevice, type DevicesState, type DeviceState, type Remark, type ShownValue } from "./deviceState.js";
import { nodePaths, treeValues } from "./treeContents.js";

/** Takes what the engine knows. Values of devices that are still there stay, as they were true when they came. */
export function withSnapshot(state: DevicesState, snapshot: EngineSnapshot): DevicesState {
  const devices = snapshot.devices.map((summary): [string, DeviceState] => {
    const known = state.devices.get(summary.id);
    return [summary.id, known === undefined ? newDevice(summary) : { ...known, summary }];
  });
  const { server, simulators, credentials } = snapshot;
  return { ...state, server, simulators, credentials, devices: new Map(devices) };
}

/** A device that is new, or has changed. */
export function withDevice(state: DevicesState, summary: DeviceSummary): DevicesState {
  return withDeviceState(state, { ...(state.devices.get(summary.id) ?? newDevice(summary)), summary });
}

export function withoutDevice(state: DevicesState, deviceId: string): DevicesState {
  const devices = new Map(state.devices);
  devices.delete(deviceId);
  return { ...state, devices };
}

/** The tree of a device, with the values it brings. Values of places that are gone are forgotten. */
export function withTree(state: DevicesState, tree: DeviceTree): DevicesState {
  const device = state.devices.get(tree.deviceId);
  if (device === undefined) return state;
  const { summary, values, remarks, attributes } = device;
  const paths = nodePaths(tree);
  const kept = new Map([...values].filter(([path]) => paths.has(path)));
  return withDeviceState(state, { summary, remarks, attributes, tree, values: mergeValues(kept, treeValues(tree)) });
}

export function withTreeProblem(state: DevicesState, deviceId: string, problem: string): DevicesState {
  const device = state.devices.get(deviceId);
  return device === undefined ? state : withDeviceState(state, { ...device, treeProblem: problem });
}

/** Values that have come; what was wrong at their places is wrong no more. */
export function withValues(state: DevicesState, deviceId: string, values: readonly PathValue[]): DevicesState {
  const device = state.devices.get(deviceId);
  if (device === undefined) return state;
  const remarks = new Map(device.remarks);
  for (const { path } of values) remarks.delete(path);
  return withDeviceState(state, { ...device, values: mergeValues(device.values, values), remarks });
}

/** What became of an operation at a place: a refusal stays there until something works. */
export function withResult(
  state: DevicesState,
  { deviceId, path }: { readonly deviceId: string; readonly path: string },
  result: OperationResult,
): DevicesState {
  const device = state.devices.get(deviceId);
  if (device === undefined) return state;
  const remarks = new Map(device.remarks);
  if (result.kind !== "success") {
    remarks.set(path, remarkOf(result));
    return withDeviceState(state, { ...device, remarks });
  }
  remarks.delete(path);
  const attributes = new Map(device.attributes);
  for (const link of result.links ?? []) attributes.set(link.path, link.attributes);
  return withValues(withDeviceState(state, { ...device, remarks, attributes }), deviceId, result.values);
}

function remarkOf(result: Exclude<OperationResult, { kind: "success" }>): Remark {
  if (result.kind === "failed") return { short: "no answer", explanation: result.explanation };
  const said = result.diagnostic === undefined ? "" : ` The device says: ${result.diagnostic}`;
  return { short: result.code, explanation: `${result.explanation}${said}` };
}

/** Newer values replace older ones; a value that is another one than before has changed then. */
function mergeValues(
  before: ReadonlyMap<string, ShownValue>,
  values: readonly PathValue[],
): ReadonlyMap<string, ShownValue> {
  const merged = new Map(before);
  for (const value of values) {
    const known = merged.get(value.path);
    if (known !== undefined && known.value.receivedAt > value.receivedAt) continue;
    merged.set(value.path, shown(known, value));
  }
  return merged;
}

function shown(known: ShownValue | undefined, value: PathValue): ShownValue {
  if (known === undefined) return { value };
  const changedAt = known.value.text === value.text ? known.changedAt : value.receivedAt;
  return changedAt === undefined ? { value } : { value, changedAt };
}

function withDeviceState(state: DevicesState, device: DeviceState): DevicesState {
  return { ...state, devices: new Map(state.devices).set(device.summary.id, device) };
}
