import type { Clock } from "../../base/clock.js";
import type { Disposable } from "../../base/disposal.js";
import type { DtlsLimits } from "../endpoint.js";
import type { RecordLayer } from "../record/recordLayer.js";
import { packFlight } from "./packFlight.js";
import type { Flight } from "./step.js";

/** The retransmission timer, in milliseconds (RFC 6347 §4.2.4.1). */
const firstTimeout = 1000;
const longestTimeout = 60_000;

/**
 * A peer that repeats itself has not heard us, but two sides that answer every repetition would never stop; so a
 * flight is repeated for that reason only after a pause.
 */
const pause = 200;

/**
 * Nor is a flight repeated more often than this: a message that was answered needs no proof to come again, so that
 * strangers could else have a long flight sent to the peer again and again. A peer that has lost it asks less often.
 */
const mostRepetitions = 16;

/**
 * How long datagrams may be, by the number of times that the flight was lost before (RFC 6347 §4.1.1.1): what every
 * IPv6 path takes, then what every IPv4 host takes, then less.
 */
const datagramSizes = [1200, 1200, 548, 548, 256] as const;

interface FlightSetup {
  readonly clock: Clock;
  readonly limits: Pick<DtlsLimits, "retransmissions">;
  readonly records: RecordLayer;
  readonly send: (datagram: Uint8Array) => void;
  /** The flight was sent as often as allowed, and nobody answered. */
  readonly onSilence: () => void;
}

/** Sends our flights, and sends them again until the peer answers (RFC 6347 §4.2.4). */
export class FlightSender implements Disposable {
  readonly #setup: FlightSetup;
  #flight: Flight = [];
  #lost = 0;
  #repeated = 0;
  #sentAt = 0;
  #timer: Disposable | undefined;
  #retransmissions = 0;

  constructor(setup: FlightSetup) {
    this.#setup = setup;
  }

  /** How many times any flight was sent again. */
  get retransmissions(): number {
    return this.#retransmissions;
  }

  /** Sends a flight that the peer has to answer; what it answers is the end of the one before. */
  send(flight: Flight): void {
    this.#begin(flight);
    this.#arm();
  }

  /** Sends the last flight of a handshake. Nobody answers it; it is kept for the case that the peer repeats its own. */
  sendLast(flight: Flight): void {
    this.#begin(flight);
  }

  /** The peer has repeated its flight, so it has not got ours. */
  repeat(): void {
    if (this.#flight.length === 0 || this.#setup.clock.now() - this.#sentAt < pause) return;
    if (this.#repeated++ >= mostRepetitions) return;
    this.#retransmissions++;
    this.#transmit();
  }

  /** Forgets the flight: the peer has got it. */
  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#flight = [];
  }

  #begin(flight: Flight): void {
    this.dispose();
    this.#flight = flight;
    this.#lost = 0;
    this.#repeated = 0;
    this.#transmit();
  }

  #transmit(): void {
    const { records, send, clock } = this.#setup;
    this.#sentAt = clock.now();
    const maximum = datagramSizes[Math.min(this.#lost, datagramSizes.length - 1)] ?? datagramSizes[0];
    for (const datagram of packFlight(this.#flight, records, maximum)) send(datagram);
  }

  #arm(): void {
    const { clock, limits, onSilence } = this.#setup;
    this.#timer = clock.after(Math.min(longestTimeout, firstTimeout * 2 ** this.#lost), () => {
      if (this.#lost >= limits.retransmissions) {
        onSilence();
        return;
      }
      this.#lost++;
      this.#retransmissions++;
      this.#transmit();
      this.#arm();
    });
  }
}
