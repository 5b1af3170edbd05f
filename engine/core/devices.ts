import type { Clock } from "../../lwm2m/base/clock.js";
import { disposeAll, type Disposable } from "../../lwm2m/base/disposal.js";
import type { Device } from "../../lwm2m/management/device.js";
import type { ManagementEvent } from "../../lwm2m/management/events.js";
import type { Lwm2mServer } from "../../lwm2m/management/server.js";
import type { DeviceSummary, DeviceTree } from "../protocol/devices.js";
import type { PathValue } from "../protocol/values.js";
import { EngineError } from "../protocol/engineError.js";
import type { AnyNotification } from "./core.js";
import type { EngineDefinitions } from "./definitions.js";
import { summarizeDevice } from "./deviceSummary.js";
import { buildDeviceTree } from "./deviceTree.js";
import { presentValue } from "./present.js";
import { PayloadMemory } from "./payloadMemory.js";

/** That a device was heard is told at most once in so many milliseconds. */
const pauseBetweenNews = 1000;

/** What the devices are made from. */
export interface DevicesSetup {
  readonly server: Lwm2mServer;
  readonly definitions: EngineDefinitions;
  readonly clock: Clock;
  readonly isSimulated: (device: Device) => boolean;
  /** The cipher suite of a channel by its ID. */
  readonly suiteOf: (channelId: string) => string | undefined;
  readonly tell: (notification: AnyNotification) => void;
}

/** The devices as the clients see them, and the news of them. */
export class Devices implements Disposable {
  readonly #setup: DevicesSetup;
  readonly #memories = new Map<string, PayloadMemory>();
  readonly #newsTimers = new Map<string, Disposable>();

  constructor(setup: DevicesSetup) {
    this.#setup = setup;
  }

  list(): readonly DeviceSummary[] {
    return [...this.#setup.server.devices.values()].map((device) => this.summary(device));
  }

  summary(device: Device): DeviceSummary {
    return summarizeDevice(device, this.#setup.isSimulated(device), this.#setup.suiteOf);
  }

  /** @throws {EngineError} if there is no device of that ID */
  get(deviceId: string): Device {
    const device = this.#setup.server.devices.get(deviceId);
    if (device === undefined) throw new EngineError("unknown device", "This device is not known (any more).");
    return device;
  }

  tree(deviceId: string): DeviceTree {
    const device = this.get(deviceId);
    return buildDeviceTree({ device, definitions: this.#setup.definitions, values: this.#memoryOf(device).current() });
  }

  /** Follows an event of the LwM2M Server. */
  take(event: ManagementEvent): void {
    const { tell } = this.#setup;
    switch (event.kind) {
      case "registered":
      case "updated":
      case "deregistered":
      case "expired":
      case "connected":
      case "disconnected":
        this.#tellNews(event.device);
        return;
      case "removed": {
        const { id } = event.device;
        this.#memories.delete(id);
        this.#newsTimers.get(id)?.dispose();
        this.#newsTimers.delete(id);
        tell({ name: "devices/removed", params: { deviceId: id } });
        return;
      }
      case "seen":
        this.#tellNewsSoon(event.device);
        return;
      case "values": {
        this.#memoryOf(event.device).take(event, this.#setup.clock.now());
        const values = event.values.map(presentValue);
        if (values.length > 0) tell({ name: "devices/values", params: { deviceId: event.device.id, values } });
        return;
      }
      case "tree changed":
      case "observation changed":
        tell({ name: "devices/treeChanged", params: { deviceId: event.device.id } });
        return;
      case "refused registration":
        return;
      case "unexpected notification":
        return;
    }
  }

  /** Lets the definitions change, and tells which trees have other words and which values are read anew. */
  redefine(change: () => ReadonlySet<number>): void {
    const { server, tell } = this.#setup;
    const before = new Map([...this.#memories].map(([id, memory]) => [id, memory.current()]));
    const objectIds = change();
    for (const device of server.devices.values()) {
      if (!device.objects.some(({ objectId }) => objectIds.has(objectId))) continue;
      tell({ name: "devices/treeChanged", params: { deviceId: device.id } });
      const values = differences(before.get(device.id), this.#memoryOf(device).current());
      if (values.length > 0) tell({ name: "devices/values", params: { deviceId: device.id, values } });
    }
  }

  dispose(): void {
    disposeAll([...this.#newsTimers.values()]);
    this.#newsTimers.clear();
  }

  #memoryOf(device: Device): PayloadMemory {
    const known = this.#memories.get(device.id);
    if (known !== undefined) return known;
    const made = new PayloadMemory(device, () => this.#setup.definitions.edition);
    this.#memories.set(device.id, made);
    return made;
  }

  #tellNews(device: Device): void {
    this.#setup.tell({ name: "devices/changed", params: this.summary(device) });
  }

  #tellNewsSoon(device: Device): void {
    if (this.#newsTimers.has(device.id)) return;
    const timer = this.#setup.clock.after(pauseBetweenNews, () => {
      this.#newsTimers.delete(device.id);
      this.#tellNews(device);
    });
    this.#newsTimers.set(device.id, timer);
  }
}

/** The values that are not what they were. */
function differences(
  before: ReadonlyMap<string, PathValue> | undefined,
  after: ReadonlyMap<string, PathValue>,
): readonly PathValue[] {
  return [...after.values()].filter((value) => JSON.stringify(before?.get(value.path)) !== JSON.stringify(value));
}
