import { codeLabel, codeOf, isSuccess } from "../coap/codes.js";
import type { Notification, Observation } from "../coap/exchange.js";
import type { CoapSession } from "../coap/session.js";
import { equalBytes } from "../base/bytes.js";
import type { DeviceObservation, OperationOptions } from "./device.js";
import type { ManagedDevice } from "./managedDevice.js";
import { interpret, requestOf, type Question } from "./operations/ask.js";
import { explainAbsence, failure } from "./operations/explainFailure.js";
import { pickFormat } from "./operations/formats.js";
import { isAboutFormat, otherFormatNote, retryNote } from "./operations/read.js";
import { receive, type Received } from "./operations/receive.js";
import { needKinds, type Target } from "./operations/target.js";
import type { OperationResult } from "./results.js";

/** One observation while it is remembered. */
interface Page {
  /** Where it goes now; an alternate path may have changed it since it was last asked for. */
  target: Target;
  /** The user's choice of format, to be used again. */
  readonly contentFormat: OperationOptions["contentFormat"];
  state: DeviceObservation["state"];
  notifications: number;
  lastAt: number | undefined;
  problem: string | undefined;
  running: { readonly observation: Observation; readonly session: CoapSession } | undefined;
}

/**
 * The observations on one device (LwM2M TS 1.2 §6.4; RFC 7641). What the user wants is remembered apart from what the
 * device knows: when it has registered anew, or has a new connection, it is asked again for everything in here.
 */
export class ObservationBook {
  readonly #device: ManagedDevice;
  readonly #pages = new Map<string, Page>();
  #isRestoring = false;
  #isRestoreWanted = false;

  constructor(device: ManagedDevice) {
    this.#device = device;
  }

