/** The four types of a message over UDP (RFC 7252 §3), in the order of their numbers. */
export const messageTypes = ["CON", "NON", "ACK", "RST"] as const;

export type MessageType = (typeof messageTypes)[number];

/** An option as it is on the wire (RFC 7252 §3.1). */
export interface CoapOption {
  readonly number: number;
  readonly value: Uint8Array;
}

/** What a message says, whatever carries it. Options are ascending by number. */
export interface MessageContent {
  /** Class and detail in one byte, as on the wire: 0x45 is 2.05. */
  readonly code: number;
  /** 0 to 8 bytes, or more between peers that know RFC 8974. */
  readonly token: Uint8Array;
  readonly options: readonly CoapOption[];
  readonly payload: Uint8Array;
}

/** A CoAP message over UDP or DTLS (RFC 7252 §3). */
export interface CoapMessage extends MessageContent {
  readonly type: MessageType;
  readonly messageId: number;
}

/** A CoAP message over TCP or TLS, which needs neither type nor message ID (RFC 8323 §3.2). */
export interface StreamMessage extends MessageContent {
  readonly type?: undefined;
  readonly messageId?: undefined;
}
