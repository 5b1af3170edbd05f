import { fromUtf8 } from "../../base/bytes.js";
import type { Address } from "../../base/datagram.js";
import { createLogger, type LogLine } from "../../base/logger.js";
import { Secret } from "../../base/secret.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { SimulatedNetwork, type NetworkFaults, type SimulatedSocket } from "../../base/testing/simulatedNetwork.js";
import type { ClientCredentials, ServerCredentials } from "../credentials.js";
import { createDtlsEndpoint } from "../createEndpoint.js";
import type { ConnectOptions, ConnectResult, DtlsEndpoint, DtlsEndpointSetup, DtlsLimits } from "../endpoint.js";
import type { HandshakeReport } from "../handshakeReport.js";
import type { DtlsSession } from "../session.js";

export const serverAddress: Address = { host: "192.0.2.1", port: 5684 };
export const clientAddress: Address = { host: "192.0.2.2", port: 40_000 };

/** The identity and the key that both sides have, unless a test says otherwise. */
export const identity = "thermostat-1";
export const key = new Secret(fromUtf8("sixteen secret b"));

export interface SimulatedPair {
  readonly clock: SimulatedClock;
  readonly network: SimulatedNetwork;
  readonly server: DtlsEndpoint;
  readonly client: DtlsEndpoint;
  readonly clientSocket: SimulatedSocket;
  readonly serverSocket: SimulatedSocket;
  /** What the server's endpoint has told, in order. */
  readonly reports: HandshakeReport[];
  readonly sessions: DtlsSession[];
  /** Every line that either endpoint has logged. */
  readonly lines: LogLine[];
  /** The keys that the server knows; tests change them. */
  readonly keys: Map<string, Secret>;
  /** Connects the client to the server and lets time pass until that is over. */
  readonly connect: (as?: { readonly identity?: string; readonly key?: Secret }) => Promise<ConnectResult>;
  /** The same with other credentials, and a name for the server. */
  readonly connectWith: (credentials: ClientCredentials, serverName?: string) => Promise<ConnectResult>;
}

/** A server and a client of ours on a network in memory. */
export function simulatedPair(
  options: {
    readonly seed?: number;
    readonly faults?: Partial<NetworkFaults>;
    readonly limits?: Partial<DtlsLimits>;
    /** What the server has besides its pre-shared keys; or without them, if it says so. */
    readonly credentials?: ServerCredentials;
    /** What else the endpoints are made from. */
    readonly serverSetup?: Partial<DtlsEndpointSetup>;
    readonly clientSetup?: Partial<DtlsEndpointSetup>;
    /** What else the client wants each time it connects. */
    readonly wishes?: Partial<ConnectOptions>;
  } = {},
): SimulatedPair {
  const { seed = 1, faults = {}, limits = {}, credentials = {}, wishes = {} } = options;
  const clock = new SimulatedClock();
  const network = new SimulatedNetwork(clock, seededBytes(seed), faults);
  const lines: LogLine[] = [];
  const logger = createLogger("trace", (line) => lines.push(line));
  const keys = new Map([[identity, key]]);
  const clientSocket = network.socket(clientAddress.host, clientAddress.port);
  const serverSocket = network.socket(serverAddress.host, serverAddress.port);
  const server = createDtlsEndpoint({
    socket: serverSocket,
    clock,
    random: seededBytes(seed + 1000),
    logger,
    server: { psk: (name) => keys.get(name), ...credentials },
    limits,
    ...options.serverSetup,
  });
  const client = createDtlsEndpoint({
    socket: clientSocket,
    clock,
    random: seededBytes(seed + 2000),
    logger,
    limits,
    ...options.clientSetup,
  });
  const reports: HandshakeReport[] = [];
  const sessions: DtlsSession[] = [];
  server.onHandshake((report) => reports.push(report));
  server.onSession((session) => sessions.push(session));
  const connectWith: SimulatedPair["connectWith"] = (own, serverName) =>
    clock.until(
      client.connect(serverAddress, {
        ...wishes,
        credentials: own,
        ...(serverName === undefined ? {} : { serverName }),
      }),
    );
  const connect: SimulatedPair["connect"] = (as = {}) => connectWith({ kind: "psk", identity, key, ...as });
  return {
    clock,
    network,
    server,
    client,
    clientSocket,
    serverSocket,
    reports,
    sessions,
    lines,
    keys,
    connect,
    connectWith,
  };
}
