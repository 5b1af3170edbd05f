import type { DatagramSocket } from "../../lwm2m/base/datagram.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import type { Secret } from "../../lwm2m/base/secret.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import type { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import { dtlsChannel } from "../../lwm2m/coap/transport/dtls.js";
import { createUdpTransport } from "../../lwm2m/coap/transport/udp.js";
import type { Definitions } from "../../lwm2m/data/definitions.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import { createLwm2mServer } from "../../lwm2m/management/createServer.js";
import type { ManagementEvent } from "../../lwm2m/management/events.js";
import type { Lwm2mServer } from "../../lwm2m/management/server.js";
import type { HandledRequests } from "./handledRequests.js";

export interface ServerHostSetup {
  readonly clock: SimulatedClock;
  readonly socket: DatagramSocket;
  readonly seed: number;
  readonly definitions: Definitions;
  readonly handled: HandledRequests;
  /** The key of an identity; with it the server speaks DTLS. */
  readonly psk?: (identity: string) => Secret | undefined;
  /** What an earlier run has left. */
  readonly state?: unknown;
}

/** One run of a program with an LwM2M Server on one port. */
export interface ServerHost {
  readonly server: Lwm2mServer;
  readonly events: readonly ManagementEvent[];
  /** Ends it and closes its port; peers are told of it as far as the socket still sends. */
  readonly stop: () => void;
}

/** Starts the layers over each other as the engine does. */
export function startServerHost(setup: ServerHostSetup): ServerHost {
  const { clock, socket, seed, definitions, handled, psk, state } = setup;
  const common = { clock, random: seededBytes(seed), logger: silentLogger };
  const server = createLwm2mServer({ ...common, definitions, state });
  const events: ManagementEvent[] = [];
  server.onEvent((event) => events.push(event));
  const endpoint = createCoapEndpoint({ ...common, handler: handled.watch("server", server.handler) });
  server.attach(endpoint);
  let close: () => void;
  if (psk === undefined) {
    close = createUdpTransport({ socket, clock, onChannel: (channel) => void endpoint.accept(channel) }).dispose;
  } else {
    const dtls = createDtlsEndpoint({ ...common, socket, server: { psk } });
    dtls.onSession((session) => void endpoint.accept(dtlsChannel(session)));
    close = dtls.dispose;
  }
  return {
    server,
    events,
    stop: () => {
      server.dispose();
      endpoint.dispose();
      close();
    },
  };
}
