import { fromUtf8 } from "../../base/bytes.js";
import type { Clock } from "../../base/clock.js";
import type { Disposable } from "../../base/disposal.js";
import { Emitter } from "../../base/event.js";
import type { Logger } from "../../base/logger.js";
import type { Random } from "../../base/random.js";
import { codeOf, isSuccess } from "../../coap/codes.js";
import type { CoapRequest, RequestOutcome } from "../../coap/exchange.js";
import type { CoapSession, RequestHandler } from "../../coap/session.js";
import { linkFormat } from "../requests/formats.js";
import type { ServerConnector } from "../serverConnector.js";
import type { SimulatedDeviceState } from "../simulatedDevice.js";
import { quietProblem, refusalProblem, silenceProblem } from "./refusals.js";
import { quietTime, retryDelay, timerDelay, updateInterval, type Setback } from "./timing.js";
import { isServing, nextState, type RegistrationEvent, type RegistrationState } from "./transitions.js";

/** What a registration is made from. */
export interface RegistrationSetup {
  readonly endpoint: string;
  readonly server: ServerConnector;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly handler: RequestHandler;
  /** Seconds, as the Server object has it now. */
  readonly lifetime: () => number;
  /** The objects and object instances that there are now, in link format. */
  readonly objectList: () => string;
  /** True if something is observed on a session. It ends with that, and only a new registration tells the server. */
  readonly isObservedOn: (session: CoapSession) => boolean;
  /** The LwM2M Server has forgotten what it knew from an earlier registration, such as observations. */
  readonly onNewRegistration: () => void;
}

/** How long a stopping device waits for its deregistration to be confirmed, in milliseconds. */
const farewell = 5000;

/** What the LwM2M Server knows of the device. */
interface Known {
  readonly location: readonly string[];
  readonly lifetime: number;
  readonly objects: string;
}

/** The client's side of the registration: it connects, registers, updates and comes back, whatever happens. */
export class Registration {
  readonly #setup: RegistrationSetup;
  readonly #stateChanged = new Emitter<SimulatedDeviceState>();
  readonly onStateChange = this.#stateChanged.event;
  #state: RegistrationState = "off";
  #shown: SimulatedDeviceState = { kind: "connecting" };
  #session: CoapSession | undefined;
  #known: Known | undefined;
  #timer: Disposable | undefined;
  /** Runs until the first answer, so that the user does not wait as long as the protocol does. */
  #quiet: Disposable | undefined;
  #problem: string | undefined;
  #attempts = 0;
  /** How long the state "waiting" lasts; undefined after a setback, which has its own delay. */
  #pause: number | undefined;
  #setback: Setback = "silence";
  #isUpdateWanted = false;
  #isRegisterWanted = false;

  constructor(setup: RegistrationSetup) {
    this.#setup = setup;
  }

  get state(): SimulatedDeviceState {
    return this.#shown;
  }

