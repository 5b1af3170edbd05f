import { equalBytes } from "../../base/bytes.js";
import type { Channel } from "../channel.js";
import { largestBlock } from "../block.js";
import { decodeMessage, headerLength, type DecodedMessage } from "../codec.js";
import { isRequestCode, isResponseCode } from "../codes.js";
import type { CoapMessage, MessageContent } from "../message.js";
import type { CoapContext } from "./context.js";
import { digestOf } from "./digest.js";
import { DatagramReception } from "./datagramReception.js";
import { MessageMemory } from "./messageMemory.js";
import type { Delivery, MessageLayer, UpperLayer } from "./messageLayer.js";
import { Ping } from "./ping.js";
import type { Room } from "./room.js";
import { messageOf, Transmissions } from "./transmissions.js";
import { Wire } from "./wire.js";

const nothing = new Uint8Array(0);

/**
 * Messages over datagrams (RFC 7252 §4): message IDs, acknowledgment, retransmission, deduplication, and no more than
 * NSTART confirmable messages on the way.
 */
export class DatagramLayer implements MessageLayer {
  readonly greeting = undefined;
  readonly isOrdered = false;
  readonly #context: CoapContext;
  readonly #channel: Channel;
  readonly #upper: UpperLayer;
  readonly #memory: MessageMemory;
  readonly #wire: Wire;
  readonly #transmissions: Transmissions;
  #room: Room = roomOf(0);
  #isOver = false;
  /** Responses that wait for their turn or their acknowledgment. */
  #separateResponses = 0;
  /** Messages that could not be read. */
  malformed = 0;

  constructor(context: CoapContext, channel: Channel, upper: UpperLayer) {
    this.#context = context;
    this.#channel = channel;
    this.#wire = new Wire(context, channel);
    this.#transmissions = new Transmissions(context, this.#wire);
    this.#upper = upper;
    this.#memory = new MessageMemory(context.answers, context.limits.remembered);
  }

  get room(): Room {
    const content = this.#channel.maximumMessageSize - headerLength;
    if (content !== this.#room.content) this.#room = roomOf(content);
    return this.#room;
  }

  /** True if a confirmable message waits for its turn or its acknowledgment. */
  get hasWork(): boolean {
    return this.#transmissions.hasWork;
  }

  /** Sends a confirmable message as soon as NSTART allows. What a peer waits for goes before what we ask. */
  confirm(content: MessageContent, delivery: Delivery, isUrgent = false): void {
    if (this.#isOver) {
      delivery.lost();
      return;
    }
    this.#transmissions.add(content, delivery, isUrgent);
  }

  /** Sends a message that asks for no acknowledgment, and tells its message ID. */
  sendNonConfirmable(content: MessageContent): number {
    const messageId = this.#transmissions.nextMessageId();
    this.#wire.send(messageOf("NON", messageId, content));
    return messageId;
  }

  /** Stops sending a message; its delivery hears no more. */
  cancel(delivery: Delivery): void {
    this.#transmissions.cancel(delivery);
  }

  /** An empty confirmable message, which a living peer answers with a reset (RFC 7252 §4.3). */
  ping(): Promise<boolean> {
    return new Promise((resolve) => {
      this.confirm({ code: 0, token: nothing, options: [], payload: nothing }, new Ping(resolve));
    });
  }

  /** Sends an empty acknowledgment, and keeps it for the case that the request comes again. */
  acknowledge({ message, remembered }: DatagramReception): void {
    remembered.keepAnswer(this.#wire.sendEmpty("ACK", message.messageId));
  }

  /** Sends the response to a request: in its acknowledgment if that is not sent yet. */
  respond({ message, remembered, isAcknowledged }: DatagramReception, content: MessageContent): void {
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
  #respondSeparately(content: MessageContent): void {
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
  reject({ message, remembered }: DatagramReception): void {
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

  leave(): void {
    // There is no word for it.
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
    this.#wire.show(message, data, fits ? undefined : "unexpected");
    if (!fits) return;
    this.#transmissions.finish(transmission);
    if (isEmpty || !isRequestCode(transmission.content.code)) transmission.delivery.acknowledged();
    else transmission.delivery.answered(message);
  }

  #takeReset(message: CoapMessage, data: Uint8Array): void {
    const transmission = message.code === 0 ? this.#transmissions.find(message.messageId) : undefined;
    const isKnown = transmission !== undefined || (message.code === 0 && this.#upper.takeReset(message.messageId));
    this.#wire.show(message, data, isKnown ? undefined : "unexpected");
    if (transmission === undefined) return;
    this.#transmissions.finish(transmission);
    transmission.delivery.rejected();
  }

  /** RFC 7252 §4.3: an empty confirmable message is a ping; an empty one that asks for nothing is ignored. */
  #takePing(message: CoapMessage, data: Uint8Array): void {
    this.#wire.show(message, data, message.type === "CON" ? undefined : "unexpected");
    if (message.type === "CON") this.#wire.sendEmpty("RST", message.messageId);
  }

  #takeMessage(message: CoapMessage, data: Uint8Array): void {
    const { clock, times } = this.#context;
    const { type, messageId } = message;
    const now = clock.now();
    const digest = digestOf(data);
    const before = this.#memory.find(messageId, digest, now);
    if (before !== undefined) {
      this.#wire.show(message, data, "duplicate");
      if (before.answer !== undefined) this.#wire.sendAgain(before.answer);
      return;
    }
    const lifetime = type === "CON" ? times.exchangeLifetime : times.nonLifetime;
    const remembered = this.#memory.remember(messageId, digest, now + lifetime);
    if (isRequestCode(message.code)) {
      this.#wire.show(message, data);
      remembered.isPinned = true;
      this.#upper.takeRequest(new DatagramReception(this, message, remembered));
      return;
    }
    const isExpected = this.#upper.expects(message);
    this.#wire.show(message, data, isExpected ? undefined : "unexpected");
    const understood = isExpected ? this.#upper.understand(message) : undefined;
    if (understood === undefined) remembered.keepAnswer(this.#wire.sendEmpty("RST", messageId));
    else if (type === "CON") remembered.keepAnswer(this.#wire.sendEmpty("ACK", messageId));
    if (understood !== undefined) this.#upper.takeResponse(understood);
  }
}

function roomOf(content: number): Room {
  return { content, uncut: largestBlock, longer: "blocks" };
}
