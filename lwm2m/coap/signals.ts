import { codeOf } from "./codes.js";
import type { CoapOption, MessageContent } from "./message.js";
import type { OptionFormat } from "./options.js";
import { isCritical } from "./options.js";
import { readText, readUint, uintOption } from "./optionValue.js";

/** The codes by which peers on a stream tell each other of the connection (RFC 8323 §5). */
export const signals = {
  csm: codeOf("CSM"),
  ping: codeOf("Ping"),
  pong: codeOf("Pong"),
  release: codeOf("Release"),
  abort: codeOf("Abort"),
} as const;

/** The options of signals (RFC 8323 §11.2, RFC 8974 §5.2): a number means something else for each code. */
const signalOptions = [
  { code: signals.csm, number: 2, name: "Max-Message-Size", format: "uint" },
  { code: signals.csm, number: 4, name: "Block-Wise-Transfer", format: "empty" },
  { code: signals.csm, number: 6, name: "Extended-Token-Length", format: "uint" },
  { code: signals.ping, number: 2, name: "Custody", format: "empty" },
  { code: signals.pong, number: 2, name: "Custody", format: "empty" },
  { code: signals.release, number: 2, name: "Alternative-Address", format: "string" },
  { code: signals.release, number: 4, name: "Hold-Off", format: "uint" },
  { code: signals.abort, number: 2, name: "Bad-CSM-Option", format: "uint" },
] as const satisfies readonly {
  readonly code: number;
  readonly number: number;
  readonly name: string;
  readonly format: OptionFormat;
}[];

const numbers = {
  maxMessageSize: 2,
  blockWiseTransfer: 4,
  extendedTokenLength: 6,
  custody: 2,
  alternativeAddress: 2,
  holdOff: 4,
  badCsmOption: 2,
} as const;

const nothing = new Uint8Array(0);

/** What is known of an option of a signal. */
export function signalOptionOf(code: number, number: number): (typeof signalOptions)[number] | undefined {
  return signalOptions.find((entry) => entry.code === code && entry.number === number);
}

/** What a peer has said that it can take. */
export interface Capabilities {
  /** Bytes of a whole message. */
  readonly messageSize: number;
  readonly takesBlocks: boolean;
  /** Bytes of a token. */
  readonly tokenLength: number;
}

/** What holds until a peer has said more (RFC 8323 §5.3.1, RFC 8974 §2.2.1). */
export const baseCapabilities: Capabilities = { messageSize: 1152, takesBlocks: false, tokenLength: 8 };

/** A signal without a token. */
export function signalOf(code: number, options: readonly CoapOption[], payload: Uint8Array = nothing): MessageContent {
  return { code, token: nothing, options, payload };
}

/** Says what we can take (RFC 8323 §5.3). */
export function capabilitiesMessage({ messageSize, takesBlocks, tokenLength }: Capabilities): MessageContent {
  return signalOf(signals.csm, [
    uintOption(numbers.maxMessageSize, messageSize),
    ...(takesBlocks ? [{ number: numbers.blockWiseTransfer, value: nothing }] : []),
    ...(tokenLength > baseCapabilities.tokenLength ? [uintOption(numbers.extendedTokenLength, tokenLength)] : []),
  ]);
}

/**
 * What a peer can take after a further CSM: what it does not name stays as it was (RFC 8323 §5.3). What is longer than it
 * may be counts as not understood.
 */
export function withCapabilities(before: Capabilities, { options }: MessageContent): Capabilities {
  let { messageSize, takesBlocks, tokenLength } = before;
  for (const { number, value } of options) {
    if (number === numbers.blockWiseTransfer) takesBlocks = true;
    if (number === numbers.maxMessageSize && value.length <= 4) messageSize = readUint(value);
    if (number === numbers.extendedTokenLength && value.length <= 3) tokenLength = Math.max(8, readUint(value));
  }
  return { messageSize, takesBlocks, tokenLength };
}

/** The first option of a signal that must be understood and is not (RFC 8323 §5.2). */
export function misunderstoodOption({ code, options }: MessageContent): number | undefined {
  return options.find(({ number }) => isCritical(number) && signalOptionOf(code, number) === undefined)?.number;
}

/** Tells why the connection ends at once (RFC 8323 §5.6). */
export function abortMessage(diagnostic: Uint8Array, badCsmOption?: number): MessageContent {
  const options = badCsmOption === undefined ? [] : [uintOption(numbers.badCsmOption, badCsmOption)];
  return signalOf(signals.abort, options, diagnostic);
}

/** True if the one who pings wants to know whether all before is done (RFC 8323 §5.4.1). */
export function asksForCustody({ options }: MessageContent): boolean {
  return options.some(({ number }) => number === numbers.custody);
}

/** The answer to a ping. */
export function pongMessage({ token }: MessageContent, hasCustody: boolean): MessageContent {
  const options = hasCustody ? [{ number: numbers.custody, value: nothing }] : [];
  return { code: signals.pong, token, options, payload: nothing };
}

/** Why a peer has aborted the connection, in a sentence. */
export function abortInWords({ options, payload }: MessageContent): string {
  const bad = options.find(({ number }) => number === numbers.badCsmOption);
  const about =
    bad === undefined ? "" : ` It does not understand option ${readUint(bad.value.subarray(0, 2))} of our CSM.`;
  const diagnostic = readText(payload.subarray(0, 200))?.trim() ?? "";
  return `The peer has aborted the connection${diagnostic === "" ? "." : `: "${diagnostic}".`}${about}`;
}

/** What a peer that releases the connection asks for, in sentences (RFC 8323 §5.5). */
export function releaseInWords({ options }: MessageContent): string {
  const address = options.find(({ number }) => number === numbers.alternativeAddress);
  const holdOff = options.find(({ number }) => number === numbers.holdOff);
  const where = address === undefined ? "" : (readText(address.value.subarray(0, 255)) ?? "");
  const seconds = holdOff === undefined ? 0 : readUint(holdOff.value.subarray(0, 3));
  return [
    "The peer has released the connection.",
    ...(where === "" ? [] : [`It asks to connect to ${where} instead.`]),
    ...(seconds === 0 ? [] : [`It asks not to connect again for ${seconds} s.`]),
  ].join(" ");
}
