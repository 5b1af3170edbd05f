/**
 * The contract of the engine: what its clients (VS Code windows, the command line) ask, and what it tells them. JSON-RPC
 * over the local socket, plain data only. A key crosses it in one direction, from a client into the engine's memory.
 */
import type { ObjectDefinition } from "../lwm2m/definition/model.js";
import type { CredentialInfo, CredentialInput } from "./protocol/credentials.js";
import type { DeviceSummary, DeviceTree } from "./protocol/devices.js";
import type { LogRecord } from "./protocol/log.js";
import type { OperationResult, WriteMode } from "./protocol/operations.js";
import type { ServerSettings, ServerState } from "./protocol/server.js";
import type { SimulatorInfo, SimulatorOptions } from "./protocol/simulators.js";
import type { PathValue } from "./protocol/values.js";

/** Raised with every change that an older client or engine would misunderstand. */
export const protocolVersion = 1;

/** Who is speaking to the engine. */
export interface ClientInfo {
  readonly protocolVersion: number;
  /** Such as "VS Code" or "lwm2m". */
  readonly name: string;
  readonly version: string;
}

export interface EngineInfo {
  readonly protocolVersion: number;
  readonly version: string;
  readonly processId: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** Everything that a client shows at first; notifications keep it up to date. */
export interface EngineSnapshot {
  readonly server: ServerState;
  readonly devices: readonly DeviceSummary[];
  readonly simulators: readonly SimulatorInfo[];
  readonly credentials: readonly CredentialInfo[];
  /** The newest records of the log, the oldest first. */
  readonly log: readonly LogRecord[];
}

/** One device, and a place in it: `/3/0/7`, or a plain CoAP path such as `/time` on a device that is no LwM2M Client. */
export interface Target {
  readonly deviceId: string;
  readonly path: string;
  /** Number of the content format to ask for or to write; chosen by version and `ct` unless told. */
  readonly contentFormat?: number;
  /** Milliseconds; 93 s unless told. */
  readonly timeout?: number;
}

/** Every request with its parameters and its result. A request that cannot be understood is rejected with an `EngineError`. */
export interface EngineRequests {
  /** The first request of each client; any other before it is rejected. */
  "engine/initialize": { params: ClientInfo; result: EngineInfo };
  "engine/snapshot": { params: Record<string, never>; result: EngineSnapshot };
  /** Opens the ports of the LwM2M Server; when it runs with other settings, it is restarted with these. */
  "server/start": { params: ServerSettings; result: ServerState };
  "server/stop": { params: Record<string, never>; result: ServerState };
  /** Adds keys or replaces those of the same identity. They stay until the engine ends or they are removed. */
  "credentials/set": {
    params: { readonly credentials: readonly CredentialInput[] };
    result: readonly CredentialInfo[];
  };
  "credentials/remove": { params: { readonly identity: string }; result: readonly CredentialInfo[] };
  /** The definitions of one file as it is being edited; they win over the registry until the client goes. */
  "definitions/set": {
    params: { readonly uri: string; readonly definitions: readonly ObjectDefinition[] };
    result: null;
  };
  "simulators/start": { params: SimulatorOptions; result: SimulatorInfo };
  "simulators/stop": { params: { readonly id: string }; result: null };
  /** Connects to a CoAP server: `coap://host:port`, or `coaps://` with the identity of a credential. */
  "devices/connect": {
    params: {
      readonly uri: string;
      readonly identity?: string;
      /** Milliseconds until it is given up; unless told a handshake takes its own time, and an answer 25 s. */
      readonly timeout?: number;
    };
    result: DeviceSummary;
  };
  /** Closes the connection, and forgets the device and its observations until it registers again. */
  "devices/forget": { params: { readonly deviceId: string }; result: null };
  "devices/tree": { params: { readonly deviceId: string }; result: DeviceTree };
  "device/read": { params: Target; result: OperationResult };
  "device/write": {
    params: Target & {
      /** As a person writes it: `21.5`, `true`, hexadecimal digits for Opaque, `3/0` for Objlnk. */
      readonly value: string;
      /** Needed where no definition tells the type. */
      readonly type?: string;
      /** "replace" unless told. */
      readonly mode?: WriteMode;
    };
    result: OperationResult;
  };
  /** Writes a file's bytes to an Opaque resource, block-wise; the engine reads the file. */
  "device/writeFile": { params: Target & { readonly file: string }; result: OperationResult };
  /** `arguments` as on the wire: `0='U',1`. */
  "device/execute": { params: Target & { readonly arguments?: string }; result: OperationResult };
  /** Creates an object instance below an object; `values` by resource ID, as for writing. */
  "device/create": {
    params: Target & { readonly objectInstanceId?: number; readonly values: Readonly<Record<string, string>> };
    result: OperationResult;
  };
  "device/delete": { params: Target; result: OperationResult };
  "device/discover": { params: Target; result: OperationResult };
  "device/observe": { params: Target; result: OperationResult };
  "device/cancelObservation": { params: Target; result: OperationResult };
}

/** Every notification of the engine with its parameters. */
export interface EngineNotifications {
  "server/changed": ServerState;
  /** A device that is new, or has changed. */
  "devices/changed": DeviceSummary;
  "devices/removed": { readonly deviceId: string };
  /** The tree has other nodes or other definitions; ask for it again. */
  "devices/treeChanged": { readonly deviceId: string };
  /** Values that a read, a notification or a write has brought. */
  "devices/values": { readonly deviceId: string; readonly values: readonly PathValue[] };
  "simulators/changed": readonly SimulatorInfo[];
  "credentials/changed": readonly CredentialInfo[];
  /**
   * New records of the log, in order; sent at most a few times a second. Those that were new when a snapshot was asked
   * for may come in both; their numbers tell.
   */
  "log/added": { readonly records: readonly LogRecord[] };
}

export type EngineMethod = keyof EngineRequests;
export type EngineParams<M extends EngineMethod> = EngineRequests[M]["params"];
export type EngineResult<M extends EngineMethod> = EngineRequests[M]["result"];
export type EngineNotification = keyof EngineNotifications;
