import { fromUtf8 } from "../../base/bytes.js";
import type { Address } from "../../base/datagram.js";
import type { TappedMessage } from "../session.js";
import { exportedPdu, type Ends } from "./exportedPdu.js";

/** Where a capture goes. */
export interface CaptureSetup {
  /** Takes the next bytes of the file. */
  readonly write: (data: Uint8Array) => void;
  /** How many bytes the file may have; 256 MiB unless told. What comes later is counted and left out. */
  readonly maximumBytes?: number;
}

/** A capture that is being written. It holds messages as they are without DTLS or TLS, and never a key. */
export interface Capture {
  /** Adds a message; false if the file is full. */
  readonly add: (tapped: TappedMessage) => boolean;
  readonly messages: number;
  /** How many messages were left out because the file was full. */
  readonly leftOut: number;
  readonly bytes: number;
}

/** Types of blocks (draft-ietf-opsawg-pcapng §4). */
const blocks = { section: 0x0a0d0d0a, interface: 1, packet: 6 } as const;
/** Options of a packet. */
const options = { end: 0, comment: 1, flags: 2 } as const;
/** The link type of exported messages. */
const exportedLink = 252;
/** Wireshark takes packets of so many bytes; of longer ones the beginning is kept. */
const longestPacket = 262_144;

/**
 * Begins a capture in the format pcapng, which Wireshark and tshark open. Every message is one packet, which says its
 * direction, and in a comment its session and what is special about it.
 */
export function createCapture({ write, maximumBytes = 256 * 1024 * 1024 }: CaptureSetup): Capture {
  let bytes = 0;
  let messages = 0;
  let leftOut = 0;
  const put = (data: Uint8Array): boolean => {
    if (bytes + data.length > maximumBytes) return false;
    bytes += data.length;
    write(data);
    return true;
  };
  put(block(blocks.section, sectionHead()));
  put(block(blocks.interface, interfaceHead()));
  return {
    add: (tapped) => {
      // Once one has been left out there is a gap, which shorter ones must not hide.
      const isAdded = leftOut === 0 && put(block(blocks.packet, packet(tapped)));
      if (isAdded) messages++;
      else leftOut++;
      return isAdded;
    },
    get messages() {
      return messages;
    },
    get leftOut() {
      return leftOut;
    },
    get bytes() {
      return bytes;
    },
  };
}

/** The byte order, version 1.0, and a length that is not known. */
function sectionHead(): Uint8Array {
  const head = new Uint8Array(16).fill(0xff, 8);
  const view = new DataView(head.buffer);
  view.setUint32(0, 0x1a2b3c4d, true);
  view.setUint16(4, 1, true);
  view.setUint16(6, 0, true);
  return head;
}

function interfaceHead(): Uint8Array {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint16(0, exportedLink, true);
  return head;
}

function packet(tapped: TappedMessage): Uint8Array {
  const { time, direction, channel, data } = tapped;
  const whole = exportedPdu(channel.transport, endsOf(tapped), data);
  const kept = whole.subarray(0, longestPacket);
  const tail = [option(options.comment, fromUtf8(commentOn(tapped))), flagsOption(direction), new Uint8Array(4)];
  const padded = Math.ceil(kept.length / 4) * 4;
  const bytes = new Uint8Array(20 + padded + tail.reduce((length, part) => length + part.length, 0));
  const view = new DataView(bytes.buffer);
  const microseconds = BigInt(Math.round(time * 1000));
  view.setUint32(4, Number(microseconds >> 32n), true);
  view.setUint32(8, Number(microseconds & 0xffffffffn), true);
  view.setUint32(12, kept.length, true);
  view.setUint32(16, whole.length, true);
  bytes.set(kept, 20);
  let offset = 20 + padded;
  for (const part of tail) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Our own end is shown as an unspecified address where it is not known. */
function endsOf({ channel, direction }: TappedMessage): Ends {
  const { peer, localAddress } = channel;
  const unknown: Address = { host: peer.host.includes(":") ? "::" : "0.0.0.0", port: 0 };
  const own = localAddress ?? unknown;
  return direction === "in" ? { source: peer, destination: own } : { source: own, destination: peer };
}

function commentOn({ channel, remark, problem }: TappedMessage): string {
  return [channel.id, ...(remark === undefined ? [] : [remark]), ...(problem === undefined ? [] : [problem])].join(
    ", ",
  );
}

function flagsOption(direction: "in" | "out"): Uint8Array {
  return option(options.flags, Uint8Array.of(direction === "in" ? 1 : 2, 0, 0, 0));
}

/** Number and length, and the value filled up to four bytes. */
function option(code: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + Math.ceil(value.length / 4) * 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  bytes.set(value, 4);
  return bytes;
}

/** A block: its type, its length, what it holds, and its length again. */
function block(type: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, bytes.length, true);
  bytes.set(body, 8);
  view.setUint32(bytes.length - 4, bytes.length, true);
  return bytes;
}
