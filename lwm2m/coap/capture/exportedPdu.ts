import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import type { Address } from "../../base/datagram.js";
import { bytesOfAddress } from "../../dtls/certificates/ipAddress.js";
import { isStream, type TransportKind } from "../channel.js";

/** The tags that stand before the bytes of an exported message, as Wireshark numbers them (epan/exported_pdu.h). */
const tags = {
  end: 0,
  dissector: 12,
  ipv4Source: 20,
  ipv4Destination: 21,
  ipv6Source: 22,
  ipv6Destination: 23,
  portType: 24,
  sourcePort: 25,
  destinationPort: 26,
} as const;

/**
 * Which dissector reads a message, and what kind of port it is told. Messages of a stream are framed in another way, and
 * their dissector wants to know of a TCP connection if the ports are those of TCP, which an exported message has not.
 */
const dissectors = {
  datagram: { name: "coap", portType: 3 },
  stream: { name: "coap_tcp_tls", portType: 0 },
} as const;

/** Where a message comes from and goes to. */
export interface Ends {
  readonly source: Address;
  readonly destination: Address;
}

/** A message as Wireshark takes it in a capture of exported messages: it is dissected as CoAP whatever its port is. */
export function exportedPdu(transport: TransportKind, { source, destination }: Ends, data: Uint8Array): Uint8Array {
  const { name, portType } = dissectors[isStream(transport) ? "stream" : "datagram"];
  return concatBytes(
    tag(tags.dissector, fromUtf8(name)),
    addressTag(source.host, tags.ipv4Source, tags.ipv6Source),
    addressTag(destination.host, tags.ipv4Destination, tags.ipv6Destination),
    tag(tags.portType, number(portType)),
    tag(tags.sourcePort, number(source.port)),
    tag(tags.destinationPort, number(destination.port)),
    tag(tags.end, new Uint8Array(0)),
    data,
  );
}

/** Without an address that can be read there is no tag for it. */
function addressTag(host: string, ipv4: number, ipv6: number): Uint8Array {
  const bytes = bytesOfAddress(host);
  return bytes === undefined ? new Uint8Array(0) : tag(bytes.length === 4 ? ipv4 : ipv6, bytes);
}

/** Number and length are big-endian; the value is filled up to four bytes. */
function tag(id: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + Math.ceil(value.length / 4) * 4);
  new DataView(bytes.buffer).setUint16(0, id);
  new DataView(bytes.buffer).setUint16(2, value.length);
  bytes.set(value, 4);
  return bytes;
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
