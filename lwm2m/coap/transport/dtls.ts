import type { SessionEnd, DtlsSession } from "../../dtls/session.js";
import { Emitter } from "../../base/event.js";
import type { Channel } from "../channel.js";
import { unfragmentedSize } from "./messageSize.js";

/** CoAP over a DTLS session (RFC 7252 §9.1): the channel is the session, wherever its peer moves. */
export function dtlsChannel(session: DtlsSession): Channel {
  const ends = new Emitter<string>();
  session.onEnd((end) => {
    ends.fire(endInWords(end));
    ends.dispose();
  });
  return {
    id: `dtls-${session.id}`,
    transport: "dtls",
    get peer() {
      return session.peer;
    },
    identity: session.identity,
    isOutgoing: session.role === "client",
    get maximumMessageSize() {
      return Math.min(unfragmentedSize - session.overhead, session.maximumDataSize);
    },
    get largestMessageSize() {
      return session.maximumDataSize;
    },
    send: session.send,
    onData: session.onData,
    onEnd: ends.event,
    close: session.close,
  };
}

function endInWords(end: SessionEnd): string {
  switch (end.kind) {
    case "closed":
      return "We closed it.";
    case "closed by the peer":
      return "The peer closed it.";
    case "alert":
      return `The peer sent the alert "${end.alert}".`;
    case "replaced":
      return "The same peer has a newer session.";
  }
}
