import { appendFileSync } from "node:fs";
import process from "node:process";
import type { TestContext } from "node:test";
import type { CoapEndpoint } from "../../../lwm2m/coap/endpoint.js";
import type { DtlsEndpoint } from "../../../lwm2m/dtls/endpoint.js";
import type { HandshakeReport } from "../../../lwm2m/dtls/handshakeReport.js";
import type { TransportName } from "../../../engine/protocol/devices.js";

/** A program or a library that others wrote, in the release that is here. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly role: "client" | "server";
}

/** One combination, as far as it is known; what is undefined was not looked at. */
export interface Combination {
  /** Our side of it. */
  readonly role?: "server" | "client";
  readonly credential?: "none" | "psk" | "rpk" | "x509";
  readonly suite?: string;
  readonly group?: string;
  readonly isResumed?: boolean;
  readonly hasConnectionId?: boolean;
  /** True if the peer has named a connection ID, false if it has not where it could. */
  readonly knowsConnectionIds?: boolean;
  readonly transport?: TransportName;
}

/** What was done with a peer beyond a handshake and a few bytes. */
export type Exchange = "observe" | "ping" | "1 MB to it" | "1 MB from it" | "10 MB to it" | "10 MB from it";

/** One line of the file of proofs: a combination of which a test knows that a peer can do it, or that it cannot. */
export interface Proof extends Combination {
  readonly peer: string;
  readonly version: string;
  readonly result: "works" | "failed" | "cannot";
  readonly exchanges?: readonly Exchange[];
  /** Why the peer cannot; which test has failed. */
  readonly note?: string;
}

interface Notes {
  /** The last one of each role. */
  readonly peers: Map<Peer["role"], Peer>;
  readonly proofs: Omit<Proof, "result">[];
  readonly exchanges: Set<Exchange>;
}

const notesOf = new WeakMap<TestContext, Notes>();

/** From now on, what this test sees of a client or of a server comes from that peer. */
export function meetPeer(t: TestContext, peer: Peer): void {
  notes(t).peers.set(peer.role, peer);
}

/** The peer that this test met last has done this with us. It counts as working once the test has passed. */
export function recordProof(t: TestContext, combination: Combination & Required<Pick<Combination, "role">>): void {
  const { peers, proofs } = notes(t);
  const peer = peers.get(combination.role === "client" ? "server" : "client");
  // Two ends of ours talk with each other in no row of the matrix.
  if (peer !== undefined) proofs.push({ peer: peer.name, version: peer.version, ...combination });
}

/** The peers of this test have done this with us, over each transport that it has recorded. */
export function recordExchanges(t: TestContext, ...exchanges: readonly Exchange[]): void {
  for (const exchange of exchanges) notes(t).exchanges.add(exchange);
}

/** The exchange that the transfer of a body of so many bytes is. */
export function transferOf(size: number, direction: "to it" | "from it"): Exchange {
  return size < 10 * 1024 * 1024 ? `1 MB ${direction}` : `10 MB ${direction}`;
}

/** A release was tried and cannot do this, which is all that the test then proves; the reason is printed with the matrix. */
export function recordLimit(t: TestContext, peer: Peer, combination: Combination, reason: string): void {
  notes(t).proofs.length = 0;
  write({ peer: peer.name, version: peer.version, ...combination, result: "cannot", note: reason });
}

/** Records each handshake of an endpoint with what was negotiated. */
export function recordHandshakes(t: TestContext, endpoint: DtlsEndpoint): void {
  endpoint.onHandshake((report) => {
    if (report.outcome === "completed") recordProof(t, combinationOf(report));
  });
}

function combinationOf(report: HandshakeReport) {
  const { role, peerIdentity, suite, group, isResumed, offeredExtensions, chosenExtensions = [] } = report;
  const transport: TransportName = "dtls";
  return {
    role,
    transport,
    isResumed,
    hasConnectionId: hasConnectionId(chosenExtensions),
    ...(role === "server" && { knowsConnectionIds: hasConnectionId(offeredExtensions) }),
    ...(role === "client" &&
      hasConnectionId(offeredExtensions) && { knowsConnectionIds: hasConnectionId(chosenExtensions) }),
    ...(peerIdentity !== undefined && { credential: peerIdentity.kind }),
    ...(suite !== undefined && { suite }),
    ...(group !== undefined && { group }),
  };
}

/** Records each peer of a CoAP endpoint, but those of DTLS, whose handshakes say more. */
export function recordChannels(t: TestContext, endpoint: CoapEndpoint): void {
  endpoint.onSession(({ channel: { transport, identity, isOutgoing } }) => {
    if (transport === "dtls") return;
    recordProof(t, { role: isOutgoing ? "client" : "server", transport, credential: identity?.kind ?? "none" });
  });
}

function hasConnectionId(extensions: readonly string[]): boolean {
  return extensions.some((name) => name.startsWith("connection_id"));
}

function notes(t: TestContext): Notes {
  const known = notesOf.get(t);
  if (known !== undefined) return known;
  const made: Notes = { peers: new Map(), proofs: [], exchanges: new Set() };
  notesOf.set(t, made);
  t.after(() => {
    // Node 20 has this property; the oldest types of it do not.
    const hasPassed = "passed" in t && t.passed === true;
    const result = hasPassed ? "works" : "failed";
    const met = [...made.peers.values()].map(({ name, version }) => ({ peer: name, version }));
    const proofs = made.proofs.length === 0 && !hasPassed ? met : made.proofs;
    const exchanges = [...made.exchanges];
    for (const proof of proofs) write({ ...proof, exchanges, result, ...(!hasPassed && { note: t.name }) });
  });
  return made;
}

/** Each test file runs in a process of its own; `npm run test:interop` names the file that they all write to. */
function write(proof: Proof): void {
  const file = process.env["LWM2M_INTEROP_PROOFS"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(proof)}\n`);
}
