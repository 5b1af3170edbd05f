import type { AttributeStore } from "../attributes/attributeStore.js";
import type { FirmwareUpdate } from "../firmware/firmwareUpdate.js";
import type { ObjectStore } from "../store/objectStore.js";

/** What the operations work on. */
export interface DeviceContext {
  readonly store: ObjectStore;
  readonly attributes: AttributeStore;
  readonly firmware: FirmwareUpdate;
  readonly actions: DeviceActions;
}

/** What an operation makes the device do besides answering. */
export interface DeviceActions {
  /** Leaves the LwM2M Server, and comes back after a while. */
  readonly reboot: () => void;
  /** Forgets what servers have written, and reboots. */
  readonly resetToFactory: () => void;
  /** Leaves the LwM2M Server for so many seconds. */
  readonly disable: (seconds: number) => void;
  /** Sends a registration update, whether something has changed or not. */
  readonly update: () => void;
  /** The lifetime, or which object instances there are, may have changed. */
  readonly registrationChanged: () => void;
  /** Values have changed by an operation, so that observers may have to hear of it. */
  readonly valuesChanged: () => void;
}
