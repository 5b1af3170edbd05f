import { concatBytes } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { uint } from "./write.js";

/** A handshake message as a whole. */
export interface HandshakeMessage {
  readonly type: number;
  /** message_seq, counted by each side for itself (RFC 6347 §4.2.2). */
  readonly sequence: number;
  readonly body: Uint8Array;
}

/** A part of a message, or all of it (RFC 6347 §4.2.3). */
export interface HandshakeFragment {
  readonly type: number;
  readonly sequence: number;
  /** Bytes of the whole body. */
  readonly length: number;
  readonly offset: number;
  readonly data: Uint8Array;
}

export const handshakeHeaderLength = 12;

/** The fragments in the payload of one record, which may be of several messages. A broken one ends the list. */
export function parseFragments(payload: Uint8Array): readonly HandshakeFragment[] {
  const reader = new ByteReader(payload);
  const fragments: HandshakeFragment[] = [];
  while (!reader.isAtEnd) {
    const type = reader.uint(1);
    const length = reader.uint(3);
    const sequence = reader.uint(2);
    const offset = reader.uint(3);
    const data = reader.vector(3);
    if (reader.isBroken || offset + data.length > length) break;
    fragments.push({ type, sequence, length, offset, data });
  }
  return fragments;
}

/** Writes `length` bytes of a message from `offset` on, behind their header. */
export function printFragment({ type, sequence, body }: HandshakeMessage, offset: number, length: number): Uint8Array {
  const header = [uint(type, 1), uint(body.length, 3), uint(sequence, 2), uint(offset, 3), uint(length, 3)];
  return concatBytes(...header, body.subarray(offset, offset + length));
}

/** A whole message in one fragment: what transcripts are made of (RFC 6347 §4.2.6). */
export function printMessage(message: HandshakeMessage): Uint8Array {
  return printFragment(message, 0, message.body.length);
}