  list(): readonly DeviceObservation[] {
    return [...this.#pages].map(([path, { state, notifications, lastAt, problem }]) => ({
      path,
      state,
      notifications,
      ...(lastAt === undefined ? {} : { lastAt }),
      ...(problem === undefined ? {} : { problem }),
    }));
  }

  get paths(): readonly string[] {
    return [...this.#pages.keys()];
  }

  /** True if an observation here has, or had last, this token. */
  hasToken(token: Uint8Array): boolean {
    return [...this.#pages.values()].some(
      ({ running }) => running !== undefined && equalBytes(running.observation.token, token),
    );
  }

  /** Remembers paths from before a restart, to be asked for when the device is heard. */
  remember(paths: readonly string[]): void {
    for (const path of paths.slice(0, this.#device.services.limits.observations)) {
      const { target } = this.#device.target(path);
      if (target !== undefined) this.#pages.set(target.text, newPage(target, undefined));
    }
  }

  /** Observes a path from now on; asks anew if it is observed already. */
  async observe(path: string, options: OperationOptions = {}): Promise<OperationResult> {
    const { target, problem } = this.#device.target(path);
    if (target === undefined) return failure("invalid request", problem);
    const kinds = ["object", "object instance", "resource", "resource instance"] as const;
    const kindProblem = needKinds(target, "observed", kinds);
    if (kindProblem !== undefined) return failure("invalid request", kindProblem);
    const { observations: most } = this.#device.services.limits;
    const known = this.#pages.get(target.text);
    if (known === undefined && this.#pages.size >= most) {
      return failure("invalid request", `${most} observations of one device are the most. Cancel one of them first.`);
    }
    await known?.running?.observation.cancel("actively");
    const page = newPage(target, options.contentFormat);
    this.#pages.set(target.text, page);
    const result = await this.#start(page, options);
    if (this.#pages.get(target.text) !== page) return result;
    // What the device has refused is not worth remembering; what it could not hear is.
    if (result.kind === "refused" || (result.kind === "failed" && result.cause === "not observed")) {
      this.#pages.delete(target.text);
    }
    this.#tell(page);
    return result;
  }

  /** Ends an observation, with the device's knowledge if it is there (LwM2M TS 1.2 §6.4.4). */
  async cancel(path: string, options: OperationOptions = {}): Promise<OperationResult> {
    const { target, problem } = this.#device.target(path);
    if (target === undefined) return failure("invalid request", problem);
    const page = this.#pages.get(target.text);
    if (page === undefined) return failure("invalid request", `${target.text} is not observed.`);
    this.#pages.delete(target.text);
    const { running } = page;
    page.running = undefined;
    this.#tell(page);
    const forgotten = { kind: "success", code: codeOf("Content"), milliseconds: 0, ...nothing } as const;
    if (running === undefined || running.session !== this.#device.session) {
      return { ...forgotten, notes: ["The device is not connected, so the observation was only forgotten here."] };
    }
    const outcome = await running.observation.cancel("actively");
    if (outcome === undefined) return { ...forgotten, notes: ["The device had ended the observation already."] };
    const request = { code: codeOf("GET"), observe: 1 };
    const question = { operation: "cancel observation", target, request, isFormatForced: false } as const;
    const answer = interpret(this.#device, question, outcome, options);
    if (answer.kind !== "response") return answer;
    const { response, milliseconds } = answer;
    const received = receive(this.#device, { cause: "read", target, response });
    return { kind: "success", code: response.code, milliseconds, ...received };
  }

  /** The device has forgotten every observation, for a reason in a sentence: it has registered (again) or deregistered. */
  startAnew(reason: string): void {
    for (const page of this.#pages.values()) {
      void page.running?.observation.cancel("passively");
      page.running = undefined;
      page.state = "pending";
      page.problem = reason;
    }
  }

  /** The way to the device is gone, and with it every observation that runs. */
  lose(problem: string): void {
    for (const page of this.#pages.values()) {
      if (page.running === undefined) continue;
      void page.running.observation.cancel("passively");
      page.running = undefined;
      page.state = "pending";
      page.problem = problem;
      this.#tell(page);
    }
  }

  /**
   * Asks for everything that is remembered and does not run, one after the other, until the device is not there. Asked for
   * again in the middle, it begins again at the end.
   */
  async restore(): Promise<void> {
    this.#isRestoreWanted = true;
    if (this.#isRestoring) return;
    this.#isRestoring = true;
    while (this.#isRestoreWanted) {
      this.#isRestoreWanted = false;
      await this.#restoreOnce();
    }
    this.#isRestoring = false;
  }

  async #restoreOnce(): Promise<void> {
    for (const page of [...this.#pages.values()]) {
      if (page.state !== "pending" || page.running !== undefined || this.#pages.get(page.target.text) !== page)
        continue;
      const result = await this.#start(page, {});
      this.#tell(page);
      if (result.kind === "failed" && result.cause !== "not observed") return;
    }
  }

  async #start(page: Page, options: OperationOptions): Promise<OperationResult> {
    const device = this.#device;
    const target = device.target(page.target.text).target ?? page.target;
    page.target = target;
    const { contentFormat: accept, isForced } = pickFormat(device, "read", target, {
      ...(page.contentFormat === undefined ? {} : { contentFormat: page.contentFormat }),
    });
    const bare = { code: codeOf("GET"), observe: 0 };
    const question: Question = {
      operation: "observe",
      target,
      request: accept === undefined ? bare : { ...bare, accept },
      isFormatForced: isForced,
    };
    const first = await this.#ask(page, question, options);
    if (accept === undefined || first.kind !== "refused" || !isAboutFormat(first, question)) return first;
    const second = await this.#ask(page, { ...question, request: bare }, options);
    return second.kind === "success" ? { ...second, notes: [retryNote(first.code, accept), ...second.notes] } : second;
  }

  async #ask(page: Page, question: Question, options: OperationOptions): Promise<OperationResult> {
    const device = this.#device;
    const { session } = device;
    if (session === undefined) {
      const absence = explainAbsence(device.state);
      return this.#stopped(page, "pending", {
        ...absence,
        explanation: `${absence.explanation} ${page.target.text} is observed as soon as it is back.`,
      });
    }
    const observation = session.observe(
      requestOf(question),
      (notification) => {
        if (isRunning(page, observation)) this.#take(page, notification);
      },
      options,
    );
    page.running = { observation, session };
    const outcome = await observation.first;
    const answer = interpret(device, question, outcome, options);
    // Another session, a cancel or a second observe may have taken over in the meantime.
    const isCurrent = isRunning(page, observation);
    // Whoever has ended it has left the reason; nobody has asked for that here.
    if (outcome.kind === "canceled" && !isCurrent && options.signal?.aborted !== true) {
      return failure(
        "canceled",
        `${page.target.text} was not observed yet. ${page.problem ?? "Another request has taken its place."}`,
      );
    }
    if (answer.kind !== "response") {
      return isCurrent ? this.#stopped(page, answer.kind === "refused" ? "refused" : "pending", answer) : answer;
    }
    const { response, milliseconds } = answer;
    const received = this.#receive(page, response);
    if (response.observe === undefined) {
      const explanation = `The device answered with the value of ${page.target.text}, but without the Observe option: it does not observe that.`;
      const result = failure("not observed", explanation);
      return isCurrent ? this.#stopped(page, "refused", result) : result;
    }
    if (isCurrent) {
      page.state = "active";
      page.problem = undefined;
    }
    const notes = [...otherFormatNote(question.request.accept, response.contentFormat), ...received.notes];
    return { kind: "success", code: response.code, milliseconds, ...received, notes };
  }

  #stopped<Result extends OperationResult & { explanation: string }>(
    page: Page,
    state: "pending" | "refused",
    result: Result,
  ): Result {
    page.running = undefined;
    page.state = state;
    page.problem = result.explanation;
    return result;
  }

  /** A notification; one with an error, or without Observe, is the last (RFC 7641 §4.2). */
  #take(page: Page, notification: Notification): void {
    if (isSuccess(notification.code)) {
      this.#receive(page, notification);
      if (notification.observe !== undefined) return;
    }
    page.running = undefined;
    page.state = "refused";
    const without = isSuccess(notification.code) ? " without the Observe option" : "";
    page.problem = `The device ended the observation with ${codeLabel(notification.code)}${without}.`;
    this.#tell(page);
  }

  #receive(page: Page, response: Notification): Received {
    page.notifications++;
    page.lastAt = this.#device.services.clock.now();
    return receive(this.#device, { cause: "notification", target: page.target, response });
  }

  #tell({ target }: Page): void {
    const device = this.#device;
    device.services.emit({ kind: "observation changed", device, path: target.text });
  }
}

const nothing = { values: [], empty: [], problems: [] } as const;

/** True as long as nothing has taken the place of an observation. */
function isRunning({ running }: Page, observation: Observation): boolean {
  return running?.observation === observation;
}

function newPage(target: Target, contentFormat: OperationOptions["contentFormat"]): Page {
  return {
    target,
    contentFormat,
    state: "pending",
    notifications: 0,
    lastAt: undefined,
    problem: undefined,
    running: undefined,
  };
}
