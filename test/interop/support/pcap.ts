import { concatBytes } from "../../../lwm2m/base/bytes.js";
import type { Address } from "../../../lwm2m/base/datagram.js";
import type { Proxied } from "./udpProxy.js";

/** The link type of packets that begin with their IP header. */
const rawIp = 101;

/** A capture (libpcap's first format) of datagrams between IPv4 addresses, a millisecond apart. */
export function pcapOf(datagrams: readonly Proxied[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(24));
  header.setUint32(0, 0xa1b2c3d4);
  header.setUint16(4, 2);
  header.setUint16(6, 4);
  header.setUint32(16, 65_535);
  header.setUint32(20, rawIp);
  const packets = datagrams.flatMap((datagram, index) => {
    const packet = ipv4(datagram);
    const head = new DataView(new ArrayBuffer(16));
    head.setUint32(0, 1_700_000_000 + Math.floor(index / 1000));
    head.setUint32(4, (index % 1000) * 1000);
    head.setUint32(8, packet.length);
    head.setUint32(12, packet.length);
    return [new Uint8Array(head.buffer), packet];
  });
  return concatBytes(new Uint8Array(header.buffer), ...packets);
}

/** Without checksums, which nobody checks in a capture. */
function ipv4({ data, from, to }: Proxied): Uint8Array {
  const header = new DataView(new ArrayBuffer(28));
  header.setUint8(0, 0x45);
  header.setUint16(2, 28 + data.length);
  header.setUint8(8, 64);
  header.setUint8(9, 17);
  for (const [offset, { host }] of [
    [12, from],
    [16, to],
  ] satisfies [number, Address][])
    for (const [index, part] of host.split(".").entries()) header.setUint8(offset + index, Number(part));
  header.setUint16(20, from.port);
  header.setUint16(22, to.port);
  header.setUint16(24, 8 + data.length);
  return concatBytes(new Uint8Array(header.buffer), data);
}
