import { fromUtf8 } from "../../base/bytes.js";
import type { Disposable } from "../../base/disposal.js";
import type { Channel } from "../channel.js";
import { isRequestCode, isResponseCode, isSignalCode } from "../codes.js";
import { FrameReader } from "../frameReader.js";
import type { MessageContent } from "../message.js";
import {
  abortInWords,
  abortMessage,
  asksForCustody,
  baseCapabilities,
  capabilitiesMessage,
  misunderstoodOption,
  pongMessage,
  releaseInWords,
  signalOf,
  signals,
  withCapabilities,
  type Capabilities,
} from "../signals.js";
import { decodeStreamMessage, encodeStreamMessage, streamHeaderLength } from "../streamCodec.js";
import type { CoapContext } from "./context.js";
import type { Delivery, MessageLayer, Reception, UpperLayer } from "./messageLayer.js";
import type { Room } from "./room.js";
import { Tapping } from "./tapping.js";
import { tokenKey } from "./tokens.js";

const nothing = new Uint8Array(0);

/** From this Max-Message-Size on, who takes blocks takes several at once (RFC 8323 §6). */
const bertFrom = 1153;

/**
 * Messages over a stream (RFC 8323): each arrives once and in order, so that there is nothing to acknowledge. Both sides
 * first say what they can take, and end the connection if they do not understand each other.
 */
export class StreamLayer implements MessageLayer {
  readonly isOrdered = true;
  readonly #context: CoapContext;
  readonly #channel: Channel;
  readonly #upper: UpperLayer;
  readonly #tapping: Tapping;
  readonly #reader: FrameReader;
  readonly #own: Capabilities;
  readonly #pings = new Map<string, (isAlive: boolean) => void>();
  #peer: Capabilities = baseCapabilities;
  #room: Room = roomOf(baseCapabilities);
  #greeting: Promise<void> | undefined;
  #greeted: () => void = () => undefined;
  #deadline: Disposable | undefined;
  /** Requests of the peer that are not answered yet. */
  #unanswered = 0;
  #isOver = false;
  malformed = 0;

