import type { CoapOption, MessageContent, MessageType } from "./message.js";

/** A request to be sent, or one that has come and is complete: block-wise transfers are put together. */
export interface CoapRequest {
  /** A method's code. */
  readonly code: number;
  /** Uri-Path, one item a segment. */
  readonly path: readonly string[];
  /** Uri-Query, one item an argument. */
  readonly query?: readonly string[];
  readonly accept?: number;
  readonly contentFormat?: number;
  /** 0 registers, 1 deregisters (RFC 7641 §2). */
  readonly observe?: number;
  readonly payload?: Uint8Array;
  /** What has no member of its own. */
  readonly otherOptions?: readonly CoapOption[];
}

/** A response that has come, or one to be sent; block-wise transfers are put together. */
export interface CoapResponse {
  readonly code: number;
  readonly contentFormat?: number;
  readonly payload?: Uint8Array;
  readonly locationPath?: readonly string[];
  readonly maxAge?: number;
  readonly etag?: Uint8Array;
  readonly observe?: number;
  readonly otherOptions?: readonly CoapOption[];
}

/** How one request is sent. */
export interface RequestOptions {
  /** CON unless told. */
  readonly type?: Extract<MessageType, "CON" | "NON">;
  /**
   * Milliseconds from sending until the request, or a block of it, is given up; MAX_TRANSMIT_WAIT (93 s) unless told.
   */
  readonly timeout?: number;
  /** Bytes a block, a power of two from 16 to 1024; what fits the channel unless told. */
  readonly blockSize?: number;
  readonly onProgress?: (progress: BlockProgress) => void;
  readonly signal?: AbortSignal;
}

/** How far a block-wise transfer is. */
export interface BlockProgress {
  readonly direction: "up" | "down";
  readonly bytes: number;
  /** Undefined if the peer has not said how much it will be. */
  readonly total: number | undefined;
}

/** What became of a request. A 4.04 is a response like any other. */
export type RequestOutcome =
  | { readonly kind: "response"; readonly response: CoapResponse; readonly milliseconds: number }
  /** No acknowledgment or no response in time; `isAcknowledged` says which. */
  | { readonly kind: "timeout"; readonly isAcknowledged: boolean }
  | { readonly kind: "reset" }
  | { readonly kind: "closed"; readonly reason: string }
  | { readonly kind: "canceled" }
  /** The transfer broke off: what came does not fit together. */
  | { readonly kind: "broken"; readonly reason: string };

/** A request that is sent as it is, valid or not: nothing is added, cut, or put together. */
export interface RawRequest {
  /** Any byte, also one that is no method. */
  readonly code: number;
  /** Any bytes, also none; drawn at random unless told. */
  readonly token?: Uint8Array;
  /** Any numbers and values, as often as they are here; they are put in order, as messages cannot have them otherwise. */
  readonly options?: readonly CoapOption[];
  readonly payload?: Uint8Array;
}

/** What became of a raw request. */
export type RawOutcome =
  /** What came back first with its token, as it came: maybe one block of many, or with options that nobody knows. */
  | { readonly kind: "response"; readonly message: MessageContent; readonly milliseconds: number }
  | Exclude<RequestOutcome, { kind: "response" }>
  /** It cannot be written as a message, for a reason in sentences. */
  | { readonly kind: "not sent"; readonly reason: string };

/** One notification of an observation, or its first response. */
export type Notification = Extract<RequestOutcome, { kind: "response" }>["response"];

/** What became of a notification to an observer of ours (RFC 7641 §4.5). */
export type NotifyOutcome =
  /** It was acknowledged, or asked for no acknowledgment and was sent. */
  | "taken"
  /** The observer has deregistered or rejected one, or the session is over. */
  | "ended"
  /** It was not acknowledged, so that the observer counts as gone; it may not know. */
  | "lost";

/** An observation of ours on a peer (RFC 7641). */
export interface Observation {
  readonly token: Uint8Array;
  /** The first outcome; with a response without Observe the peer does not observe, and it is over. */
  readonly first: Promise<RequestOutcome>;
  /** Ends it: with `GET` and Observe 1 and the same token, or silently, so that the next notification is rejected. */
  readonly cancel: (how: "actively" | "passively") => Promise<RequestOutcome | undefined>;
}
