import { toHex } from "../../lwm2m/base/bytes.js";
import type { PayloadProblem } from "../../lwm2m/codec/codec.js";
import { contentFormatLabel } from "../../lwm2m/codec/contentFormats.js";
import { codeLabel } from "../../lwm2m/coap/codes.js";
import { printPath } from "../../lwm2m/data/path.js";
import { printValue, valueJson } from "../../lwm2m/data/valueText.js";
import type { KnownValue, OperationResult as DeviceResult, RawPayload } from "../../lwm2m/management/results.js";
import type { OperationResult, PayloadInfo } from "../protocol/operations.js";
import type { PathValue, PayloadProblemInfo } from "../protocol/values.js";

/** So many bytes of a payload or a message are shown; the rest is counted. */
const mostBytesShown = 4096;

/** A value as the clients show it. */
export function presentValue({ path, value, time, receivedAt, isGuess }: KnownValue): PathValue {
  return {
    path,
    type: value.type,
    text: printValue(value),
    json: valueJson(value),
    receivedAt,
    ...(time === undefined ? {} : { time }),
    ...(isGuess === undefined ? {} : { isGuess }),
  };
}

export function presentProblem({ offset, message, path }: PayloadProblem): PayloadProblemInfo {
  return { offset, message, ...(path === undefined ? {} : { path: printPath(path) }) };
}

export function presentPayload({ contentFormat, bytes }: RawPayload): PayloadInfo {
  return {
    length: bytes.length,
    hex: shownHex(bytes),
    ...(contentFormat === undefined ? {} : { contentFormat: contentFormatLabel(contentFormat) }),
  };
}

/** The first bytes as hexadecimal digits. */
export function shownHex(bytes: Uint8Array): string {
  return toHex(bytes.subarray(0, mostBytesShown));
}

/** What became of an operation, as the clients show it. */
export function presentResult(result: DeviceResult): OperationResult {
  switch (result.kind) {
    case "success":
      return {
        kind: "success",
        code: codeLabel(result.code),
        milliseconds: Math.round(result.milliseconds),
        values: result.values.map(presentValue),
        problems: result.problems.map(presentProblem),
        ...(result.payload === undefined ? {} : { payload: presentPayload(result.payload) }),
        ...(result.location === undefined ? {} : { location: result.location }),
        ...(result.links === undefined ? {} : { links: result.links }),
        ...(result.notes.length === 0 ? {} : { notes: result.notes }),
      };
    case "refused":
      return {
        kind: "refused",
        code: codeLabel(result.code),
        explanation: result.explanation,
        ...(result.diagnostic === undefined ? {} : { diagnostic: result.diagnostic }),
      };
    case "failed":
      return {
        kind: "failed",
        explanation: result.explanation,
        ...(result.cause === "invalid request" ? { isInvalid: true } : {}),
      };
  }
}
