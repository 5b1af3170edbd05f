import { printAddress } from "../../lwm2m/base/datagram.js";
import { toHex, toUtf8 } from "../../lwm2m/base/bytes.js";
import { dottedCode, isRequestCode, isSuccess } from "../../lwm2m/coap/codes.js";
import { describeOptions, summarize } from "../../lwm2m/coap/describe.js";
import type { MessageContent } from "../../lwm2m/coap/message.js";
import { optionNumbers } from "../../lwm2m/coap/options.js";
import { readUint } from "../../lwm2m/coap/optionValue.js";
import type { TappedMessage } from "../../lwm2m/coap/session.js";
import { contentFormatById, contentFormatLabel } from "../../lwm2m/codec/contentFormats.js";
import type { Definitions, ResourceLookup } from "../../lwm2m/data/definitions.js";
import { resourceLookup } from "../../lwm2m/data/definitionSet.js";
import type { Device } from "../../lwm2m/management/device.js";
import { knownValue } from "../../lwm2m/management/operations/receive.js";
import type { MessageRecord } from "../protocol/log.js";
import { decodeAt } from "./decode.js";
import type { MessageSubject } from "./exchangeBook.js";
import type { LogDraft } from "./messageLog.js";
import { presentPayload, presentProblem, presentValue, shownHex } from "./present.js";

/** So many characters of a payload are shown as text. */
const longestText = 4096;

/** A message, and what is known about it besides its bytes. */
export interface MessageFacts {
  readonly tapped: TappedMessage;
  readonly subject: MessageSubject;
  readonly device: Device | undefined;
  readonly definitions: Definitions;
}

/** What the Messages view shows of a CoAP message. */
export function messageRecord(facts: MessageFacts): LogDraft {
  const { tapped, device } = facts;
  const { time, channel, direction, data, message, problem, remark } = tapped;
  const payload = message === undefined ? undefined : payloadOf(facts, message);
  return {
    kind: "message",
    time,
    peer: printAddress(channel.peer),
    transport: channel.transport,
    ...(device === undefined ? {} : { deviceId: device.id, deviceName: device.name }),
    direction,
    summary: message === undefined ? `Not CoAP, ${data.length} bytes` : summarize(message, formatName),
    ...(remark === undefined ? {} : { remark }),
    ...(problem === undefined ? {} : { problem }),
    ...(message === undefined ? {} : { message: describeMessage(message) }),
    ...(payload === undefined ? {} : { payload }),
    hex: shownHex(data),
  };
}

function formatName(id: number): string | undefined {
  return contentFormatById(id)?.name;
}

function describeMessage(message: NonNullable<TappedMessage["message"]>): NonNullable<MessageRecord["message"]> {
  const { type, code, messageId, token } = message;
  return {
    ...(type === undefined ? {} : { type, messageId }),
    code: dottedCode(code),
    token: toHex(token),
    options: describeOptions(message, formatName),
  };
}

function payloadOf(
  { tapped, subject, device, definitions }: MessageFacts,
  message: MessageContent,
): MessageRecord["payload"] {
  const { payload: bytes, code } = message;
  if (bytes.length === 0) return undefined;
  const contentFormat = formatOf(message);
  const shown = presentPayload({ bytes, ...(contentFormat === undefined ? {} : { contentFormat }) });
  const text = isText(contentFormat) ? toUtf8(bytes)?.slice(0, longestText) : undefined;
  const payload = { ...shown, values: [], problems: [], ...(text === undefined ? {} : { text }) };
  // The text of an error is for people, and a part of a transfer is understood when the whole has come.
  const isContent = isRequestCode(code) || isSuccess(code);
  const path = valuePath(subject, device);
  if (!isContent || subject.isPart || path === undefined) return payload;
  const lookUp: ResourceLookup = device?.lookUp ?? resourceLookup((objectId) => definitions.find(objectId));
  const raw = { bytes, ...(contentFormat === undefined ? {} : { contentFormat }) };
  const decoded = decodeAt(path, raw, lookUp, tapped.time);
  if (decoded === undefined) return payload;
  return {
    ...payload,
    values: decoded.entries.map((entry) => presentValue(knownValue(entry, tapped.time))),
    problems: decoded.problems.map(presentProblem),
  };
}

function formatOf({ options }: MessageContent): number | undefined {
  const option = options.find(({ number }) => number === optionNumbers.contentFormat);
  return option === undefined || option.value.length > 2 ? undefined : readUint(option.value);
}

/** Without a format it is text in an error, and often elsewhere; what is no UTF-8 shows as bytes only. */
function isText(contentFormat: number | undefined): boolean {
  if (contentFormat === undefined) return true;
  return (
    /^(?:text|link-format|.*json)$/u.test(contentFormatLabel(contentFormat)) || [1541, 1543].includes(contentFormat)
  );
}

/** Where in the device the values of a message are; undefined for what is none of its tree. */
function valuePath({ path }: MessageSubject, device: Device | undefined): string | undefined {
  if (path === undefined) return undefined;
  // A device's Send has its paths in the payload (LwM2M TS 1.2 §6.4.5); so has a composite operation.
  if (path.length === 1 && path[0] === "dp") return "/";
  const root = device?.registration?.rootPath.split("/").filter((segment) => segment !== "") ?? [];
  const isBelow = root.every((segment, index) => path[index] === segment);
  const segments = isBelow ? path.slice(root.length) : path;
  return segments.every((segment) => /^\d+$/u.test(segment)) ? `/${segments.join("/")}` : undefined;
}
