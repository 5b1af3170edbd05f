import type { Clock } from "../../lwm2m/base/clock.js";
import { printAddress, type Address } from "../../lwm2m/base/datagram.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { Random } from "../../lwm2m/base/random.js";
import type { Secret } from "../../lwm2m/base/secret.js";
import { printCoapUri } from "../../lwm2m/coap/coapUri.js";
import { TransportError } from "../../lwm2m/coap/transport/transportError.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { connectToServer } from "../../lwm2m/device/connectToServer.js";
import type { ConnectOutcome, ServerConnector } from "../../lwm2m/device/serverConnector.js";
import { localHost } from "./localHost.js";

/** What the way of a simulated device is made from. */
export interface ConnectorSetup {
  /** Where the LwM2M Server is now; undefined while it is stopped. */
  readonly address: () => Address | undefined;
  /** Who the device is, and its key, asked for each connection; absent for a device without security. */
  readonly psk?: { readonly identity: string; readonly key: () => Secret };
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A connector to the server as it was at that time. */
interface Made {
  readonly connector: ServerConnector;
  readonly address: Address;
  readonly key: Secret | undefined;
}

/**
 * The way of a simulated device to the LwM2M Server of this engine, over real sockets as any device has them. It follows
 * the server to other ports, and takes the key that the identity has now.
 */
export function createSimulatorConnector(setup: ConnectorSetup): ServerConnector {
  const { psk } = setup;
  const transport = psk === undefined ? "udp" : "dtls";
  let made: Made | undefined;
  let isOver = false;

  const make = async (address: Address): Promise<ServerConnector> => {
    const key = psk?.key();
    const isSame = made !== undefined && printAddress(made.address) === printAddress(address);
    if (isSame && made !== undefined && made.key === key) return made.connector;
    made?.connector.dispose();
    made = undefined;
    const { clock, random, logger } = setup;
    const socket = await openUdpSocket({ host: localHost(address.host), port: 0, logger });
    const connector = connectToServer({
      uri: printCoapUri({ transport, ...address }),
      address,
      socket,
      ...(psk === undefined || key === undefined ? {} : { psk: { identity: psk.identity, key } }),
      clock,
      random,
      logger,
    });
    made = { connector, address, key };
    if (isOver) connector.dispose();
    return connector;
  };

  return {
    get uri() {
      const address = made?.address ?? setup.address() ?? { host: "127.0.0.1", port: psk === undefined ? 5683 : 5684 };
      return printCoapUri({ transport, ...address });
    },
    security: psk === undefined ? { kind: "none" } : { kind: "psk", identity: psk.identity },
    connect: async (handler): Promise<ConnectOutcome> => {
      const address = setup.address();
      if (address === undefined) {
        return { problem: "The LwM2M Server is stopped. Start it, and the device registers by itself." };
      }
      try {
        return await (await make(address)).connect(handler);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        return { problem: error.message };
      }
    },
    dispose: () => {
      isOver = true;
      made?.connector.dispose();
    },
  };
}
