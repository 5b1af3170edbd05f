import { createSocket, type Socket } from "node:dgram";
import { isIP } from "node:net";
import { printAddress, type Address, type Datagram, type DatagramSocket } from "../../base/datagram.js";
import { Emitter } from "../../base/event.js";
import { silentLogger, type Logger } from "../../base/logger.js";
import { withMapping, withoutMapping } from "./mappedAddress.js";
import { transportError } from "./transportError.js";

/** Where a socket is opened. */
export interface UdpSocketSetup {
  /** An IP address of this machine; `::` and `0.0.0.0` stand for all of them, `::` for both families. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly logger?: Logger;
}

/** What the kernel may hold for us: enough for a burst of many devices. It takes less where it does not allow that. */
const receiveBufferSize = 4 * 1024 * 1024;

/**
 * Opens a UDP socket.
 * @throws {TransportError} if it cannot be opened
 */
export async function openUdpSocket({ host, port, logger = silentLogger }: UdpSocketSetup): Promise<DatagramSocket> {
  const family = isIP(host);
  if (family === 0) throw transportError("EINVAL", { host, port });
  const socket = createSocket({
    type: family === 6 ? "udp6" : "udp4",
    recvBufferSize: receiveBufferSize,
    // Peers are addresses already; looking them up would cost a turn of the event loop for each datagram.
    lookup: (address, _options, done) => {
      done(null, address, family);
    },
  });
  try {
    await bind(socket, { host, port });
  } catch (error) {
    socket.close();
    throw transportError(codeOf(error), { host, port }, error);
  }
  return openSocket(socket, family === 6, logger);
}

function bind(socket: Socket, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ address: host, port }, () => {
      socket.off("error", reject);
      resolve();
    });
  });
}

function openSocket(socket: Socket, isIpv6: boolean, logger: Logger): DatagramSocket {
  const datagrams = new Emitter<Datagram>();
  const { address, port } = socket.address();
  const localAddress = { host: address, port };
  let isOpen = true;
  // One for all, as there is one call for each datagram; the system's messages name the peer.
  const logLoss = (error: Error | null): void => {
    if (error !== null) logger.log("debug", "A datagram could not be sent.", { error: error.message });
  };
  socket.on("error", (error) => {
    logger.log("warn", "The socket reports an error.", { address: printAddress(localAddress), error: error.message });
  });
  socket.on("message", (buffer, from) => {
    // A plain view: what a Buffer adds, and what it does differently, is of no use to the layers above.
    const data = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    datagrams.fire({ data, from: { host: withoutMapping(from.address), port: from.port } });
  });
  return {
    localAddress,
    onDatagram: datagrams.event,
    send: (data, to) => {
      if (!isOpen) return;
      try {
        socket.send(data, to.port, isIpv6 ? withMapping(to.host) : to.host, logLoss);
      } catch (error) {
        logLoss(error instanceof Error ? error : new Error(String(error)));
      }
    },
    dispose: () => {
      if (!isOpen) return;
      isOpen = false;
      datagrams.dispose();
      socket.close();
    },
  };
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
