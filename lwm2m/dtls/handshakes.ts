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

/** What is particular to a handshake that begins. */
export interface HandshakeStart extends Omit<HandshakeSetup, "clock" | "limits" | "send"> {
  readonly role: "server" | "client";
  readonly peer: Address;
}

/** The handshakes of an endpoint that go on, and of the last ones that were refused what their peers were told. */
export class Handshakes {
  readonly #setup: HandshakesSetup;
  /** One for an address, besides the session that works and that it may replace (RFC 6347 §4.2.8). */
  readonly #served: BoundedMap<string, Handshake>;
  /** Those that we began; strangers cannot make more of them. */
  readonly #begun = new Map<string, Handshake>();
  /** The last handshake at an address, if it was refused. */
  readonly #refused: BoundedMap<string, Refusal>;

  constructor(setup: HandshakesSetup) {
    const { halfOpen } = setup.limits;
    this.#setup = setup;
    this.#served = new BoundedMap(halfOpen, (handshake) => {
      handshake.abandon("canceled", "Too many other handshakes were going on.");
    });
    this.#refused = new BoundedMap(halfOpen);
  }

  /** Begins a handshake. `onEnd` hears of its end once it is out of here and reported. */
  begin({ role, peer, onEnd, ...parts }: HandshakeStart): void {
    const { clock, limits, send, onReport } = this.#setup;
    const key = printAddress(peer);
    const among = role === "server" ? this.#served : this.#begun;
    const handshake = new Handshake({
      ...parts,
      clock,
      limits,
      send: (datagram) => {
        send(datagram, peer);
      },
      onEnd: (end: HandshakeEnd) => {
        if (among.get(key) === handshake) {
          among.delete(key);
          if (end.refusal !== undefined) this.#refused.set(key, end.refusal);
        }
        onReport(end.report);
        onEnd(end);
      },
    });
    this.#refused.delete(key);
    among.set(key, handshake);
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
    this.#served.get(key)?.abandon("canceled", reason);
  }

  /** Takes a record of a peer. */
  receive(from: Address, record: DtlsRecord): void {
    const key = printAddress(from);
    const handshake = this.#begun.get(key) ?? this.#served.get(key);
    if (handshake !== undefined) handshake.receive(record);
    else if (record.type !== contentTypes.Alert) this.#refused.get(key)?.flights.repeat();
  }

  /** Answers a ClientHello that was answered before in the same way again. False if it is a new one. */
  repeat(from: Address, clientRandom: Uint8Array): boolean {
    const key = printAddress(from);
    const handshake = this.#served.get(key);
    const refusal = this.#refused.get(key);
    if (handshake?.isOf(clientRandom) === true) handshake.repeat();
    else if (refusal?.clientRandom !== undefined && equalBytes(refusal.clientRandom, clientRandom))
      refusal.flights.repeat();
    else return false;
    return true;
  }

  /** A client begins anew, which ends what it began before. */
  startOver(from: Address): void {
    this.#served.get(printAddress(from))?.abandon("started over", "");
  }

  /** Ends all of them. */
  close(reason: string): void {
    for (const handshake of [...this.#served.values(), ...this.#begun.values()]) handshake.abandon("canceled", reason);
    this.#refused.clear();
  }
}
