import type { Disposable } from "../../base/disposal.js";
import type { CoapMessage, MessageContent, MessageType } from "../message.js";
import { Buckets, type Chained } from "./buckets.js";
import type { CoapContext } from "./context.js";
import type { Delivery } from "./messageLayer.js";
import type { Wire } from "./wire.js";

/** A confirmable message on its way. */
export interface Transmission extends Chained<Transmission> {
  /** The message ID, once it is on the way. */
  hash: number;
  readonly content: MessageContent;
  readonly delivery: Delivery;
  data: Uint8Array;
  retransmissions: number;
  interval: number;
  timer: Disposable | undefined;
}

const nothing = new Uint8Array(0);

/** Confirmable messages of ours: retransmission (RFC 7252 §4.2), NSTART (§4.7), and the message IDs of all we send. */
export class Transmissions {
  readonly #context: CoapContext;
  readonly #wire: Wire;
  readonly #onTheWay = new Buckets<Transmission>();
  readonly #waiting: Transmission[] = [];
  #lastMessageId: number;

  constructor(context: CoapContext, wire: Wire) {
    this.#context = context;
    this.#wire = wire;
    this.#lastMessageId = Math.floor(context.random.fraction() * 0x10000);
  }

  get hasWork(): boolean {
    return this.#onTheWay.size > 0 || this.#waiting.length > 0;
  }

  /** Sends a message as soon as NSTART allows; an urgent one before those that wait. */
  add(content: MessageContent, delivery: Delivery, isUrgent: boolean): void {
    const transmission: Transmission = {
      hash: -1,
      chained: undefined,
      content,
      delivery,
      data: nothing,
      retransmissions: 0,
      interval: 0,
      timer: undefined,
    };
    if (this.#onTheWay.size < this.#context.parameters.nstart) this.#start(transmission);
    else if (isUrgent) this.#waiting.unshift(transmission);
    else this.#waiting.push(transmission);
  }

  /** The message with this ID, if it is on the way. */
  find(messageId: number): Transmission | undefined {
    let found = this.#onTheWay.first(messageId);
    while (found !== undefined && found.hash !== messageId) found = found.chained;
    return found;
  }

  /** A message need not be sent again; the next one has its turn. */
  finish(transmission: Transmission): void {
    transmission.timer?.dispose();
    this.#onTheWay.remove(transmission);
    const next = this.#waiting.shift();
    if (next !== undefined) this.#start(next);
  }

  /** Stops sending a message; its delivery hears no more. */
  cancel(delivery: Delivery): void {
    const index = this.#waiting.findIndex((waiting) => waiting.delivery === delivery);
    if (index !== -1) this.#waiting.splice(index, 1);
    for (const transmission of this.#onTheWay.items()) {
      if (transmission.delivery === delivery) this.finish(transmission);
    }
  }

  /** Forgets all messages, and answers whose they were. */
  clear(): readonly Delivery[] {
    const all = [...this.#onTheWay.items(), ...this.#waiting];
    this.#onTheWay.clear();
    this.#waiting.length = 0;
    for (const { timer } of all) timer?.dispose();
    return all.map(({ delivery }) => delivery);
  }

  nextMessageId(): number {
    do this.#lastMessageId = (this.#lastMessageId + 1) & 0xffff;
    while (this.find(this.#lastMessageId) !== undefined);
    return this.#lastMessageId;
  }

  #start(transmission: Transmission): void {
    const { ackTimeout, ackRandomFactor } = this.#context.parameters;
    const messageId = this.nextMessageId();
    transmission.interval = Math.round(ackTimeout * (1 + this.#context.random.fraction() * (ackRandomFactor - 1)));
    transmission.hash = messageId;
    this.#onTheWay.add(transmission);
    this.#arm(transmission);
    transmission.delivery.sent();
    transmission.data = this.#wire.send(messageOf("CON", messageId, transmission.content));
  }

  /** RFC 7252 §4.2: the time between transmissions doubles. */
  #arm(transmission: Transmission): void {
    transmission.timer = this.#context.clock.after(transmission.interval, () => {
      if (transmission.retransmissions === this.#context.parameters.maxRetransmit) {
        this.finish(transmission);
        transmission.delivery.lost();
        return;
      }
      transmission.retransmissions++;
      transmission.interval *= 2;
      this.#arm(transmission);
      this.#wire.sendAgain(transmission.data);
    });
  }
}

/** A message with all that goes on the wire. */
export function messageOf(
  type: MessageType,
  messageId: number,
  { code, token, options, payload }: MessageContent,
): CoapMessage {
  return { type, code, messageId, token, options, payload };
}
