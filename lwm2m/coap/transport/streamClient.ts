import type { Socket } from "node:net";
import type { Clock } from "../../base/clock.js";
import type { Address } from "../../base/datagram.js";
import type { Channel } from "../channel.js";
import { connectionFault } from "./connectionFault.js";
import { socketConnection } from "./socketConnection.js";
import { defaultBacklog, streamChannel } from "./streamChannel.js";
import type { Identified } from "./tlsIdentity.js";

/** How a connection is opened. */
export interface StreamClientSetup {
  /** An IP address, not a name. */
  readonly to: Address;
  readonly clock: Clock;
  /** Milliseconds until the attempt is given up; 10 000 unless told. */
  readonly timeout?: number;
  /** Bytes that may wait for a peer that does not take them; 16 MiB unless told. */
  readonly maximumBacklog?: number;
}

/** What became of an attempt to connect. */
export type ConnectOutcome =
  | { readonly kind: "connected"; readonly channel: Channel }
  /** Why it failed and what to do about it, in sentences. */
  | { readonly kind: "failed"; readonly reason: string };

/** A socket on its way, and how it is known that it is ready. */
export interface Attempt {
  readonly socket: Socket;
  readonly transport: "tcp" | "tls";
  /** The event after which the socket can be used. */
  readonly readyEvent: "connect" | "secureConnect";
  /** Who the peer has proved to be, or why that is not enough. Asked once it is ready. */
  readonly identify: () => Identified;
}

/** Waits until a socket is ready or has failed. */
export function openStreamClient(attempt: Attempt, setup: StreamClientSetup): Promise<ConnectOutcome> {
  const { socket, transport, readyEvent, identify } = attempt;
  const { clock, timeout = 10_000, maximumBacklog = defaultBacklog } = setup;
  return new Promise((resolve) => {
    const finish = (outcome: ConnectOutcome): void => {
      deadline.dispose();
      socket.off("error", failed);
      socket.off("close", closed);
      if (outcome.kind === "failed") {
        socket.on("error", () => undefined);
        socket.destroy();
      }
      resolve(outcome);
    };
    const failed = (error: Error): void => {
      finish({ kind: "failed", reason: connectionFault(error) });
    };
    const closed = (): void => {
      finish({ kind: "failed", reason: "The peer closed the connection before it was ready." });
    };
    const deadline = clock.after(timeout, () => {
      const reason = `Nobody has answered within ${timeout / 1000} s. Check the address, and the firewalls between.`;
      finish({ kind: "failed", reason });
    });
    socket.on("error", failed);
    socket.on("close", closed);
    socket.once(readyEvent, () => {
      const identified = identify();
      if (identified.reason !== undefined) {
        finish({ kind: "failed", reason: identified.reason });
        return;
      }
      const connection = socketConnection(socket, clock);
      const { identity } = identified;
      finish({
        kind: "connected",
        channel: streamChannel({ connection, transport, identity, isOutgoing: true, maximumBacklog }),
      });
    });
  });
}
