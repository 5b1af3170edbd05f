import { toHex } from "../../base/bytes.js";
import type { Clock } from "../../base/clock.js";
import type { Disposable } from "../../base/disposal.js";
import { isSuccess } from "../../coap/codes.js";
import type { CoapResponse } from "../../coap/exchange.js";
import type { CoapSession, IncomingRequest } from "../../coap/session.js";
import type { DeviceContext } from "../requests/context.js";
import { serverNumber } from "../store/serverObject.js";
import { judge, type DefaultPeriods, type Sent } from "./conditions.js";
import type { Observed } from "./observed.js";

/** How often the values of observed places are looked at, in milliseconds. */
const evaluationPeriod = 1000;

/** A confirmable notification finds out whether the observer still lives (RFC 7641 §4.5): every so many, ... */
const notificationsPerConfirmable = 10;

/** ... and whenever the last one is this old, in milliseconds. */
const confirmablePeriod = 600_000;

/** More than these at once are not taken; the request is answered as a plain read (RFC 7641 §4.1). */
const mostObservations = 500;

interface Observation {
  readonly session: CoapSession;
  readonly token: Uint8Array;
  readonly observed: Observed;
  sent: Sent;
  /** True while a condition was met and the minimum period is not over. */
  isOwed: boolean;
  /** True while a notification is on its way; the next waits (RFC 7641 §4.5.1). */
  isBusy: boolean;
  sequence: number;
  unconfirmed: number;
  confirmedAt: number;
}

/** The observations of the LwM2M Server on this device. One timer looks at them all, and none runs without them. */
export class Observations implements Disposable {
  readonly #ctx: DeviceContext;
  readonly #clock: Clock;
  readonly #onLost: () => void;
  readonly #all = new Map<string, Observation>();
  #timer: Disposable | undefined;

  /**
   * @param onLost called when the LwM2M Server has left a notification unacknowledged. What it observed is over
   * (RFC 7641 §4.5), and it does not know.
   */
  constructor(ctx: DeviceContext, clock: Clock, onLost: () => void) {
    this.#ctx = ctx;
    this.#clock = clock;
    this.#onLost = onLost;
  }

  get count(): number {
    return this.#all.size;
  }

  /** True if one of them is on this session. */
  readonly isOn = (session: CoapSession): boolean =>
    [...this.#all.values()].some((observation) => observation.session === session);

  /** Begins an observation whose first notification is `response`. */
  readonly begin = (request: IncomingRequest, observed: Observed, response: CoapResponse): CoapResponse => {
    const { session, token } = request;
    const key = keyOf(request);
    if (!this.#all.has(key) && this.#all.size >= mostObservations) return response;
    const now = this.#clock.now();
    this.#all.set(key, {
      session,
      token,
      observed,
      sent: { at: now, entries: observed.entries() },
      isOwed: false,
      isBusy: false,
      sequence: 0,
      unconfirmed: 0,
      confirmedAt: now,
    });
    this.#schedule();
    return { ...response, observe: 0 };
  };

  /** Ends the observation that began with the same token; another token ends nothing. */
  readonly cancel = (request: IncomingRequest): void => {
    this.#end(keyOf(request));
  };

  /** Ends all: the LwM2M Server forgets them with the registration (LwM2M TS 1.1 §6.4.1). */
  clear(): void {
    for (const key of [...this.#all.keys()]) this.#end(key);
  }

  /** Looks at all observed places now, and notifies as the conditions ask. */
  evaluate(): void {
    for (const [key, observation] of this.#all) {
      if (!observation.isBusy) this.#evaluateOne(key, observation);
    }
  }

  dispose(): void {
    this.clear();
  }

  #evaluateOne(key: string, observation: Observation): void {
    const { observed, sent, isOwed } = observation;
    const now = { at: this.#clock.now(), entries: observed.entries() };
    const verdict = judge(now, sent, isOwed, observed.attributes(), defaultPeriods(this.#ctx));
    observation.isOwed = verdict === "owed";
    if (verdict !== "notify") return;
    observation.sent = now;
    void this.#notify(key, observation, now.at);
  }

  async #notify(key: string, observation: Observation, now: number): Promise<void> {
    const { session, token, observed } = observation;
    const isConfirmable =
      ++observation.unconfirmed >= notificationsPerConfirmable || now - observation.confirmedAt >= confirmablePeriod;
    if (isConfirmable) Object.assign(observation, { unconfirmed: 0, confirmedAt: now });
    const response = observed.read();
    const isLast = !isSuccess(response.code);
    observation.isBusy = true;
    const sequence = ++observation.sequence % 2 ** 24;
    const outcome = await session.notify(
      token,
      isLast ? response : { ...response, observe: sequence },
      isConfirmable || isLast ? "CON" : "NON",
    );
    observation.isBusy = false;
    if (this.#all.get(key) !== observation) return;
    // What is observed is gone, so that this was its last notification (RFC 7641 §4.2).
    if (outcome !== "taken" || isLast) this.#end(key);
    if (outcome === "lost") this.#onLost();
  }

  #end(key: string): void {
    this.#all.delete(key);
    if (this.#all.size > 0) return;
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#timer ??= this.#clock.after(evaluationPeriod, () => {
      this.#timer = undefined;
      this.evaluate();
      if (this.#all.size > 0) this.#schedule();
    });
  }
}

function keyOf({ session, token }: IncomingRequest): string {
  return `${session.channel.id} ${toHex(token)}`;
}

/** Default Minimum and Maximum Period of the Server object. */
function defaultPeriods({ store }: DeviceContext): DefaultPeriods {
  return { minimum: Math.max(0, serverNumber(store, 2) ?? 0), maximum: Math.max(0, serverNumber(store, 3) ?? 0) };
}
