import type { Channel } from "../channel.js";
import type { TappedMessage } from "../session.js";
import type { CoapContext } from "./context.js";

/** The tap on a channel. Without listeners it costs nothing. */
export class Tapping {
  readonly #context: CoapContext;
  readonly #channel: Channel;

  constructor(context: CoapContext, channel: Channel) {
    this.#context = context;
    this.#channel = channel;
  }

  get isIdle(): boolean {
    return this.#context.tap.isIdle;
  }

  /** Shows a message to those who listen. */
  show(
    direction: TappedMessage["direction"],
    message: NonNullable<TappedMessage["message"]>,
    data: Uint8Array,
    remark?: TappedMessage["remark"],
  ): void {
    if (this.isIdle) return;
    const tapped = { ...this.#tapped(direction, data), message };
    this.#context.tap.fire(remark === undefined ? tapped : { ...tapped, remark });
  }

  /** Shows bytes that have come and are no message. */
  showBroken(data: Uint8Array, problem: string): void {
    if (!this.isIdle) this.#context.tap.fire({ ...this.#tapped("in", data), problem });
  }

  #tapped(direction: TappedMessage["direction"], data: Uint8Array): TappedMessage {
    return { time: this.#context.clock.now(), channel: this.#channel, direction, data };
  }
}
