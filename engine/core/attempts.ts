import { printAddress } from "../../lwm2m/base/datagram.js";
import { counted } from "../../lwm2m/base/words.js";
import { codeLabel } from "../../lwm2m/coap/codes.js";
import { describeIdentity, nameOfIdentity } from "../../lwm2m/dtls/identity.js";
import type { HandshakeOutcome, HandshakeReport } from "../../lwm2m/dtls/handshakeReport.js";
import type { Device } from "../../lwm2m/management/device.js";
import type { RefusedRegistration } from "../../lwm2m/management/events.js";
import type { ServerState } from "../protocol/server.js";
import type { LogDraft } from "./messageLog.js";
import { tellPlainPort } from "./misdirected.js";

interface Detail {
  readonly name: string;
  readonly value: string;
}

/** A longer identity is none that a credential can have (RFC 4279 §5.1), and strangers choose it. */
const longestIdentity = 128;

/** What is told of a handshake that has ended. Undefined if it is not worth a line: we ended it ourselves. */
export function handshakeRecord(
  report: HandshakeReport,
  device: Device | undefined,
  server: ServerState,
): LogDraft | undefined {
  const { outcome, identity, peer, startedAt, duration, explanation } = report;
  if (outcome === "canceled") return undefined;
  const common = {
    time: startedAt + duration,
    peer: printAddress(peer),
    transport: "dtls",
    details: handshakeDetails(report),
  } as const;
  const proved = report.peerIdentity && (nameOfIdentity(report.peerIdentity) ?? describeIdentity(report.peerIdentity));
  const name = identity ?? proved;
  const who = name === undefined ? "" : ` “${shortened(name)}”`;
  if (outcome === "completed") {
    // Only now has the peer proved who it is; before, its name would stand beside a stranger's failure.
    const owner = device === undefined ? {} : { deviceId: device.id, deviceName: device.name };
    const how = report.isResumed ? "Handshake resumed" : "Handshake completed";
    return { kind: "event", ...common, ...owner, summary: `${how}${who === "" ? "" : ` with${who}`}` };
  }
  const isKeyMissing = outcome === "unknown identity" || outcome === "wrong key";
  const canAdd = report.role === "server" && isKeyMissing && identity !== undefined;
  return {
    kind: "attempt",
    what: "handshake",
    ...common,
    summary: `${failures[outcome]}${who}`,
    explanation:
      outcome === "not DTLS" && report.role === "server" ? `${explanation} ${tellPlainPort(server)}` : explanation,
    ...(canAdd && Buffer.byteLength(identity) <= longestIdentity
      ? { remedy: { kind: "add credential", identity } }
      : {}),
  };
}

const failures: Readonly<Record<Exclude<HandshakeOutcome, "completed" | "canceled">, string>> = {
  "unknown identity": "Unknown identity",
  "wrong key": "Wrong key for",
  "no common cipher suite": "No common cipher suite",
  "wrong credential kind": "Wrong kind of credentials",
  "no certificate": "No certificate",
  "not trusted": "Certificate or public key not trusted",
  "certificate expired": "Certificate expired",
  "certificate not yet valid": "Certificate not yet valid",
  "wrong name": "Certificate of somebody else",
  "wrong usage": "Certificate not for this purpose",
  "wrong private key": "Private key does not match",
  "unsupported version": "Unsupported version of DTLS",
  "not DTLS": "No DTLS on the DTLS port",
  "no answer after HelloVerifyRequest": "No answer after the first message",
  silence: "Handshake broke off",
  "started over": "Handshake started over",
  "alert from the peer": "Handshake refused by the peer",
  "protocol error": "Handshake against the protocol",
};

function handshakeDetails(report: HandshakeReport): readonly Detail[] {
  const { identity, step, offeredSuites, suite, offeredExtensions, alertSent, alertReceived, retransmissions } = report;
  return [
    ...told("Identity", identity === undefined ? undefined : shortened(identity)),
    ...told("Peer", report.peerIdentity && shortened(describeIdentity(report.peerIdentity))),
    ...told("Cipher suite", suite),
    ...told("Group", report.group),
    ...told("Offered cipher suites", listed(offeredSuites)),
    ...told("Offered extensions", listed(offeredExtensions)),
    ...told("Offered groups", listed(report.offeredGroups ?? [])),
    ...told("Offered client certificates", listed(report.offeredClientCertificates ?? [])),
    ...told("Offered server certificates", listed(report.offeredServerCertificates ?? [])),
    ...told("Last step", step),
    ...told("Alert sent", alertSent),
    ...told("Alert received", alertReceived),
    ...told("Sent again", retransmissions === 0 ? undefined : counted(retransmissions, "time")),
    ...told("Duration", `${Math.round(report.duration)} ms`),
  ];
}

/** A registration, an Update or a De-register that was turned down. */
export function refusalRecord(refused: RefusedRegistration, time: number, device: Device | undefined): LogDraft {
  const { peer, transport, code, endpoint, identity, holder, summary, explanation, remedy } = refused;
  return {
    kind: "attempt",
    what: "registration",
    time,
    peer: printAddress(peer),
    transport,
    ...(device === undefined ? {} : { deviceId: device.id, deviceName: device.name }),
    summary,
    explanation: `${explanation} ${remedy}`,
    details: [
      ...told("Endpoint", endpoint === undefined ? undefined : shortened(endpoint)),
      ...told("Identity", identity === undefined ? undefined : shortened(describeIdentity(identity))),
      ...told("Held by", holder === undefined ? undefined : shortened(describeIdentity(holder))),
      ...told("Answer", codeLabel(code)),
    ],
  };
}

function told(name: string, value: string | undefined): readonly Detail[] {
  return value === undefined ? [] : [{ name, value }];
}

function listed(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.slice(0, 100).join(", ");
}

function shortened(text: string): string {
  return text.length <= longestIdentity ? text : `${text.slice(0, longestIdentity)}…`;
}