  /** True if the LwM2M Server's requests are to be answered. */
  get isServing(): boolean {
    return isServing(this.#state);
  }

  start(): void {
    this.#happen("start");
  }

  /** Sends an Update, as soon as there is a registration. */
  update(): void {
    this.#isUpdateWanted = true;
    this.#happen("update due");
  }

  /** Sends an Update if the LwM2M Server does not know the lifetime or the objects that there are now. */
  updateIfChanged(): void {
    const { lifetime, objectList } = this.#setup;
    if (this.#known?.lifetime !== lifetime() || this.#known.objects !== objectList()) this.update();
  }

  /**
   * Connects and registers anew, as the LwM2M Server can no longer know what holds between it and the device; a Register
   * makes it begin again with everything.
   */
  registerAnew(): void {
    this.#isRegisterWanted = true;
    if (this.#state === "registered") this.#session?.close();
  }

  /** Deregisters, and connects anew after so many milliseconds. */
  leave(milliseconds: number): void {
    this.#pause = milliseconds;
    this.#happen("leave");
  }

  /** Deregisters if it can, and ends. The promise is never rejected. */
  async stop(): Promise<void> {
    const [session, known] = [this.#session, this.#known];
    const isRegistered = this.isServing;
    this.#state = "off";
    this.#timer?.dispose();
    this.#quiet?.dispose();
    if (isRegistered && session !== undefined && known !== undefined) {
      await session.request({ code: codeOf("DELETE"), path: known.location }, { timeout: farewell });
    }
    this.#stateChanged.dispose();
    this.#setup.server.dispose();
  }

  /** Goes on to the state that an event leads to, and does what is to be done there. */
  #happen(event: RegistrationEvent): void {
    const next = nextState(this.#state, event);
    if (next === undefined) return;
    this.#setup.logger.log("debug", () => `Registration: ${this.#state}, ${event}: ${next}.`);
    this.#state = next;
    this.#timer?.dispose();
    this.#timer = undefined;
    switch (next) {
      case "connecting":
        void this.#connect();
        break;
      case "registering":
        void this.#register();
        break;
      case "registered":
        this.#settle();
        break;
      case "updating":
        void this.#sendUpdate();
        break;
      case "deregistering":
        void this.#deregister();
        break;
      case "waiting":
        this.#wait();
        break;
      case "off":
        break;
    }
    this.#show();
  }

  async #connect(): Promise<void> {
    this.#expectAnswer();
    const outcome = await this.#setup.server.connect(this.#setup.handler);
    if (this.#state !== "connecting") return;
    if (outcome.session === undefined) {
      this.#fail("silence", outcome.problem);
      this.#happen("no connection");
      return;
    }
    this.#follow(outcome.session);
    const canUpdate = outcome.isContinued === true && this.#known !== undefined && !this.#isRegisterWanted;
    this.#happen(canUpdate ? "reconnected" : "connected");
  }

  /** Takes a session for the one to talk on, and hears of its end. */
  #follow(session: CoapSession): void {
    if (this.#session === session) return;
    this.#session = session;
    session.onEnd((reason) => {
      if (this.#session !== session) return;
      this.#session = undefined;
      if (this.#setup.isObservedOn(session)) this.#isRegisterWanted = true;
      this.#setup.logger.log("info", "The connection to the LwM2M Server has ended.", { reason });
      // A request that is on its way tells it too; only an idle client would not notice.
      if (this.#state === "registered") this.#happen("lost");
    });
  }

  async #register(): Promise<void> {
    const { endpoint, lifetime, objectList, onNewRegistration } = this.#setup;
    const sent = { lifetime: lifetime(), objects: objectList() };
    this.#known = undefined;
    this.#isUpdateWanted = false;
    this.#isRegisterWanted = false;
    onNewRegistration();
    const outcome = await this.#request({
      code: codeOf("POST"),
      path: ["rd"],
      query: [`ep=${endpoint}`, `lt=${sent.lifetime}`, "lwm2m=1.1", "b=U"],
      contentFormat: linkFormat,
      payload: fromUtf8(sent.objects),
    });
    if (this.#state !== "registering") return;
    if (outcome.kind !== "response") {
      this.#fail("silence", silenceProblem(outcome, this.#setup.server.uri));
      this.#happen("lost");
    } else if (isSuccess(outcome.response.code)) {
      this.#known = { ...sent, location: outcome.response.locationPath ?? ["rd"] };
      this.#happen("accepted");
    } else {
      this.#fail("refusal", refusalProblem(outcome.response));
      this.#happen("refused");
    }
  }

  /** Sends what has changed since the last Register or Update, and nothing else (LwM2M TS 1.1 §6.2.2). */
  async #sendUpdate(): Promise<void> {
    const known = this.#known;
    if (known === undefined) return;
    const now = { lifetime: this.#setup.lifetime(), objects: this.#setup.objectList() };
    this.#isUpdateWanted = false;
    const outcome = await this.#request({
      code: codeOf("POST"),
      path: known.location,
      query: now.lifetime === known.lifetime ? [] : [`lt=${now.lifetime}`],
      ...(now.objects === known.objects ? {} : { contentFormat: linkFormat, payload: fromUtf8(now.objects) }),
    });
    if (this.#state !== "updating") return;
    if (outcome.kind !== "response") {
      this.#fail("silence", silenceProblem(outcome, this.#setup.server.uri));
      this.#happen("lost");
    } else if (isSuccess(outcome.response.code)) {
      this.#known = { ...known, ...now };
      this.#happen("accepted");
    } else {
      this.#happen("refused");
    }
  }

  async #deregister(): Promise<void> {
    const known = this.#known;
    this.#known = undefined;
    if (known !== undefined) await this.#request({ code: codeOf("DELETE"), path: known.location }, farewell);
    if (this.#state === "deregistering") this.#happen("left");
  }

  async #request(request: CoapRequest, timeout?: number): Promise<RequestOutcome> {
    const session = this.#session;
    if (session === undefined) return { kind: "closed", reason: "There is no connection." };
    return session.request(request, timeout === undefined ? {} : { timeout });
  }

  /** Registered: nothing to do until the lifetime passes, unless something was asked for meanwhile. */
  #settle(): void {
    this.#quiet?.dispose();
    this.#quiet = undefined;
    this.#problem = undefined;
    this.#attempts = 0;
    if (this.#pause !== undefined) this.#soon(0, "leave");
    else if (this.#isRegisterWanted) this.#session?.close();
    else if (this.#isUpdateWanted) this.#soon(0, "update due");
    else this.#soon(updateInterval(this.#known?.lifetime ?? 0), "update due");
  }

  #wait(): void {
    const { random } = this.#setup;
    const delay = this.#pause ?? retryDelay(this.#setback, this.#attempts, random);
    // A device that reboots, or is disabled, has no connection meanwhile.
    if (this.#pause !== undefined) {
      const session = this.#session;
      this.#session = undefined;
      session?.close();
    }
    this.#pause = undefined;
    this.#soon(delay, "time is up");
  }

  #soon(milliseconds: number, event: RegistrationEvent): void {
    this.#timer = this.#setup.clock.after(timerDelay(milliseconds), () => {
      this.#happen(event);
    });
  }

  /** Says after a while that no answer has come yet, where nothing else has been said of it. */
  #expectAnswer(): void {
    if (this.#problem !== undefined) return;
    this.#quiet ??= this.#setup.clock.after(quietTime, () => {
      this.#problem ??= quietProblem(this.#setup.server.uri, quietTime / 1000);
      this.#show();
    });
  }

  #fail(setback: Setback, problem: string): void {
    this.#quiet?.dispose();
    this.#quiet = undefined;
    this.#setback = setback;
    this.#problem = problem;
    this.#attempts++;
    this.#setup.logger.log("warn", problem);
  }

  /** Tells how it stands, if that is news. */
  #show(): void {
    const shown = this.#standing();
    const isSame = shown.kind === this.#shown.kind && problemOf(shown) === problemOf(this.#shown);
    if (isSame) return;
    this.#shown = shown;
    this.#stateChanged.fire(shown);
  }

  #standing(): SimulatedDeviceState {
    if (this.#state === "registered" || (this.#state === "updating" && this.#shown.kind === "registered")) {
      return { kind: "registered" };
    }
    return this.#problem === undefined ? { kind: "connecting" } : { kind: "failing", problem: this.#problem };
  }
}

function problemOf(state: SimulatedDeviceState): string | undefined {
  return state.kind === "failing" ? state.problem : undefined;
}
