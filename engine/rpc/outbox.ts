import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { AnyNotification } from "../core/core.js";
import type { LogRecord } from "../protocol/log.js";
import type { PathValue } from "../protocol/values.js";

/** So many records wait for a client at most; the oldest are left out. */
const mostWaitingRecords = 2000;

/** So many records go in one notification. */
const recordsAtOnce = 250;

/** Where an outbox sends. */
export interface OutboxSetup {
  readonly send: (notification: AnyNotification) => void;
  /** True while the client does not read what it was sent; `resume` is called when it does again. */
  readonly isClogged: () => boolean;
}

/**
 * What waits for one client. A client that reads slowly gets the newest state instead of every step: a notification
 * replaces the one about the same thing that still waits, values of one device are put together by path, and of the log
 * the newest records are kept. So what waits is bounded by what there is, not by what has happened.
 */
export class Outbox implements Disposable {
  readonly #setup: OutboxSetup;
  readonly #states = new Map<string, AnyNotification>();
  #records: LogRecord[] = [];

  constructor(setup: OutboxSetup) {
    this.#setup = setup;
  }

  post(notification: AnyNotification): void {
    if (notification.name === "log/added") {
      this.#records.push(...notification.params.records);
      if (this.#records.length > mostWaitingRecords) this.#records = this.#records.slice(-mostWaitingRecords);
      this.#sendRecords();
      return;
    }
    if (this.#states.size === 0 && !this.#setup.isClogged()) {
      this.#setup.send(notification);
      return;
    }
    this.#keep(notification);
  }

  /** Sends what waits, now that the client reads again. */
  resume(): void {
    for (const [key, notification] of this.#states) {
      if (this.#setup.isClogged()) return;
      this.#states.delete(key);
      this.#setup.send(notification);
    }
    this.#sendRecords();
  }

  dispose(): void {
    this.#states.clear();
    this.#records = [];
  }

  #keep(notification: AnyNotification): void {
    const key = keyOf(notification);
    const waiting = this.#states.get(key);
    if (notification.name === "devices/removed") {
      for (const [other, { name, params }] of this.#states) {
        if (name === "devices/changed" && params.id === notification.params.deviceId) this.#states.delete(other);
        if ("deviceId" in params && params.deviceId === notification.params.deviceId) this.#states.delete(other);
      }
    }
    const isMerged = notification.name === "devices/values" && waiting?.name === "devices/values";
    this.#states.set(
      key,
      isMerged
        ? {
            name: "devices/values",
            params: {
              deviceId: notification.params.deviceId,
              values: merged(waiting.params.values, notification.params.values),
            },
          }
        : notification,
    );
  }

  #sendRecords(): void {
    while (this.#records.length > 0 && !this.#setup.isClogged()) {
      const records = this.#records.slice(0, recordsAtOnce);
      this.#records = this.#records.slice(recordsAtOnce);
      this.#setup.send({ name: "log/added", params: { records } });
    }
  }
}

/** What a notification is about: of two about the same, the newer one is enough. */
function keyOf({ name, params }: AnyNotification): string {
  if (name === "devices/changed") return `${name} ${params.id}`;
  return "deviceId" in params ? `${name} ${params.deviceId}` : name;
}

/** The last value of each path, in the order of their coming. */
function merged(earlier: readonly PathValue[], later: readonly PathValue[]): readonly PathValue[] {
  const values = new Map<string, PathValue>();
  for (const value of [...earlier, ...later]) {
    values.delete(value.path);
    values.set(value.path, value);
  }
  return [...values.values()];
}
