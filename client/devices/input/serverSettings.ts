import type { ServerSettings } from "../../../engine/protocol/server.js";

/** The settings as VS Code has them. */
export interface ServerConfiguration {
  readonly host: string;
  /** -1 opens none. */
  readonly port: number;
  readonly securePort: number;
}

/** What the engine is asked for; parts may be told by the argument of the command. */
export function serverSettings(configuration: ServerConfiguration, told: unknown): ServerSettings {
  const { host, port, securePort } = { ...configuration, ...toldSettings(told) };
  return {
    host,
    ...(port < 0 ? {} : { port }),
    ...(securePort < 0 ? {} : { securePort }),
  };
}

/** The parts of the argument that are settings. */
function toldSettings(told: unknown): Partial<ServerConfiguration> {
  if (typeof told !== "object" || told === null) return {};
  return {
    ...("host" in told && typeof told.host === "string" ? { host: told.host } : {}),
    ...("port" in told && typeof told.port === "number" ? { port: told.port } : {}),
    ...("securePort" in told && typeof told.securePort === "number" ? { securePort: told.securePort } : {}),
  };
}
