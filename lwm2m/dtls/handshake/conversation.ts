import { concatBytes } from "../../base/bytes.js";
import { hashOf } from "../crypto/prf.js";
import type { Epoch } from "../record/recordLayer.js";
import { handshakeTypes, type HandshakeTypeName } from "../tables/handshakeTypes.js";
import type { CipherSuite } from "../tables/suites.js";
import { printMessage, type HandshakeMessage } from "../wire/handshakeMessage.js";
import type { FlightItem } from "./step.js";

/**
 * The messages that both sides have said, in the order in which they count for Finished (RFC 5246 §7.4.9), with the
 * headers that they have unfragmented (RFC 6347 §4.2.6).
 */
export class Conversation {
  #messages: Uint8Array[] = [];
  #nextSequence: number;

  /** A server counts on from the ClientHello that it answers, as it keeps nothing of HelloVerifyRequest. */
  constructor(firstSequence = 0) {
    this.#nextSequence = firstSequence;
  }

  /** Adds a message of the peer. */
  hear(message: HandshakeMessage): void {
    this.#messages.push(printMessage(message));
  }

  /** Makes our next message and adds it. */
  say(type: HandshakeTypeName, body: Uint8Array, epoch: Epoch = 0): FlightItem {
    const message = { type: handshakeTypes[type], sequence: this.#nextSequence++, body };
    this.#messages.push(printMessage(message));
    return { kind: "message", message, epoch };
  }

  /**
   * HelloVerifyRequest has come: what was said before does not count, and the ClientHello with the cookie is message 1,
   * also if a server asks again that keeps nothing and so does not know of the first time (RFC 6347 §4.2.1, §4.2.2).
   */
  restart(): void {
    this.#messages = [];
    this.#nextSequence = 1;
  }

  /** Everything that was said so far, which is what CertificateVerify signs (RFC 5246 §7.4.8). */
  bytes(): Uint8Array {
    return concatBytes(...this.#messages);
  }

  hash({ hash }: CipherSuite): Uint8Array {
    return hashOf(hash, this.bytes());
  }
}
