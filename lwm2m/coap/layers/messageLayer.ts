import type { Disposable } from "../../base/disposal.js";
import { equalBytes } from "../../base/bytes.js";
import type { Channel } from "../channel.js";
import { decodeMessage, encodeMessage, type DecodedMessage } from "../codec.js";
import { isRequestCode, isResponseCode } from "../codes.js";
import type { CoapMessage, MessageType } from "../message.js";
import type { TappedMessage } from "../session.js";
import { Buckets, type Chained } from "./buckets.js";
import type { CoapContext } from "./context.js";
import { digestOf } from "./digest.js";
import { MessageMemory, type Remembered } from "./messageMemory.js";

/** A message without what this layer adds. */
export type Content = Omit<CoapMessage, "type" | "messageId">;

/** What becomes of a confirmable message that was sent. Of the last four, one is called once. */
export interface Delivery {
  /** It goes out for the first time, maybe long after it was handed over. */
  sent(): void;
  acknowledged(): void;
  /** The acknowledgment carries the response. */
  answered(response: CoapMessage): void;
  rejected(): void;
  /** Nobody has acknowledged any transmission. */
  lost(): void;
}

/** A request that has come for the first time and waits for its response. */
export interface Reception {
  readonly message: CoapMessage;
  readonly remembered: Remembered;
  isAcknowledged: boolean;
}

/** The layer above, which knows tokens. */
export interface UpperLayer {
  /** True if a response with this token is awaited. */
  expects(message: CoapMessage): boolean;
  /** An expected response as far as it is understood; undefined if it must be rejected. */
  understand(message: CoapMessage): CoapMessage | undefined;
  takeResponse(message: CoapMessage): void;
  takeRequest(reception: Reception): void;
  /** A message that asked for no acknowledgment was rejected; false if that is not known. */
  takeReset(messageId: number): boolean;
}

/** A confirmable message on its way. */
interface Transmission extends Chained<Transmission> {
  /** The message ID, once it is on the way. */
  hash: number;
  readonly content: Content;
  readonly delivery: Delivery;
  data: Uint8Array;
  retransmissions: number;
  interval: number;
  timer: Disposable | undefined;
}

const nothing = new Uint8Array(0);

/**
 * Messages over datagrams (RFC 7252 §4): message IDs, acknowledgment, retransmission, deduplication, and no more than
 * NSTART confirmable messages on the way.
 */
export class MessageLayer {
  readonly #context: CoapContext;
  readonly #channel: Channel;
  readonly #upper: UpperLayer;
  readonly #memory: MessageMemory;
  readonly #onTheWay = new Buckets<Transmission>();
  readonly #waiting: Transmission[] = [];
  #lastMessageId: number;
  #isOver = false;
  /** Messages that could not be read. */
  malformed = 0;

  constructor(context: CoapContext, channel: Channel, upper: UpperLayer) {
    this.#context = context;
    this.#channel = channel;
    this.#upper = upper;
    this.#memory = new MessageMemory(context.answers, context.limits.remembered);
    this.#lastMessageId = Math.floor(context.random.fraction() * 0x10000);
  }

  /** True if a confirmable message waits for its turn or its acknowledgment. */
  get hasWork(): boolean {
    return this.#onTheWay.size > 0 || this.#waiting.length > 0;
  }

