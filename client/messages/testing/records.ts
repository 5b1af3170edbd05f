import type { AttemptRecord, EventRecord, LogRecord, MessageRecord } from "../../../engine/protocol/log.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import { MessageLog } from "../messageLog.js";

/** Some morning, by the clock on the wall wherever the tests run. */
export const morning = new Date(2026, 0, 5, 9, 5, 3, 42).getTime();

const device = { deviceId: "d1", deviceName: "thermostat-1" } as const;

/** What a test says of a message; the rest is a GET that came over DTLS. */
export interface MessageChanges extends Partial<Omit<MessageRecord, "kind" | "message">> {
  readonly message?: Partial<NonNullable<MessageRecord["message"]>>;
  /** The path of a request. */
  readonly path?: string;
}

let last = 0;

/** A message of a device. Every record has the next number, and is a millisecond later than the one before. */
export function message({ message: changes, path, ...others }: MessageChanges = {}): MessageRecord {
  const number = ++last;
  const segments = (path ?? "").split("/").filter((segment) => segment !== "");
  const options = segments.map((value) => ({ name: "Uri-Path", value }));
  return {
    kind: "message",
    number,
    time: morning + number,
    peer: "127.0.0.1:50000",
    transport: "dtls",
    ...device,
    direction: "out",
    summary: `GET ${path ?? "/"}`,
    message: { type: "CON", code: "0.01", messageId: 1, token: "aa", options, ...changes },
    hex: "48656c6c6f",
    ...others,
  };
}

/** The answer to a message. */
export function answer(to: MessageRecord, changes: MessageChanges = {}): MessageRecord {
  const { message: head = {}, ...others } = changes;
  return message({
    direction: to.direction === "out" ? "in" : "out",
    peer: to.peer,
    summary: "2.05 Content",
    ...others,
    message: {
      type: "ACK",
      code: "2.05",
      ...(to.message === undefined ? {} : { messageId: to.message.messageId, token: to.message.token }),
      options: [],
      ...head,
    },
  });
}

/** A payload with values. */
export function payload(
  values: readonly PathValue[],
  changes: Partial<NonNullable<MessageRecord["payload"]>> = {},
): NonNullable<MessageRecord["payload"]> {
  return { contentFormat: "tlv", length: 5, hex: "48656c6c6f", values, problems: [], ...changes };
}

export function value(path: string, text: string, type: PathValue["type"] = "Float"): PathValue {
  return { path, type, text, json: text, receivedAt: morning };
}

/** A handshake that failed because nobody knows the identity. */
export function attempt(changes: Partial<AttemptRecord> = {}): AttemptRecord {
  const number = ++last;
  return {
    kind: "attempt",
    number,
    time: morning + number,
    peer: "192.0.2.7:40000",
    transport: "dtls",
    what: "handshake",
    summary: 'Unknown identity "thermostat-2"',
    explanation: "No key is known for that identity. Add it if the device is yours.",
    remedy: { kind: "add credential", identity: "thermostat-2" },
    details: [{ name: "Step reached", value: "ClientKeyExchange" }],
    ...changes,
  };
}

export function event(changes: Partial<EventRecord> = {}): EventRecord {
  const number = ++last;
  return {
    kind: "event",
    number,
    time: morning + number,
    peer: "127.0.0.1:50000",
    transport: "dtls",
    ...device,
    summary: "Registered for 300 s",
    details: [],
    ...changes,
  };
}

/** A log that has taken records, in that order. */
export function logOf(...records: readonly LogRecord[]): MessageLog {
  const log = new MessageLog();
  log.add(1, records);
  return log;
}
