import type { Channel } from "../channel.js";
import { decodeMessage, encodeMessage } from "../codec.js";
import type { CoapMessage } from "../message.js";
import type { TappedMessage } from "../session.js";
import type { CoapContext } from "./context.js";
import { Tapping } from "./tapping.js";

const nothing = new Uint8Array(0);

/** The channel of a session over datagrams, with the tap on it. */
export class Wire {
  readonly #channel: Channel;
  readonly #tapping: Tapping;

  constructor(context: CoapContext, channel: Channel) {
    this.#channel = channel;
    this.#tapping = new Tapping(context, channel);
  }

  /** Sends a message, and answers its bytes. */
  send(message: CoapMessage): Uint8Array {
    const data = encodeMessage(message);
    this.#tapping.show("out", message, data);
    this.#channel.send(data);
    return data;
  }

  /** Sends an empty message, and answers its bytes. */
  sendEmpty(type: "ACK" | "RST", messageId: number): Uint8Array {
    return this.send({ type, code: 0, messageId, token: nothing, options: [], payload: nothing });
  }

  /** Sends once more what was sent before. */
  sendAgain(data: Uint8Array): void {
    if (!this.#tapping.isIdle) {
      const { message } = decodeMessage(data);
      if (message !== undefined) this.#tapping.show("out", message, data, "retransmission");
    }
    this.#channel.send(data);
  }

  /** Shows a message that has come to those who listen. */
  show(message: CoapMessage, data: Uint8Array, remark?: TappedMessage["remark"]): void {
    this.#tapping.show("in", message, data, remark);
  }

  /** Shows bytes that have come and are no message. */
  showBroken(data: Uint8Array, problem: string): void {
    this.#tapping.showBroken(data, problem);
  }
}
