import { contentFormatLabel } from "../../codec/contentFormats.js";
import { codeOf, type CoapCodeName } from "../../coap/codes.js";
import { counted, listed } from "../../base/words.js";

/** The operations of a device, as they are explained. */
export const operationNames = [
  "read",
  "write",
  "execute",
  "create",
  "delete",
  "discover",
  "observe",
  "cancel observation",
] as const;

export type OperationName = (typeof operationNames)[number];

/** A request that a device has turned down. */
export interface RefusedRequest {
  readonly operation: OperationName;
  /** Where it went, for people. */
  readonly path: string;
  /** The byte of the response code. */
  readonly code: number;
  /** The format that was asked for or written in, if any. */
  readonly contentFormat?: number;
  /** True if the user has chosen it. */
  readonly isFormatForced: boolean;
  /** True if the device has proved who it is, and knows who asks. */
  readonly isSecured: boolean;
  /** Seconds that the answer holds, where it says so: after a 5.03 or 4.29 the pause that is asked for. */
  readonly maxAge?: number;
  /** What the device has named with `ct`. */
  readonly contentFormats?: readonly number[];
}

type Sentence = (request: RefusedRequest) => string;

interface Row {
  readonly code: CoapCodeName;
  /** Every operation that has no row of its own, if undefined. */
  readonly operations?: readonly OperationName[];
  readonly sentence: Sentence;
}

/** What a response code of a device probably means (LwM2M TS 1.2 §6.3, §6.4, Table 6.7-1), the special before the general. */
const rows: readonly Row[] = [
  {
    code: "Bad Request",
    operations: ["write", "create"],
    sentence: ({ path }) =>
      `The device did not take the value for ${path}: it may be out of range, of another type than the device's, or in an encoding that it does not read. A mandatory resource may be missing, too.`,
  },
  {
    code: "Bad Request",
    operations: ["execute"],
    sentence: ({ path }) =>
      `The device did not take the arguments of ${path}. They look like 0='text',1; many resources take none.`,
  },
  { code: "Bad Request", sentence: ({ path }) => `The device did not understand the request for ${path}.` },
  {
    code: "Unauthorized",
    sentence: ({ path, isSecured }) => {
      if (/^\/(?:0|21)(?:\/|$)/u.test(path)) {
        return `${path} holds the device's keys, which only a bootstrap server may see or change.`;
      }
      const rights = `This server has no right to do that on ${path}. Look at the Access Control object (/2) of the device.`;
      return isSecured ? rights : `${rights} It may also want to know who asks, by DTLS (coaps://).`;
    },
  },
  {
    code: "Bad Option",
    sentence: ({ contentFormat }) =>
      contentFormat === undefined
        ? "The device does not know an option of the request that it must not ignore."
        : `The device does not know an option of the request, probably the content format ${contentFormatLabel(contentFormat)}. Choose another one, or none.`,
  },
  {
    code: "Forbidden",
    sentence: ({ path }) => `The device knows ${path}, but does not let this server do that.`,
  },
  {
    code: "Not Found",
    operations: ["write"],
    sentence: ({ path }) =>
      `The device has nothing at ${path}: the object, the instance or the resource does not exist. An optional resource may not be implemented. Discover the object to see what is there.`,
  },
  {
    code: "Not Found",
    sentence: ({ path }) =>
      `The device has nothing at ${path}. An optional resource may not be implemented, or the instance may be gone since it registered. Discover the object to see what is there.`,
  },
  {
    code: "Method Not Allowed",
    operations: ["read", "observe"],
    sentence: ({ path }) => `${path} cannot be read: it may be write-only or executable.`,
  },
  {
    code: "Method Not Allowed",
    operations: ["write"],
    sentence: ({ path }) => `${path} cannot be written: it is read-only or executable on this device.`,
  },
  {
    code: "Method Not Allowed",
    operations: ["execute"],
    sentence: ({ path }) => `${path} cannot be executed; the device has something else there.`,
  },
  {
    code: "Method Not Allowed",
    operations: ["create", "delete"],
    sentence: ({ path, operation }) =>
      `The device does not let instances of that object be ${operation}d by a server, as with objects that have one instance only (${path}).`,
  },
  {
    code: "Method Not Allowed",
    sentence: ({ path, operation }) => `The device does not support "${operation}" on ${path}.`,
  },
  {
    code: "Not Acceptable",
    sentence: ({ contentFormat, ...rest }) =>
      contentFormat === undefined
        ? "The device cannot answer in any format that it thinks we accept."
        : `The device cannot answer in ${contentFormatLabel(contentFormat)}.${adviceOn(rest)}`,
  },
  {
    code: "Request Entity Incomplete",
    sentence: () =>
      "The device has lost blocks of the transfer, or forgot those that came before. Try again, with a smaller block size if it happens again.",
  },
  {
    code: "Conflict",
    sentence: ({ path }) => `The device is in a state in which that is not possible on ${path}.`,
  },
  {
    code: "Precondition Failed",
    sentence: () => "The device says that a condition of the request does not hold.",
  },
  {
    code: "Request Entity Too Large",
    sentence: () =>
      "The value is larger than the device takes. Try a smaller block size; a firmware may be larger than the device's memory for it.",
  },
  {
    code: "Unsupported Content-Format",
    sentence: ({ contentFormat, ...rest }) =>
      contentFormat === undefined
        ? "The device needs a content format with the payload."
        : `The device does not read ${contentFormatLabel(contentFormat)}.${adviceOn(rest)}`,
  },
  {
    code: "Unprocessable Entity",
    sentence: ({ path }) => `The device understood the format, but cannot do what the payload says on ${path}.`,
  },
  { code: "Too Many Requests", sentence: ({ maxAge }) => `The device asks for a pause. ${again(maxAge)}` },
  {
    code: "Internal Server Error",
    sentence: ({ path, operation }) =>
      `Something went wrong inside the device while it did "${operation}" on ${path}; its own log may say what.`,
  },
  {
    code: "Not Implemented",
    sentence: ({ operation }) => `The firmware of the device does not implement "${operation}".`,
  },
  { code: "Service Unavailable", sentence: ({ maxAge }) => `The device is busy or overloaded. ${again(maxAge)}` },
];

/** When to ask again: with 5.03 and 4.29 Max-Age is that time (RFC 7252 §5.9.3.4, RFC 8516 §3). */
function again(maxAge: number | undefined): string {
  return maxAge === undefined ? "Try again later." : `Try again in ${counted(maxAge, "second")}, as it asks.`;
}

/** Which other format to try: what the device has named is the best guess. */
function adviceOn({
  contentFormats,
  isFormatForced,
}: Pick<RefusedRequest, "contentFormats" | "isFormatForced">): string {
  if (contentFormats !== undefined && contentFormats.length > 0) {
    return ` It has registered ${listed(contentFormats.map(contentFormatLabel))}; choose one of these.`;
  }
  return isFormatForced ? " Choose another one, or leave the choice to the workbench." : " Choose another one by hand.";
}

/** What a refusal probably means and what to do, in sentences for the user. */
export function explainRefusal(request: RefusedRequest): string {
  const fitting = rows.filter(
    ({ code, operations }) =>
      codeOf(code) === request.code && (operations === undefined || operations.includes(request.operation)),
  );
  const row = fitting.find(({ operations }) => operations !== undefined) ?? fitting[0];
  if (row !== undefined) return row.sentence(request);
  return request.code >> 5 === 5
    ? "The device says that it has failed; its own log may say why."
    : `The device turned the request for ${request.path} down.`;
}
