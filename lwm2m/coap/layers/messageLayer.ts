import { equalBytes } from "../../base/bytes.js";
import type { Channel } from "../channel.js";
import { decodeMessage, type DecodedMessage } from "../codec.js";
import { isRequestCode, isResponseCode } from "../codes.js";
import type { CoapMessage } from "../message.js";
import type { CoapContext } from "./context.js";
import { digestOf } from "./digest.js";
import { MessageMemory, type Remembered } from "./messageMemory.js";
import { messageOf, Transmissions, type Content, type Delivery } from "./transmissions.js";
import { Wire } from "./wire.js";

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

/**
 * Messages over datagrams (RFC 7252 §4): message IDs, acknowledgment, retransmission, deduplication, and no more than
 * NSTART confirmable messages on the way.
 */
export class MessageLayer {
  readonly #context: CoapContext;
  readonly #upper: UpperLayer;
  readonly #memory: MessageMemory;
  readonly #wire: Wire;
  readonly #transmissions: Transmissions;
  #isOver = false;
  /** Responses that wait for their turn or their acknowledgment. */
  #separateResponses = 0;
  /** Messages that could not be read. */
  malformed = 0;

  constructor(context: CoapContext, channel: Channel, upper: UpperLayer) {
    this.#context = context;
    this.#wire = new Wire(context, channel);
    this.#transmissions = new Transmissions(context, this.#wire);
    this.#upper = upper;
    this.#memory = new MessageMemory(context.answers, context.limits.remembered);
  }

  /** True if a confirmable message waits for its turn or its acknowledgment. */
  get hasWork(): boolean {
    return this.#transmissions.hasWork;
  }

  /** Sends a confirmable message as soon as NSTART allows. What a peer waits for goes before what we ask. */
  confirm(content: Content, delivery: Delivery, isUrgent = false): void {
    if (this.#isOver) {
      delivery.lost();
      return;
    }
    this.#transmissions.add(content, delivery, isUrgent);
  }

  /** Sends a message that asks for no acknowledgment, and tells its message ID. */
  sendNonConfirmable(content: Content): number {
    const messageId = this.#transmissions.nextMessageId();
    this.#wire.send(messageOf("NON", messageId, content));
    return messageId;
  }

  /** Stops sending a message; its delivery hears no more. */
  cancel(delivery: Delivery): void {
    this.#transmissions.cancel(delivery);
  }

  /** Says that a request has come and that its response takes longer (RFC 7252 §5.2.2). */
  acknowledge(reception: Reception): void {
    if (reception.isAcknowledged || reception.message.type !== "CON") return;
    reception.isAcknowledged = true;
    reception.remembered.keepAnswer(this.#wire.sendEmpty("ACK", reception.message.messageId));
  }

  /** Sends the response to a request: in its acknowledgment if that is not sent yet. */
  respond({ message, remembered, isAcknowledged }: Reception, content: Content): void {
    remembered.isPinned = false;
    if (this.#isOver) return;
    if (message.type === "NON") this.sendNonConfirmable(content);
    else if (isAcknowledged) this.#respondSeparately(content);
    else remembered.keepAnswer(this.#wire.send(messageOf("ACK", message.messageId, content)));
  }

  /**
   * RFC 7252 §5.2.2: a response that comes later is confirmable; but one that would wait behind many others, as its peer
   * acknowledges none, is sent without (§5.2.3).
   */
  #respondSeparately(content: Content): void {
    if (this.#separateResponses >= this.#context.limits.handling) {
      this.sendNonConfirmable(content);
      return;
    }
    this.#separateResponses++;
    const done = (): void => {
      this.#separateResponses--;
    };
    // Whether it arrives is the requester's business.
    const delivery = { sent: () => undefined, acknowledged: done, answered: done, rejected: done, lost: done };
    this.confirm(content, delivery, true);
  }

  /** Rejects a request (RFC 7252 §4.2, §4.3). */
  reject({ message, remembered }: Reception): void {
    remembered.isPinned = false;
    remembered.keepAnswer(this.#wire.sendEmpty("RST", message.messageId));
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

  /** The channel is gone: nothing is sent or taken any more. Answers whose messages were on the way. */
  end(): readonly Delivery[] {
    this.#isOver = true;
    this.#memory.clear();
    return this.#transmissions.clear();
  }

  /** RFC 7252 §4.2: a confirmable message that cannot be read is rejected, any other ignored. */
  #refuse(data: Uint8Array, { problem, header }: DecodedMessage & { readonly message?: undefined }): void {
    this.malformed++;
    this.#wire.showBroken(data, problem);
    if (header?.type === "CON") this.#wire.sendEmpty("RST", header.messageId);
  }

  #takeAcknowledgment(message: CoapMessage, data: Uint8Array): void {
    const transmission = this.#transmissions.find(message.messageId);
    const isEmpty = message.code === 0;
    const fits =
      transmission !== undefined &&
      (isEmpty || (isResponseCode(message.code) && equalBytes(transmission.content.token, message.token)));
    this.#wire.show("in", message, data, fits ? undefined : "unexpected");
    if (!fits) return;
    this.#transmissions.finish(transmission);
    if (isEmpty || !isRequestCode(transmission.content.code)) transmission.delivery.acknowledged();
    else transmission.delivery.answered(message);
  }

  #takeReset(message: CoapMessage, data: Uint8Array): void {
    const transmission = message.code === 0 ? this.#transmissions.find(message.messageId) : undefined;
    const isKnown = transmission !== undefined || (message.code === 0 && this.#upper.takeReset(message.messageId));
    this.#wire.show("in", message, data, isKnown ? undefined : "unexpected");
    if (transmission === undefined) return;
    this.#transmissions.finish(transmission);
    transmission.delivery.rejected();
  }

  /** RFC 7252 §4.3: an empty confirmable message is a ping; an empty one that asks for nothing is ignored. */
  #takePing(message: CoapMessage, data: Uint8Array): void {
    this.#wire.show("in", message, data, message.type === "CON" ? undefined : "unexpected");
    if (message.type === "CON") this.#wire.sendEmpty("RST", message.messageId);
  }

  #takeMessage(message: CoapMessage, data: Uint8Array): void {
    const { clock, times } = this.#context;
    const { type, messageId } = message;
    const now = clock.now();
    const digest = digestOf(data);
    const before = this.#memory.find(messageId, digest, now);
    if (before !== undefined) {
      this.#wire.show("in", message, data, "duplicate");
      if (before.answer !== undefined) this.#wire.sendAgain(before.answer);
      return;
    }
    const lifetime = type === "CON" ? times.exchangeLifetime : times.nonLifetime;
    const remembered = this.#memory.remember(messageId, digest, now + lifetime);
    if (isRequestCode(message.code)) {
      this.#wire.show("in", message, data);
      remembered.isPinned = true;
      this.#upper.takeRequest({ message, remembered, isAcknowledged: false });
      return;
    }
    const isExpected = this.#upper.expects(message);
    this.#wire.show("in", message, data, isExpected ? undefined : "unexpected");
    const understood = isExpected ? this.#upper.understand(message) : undefined;
    if (understood === undefined) remembered.keepAnswer(this.#wire.sendEmpty("RST", messageId));
    else if (type === "CON") remembered.keepAnswer(this.#wire.sendEmpty("ACK", messageId));
    if (understood !== undefined) this.#upper.takeResponse(understood);
  }
}
