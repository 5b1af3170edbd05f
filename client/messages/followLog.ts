import type { EngineClient } from "../../engine/client/engineClient.js";
import { disposeAll, type Disposable } from "../../lwm2m/base/disposal.js";
import type { Event } from "../../lwm2m/base/event.js";
import type { EngineHealth } from "../devices/state/engineHealth.js";
import type { LogEntry } from "./logEntry.js";
import type { MessageLog } from "./messageLog.js";

/** The window's connection to the engine, as far as the log needs it. */
export interface LogSource {
  readonly state: { readonly engine: EngineHealth };
  readonly onDidChange: Event<unknown>;
  readonly connect: () => Promise<EngineClient>;
}

/**
 * Brings what each engine logs into the log, from the moment that the window is connected to it, together with what it
 * has logged before. Connects to none by itself.
 */
export function followLog(
  source: LogSource,
  log: MessageLog,
  onAdded: (entries: readonly LogEntry[]) => void,
): Disposable {
  let followed: EngineClient | undefined;
  let listener: Disposable | undefined;
  /** What comes before the snapshot has told the earlier records waits, as records are taken in order. */
  let waiting: Promise<unknown> = Promise.resolve();

  function take(client: EngineClient, records: Parameters<MessageLog["add"]>[1]): void {
    const added = log.add(client.engine.startedAt, records);
    if (added.length > 0) onAdded(added);
  }

  function follow(client: EngineClient): void {
    if (client === followed) return;
    listener?.dispose();
    followed = client;
    const snapshot = client.request("engine/snapshot", {}).then(
      (told) => {
        take(client, told.log);
      },
      // The connection is over; there will be another one.
      () => undefined,
    );
    waiting = snapshot;
    listener = client.onNotification("log/added", ({ records }) => {
      waiting = waiting.then(() => {
        take(client, records);
      });
    });
  }

  const look = (): void => {
    if (source.state.engine.kind === "connected") source.connect().then(follow, () => undefined);
  };
  look();
  const changes = source.onDidChange(look);
  return {
    dispose: () => {
      disposeAll([changes, ...(listener === undefined ? [] : [listener])]);
    },
  };
}
