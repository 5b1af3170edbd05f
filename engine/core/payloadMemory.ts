import type { Device } from "../../lwm2m/management/device.js";
import type { ManagementEvent } from "../../lwm2m/management/events.js";
import { knownValue } from "../../lwm2m/management/operations/receive.js";
import type { KnownValue, RawPayload } from "../../lwm2m/management/results.js";
import type { PathValue } from "../protocol/values.js";
import { decodeAt } from "./decode.js";
import { presentValue } from "./present.js";

type ValuesEvent = Extract<ManagementEvent, { readonly kind: "values" }>;

/** So many payloads of one device are kept, and so many bytes of them. */
const mostPayloads = 500;
const mostBytes = 4 * 1024 * 1024;

/** A payload, and what it comes to under an edition of the definitions. */
interface Remembered {
  readonly path: string;
  /** Undefined once it had to make room. */
  payload: RawPayload | undefined;
  readonly receivedAt: number;
  edition: number;
  /** By path. */
  values: ReadonlyMap<string, KnownValue>;
}

/** What is kept of the news of values. */
type ReceivedPayload = Pick<ValuesEvent, "path" | "payload" | "values">;

/** What is asked of a device whose payloads are kept. */
type RememberedDevice = Pick<Device, "id" | "values" | "lookUp">;

/**
 * The last payloads of one device. When a definition is edited, they are read again, so that what the device has sent
 * shows in the new words at once, also where it was only guessed before.
 */
export class PayloadMemory {
  readonly #device: RememberedDevice;
  readonly #edition: () => number;
  /** The oldest first. The next payload of a path takes the place of the last one. */
  readonly #payloads = new Map<string, Remembered>();
  /** Where each value that the device's book of values holds has come from. */
  readonly #origins = new WeakMap<KnownValue, Remembered>();
  #bytes = 0;
  #sends = 0;

  /** `edition` tells how often the definitions have changed. */
  constructor(device: RememberedDevice, edition: () => number) {
    this.#device = device;
    this.#edition = edition;
  }

  take({ path, payload, values }: ReceivedPayload, now: number): void {
    const remembered: Remembered = {
      path,
      payload,
      receivedAt: values[0]?.receivedAt ?? now,
      edition: this.#edition(),
      values: new Map(values.map((value) => [value.path, value])),
    };
    for (const value of values) this.#origins.set(value, remembered);
    // What a device sends of its own accord has its paths inside; one Send says nothing about the values of another.
    const key = path === "/" ? `/ ${this.#sends++}` : path;
    this.#drop(key);
    this.#payloads.set(key, remembered);
    this.#bytes += payload.bytes.length;
    for (const oldest of this.#payloads.keys()) {
      if (this.#payloads.size <= mostPayloads && this.#bytes <= mostBytes) break;
      this.#drop(oldest);
    }
  }

  /** The last value of each path, in the words of the definitions as they are now. */
  current(): ReadonlyMap<string, PathValue> {
    const current = new Map<string, PathValue>();
    for (const [path, known] of this.#device.values) current.set(path, presentValue(this.#renewed(known)));
    return current;
  }

  #drop(key: string): void {
    const remembered = this.#payloads.get(key);
    if (remembered === undefined) return;
    this.#payloads.delete(key);
    this.#bytes -= remembered.payload?.bytes.length ?? 0;
    remembered.payload = undefined;
  }

  #renewed(known: KnownValue): KnownValue {
    const origin = this.#origins.get(known);
    return (origin === undefined ? undefined : this.#read(origin).get(known.path)) ?? known;
  }

  #read(remembered: Remembered): ReadonlyMap<string, KnownValue> {
    const edition = this.#edition();
    const { path, payload, receivedAt } = remembered;
    if (remembered.edition === edition || payload === undefined) return remembered.values;
    const decoded = decodeAt(path, payload, this.#device.lookUp, receivedAt);
    if (decoded !== undefined) {
      remembered.values = new Map(
        decoded.entries.map((entry) => knownValue(entry, receivedAt)).map((value) => [value.path, value]),
      );
    }
    remembered.edition = edition;
    return remembered.values;
  }
}
