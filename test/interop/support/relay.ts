import type { TestContext } from "node:test";
import type { Address, DatagramSocket } from "../../../lwm2m/base/datagram.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";

/** Stands between a device and a server, as a network address translator does. */
export interface Relay {
  /** Where the device sends to. */
  readonly port: number;
  /** Where the server sees the device now. */
  readonly outside: () => Address;
  /** Gives the device another address; what comes to the old one is lost. */
  readonly rebind: () => Promise<void>;
}

/** Starts one on the loopback interface for one device; it ends with the test. */
export async function startRelay(t: TestContext, serverPort: number): Promise<Relay> {
  const server = { host: "127.0.0.1", port: serverPort };
  const inside = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  let device: Address | undefined;
  const openOutside = async (): Promise<DatagramSocket> => {
    const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
    socket.onDatagram(({ data }) => {
      if (device !== undefined) inside.send(data, device);
    });
    return socket;
  };
  let outside = await openOutside();
  inside.onDatagram(({ data, from }) => {
    device = from;
    outside.send(data, server);
  });
  t.after(() => {
    inside.dispose();
    outside.dispose();
  });
  return {
    port: inside.localAddress.port,
    outside: () => outside.localAddress,
    rebind: async () => {
      const before = outside;
      outside = await openOutside();
      before.dispose();
    },
  };
}
