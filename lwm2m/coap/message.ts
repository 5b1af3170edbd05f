/** The four types of a message over UDP (RFC 7252 §3), in the order of their numbers. */
export const messageTypes = ["CON", "NON", "ACK", "RST"] as const;

export type MessageType = (typeof messageTypes)[number];

/** An option as it is on the wire (RFC 7252 §3.1). */
export interface CoapOption {
  readonly number: number;
  readonly value: Uint8Array;
}

/** A CoAP message over UDP or DTLS (RFC 7252 §3). Options are ascending by number. */
export interface CoapMessage {
  readonly type: MessageType;
  /** Class and detail in one byte, as on the wire: 0x45 is 2.05. */
  readonly code: number;
  readonly messageId: number;
  /** 0 to 8 bytes. */
  readonly token: Uint8Array;
  readonly options: readonly CoapOption[];
  readonly payload: Uint8Array;
}
