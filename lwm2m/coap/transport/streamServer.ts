import type { Server, Socket } from "node:net";
import { isIP } from "node:net";
import type { Clock } from "../../base/clock.js";
import { printAddress, type Address } from "../../base/datagram.js";
import type { Disposable } from "../../base/disposal.js";
import { silentLogger, type Logger } from "../../base/logger.js";
import type { PeerIdentity } from "../../dtls/identity.js";
import type { Channel } from "../channel.js";
import { Places, type Occupant } from "./places.js";
import { socketConnection } from "./socketConnection.js";
import { defaultBacklog, streamChannel, type StreamChannel } from "./streamChannel.js";
import { transportError } from "./transportError.js";

/** Where and how connections are accepted. */
export interface StreamServerSetup {
  /** An IP address of this machine; `::` and `0.0.0.0` stand for all of them, `::` for both families. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly clock: Clock;
  readonly logger?: Logger;
  /** A peer has connected; whatever it sends comes after this call. */
  readonly onChannel: (channel: Channel) => void;
  /** How many connections are kept at once; 1000 unless told. */
  readonly maximumConnections?: number;
  /** Bytes that may wait for a peer that does not take them; 16 MiB unless told. */
  readonly maximumBacklog?: number;
}

/** CoAP over connections that peers open. */
export interface StreamServer extends Disposable {
  readonly localAddress: Address;
  /** How many connections there are. */
  readonly connections: number;
  /** Ends all connections, and accepts no more. */
  readonly dispose: () => void;
}

/** What accepts sockets and hands them on when they are ready. */
export interface Listening {
  readonly server: Server;
  readonly transport: "tcp" | "tls";
  /** Calls back with each socket that is ready, and with who the peer is. */
  readonly onReady: (ready: (socket: Socket, identity: PeerIdentity | undefined) => void) => void;
}

class Connected implements Occupant {
  readonly #channel: StreamChannel;
  lastUse: number;

  constructor(channel: StreamChannel, now: number) {
    this.#channel = channel;
    this.lastUse = now;
  }

  hasWork(): boolean {
    return this.#channel.hasWork();
  }

  end(reason: string): void {
    this.#channel.end(reason);
  }
}

/**
 * Accepts connections.
 * @throws {TransportError} if the port cannot be opened
 */
export async function openStreamServer(listening: Listening, setup: StreamServerSetup): Promise<StreamServer> {
  const { server, transport } = listening;
  const { host, port, clock, logger = silentLogger, onChannel } = setup;
  const { maximumConnections = 1000, maximumBacklog = defaultBacklog } = setup;
  if (isIP(host) === 0) throw transportError("EINVAL", { host, port }, undefined, "TCP");
  const places = new Places<Connected>(clock, maximumConnections);
  listening.onReady((socket, identity) => {
    if (socket.destroyed || !places.makeRoom()) {
      socket.destroy();
      return;
    }
    const connection = socketConnection(socket, clock);
    const channel = streamChannel({ connection, transport, identity, isOutgoing: false, maximumBacklog });
    const connected = new Connected(channel, clock.now());
    places.add(channel.id, connected);
    channel.onData(() => {
      places.use(channel.id, connected);
    });
    channel.onEnd(() => {
      places.remove(channel.id);
    });
    onChannel(channel);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(transportError(error.code ?? "", { host, port }, error, "TCP"));
    });
    server.listen({ host, port }, resolve);
  });
  const bound = server.address();
  const localAddress =
    typeof bound === "object" && bound !== null ? { host: bound.address, port: bound.port } : { host, port };
  server.on("error", (error) => {
    logger.log("warn", "A port reports an error.", { address: printAddress(localAddress), error: error.message });
  });
  return {
    localAddress,
    get connections() {
      return places.size;
    },
    dispose: () => {
      for (const connected of places.items) connected.end("The port was closed.");
      server.close();
    },
  };
}
