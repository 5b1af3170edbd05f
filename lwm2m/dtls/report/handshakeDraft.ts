import type { Clock } from "../../base/clock.js";
import type { Address } from "../../base/datagram.js";
import { handshakeSteps, type HandshakeOutcome, type HandshakeReport, type HandshakeStep } from "../handshakeReport.js";
import type { PresentedCredential } from "../credentials.js";
import type { PeerIdentity } from "../identity.js";
import type { KeyExchangeChoice } from "../handshake/chooseSuite.js";
import { certificateTypeName } from "../tables/certificateTypes.js";
import { extensionName, extensions, isGrease } from "../tables/extensions.js";
import { groupName } from "../tables/groups.js";
import { signatureName } from "../tables/signatures.js";
import { cipherSuites, isNoSuite, suiteName, type CipherSuite } from "../tables/suites.js";
import type { ClientHello } from "../wire/clientHello.js";
import type { Extensions } from "../wire/extensionList.js";
import { listIn } from "../wire/numberList.js";
import { explain } from "./explain.js";

/** A report that is being written while its handshake goes on. */
export class HandshakeDraft {
  readonly peer: Address;
  readonly role: "server" | "client";
  readonly #local: Address;
  readonly #clock: Clock;
  readonly startedAt: number;
  #step: HandshakeStep = "nothing";
  #offeredSuites: readonly string[] = [];
  #offeredExtensions: readonly string[] = [];
  #offeredLists: OfferedLists = {};
  #chosenExtensions: readonly string[] | undefined;
  /** The PSK identity, once it is known. */
  identity: string | undefined;
  /** The suites that our credentials can be used with. */
  ourSuites: readonly CipherSuite[] = cipherSuites;
  /** Bytes of our key for it. */
  keyLength: number | undefined;
  /** How the peer's key seems to have been made from ours, in words. */
  keyMistake: string | undefined;
  /** Why we have shown no certificate although we were asked for one, as a sentence. */
  withheld: string | undefined;
  suite: CipherSuite | undefined;
  group: string | undefined;
  signature: string | undefined;
  /** Names of the types of certificates, once they are agreed upon. */
  clientCertificate: string | undefined;
  serverCertificate: string | undefined;
  presented: PresentedCredential | undefined;
  peerIdentity: PeerIdentity | undefined;
  isResumed = false;
  alertSent: string | undefined;
  alertReceived: string | undefined;
  retransmissions = 0;

  constructor(setup: {
    readonly role: "server" | "client";
    readonly peer: Address;
    readonly local: Address;
    readonly clock: Clock;
    readonly startedAt?: number;
  }) {
    this.role = setup.role;
    this.peer = setup.peer;
    this.#local = setup.local;
    this.#clock = setup.clock;
    this.startedAt = setup.startedAt ?? setup.clock.now();
  }

  get step(): HandshakeStep {
    return this.#step;
  }

  /** The handshake has come to a step; it never goes back. */
  reached(step: HandshakeStep): void {
    if (handshakeSteps.indexOf(step) > handshakeSteps.indexOf(this.#step)) this.#step = step;
  }

  /** What the client asked for. */
  offered({ suites, extensions: offered }: Pick<ClientHello, "suites" | "extensions">): void {
    this.#offeredSuites = suites
      .filter((code) => !isNoSuite(code))
      .slice(0, mostNames)
      .map(suiteName);
    const codes = [...offered.keys()].filter((code) => !isGrease(code));
    this.#offeredExtensions = codes.slice(0, mostNames).map(extensionName);
    this.#offeredLists = offeredLists(offered);
  }

  /** What a server has chosen for a full handshake. */
  chose(choice: KeyExchangeChoice): void {
    if (choice.kind === "psk") return;
    this.group = choice.group;
    if (choice.kind !== "ecdhe_ecdsa") return;
    this.signature = choice.signature;
    this.clientCertificate = choice.clientType;
    this.serverCertificate = choice.serverType;
  }

  /** What the ServerHello says. */
  answered(chosen: Extensions): void {
    this.#chosenExtensions = [...chosen.keys()].map(extensionName);
  }

  /** The report at the end. `problem` says what happened, as a sentence about the peer. */
  finish(outcome: HandshakeOutcome, problem = ""): HandshakeReport {
    const { peer, role, identity, suite, presented, peerIdentity, alertSent, alertReceived } = this;
    const { group, signature, clientCertificate, serverCertificate } = this;
    const facts = {
      peer,
      role,
      outcome,
      step: this.#step,
      ...(identity !== undefined && { identity }),
      offeredSuites: this.#offeredSuites,
      offeredExtensions: this.#offeredExtensions,
      ...this.#offeredLists,
      ...(suite !== undefined && { suite: suite.name }),
      ...(this.#chosenExtensions !== undefined && { chosenExtensions: this.#chosenExtensions }),
      ...(group !== undefined && { group }),
      ...(signature !== undefined && { signature }),
      ...(clientCertificate !== undefined && { clientCertificate }),
      ...(serverCertificate !== undefined && { serverCertificate }),
      ...(presented !== undefined && { presented }),
      ...(peerIdentity !== undefined && { peerIdentity }),
      isResumed: this.isResumed,
      ...(alertSent !== undefined && { alertSent }),
      ...(alertReceived !== undefined && { alertReceived }),
      retransmissions: this.retransmissions,
    };
    const { keyLength, keyMistake } = this;
    const ourSuites = this.ourSuites.map(({ name }) => name);
    const explanation = explain({ ...facts, local: this.#local, problem, ourSuites, keyLength, keyMistake });
    return { ...facts, startedAt: this.startedAt, duration: this.#clock.now() - this.startedAt, explanation };
  }
}

type OfferedLists = Pick<
  HandshakeReport,
  "offeredGroups" | "offeredSignatures" | "offeredClientCertificates" | "offeredServerCertificates"
>;

/** The lists in the extensions of a ClientHello, by name. */
function offeredLists(offered: Extensions): OfferedLists {
  const names = (code: number, lengthBytes: 1 | 2, size: 1 | 2, nameOf: (code: number) => string) => {
    const list = listIn(offered, code, lengthBytes, size);
    if (list === undefined || list === "damaged") return undefined;
    return list
      .filter((number) => !isGrease(number))
      .slice(0, mostNames)
      .map(nameOf);
  };
  const groups = names(extensions.supported_groups, 2, 2, groupName);
  const signatures = names(extensions.signature_algorithms, 2, 2, signatureName);
  const clientTypes = names(extensions.client_certificate_type, 1, 1, certificateTypeName);
  const serverTypes = names(extensions.server_certificate_type, 1, 1, certificateTypeName);
  return {
    ...(groups && { offeredGroups: groups }),
    ...(signatures && { offeredSignatures: signatures }),
    ...(clientTypes && { offeredClientCertificates: clientTypes }),
    ...(serverTypes && { offeredServerCertificates: serverTypes }),
  };
}

/** Clients are seen to offer up to 103 suites. */
const mostNames = 128;
