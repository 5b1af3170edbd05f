import type { EngineParams, EngineSnapshot } from "../../../engine/protocol.js";
import type { ServerSettings, ServerState } from "../../../engine/protocol/server.js";
import type { SimulatorInfo, SimulatorOptions } from "../../../engine/protocol/simulators.js";

/** What this window has asked the engine for and not taken back: what an engine after a crash has to do again. */
export interface Wanted {
  readonly server?: ServerSettings;
  /** By endpoint client name. */
  readonly simulators: ReadonlyMap<string, SimulatorOptions>;
  /** By device id. */
  readonly connections: ReadonlyMap<string, EngineParams<"devices/connect">>;
}

export const nothingWanted: Wanted = { simulators: new Map(), connections: new Map() };

/** The settings of a server that runs: the ports as they are, so that devices find it again where it was. */
function settingsOf(state: ServerState): ServerSettings | undefined {
  if (state.kind !== "running") return undefined;
  const { host, port, securePort } = state;
  return {
    host,
    ...(port === undefined ? {} : { port }),
    ...(securePort === undefined ? {} : { securePort }),
  };
}

export function wantServer({ simulators, connections }: Wanted, state: ServerState): Wanted {
  const server = settingsOf(state);
  return { ...(server === undefined ? {} : { server }), simulators, connections };
}

export function wantSimulator(wanted: Wanted, options: SimulatorOptions, info: SimulatorInfo): Wanted {
  const simulators = new Map(wanted.simulators);
  simulators.set(info.endpoint, { ...options, endpoint: info.endpoint });
  return { ...wanted, simulators };
}

/** Simulators that the engine no longer has were stopped by somebody. */
export function keepSimulators(wanted: Wanted, present: readonly SimulatorInfo[]): Wanted {
  const endpoints = new Set(present.map(({ endpoint }) => endpoint));
  return { ...wanted, simulators: new Map([...wanted.simulators].filter(([endpoint]) => endpoints.has(endpoint))) };
}

export function wantConnection(wanted: Wanted, deviceId: string, params: EngineParams<"devices/connect">): Wanted {
  return { ...wanted, connections: new Map(wanted.connections).set(deviceId, params) };
}

export function dropConnection(wanted: Wanted, deviceId: string): Wanted {
  const connections = new Map(wanted.connections);
  connections.delete(deviceId);
  return { ...wanted, connections };
}

/** What of the wanted things an engine does not do yet: another window, or the engine itself, may have been quicker. */
export function missing(wanted: Wanted, snapshot: EngineSnapshot): Wanted {
  const endpoints = new Set(snapshot.simulators.map(({ endpoint }) => endpoint));
  const connected = new Set(snapshot.devices.filter(({ status }) => status === "online").map(({ id }) => id));
  return {
    ...(wanted.server !== undefined && snapshot.server.kind !== "running" ? { server: wanted.server } : {}),
    simulators: new Map([...wanted.simulators].filter(([endpoint]) => !endpoints.has(endpoint))),
    connections: new Map([...wanted.connections].filter(([id]) => !connected.has(id))),
  };
}
