import { BoundedMap } from "../base/boundedMap.js";
import { equalBytes } from "../base/bytes.js";
import type { Clock } from "../base/clock.js";
import { printAddress, type Address } from "../base/datagram.js";
import type { DtlsLimits } from "./endpoint.js";
import { Handshake, type HandshakeSetup } from "./handshake/handshake.js";
import type { HandshakeEnd, Refusal } from "./handshake/handshakeEnd.js";
import type { HandshakeReport } from "./handshakeReport.js";
import { contentTypes } from "./tables/contentTypes.js";
import type { DtlsRecord } from "./wire/record.js";

export interface HandshakesSetup {
  readonly clock: Clock;
  readonly limits: DtlsLimits;
  readonly send: (datagram: Uint8Array, peer: Address) => void;
  readonly onReport: (report: HandshakeReport) => void;
}

/** How long a peer may go on without having got the alert: twice the longest time between its repetitions. */
const refusalLifetime = 120_000;

/** What is particular to a handshake that begins. */
export interface HandshakeStart extends Omit<HandshakeSetup, "clock" | "limits" | "send"> {
  readonly role: "server" | "client";
  readonly peer: Address;
}

/** A handshake that a client began. */
interface Served {
  readonly handshake: Handshake;
  readonly host: string;
}

/** What a peer was told, and until when it is told again, in milliseconds since 1970. */
interface Refused {
  readonly refusal: Refusal;
  readonly until: number;
}

/** The handshakes of an endpoint that go on, and of the last ones that were refused what their peers were told. */
export class Handshakes {
  readonly #setup: HandshakesSetup;
  /** One for an address, besides the session that works and that it may replace (RFC 6347 §4.2.8). */
  readonly #served = new Map<string, Served>();
  /** Those that we began; strangers cannot make more of them. */
  readonly #begun = new Map<string, Handshake>();
  /** The last handshake at an address, if it was refused. */
  readonly #refused: BoundedMap<string, Refused>;

  constructor(setup: HandshakesSetup) {
    const { halfOpen } = setup.limits;
    this.#setup = setup;
    this.#refused = new BoundedMap(halfOpen);
  }

  /** Begins a handshake. `onEnd` hears of its end once it is out of here and reported. */
  begin({ role, peer, onEnd, ...parts }: HandshakeStart): void {
    const { clock, limits, send, onReport } = this.#setup;
    const key = printAddress(peer);
    const handshake = new Handshake({
      ...parts,
      clock,
      limits,
      send: (datagram) => {
        send(datagram, peer);
      },
      onEnd: (end: HandshakeEnd) => {
        const { refusal } = end;
        if (this.#leave(key, handshake) && refusal !== undefined)
          this.#refused.set(key, { refusal, until: clock.now() + refusalLifetime });
        onReport(end.report);
        onEnd(end);
      },
    });
    this.#refused.delete(key);
    if (role === "client") this.#begun.set(key, handshake);
    else {
      this.#makeRoom();
      this.#served.set(key, { handshake, host: peer.host });
    }
    handshake.start();
  }

  /** The handshake that we began with a peer. */
  begunWith(peer: Address): Handshake | undefined {
    return this.#begun.get(printAddress(peer));
  }

  /** Ends what goes on with a peer, from our side. */
  cancel(peer: Address, reason: string): void {
    const key = printAddress(peer);
    this.#begun.get(key)?.abandon("canceled", reason);
    this.#served.get(key)?.handshake.abandon("canceled", reason);
  }

  /** Takes a record of a peer. */
  receive(from: Address, record: DtlsRecord): void {
    const key = printAddress(from);
    const handshake = this.#begun.get(key) ?? this.#served.get(key)?.handshake;
    if (handshake !== undefined) handshake.receive(record);
    else if (record.type !== contentTypes.Alert) this.#refusalOf(key)?.flights.repeat();
  }

  /** Answers a ClientHello that was answered before in the same way again. False if it is a new one. */
  repeat(from: Address, clientRandom: Uint8Array): boolean {
    const key = printAddress(from);
    const handshake = this.#served.get(key)?.handshake;
    const refusal = this.#refusalOf(key);
    if (handshake?.isOf(clientRandom) === true) handshake.repeat();
    else if (refusal?.clientRandom !== undefined && equalBytes(refusal.clientRandom, clientRandom))
      refusal.flights.repeat();
    else return false;
    return true;
  }

  /** A client begins anew, which ends what it began before. */
  startOver(from: Address): void {
    this.#served.get(printAddress(from))?.handshake.abandon("started over", "");
  }

  /** Ends all of them. */
  close(reason: string): void {
    const served = [...this.#served.values()].map(({ handshake }) => handshake);
    for (const handshake of [...served, ...this.#begun.values()]) handshake.abandon("canceled", reason);
    this.#refused.clear();
  }

  /** A client without good random numbers comes with the same hello each time: later it is a new one, and judged anew. */
  #refusalOf(key: string): Refusal | undefined {
    const refused = this.#refused.get(key);
    if (refused === undefined || this.#setup.clock.now() < refused.until) return refused?.refusal;
    this.#refused.delete(key);
    return undefined;
  }

  /** True if the handshake was here. */
  #leave(key: string, handshake: Handshake): boolean {
    if (this.#served.get(key)?.handshake === handshake) return this.#served.delete(key);
    return this.#begun.get(key) === handshake && this.#begun.delete(key);
  }

  /** Gives up the oldest handshake of the host that has most of them, so that no address drives out those of others. */
  #makeRoom(): void {
    if (this.#served.size < this.#setup.limits.halfOpen) return;
    const byHost = new Map<string, Handshake[]>();
    for (const { host, handshake } of this.#served.values()) {
      const ofHost = byHost.get(host) ?? [];
      byHost.set(host, ofHost);
      ofHost.push(handshake);
    }
    let most: readonly Handshake[] = [];
    for (const ofHost of byHost.values()) if (ofHost.length > most.length) most = ofHost;
    most[0]?.abandon("canceled", "Too many other handshakes were going on.");
  }
}
