import type { Clock } from "../../base/clock.js";
import type { Disposable } from "../../base/disposal.js";

/** The states of a firmware update (LwM2M TS 1.1 Appendix E.6, resource 3). */
export const firmwareStates = { idle: 0, downloading: 1, downloaded: 2, updating: 3 } as const;

/** The results that a simulated update may have (resource 5). */
export const firmwareResults = {
  initial: 0,
  success: 1,
  invalidUri: 7,
  unsupportedProtocol: 9,
  canceled: 10,
} as const;

type State = keyof typeof firmwareStates;
type Result = keyof typeof firmwareResults;

/** What may happen to an update. */
export type FirmwareEvent =
  | "package written"
  | "uri written"
  | "emptied"
  | "uri is none"
  | "protocol is unknown"
  | "download done"
  | "update executed"
  | "update done"
  | "cancel executed";

interface Transition {
  readonly from: State;
  readonly on: FirmwareEvent;
  readonly to: State;
  /** The result afterwards; what it was unless told. */
  readonly result?: Result;
}

/** The state machine of LwM2M TS 1.1 Appendix E.6.1. What is not here is not allowed in that state. */
const transitions: readonly Transition[] = [
  { from: "idle", on: "package written", to: "downloaded", result: "initial" },
  { from: "idle", on: "uri written", to: "downloading", result: "initial" },
  { from: "idle", on: "uri is none", to: "idle", result: "invalidUri" },
  { from: "idle", on: "protocol is unknown", to: "idle", result: "unsupportedProtocol" },
  { from: "idle", on: "emptied", to: "idle", result: "initial" },
  { from: "downloading", on: "download done", to: "downloaded" },
  { from: "downloading", on: "emptied", to: "idle", result: "initial" },
  { from: "downloading", on: "cancel executed", to: "idle", result: "canceled" },
  { from: "downloaded", on: "emptied", to: "idle", result: "initial" },
  { from: "downloaded", on: "cancel executed", to: "idle", result: "canceled" },
  { from: "downloaded", on: "update executed", to: "updating", result: "initial" },
  { from: "updating", on: "update done", to: "idle", result: "success" },
];

/** How long a simulated download and an update take, in milliseconds. */
const downloadTime = 10_000;
const updateTime = 5000;

/** The firmware of a simulated device: it takes any package for good, and says to be one version newer afterwards. */
export class FirmwareUpdate implements Disposable {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #onUpdated: () => void;
  #state: State = "idle";
  #result: Result = "initial";
  #minor = 0;
  #timer: Disposable | undefined;
  #changedAt: number;
  #packageUri = "";

  /**
   * @param onChange is called when state or result have changed by themselves
   * @param onUpdated is called when the new firmware is in place, and the device reboots
   */
  constructor(clock: Clock, { onChange, onUpdated }: { onChange: () => void; onUpdated: () => void }) {
    this.#clock = clock;
    this.#onChange = onChange;
    this.#onUpdated = onUpdated;
    this.#changedAt = clock.now();
  }

  get state(): number {
    return firmwareStates[this.#state];
  }

  get result(): number {
    return firmwareResults[this.#result];
  }

  get version(): string {
    return `1.${this.#minor}.0`;
  }

  get packageUri(): string {
    return this.#packageUri;
  }

  /** When the state changed last, in milliseconds since 1970. */
  get changedAt(): number {
    return this.#changedAt;
  }

  /** True if something may happen in this state; otherwise the operation is answered with 4.05. */
  allows(event: FirmwareEvent): boolean {
    return this.#find(event) !== undefined;
  }

  /** The whole package has come. */
  writePackage(data: Uint8Array): void {
    this.#happen(packageEvent(data));
  }

  writeUri(uri: string): void {
    this.#packageUri = uri;
    this.#happen(uriEvent(uri));
  }

  execute(event: Extract<FirmwareEvent, "update executed" | "cancel executed">): void {
    this.#happen(event);
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  #find(event: FirmwareEvent): Transition | undefined {
    return transitions.find(({ from, on }) => from === this.#state && on === event);
  }

  #happen(event: FirmwareEvent): void {
    const transition = this.#find(event);
    if (transition === undefined) return;
    this.#timer?.dispose();
    if (this.#state !== transition.to) this.#changedAt = this.#clock.now();
    this.#state = transition.to;
    this.#result = transition.result ?? this.#result;
    if (transition.to === "idle" && event !== "update done") this.#packageUri = "";
    if (transition.to === "downloading") this.#later(downloadTime, "download done");
    if (transition.to === "updating") this.#later(updateTime, "update done");
    if (event !== "update done") return;
    this.#minor++;
    this.#packageUri = "";
    this.#onUpdated();
  }

  #later(milliseconds: number, event: FirmwareEvent): void {
    this.#timer = this.#clock.after(milliseconds, () => {
      this.#happen(event);
      this.#onChange();
    });
  }
}

/** What writing a package means: an empty one resets the state machine. */
export function packageEvent(data: Uint8Array): FirmwareEvent {
  return data.length === 0 ? "emptied" : "package written";
}

/** What writing a package URI means: an empty one resets the state machine. */
export function uriEvent(uri: string): FirmwareEvent {
  if (uri === "") return "emptied";
  const scheme = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/[^\s/]+/iu.exec(uri)?.groups?.["scheme"]?.toLowerCase();
  if (scheme === undefined) return "uri is none";
  return scheme === "coap" || scheme === "coaps" ? "uri written" : "protocol is unknown";
}
