import { concatBytes } from "../../base/bytes.js";
import { printAlert, type AlertName } from "../tables/alerts.js";
import { contentTypes } from "../tables/contentTypes.js";
import { handshakeHeaderLength, printFragment } from "../wire/handshakeMessage.js";
import type { RecordLayer } from "../record/recordLayer.js";
import type { Flight, FlightItem } from "./step.js";

/** The content of the one message that is no handshake message (RFC 5246 §7.1). */
const changeCipherSpec = Uint8Array.of(1);

/**
 * The datagrams of a flight: messages cut so that none is longer than `maximum` bytes, and as many records in each as
 * fit (RFC 6347 §4.1.1, §4.2.3).
 */
export function packFlight(flight: Flight, records: RecordLayer, maximum: number): readonly Uint8Array[] {
  const datagrams: Uint8Array[] = [];
  let current: Uint8Array[] = [];
  let length = 0;
  const finish = (): void => {
    if (current.length > 0) datagrams.push(concatBytes(...current));
    current = [];
    length = 0;
  };
  for (const record of flight.flatMap((item) => recordsOf(item, records, maximum))) {
    if (length + record.length > maximum) finish();
    current.push(record);
    length += record.length;
  }
  finish();
  return datagrams;
}

/** To say goodbye is no error (RFC 5246 §7.2.1). */
function levelOf(alert: AlertName): "warning" | "fatal" {
  return alert === "close_notify" ? "warning" : "fatal";
}

function recordsOf(item: FlightItem, records: RecordLayer, maximum: number): readonly Uint8Array[] {
  if (item.kind !== "message") {
    const record =
      item.kind === "alert"
        ? records.seal(contentTypes.Alert, item.epoch, printAlert(levelOf(item.alert), item.alert))
        : records.seal(contentTypes.ChangeCipherSpec, 0, changeCipherSpec);
    return record === undefined ? [] : [record];
  }
  const { message, epoch } = item;
  const recordSize = Math.min(records.contentLimit, maximum - records.overhead(epoch));
  const room = Math.max(1, recordSize - handshakeHeaderLength);
  const sealed: Uint8Array[] = [];
  let offset = 0;
  do {
    const part = Math.min(room, message.body.length - offset);
    const record = records.seal(contentTypes.Handshake, epoch, printFragment(message, offset, part));
    if (record !== undefined) sealed.push(record);
    offset += part;
  } while (offset < message.body.length);
  return sealed;
}