  constructor(context: CoapContext, channel: Channel, upper: UpperLayer) {
    const { limits, clock, parameters } = context;
    this.#context = context;
    this.#channel = channel;
    this.#upper = upper;
    this.#tapping = new Tapping(context, channel);
    this.#reader = new FrameReader(limits.message);
    this.#own = { messageSize: limits.message, takesBlocks: true, tokenLength: limits.token };
    this.#greeting = new Promise((resolve) => {
      this.#greeted = resolve;
    });
    this.#deadline = clock.after(parameters.csmTimeout, () => {
      this.#abort("No CSM has come.");
    });
    this.#send(capabilitiesMessage(this.#own));
  }

  get greeting(): Promise<void> | undefined {
    return this.#greeting;
  }

  get room(): Room {
    return this.#room;
  }

  /** Nothing waits here for an acknowledgment. */
  get hasWork(): boolean {
    return this.#unanswered > 0 || this.#pings.size > 0;
  }

  confirm(content: MessageContent, delivery: Delivery): void {
    if (this.#isOver) {
      delivery.lost();
      return;
    }
    delivery.sent();
    this.#send(content);
    delivery.acknowledged();
  }

  sendNonConfirmable(content: MessageContent): undefined {
    this.#send(content);
  }

  cancel(): void {
    // What is sent is sent.
  }

  /** RFC 8323 §5.4: a Ping is answered with a Pong that has its token. */
  ping(): Promise<boolean> {
    if (this.#isOver) return Promise.resolve(false);
    // One alone needs no token; libcoap 4.3 sends each Pong without.
    const token = this.#pings.size === 0 ? nothing : this.#context.tokens.next();
    const key = tokenKey(token);
    return new Promise((resolve) => {
      const deadline = this.#context.clock.after(this.#context.times.transmitWait, () => {
        this.#pings.delete(key);
        resolve(false);
      });
      this.#pings.set(key, (isAlive) => {
        this.#pings.delete(key);
        deadline.dispose();
        resolve(isAlive);
      });
      this.#send({ ...signalOf(signals.ping, []), token });
    });
  }

  /** The response to a request has been found. */
  respond(content: MessageContent): void {
    this.#unanswered--;
    this.#send(content);
    this.#upper.takeSettled();
  }

  receive(data: Uint8Array): void {
    if (this.#isOver) return;
    const problem = this.#reader.take(data, this.#takeFrame);
    if (problem === undefined) return;
    this.malformed++;
    this.#tapping.showBroken(data, problem);
    this.#abort(problem);
  }

  /** RFC 8323 §5.5: the peer need not wait for anything more. */
  leave(): void {
    this.#send(signalOf(signals.release, []));
  }

  end(): readonly Delivery[] {
    this.#isOver = true;
    this.#deadline?.dispose();
    this.#reader.clear();
    for (const answer of [...this.#pings.values()]) answer(false);
    this.#welcome();
    return [];
  }

  readonly #takeFrame = (frame: Uint8Array): boolean => {
    const { message, problem } = decodeStreamMessage(frame);
    if (message === undefined) {
      this.malformed++;
      this.#tapping.showBroken(frame, problem);
      this.#abort(problem);
    } else this.#take(message, frame);
    return !this.#isOver;
  };

  #take(message: MessageContent, frame: Uint8Array): void {
    const { code } = message;
    if (isSignalCode(code)) {
      this.#takeSignal(message, frame);
      return;
    }
    // RFC 8323 §5.3: the CSM is the first message; an empty one means nothing at any time (§3.4).
    if (this.#greeting !== undefined && code !== 0) {
      this.#tapping.show("in", message, frame, "unexpected");
      this.#abort("A message has come before the CSM.");
    } else if (isRequestCode(code)) {
      this.#tapping.show("in", message, frame);
      this.#unanswered++;
      this.#upper.takeRequest(new StreamReception(this, message));
    } else if (isResponseCode(code)) {
      const isExpected = this.#upper.expects(message);
      this.#tapping.show("in", message, frame, isExpected ? undefined : "unexpected");
      const understood = isExpected ? this.#upper.understand(message) : undefined;
      if (understood !== undefined) this.#upper.takeResponse(understood);
    } else this.#tapping.show("in", message, frame, code === 0 ? undefined : "unexpected");
  }

  #takeSignal(message: MessageContent, frame: Uint8Array): void {
    const answerPing = message.code === signals.pong ? this.#pings.get(tokenKey(message.token)) : undefined;
    const isUnexpected = message.code > signals.abort || (message.code === signals.pong && answerPing === undefined);
    this.#tapping.show("in", message, frame, isUnexpected ? "unexpected" : undefined);
    const misunderstood = misunderstoodOption(message);
    if (misunderstood !== undefined && message.code !== signals.abort) {
      const isCsm = message.code === signals.csm;
      this.#abort(`Option ${misunderstood} is not understood.`, isCsm ? misunderstood : undefined);
      return;
    }
    switch (message.code) {
      case signals.csm:
        this.#peer = withCapabilities(this.#peer, message);
        this.#room = roomOf(this.#peer, this.#own.messageSize);
        this.#welcome();
        return;
      case signals.ping:
        this.#send(pongMessage(message, asksForCustody(message) && this.#unanswered === 0));
        return;
      case signals.pong:
        answerPing?.(true);
        return;
      case signals.release:
        this.#upper.takeRelease(releaseInWords(message));
        return;
      case signals.abort:
        this.#upper.takeEnd(abortInWords(message));
    }
  }

  /** From now on it is known what the peer takes. */
  #welcome(): void {
    this.#deadline?.dispose();
    this.#greeting = undefined;
    this.#greeted();
  }

  #abort(reason: string, badCsmOption?: number): void {
    this.#send(abortMessage(fromUtf8(reason), badCsmOption));
    this.#upper.takeEnd(`The connection cannot go on. ${reason}`);
  }

  #send(message: MessageContent): void {
    if (this.#isOver) return;
    const data = encodeStreamMessage(message);
    this.#tapping.show("out", message, data);
    this.#channel.send(data);
  }
}

/** A request that has come over a stream. */
class StreamReception implements Reception {
  readonly isConfirmable = true;
  readonly message: MessageContent;
  readonly #layer: StreamLayer;

  constructor(layer: StreamLayer, message: MessageContent) {
    this.#layer = layer;
    this.message = message;
  }

  acknowledge(): void {
    // The stream has done that.
  }

  respond(content: MessageContent): void {
    this.#layer.respond(content);
  }

  reject(): void {
    // Only what asks for no acknowledgment is rejected.
  }
}

/** What a peer takes, of which we send no more in one message than `most`. */
function roomOf({ messageSize, takesBlocks }: Capabilities, most = messageSize): Room {
  const content = Math.min(messageSize, most) - streamHeaderLength;
  const longer = !takesBlocks ? "not" : messageSize >= bertFrom ? "BERT" : "blocks";
  return { content, uncut: content, longer };
}
