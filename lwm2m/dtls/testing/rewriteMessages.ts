import { concatBytes } from "../../base/bytes.js";
import type { Address } from "../../base/datagram.js";
import type { SimulatedNetwork } from "../../base/testing/simulatedNetwork.js";
import { contentTypes } from "../tables/contentTypes.js";
import { handshakeTypes, type HandshakeTypeName } from "../tables/handshakeTypes.js";
import { parseFragments, printMessage } from "../wire/handshakeMessage.js";
import { parseRecords, printRecord, type DtlsRecord } from "../wire/record.js";
import { rewrite } from "./rewrite.js";

/** Puts other bodies in the place of those of plain handshake messages from an address; undefined takes one out. */
export function rewriteMessages(
  network: SimulatedNetwork,
  from: Address,
  changes: Partial<Record<HandshakeTypeName, (body: Uint8Array) => Uint8Array | undefined>>,
): void {
  const changeOf = new Map(
    Object.entries(changes).map(([name, change]) => [
      new Map<string, number>(Object.entries(handshakeTypes)).get(name),
      change,
    ]),
  );
  const changed = (record: DtlsRecord): Uint8Array => {
    if (record.epoch !== 0 || record.type !== contentTypes.Handshake) return printRecord(record);
    const messages = parseFragments(record.fragment).map(({ type, sequence, data, length }) => {
      const change = data.length === length ? changeOf.get(type) : undefined;
      const body = change === undefined ? data : change(data);
      return body === undefined ? new Uint8Array() : printMessage({ type, sequence, body });
    });
    return printRecord({ ...record, fragment: concatBytes(...messages) });
  };
  rewrite(network, from, (datagram) => [concatBytes(...parseRecords(datagram).map(changed))]);
}
