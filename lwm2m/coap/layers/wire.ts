import type { Channel } from "../channel.js";
import { decodeMessage, encodeMessage } from "../codec.js";
import type { CoapMessage } from "../message.js";
import type { TappedMessage } from "../session.js";
import type { CoapContext } from "./context.js";

const nothing = new Uint8Array(0);

/** The channel of a session with the tap on it. Without listeners the tap costs nothing. */
export class Wire {
  readonly #context: CoapContext;
  readonly #channel: Channel;

  constructor(context: CoapContext, channel: Channel) {
    this.#context = context;
    this.#channel = channel;
  }

  /** Sends a message, and answers its bytes. */
  send(message: CoapMessage): Uint8Array {
    const data = encodeMessage(message);
    this.show("out", message, data);
    this.#channel.send(data);
    return data;
  }

  /** Sends an empty message, and answers its bytes. */
  sendEmpty(type: "ACK" | "RST", messageId: number): Uint8Array {
    return this.send({ type, code: 0, messageId, token: nothing, options: [], payload: nothing });
  }

  /** Sends once more what was sent before. */
  sendAgain(data: Uint8Array): void {
    if (!this.#context.tap.isIdle) {
      const { message } = decodeMessage(data);
      if (message !== undefined) this.show("out", message, data, "retransmission");
    }
    this.#channel.send(data);
  }

  /** Shows a message to those who listen. */
  show(
    direction: TappedMessage["direction"],
    message: CoapMessage,
    data: Uint8Array,
    remark?: TappedMessage["remark"],
  ): void {
    if (this.#context.tap.isIdle) return;
    const tapped = { ...this.#tapped(direction, data), message };
    this.#context.tap.fire(remark === undefined ? tapped : { ...tapped, remark });
  }

  /** Shows bytes that have come and are no message. */
  showBroken(data: Uint8Array, problem: string): void {
    if (!this.#context.tap.isIdle) this.#context.tap.fire({ ...this.#tapped("in", data), problem });
  }

  #tapped(direction: TappedMessage["direction"], data: Uint8Array): TappedMessage {
    return { time: this.#context.clock.now(), channel: this.#channel, direction, data };
  }
}
