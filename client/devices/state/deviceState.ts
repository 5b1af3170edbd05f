import type { CredentialInfo } from "../../../engine/protocol/credentials.js";
import type { DeviceSummary, DeviceTree } from "../../../engine/protocol/devices.js";
import type { LinkInfo } from "../../../engine/protocol/operations.js";
import type { ServerState } from "../../../engine/protocol/server.js";
import type { SimulatorInfo } from "../../../engine/protocol/simulators.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import type { EngineHealth } from "./engineHealth.js";

/** Everything that the device side of the extension knows. Plain data: each change makes a new one. */
export interface DevicesState {
  readonly engine: EngineHealth;
  readonly server: ServerState;
  /** By device id, in the order in which they were heard of. */
  readonly devices: ReadonlyMap<string, DeviceState>;
  readonly simulators: readonly SimulatorInfo[];
  readonly credentials: readonly CredentialInfo[];
}

/** What is known of one device. */
export interface DeviceState {
  readonly summary: DeviceSummary;
  /** Undefined until it is asked for. */
  readonly tree?: DeviceTree;
  /** Why the tree could not be had, in a sentence. */
  readonly treeProblem?: string;
  readonly values: ReadonlyMap<string, ShownValue>;
  /** What went wrong last, by path. */
  readonly remarks: ReadonlyMap<string, Remark>;
  /** The attributes that a discovery has told, by path. */
  readonly attributes: ReadonlyMap<string, LinkInfo["attributes"]>;
}

/** A value, and when it became another one than before. */
export interface ShownValue {
  readonly value: PathValue;
  /** Milliseconds since 1970; undefined for the first value. */
  readonly changedAt?: number;
}

/** An operation that did not work, as it is shown at its node. */
export interface Remark {
  /** A few words: `4.05 Method Not Allowed`. */
  readonly short: string;
  /** What it means and what to do, in sentences. */
  readonly explanation: string;
}

/** What has changed, so that no more than that is drawn anew. */
export type StateChange =
  | { readonly kind: "all" }
  | { readonly kind: "device"; readonly deviceId: string }
  | { readonly kind: "values"; readonly deviceId: string; readonly paths: readonly string[] };

/** Before anything is known. */
export const initialState: DevicesState = {
  engine: { kind: "not started" },
  server: { kind: "stopped" },
  devices: new Map(),
  simulators: [],
  credentials: [],
};

/** A device of which only its summary is known. */
export function newDevice(summary: DeviceSummary): DeviceState {
  return { summary, values: new Map(), remarks: new Map(), attributes: new Map() };
}
