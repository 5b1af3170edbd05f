import type { CoapMessage, MessageContent } from "../message.js";
import type { DatagramLayer } from "./datagramLayer.js";
import type { Reception } from "./messageLayer.js";
import type { Remembered } from "./messageMemory.js";

/** A request that has come for the first time. */
export class DatagramReception implements Reception {
  readonly message: CoapMessage;
  readonly remembered: Remembered;
  readonly #layer: DatagramLayer;
  isAcknowledged = false;

  constructor(layer: DatagramLayer, message: CoapMessage, remembered: Remembered) {
    this.#layer = layer;
    this.message = message;
    this.remembered = remembered;
  }

  get isConfirmable(): boolean {
    return this.message.type === "CON";
  }

  acknowledge(): void {
    if (this.isAcknowledged || !this.isConfirmable) return;
    this.isAcknowledged = true;
    this.#layer.acknowledge(this);
  }

  respond(content: MessageContent): void {
    this.#layer.respond(this, content);
  }

  reject(): void {
    this.#layer.reject(this);
  }
}
