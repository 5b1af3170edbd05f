import { printAddress, type Address } from "../../base/datagram.js";
import { listed } from "../../base/words.js";
import { describeIdentity } from "../identity.js";
import type { HandshakeOutcome, HandshakeReport } from "../handshakeReport.js";
import { quotedText } from "../../base/quotedText.js";

/** Everything that an explanation may tell. Holds no secret. */
export interface HandshakeFacts extends Omit<HandshakeReport, "startedAt" | "duration" | "explanation"> {
  readonly local: Address;
  /** What happened, as a sentence; empty if the outcome says it all. */
  readonly problem: string;
  /** Names of the suites that our credentials can be used with. */
  readonly ourSuites: readonly string[];
  /** Bytes of our key. */
  readonly keyLength: number | undefined;
  /** How the peer's key seems to have been made from ours. */
  readonly keyMistake: string | undefined;
}

/** The ways in which certificates, raw public keys or kinds of credentials end a handshake. */
export type CredentialOutcome = Extract<
  HandshakeOutcome,
  | "wrong credential kind"
  | "no certificate"
  | "not trusted"
  | "certificate expired"
  | "certificate not yet valid"
  | "wrong name"
  | "wrong usage"
  | "wrong private key"
>;

/** A sentence or more for each way in which a handshake may end. */
export type Explanations = Readonly<Record<HandshakeOutcome, (facts: HandshakeFacts) => string>>;

/** So many names of suites are read by nobody. */
const mostNames = 12;

/** The names of suites in words, or how few there are. */
export function suiteList(names: readonly string[]): string {
  if (names.length === 0) return "none";
  if (names.length <= mostNames) return listed(names);
  return `${names.slice(0, mostNames).join(", ")} and ${names.length - mostNames} more`;
}

/** The suites of this side in words. */
export function ourSuites({ ourSuites: names }: HandshakeFacts): string {
  return suiteList(names);
}

/** The other side with its address. */
export function named({ role, peer }: HandshakeFacts): string {
  return `${role === "server" ? "The device" : "The server"} at ${printAddress(peer)}`;
}

/** An identity in quotes. */
export function quoted(identity: string | undefined): string {
  return identity === undefined ? "its PSK identity" : quotedText(identity);
}

/** Who the peer has proved to be; a PSK identity stands for itself. */
export function who({ peerIdentity, identity }: HandshakeFacts): string {
  if (peerIdentity === undefined || peerIdentity.kind === "psk") return quoted(identity);
  return describeIdentity(peerIdentity);
}

/** What a kind of certificate is called, by the name of its type; either word if the type is not known. */
export function credentialNoun(type: string | undefined): string {
  return type === undefined ? "certificate or public key" : type === "RawPublicKey" ? "raw public key" : "certificate";
}

/** Sentences one behind the other, without the empty ones. */
export function sentences(...texts: readonly (string | false | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== false && text !== "").join(" ");
}

/** What to do about a device whose keys differ from ours. */
export const keyAdvice =
  "Compare both keys byte by byte: often one side has taken hexadecimal digits for text, or has a blank or a line end " +
  "behind the key.";

/** What to do if no datagram seems to arrive. */
export const pathAdvice = "see with a packet capture on the other side whether they arrive";
