import type { MessageContent } from "../message.js";
import type { Room } from "./room.js";

/** A request that has come and waits for its response. */
export interface Reception {
  readonly message: MessageContent;
  /** False if the peer asked for no acknowledgment; what cannot be understood is not answered then (RFC 7252 §5.4.1). */
  readonly isConfirmable: boolean;
  /** Says that the request has come and that its response takes longer (RFC 7252 §5.2.2). */
  acknowledge(): void;
  /** Sends the response. */
  respond(content: MessageContent): void;
  /** Rejects the request without a response. */
  reject(): void;
}

/** What becomes of a message that was sent. Of the last four, one is called once. */
export interface Delivery {
  /** It goes out for the first time, maybe long after it was handed over. */
  sent(): void;
  acknowledged(): void;
  /** The acknowledgment carries the response. */
  answered(response: MessageContent): void;
  rejected(): void;
  /** Nobody has acknowledged any transmission. */
  lost(): void;
}

/** The layer above, which knows tokens. */
export interface UpperLayer {
  /** True if a response with this token is awaited. */
  expects(message: MessageContent): boolean;
  /** An expected response as far as it is understood; undefined if it must be rejected. */
  understand(message: MessageContent): MessageContent | undefined;
  takeResponse(message: MessageContent): void;
  takeRequest(reception: Reception): void;
  /** A message that asked for no acknowledgment was rejected; false if that is not known. */
  takeReset(messageId: number): boolean;
  /** The peer wants no further requests, and the connection closed once those under way are done (RFC 8323 §5.5). */
  takeRelease(reason: string): void;
  /** A request of the peer is answered. */
  takeSettled(): void;
  /** The connection cannot go on. */
  takeEnd(reason: string): void;
}

/** How messages of a session come and go: over datagrams (RFC 7252 §4), or over a stream (RFC 8323). */
export interface MessageLayer {
  /** Set as long as it is not known what the peer takes; nothing should be sent before. */
  readonly greeting: Promise<void> | undefined;
  readonly room: Room;
  /** True if messages arrive in the order in which they were sent, each once. */
  readonly isOrdered: boolean;
  /** How many messages could not be read. */
  readonly malformed: number;
  /** True if a message waits for its turn or its acknowledgment. */
  readonly hasWork: boolean;
  /** Sends a message that must arrive. What a peer waits for goes before what we ask. */
  confirm(content: MessageContent, delivery: Delivery, isUrgent?: boolean): void;
  /** Sends a message that asks for no acknowledgment, and tells its message ID, if it has one. */
  sendNonConfirmable(content: MessageContent): number | undefined;
  /** Stops sending a message; its delivery hears no more. */
  cancel(delivery: Delivery): void;
  /** True once the peer has shown that it is alive. */
  ping(): Promise<boolean>;
  /** Takes what has come from the peer. */
  receive(data: Uint8Array): void;
  /** Tells the peer that we leave, if there is a way to. */
  leave(): void;
  /** The channel is gone: nothing is sent or taken any more. Answers whose messages were on the way. */
  end(): readonly Delivery[];
}
