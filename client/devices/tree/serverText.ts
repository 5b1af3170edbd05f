import { defaultServerSettings, type ServerState } from "../../../engine/protocol/server.js";
import { counted } from "../../../lwm2m/base/words.js";
import type { DevicesState, DeviceState } from "../state/deviceState.js";

/** The addresses at which devices reach the LwM2M Server, the secure one first; none unless it runs. */
export function serverAddresses(server: ServerState): readonly string[] {
  if (server.kind !== "running") return [];
  const host = server.host.includes(":") ? `[${server.host}]` : server.host;
  return [
    ...(server.securePort === undefined ? [] : [`coaps://${host}:${server.securePort}`]),
    ...(server.port === undefined ? [] : [`coap://${host}:${server.port}`]),
  ];
}

/**
 * Which of the texts that are written beforehand tells where the LwM2M Server is: "usual" for the standard ports on
 * this machine alone, "usualPorts" for them on another address, "other" for all else.
 */
export function addressKind(server: ServerState): "usual" | "usualPorts" | "other" {
  const { host, port, securePort } = defaultServerSettings;
  if (server.kind !== "running" || server.port !== port || server.securePort !== securePort) return "other";
  return server.host === host ? "usual" : "usualPorts";
}

/** The names of the devices that are online; none while no engine can tell. */
export function namesOnline({ engine, devices }: Pick<DevicesState, "engine" | "devices">): readonly string[] {
  return engine.kind === "connected" ? onlineIn(devices).map(({ summary }) => summary.name) : [];
}

function onlineIn(devices: DevicesState["devices"]): readonly DeviceState[] {
  return [...devices.values()].filter(({ summary }) => summary.status === "online");
}

/** What stands in the status bar; undefined while there is nothing to say. */
export interface StatusBarView {
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: string;
}

/** Says how many devices there are, as soon as the LwM2M Server has been used. */
export function statusBarView({ engine, server, devices }: DevicesState): StatusBarView | undefined {
  if (engine.kind === "crashed" || engine.kind === "failed") {
    const tooltip =
      engine.kind === "failed"
        ? `The engine is not running. ${engine.problem}`
        : `The engine has crashed and starts again in ${engine.secondsToRestart} s.`;
    return { text: "$(warning) LwM2M", spoken: "LwM2M, the engine is not running", tooltip };
  }
  const online = onlineIn(devices).length;
  if (server.kind !== "running" && devices.size === 0) return undefined;
  const count = counted(online, "device");
  const others = devices.size === online ? "" : `, ${devices.size - online} not online`;
  const addresses = serverAddresses(server);
  const where = addresses.length === 0 ? "The LwM2M Server is stopped." : `LwM2M Server at ${addresses.join(" and ")}.`;
  return { text: `LwM2M: ${count}`, spoken: `LwM2M, ${count} online`, tooltip: `${count} online${others}. ${where}` };
}

/** The keys by which menus and welcome texts know the state. */
export function contextKeys({ engine, server, devices, simulators }: DevicesState): Readonly<Record<string, unknown>> {
  return {
    "lwm2m.engine": engineKey(engine),
    "lwm2m.server": server.kind,
    "lwm2m.hasDevices": devices.size > 0,
    "lwm2m.hasSimulators": simulators.length > 0,
    "lwm2m.address": addressKind(server),
  };
}

function engineKey(engine: DevicesState["engine"]): string {
  switch (engine.kind) {
    case "not started":
      return "notStarted";
    case "connecting":
      return "connecting";
    case "connected":
      return "ready";
    case "crashed":
      return "restarting";
    case "failed":
      return engine.reason;
  }
}
