import { Emitter } from "../../base/event.js";
import type { PeerIdentity } from "../../dtls/identity.js";
import type { Channel } from "../channel.js";
import type { Connection } from "./connection.js";

/** What a channel over a connection is made from. */
export interface StreamChannelSetup {
  readonly connection: Connection;
  readonly transport: "tcp" | "tls";
  readonly identity: PeerIdentity | undefined;
  readonly isOutgoing: boolean;
  /** Bytes that may wait for a peer that does not take them, before it is given up. */
  readonly maximumBacklog: number;
}

/** What a channel of a stream tells its transport besides. */
export interface StreamChannel extends Channel {
  /** True if something waits for this peer, or is awaited from it. */
  readonly hasWork: () => boolean;
  /** Ends it from our side, with a reason. */
  readonly end: (reason: string) => void;
}

/** 16 MiB: what a peer that has stopped reading costs at most. */
export const defaultBacklog = 16 * 1024 * 1024;

/** The largest size that a CSM can tell (RFC 8323 §5.3.1). */
const largestMessage = 2 ** 32 - 1;

let created = 0;

/** CoAP over a connection (RFC 8323): the channel is the connection. */
export function streamChannel(setup: StreamChannelSetup): StreamChannel {
  const { connection, transport, identity, isOutgoing, maximumBacklog } = setup;
  const data = new Emitter<Uint8Array>();
  const ends = new Emitter<string>();
  let isOpen = true;
  let hasWork = (): boolean => false;
  const end = (reason: string): void => {
    if (!isOpen) return;
    isOpen = false;
    data.dispose();
    ends.fire(reason);
    ends.dispose();
  };
  connection.onData((piece) => {
    data.fire(piece);
  });
  connection.onEnd(end);
  return {
    id: `${transport}-${++created}`,
    transport,
    peer: connection.peer,
    localAddress: connection.localAddress,
    identity,
    isOutgoing,
    maximumMessageSize: largestMessage,
    send: (message) => {
      if (!isOpen) return;
      connection.send(message);
      if (connection.backlog <= maximumBacklog) return;
      connection.cut();
      end(`The peer does not take what is sent: ${connection.backlog} bytes wait.`);
    },
    onData: data.event,
    keepWhile: (asked) => {
      hasWork = asked;
    },
    onEnd: ends.event,
    close: () => {
      if (!isOpen) return;
      connection.close();
      end("We closed it.");
    },
    hasWork: () => hasWork(),
    end: (reason) => {
      if (!isOpen) return;
      connection.close();
      end(reason);
    },
  };
}