  /** Sends a confirmable message as soon as NSTART allows. What a peer waits for goes before what we ask. */
  confirm(content: Content, delivery: Delivery, isUrgent = false): void {
    if (this.#isOver) {
      delivery.lost();
      return;
    }
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

  /** Sends a message that asks for no acknowledgment, and tells its message ID. */
  sendNonConfirmable(content: Content): number {
    const messageId = this.#nextMessageId();
    this.#sendMessage(messageOf("NON", messageId, content));
    return messageId;
  }

  /** Stops sending a message; its delivery hears no more. */
  cancel(delivery: Delivery): void {
    const index = this.#waiting.findIndex((waiting) => waiting.delivery === delivery);
    if (index !== -1) this.#waiting.splice(index, 1);
    for (const transmission of this.#onTheWay.items()) {
      if (transmission.delivery === delivery) this.#finish(transmission);
    }
  }

  /** Says that a request has come and that its response takes longer (RFC 7252 §5.2.2). */
  acknowledge(reception: Reception): void {
    if (reception.isAcknowledged || reception.message.type !== "CON") return;
    reception.isAcknowledged = true;
    reception.remembered.keepAnswer(this.#sendEmpty("ACK", reception.message.messageId));
  }

  /** Sends the response to a request: in its acknowledgment if that is not sent yet. */
  respond({ message, remembered, isAcknowledged }: Reception, content: Content): void {
    remembered.isPinned = false;
    if (this.#isOver) return;
    if (message.type === "NON") this.sendNonConfirmable(content);
    else if (isAcknowledged) this.confirm(content, indifferent, true);
    else remembered.keepAnswer(this.#sendMessage(messageOf("ACK", message.messageId, content)));
  }

  /** Rejects a request (RFC 7252 §4.2, §4.3). */
  reject({ message, remembered }: Reception): void {
    remembered.isPinned = false;
    remembered.keepAnswer(this.#sendEmpty("RST", message.messageId));
  }

  /** Takes what has come from the peer. */
  receive(data: Uint8Array): void {
    if (this.#isOver) return;
    const decoded = decodeMessage(data);
    if (decoded.message === undefined) {
      this.#refuse(data, decoded);
      return;
    }
    const { message } = decoded;
    if (message.type === "ACK") this.#takeAcknowledgment(message, data);
    else if (message.type === "RST") this.#takeReset(message, data);
    else if (message.code === 0) this.#takePing(message, data);
    else this.#takeMessage(message, data);
  }

  /** The channel is gone, and with it what was on the way. */
  end(): void {
    this.#isOver = true;
    const lost = [...this.#onTheWay.items(), ...this.#waiting];
    this.#onTheWay.clear();
    this.#waiting.length = 0;
    this.#memory.clear();
    for (const { timer, delivery } of lost) {
      timer?.dispose();
      delivery.lost();
    }
  }

  /** RFC 7252 §4.2: a confirmable message that cannot be read is rejected, any other ignored. */
  #refuse(data: Uint8Array, { problem, header }: DecodedMessage & { readonly message?: undefined }): void {
    this.malformed++;
    if (!this.#context.tap.isIdle) this.#context.tap.fire({ ...this.#tapped("in", data), problem });
    if (header?.type === "CON") this.#sendEmpty("RST", header.messageId);
  }

  #takeAcknowledgment(message: CoapMessage, data: Uint8Array): void {
    const transmission = this.#find(message.messageId);
    const isEmpty = message.code === 0;
    const fits =
      transmission !== undefined &&
      (isEmpty || (isResponseCode(message.code) && equalBytes(transmission.content.token, message.token)));
    this.#tap("in", message, data, fits ? undefined : "unexpected");
    if (!fits) return;
    this.#finish(transmission);
    if (isEmpty || !isRequestCode(transmission.content.code)) transmission.delivery.acknowledged();
    else transmission.delivery.answered(message);
  }

  #takeReset(message: CoapMessage, data: Uint8Array): void {
    const transmission = message.code === 0 ? this.#find(message.messageId) : undefined;
    const isKnown = transmission !== undefined || (message.code === 0 && this.#upper.takeReset(message.messageId));
    this.#tap("in", message, data, isKnown ? undefined : "unexpected");
    if (transmission === undefined) return;
    this.#finish(transmission);
    transmission.delivery.rejected();
  }

  /** RFC 7252 §4.3: an empty confirmable message is a ping; an empty one that asks for nothing is ignored. */
  #takePing(message: CoapMessage, data: Uint8Array): void {
    this.#tap("in", message, data, message.type === "CON" ? undefined : "unexpected");
    if (message.type === "CON") this.#sendEmpty("RST", message.messageId);
  }

  #takeMessage(message: CoapMessage, data: Uint8Array): void {
    const { clock, times } = this.#context;
    const { type, messageId } = message;
    const now = clock.now();
    const digest = digestOf(data);
    const before = this.#memory.find(messageId, digest, now);
    if (before !== undefined) {
      this.#tap("in", message, data, "duplicate");
      if (before.answer !== undefined) this.#sendAgain(before.answer);
      return;
    }
    const lifetime = type === "CON" ? times.exchangeLifetime : times.nonLifetime;
    const remembered = this.#memory.remember(messageId, digest, now + lifetime);
    if (isRequestCode(message.code)) {
      this.#tap("in", message, data);
      remembered.isPinned = true;
      this.#upper.takeRequest({ message, remembered, isAcknowledged: false });
      return;
    }
    const isExpected = this.#upper.expects(message);
    this.#tap("in", message, data, isExpected ? undefined : "unexpected");
    const understood = isExpected ? this.#upper.understand(message) : undefined;
    if (understood === undefined) remembered.keepAnswer(this.#sendEmpty("RST", messageId));
    else if (type === "CON") remembered.keepAnswer(this.#sendEmpty("ACK", messageId));
    if (understood !== undefined) this.#upper.takeResponse(understood);
  }

  #start(transmission: Transmission): void {
    const { ackTimeout, ackRandomFactor } = this.#context.parameters;
    const messageId = this.#nextMessageId();
    transmission.interval = Math.round(ackTimeout * (1 + this.#context.random.fraction() * (ackRandomFactor - 1)));
    transmission.hash = messageId;
    this.#onTheWay.add(transmission);
    this.#arm(transmission);
    transmission.delivery.sent();
    transmission.data = this.#sendMessage(messageOf("CON", messageId, transmission.content));
  }

  /** RFC 7252 §4.2: the time between transmissions doubles. */
  #arm(transmission: Transmission): void {
    transmission.timer = this.#context.clock.after(transmission.interval, () => {
      if (transmission.retransmissions === this.#context.parameters.maxRetransmit) {
        this.#finish(transmission);
        transmission.delivery.lost();
        return;
      }
      transmission.retransmissions++;
      transmission.interval *= 2;
      this.#arm(transmission);
      this.#sendAgain(transmission.data);
    });
  }

  #finish(transmission: Transmission): void {
    transmission.timer?.dispose();
    this.#onTheWay.remove(transmission);
    const next = this.#waiting.shift();
    if (next !== undefined) this.#start(next);
  }

  #nextMessageId(): number {
    do this.#lastMessageId = (this.#lastMessageId + 1) & 0xffff;
    while (this.#find(this.#lastMessageId) !== undefined);
    return this.#lastMessageId;
  }

  #find(messageId: number): Transmission | undefined {
    let found = this.#onTheWay.first(messageId);
    while (found !== undefined && found.hash !== messageId) found = found.chained;
    return found;
  }

  #sendEmpty(type: "ACK" | "RST", messageId: number): Uint8Array {
    return this.#sendMessage({ type, code: 0, messageId, token: nothing, options: [], payload: nothing });
  }

  #sendMessage(message: CoapMessage): Uint8Array {
    const data = encodeMessage(message);
    this.#tap("out", message, data);
    this.#channel.send(data);
    return data;
  }

  #sendAgain(data: Uint8Array): void {
    if (!this.#context.tap.isIdle) {
      const { message } = decodeMessage(data);
      if (message !== undefined) this.#tap("out", message, data, "retransmission");
    }
    this.#channel.send(data);
  }

  #tap(
    direction: TappedMessage["direction"],
    message: CoapMessage,
    data: Uint8Array,
    remark?: TappedMessage["remark"],
  ): void {
    if (this.#context.tap.isIdle) return;
    const tapped = { ...this.#tapped(direction, data), message };
    this.#context.tap.fire(remark === undefined ? tapped : { ...tapped, remark });
  }

  #tapped(direction: TappedMessage["direction"], data: Uint8Array): TappedMessage {
    return { time: this.#context.clock.now(), channel: this.#channel, direction, data };
  }
}

function messageOf(type: MessageType, messageId: number, { code, token, options, payload }: Content): CoapMessage {
  return { type, code, messageId, token, options, payload };
}

/** For responses: whether they arrive is the requester's business. */
const indifferent: Delivery = {
  sent: () => undefined,
  acknowledged: () => undefined,
  answered: () => undefined,
  rejected: () => undefined,
  lost: () => undefined,
};
