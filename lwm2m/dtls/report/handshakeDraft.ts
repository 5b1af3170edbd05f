import type { Clock } from "../../base/clock.js";
import type { Address } from "../../base/datagram.js";
import { handshakeSteps, type HandshakeOutcome, type HandshakeReport, type HandshakeStep } from "../handshakeReport.js";
import type { PresentedCredential } from "../credentials.js";
import type { PeerIdentity } from "../identity.js";
import { extensionName, isGrease } from "../tables/extensions.js";
import { isNoSuite, suiteName, type CipherSuite } from "../tables/suites.js";
import type { ClientHello } from "../wire/clientHello.js";
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
  /** The PSK identity, once it is known. */
  identity: string | undefined;
  /** Bytes of our key for it. */
  keyLength: number | undefined;
  /** How the peer's key seems to have been made from ours, in words. */
  keyMistake: string | undefined;
  suite: CipherSuite | undefined;
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
  offered({ suites, extensions }: Pick<ClientHello, "suites" | "extensions">): void {
    this.#offeredSuites = suites
      .filter((code) => !isNoSuite(code))
      .slice(0, mostNames)
      .map(suiteName);
    const codes = [...extensions.keys()].filter((code) => !isGrease(code));
    this.#offeredExtensions = codes.slice(0, mostNames).map(extensionName);
  }

  /** The report at the end. `problem` says what happened, as a sentence about the peer. */
  finish(outcome: HandshakeOutcome, problem = ""): HandshakeReport {
    const { peer, role, identity, suite, presented, peerIdentity, alertSent, alertReceived } = this;
    const facts = {
      peer,
      role,
      outcome,
      step: this.#step,
      ...(identity !== undefined && { identity }),
      offeredSuites: this.#offeredSuites,
      offeredExtensions: this.#offeredExtensions,
      ...(suite !== undefined && { suite: suite.name }),
      ...(presented !== undefined && { presented }),
      ...(peerIdentity !== undefined && { peerIdentity }),
      isResumed: this.isResumed,
      ...(alertSent !== undefined && { alertSent }),
      ...(alertReceived !== undefined && { alertReceived }),
      retransmissions: this.retransmissions,
    };
    const { keyLength, keyMistake } = this;
    const explanation = explain({ ...facts, local: this.#local, problem, keyLength, keyMistake });
    return { ...facts, startedAt: this.startedAt, duration: this.#clock.now() - this.startedAt, explanation };
  }
}

/** Clients are seen to offer up to 103 suites. */
const mostNames = 128;
