import type { EngineClient } from "../../engine/client/engineClient.js";
import type { Target } from "../../engine/protocol.js";
import type { DeviceStatus, DeviceTree, ObservationInfo } from "../../engine/protocol/devices.js";

/** What a device is while nothing can come from it. */
const absences: Readonly<Record<Exclude<DeviceStatus, "online">, string>> = {
  "not seen yet": "has not been heard yet",
  disconnected: "has no connection any more, or has deregistered",
  expired: "has let the lifetime of its registration pass",
};

/**
 * Fulfilled with a sentence when an observation is over for good: the device has ended it, or is forgotten. `before` is
 * the tree while it ran. `say` hears when the device goes away and comes back, as nothing is shown meanwhile.
 */
export function observationEnd(
  engine: EngineClient,
  { deviceId, path }: Target,
  before: DeviceTree,
  say: (sentence: string) => void,
): Promise<string> {
  const forgotten = "The device was forgotten, and the observation with it.";
  let status: DeviceStatus = "online";
  return new Promise((resolve, reject) => {
    engine.onNotification("devices/removed", (removed) => {
      if (removed.deviceId === deviceId) resolve(forgotten);
    });
    engine.onNotification("devices/changed", (device) => {
      if (device.id !== deviceId || device.status === status) return;
      status = device.status;
      say(
        status === "online"
          ? `${device.name} is back.`
          : `${device.name} ${absences[status]}. The observation goes on by itself when it is back.`,
      );
    });
    if (pageOf(before, path) === undefined) return;
    engine.onNotification("devices/treeChanged", (changed) => {
      if (changed.deviceId !== deviceId) return;
      engine.request("devices/tree", { deviceId }).then(
        (tree) => {
          const page = pageOf(tree, path);
          if (page === undefined) resolve("The observation was canceled, here or in another window or terminal.");
          else if (page.state === "refused") resolve(page.problem ?? "The device has ended the observation.");
        },
        (error: unknown) => {
          // Whoever is forgotten has no tree, and the notification of that is on its way.
          if (!(error instanceof Error && "code" in error && error.code === "unknown device")) reject(asError(error));
        },
      );
    });
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function pageOf({ observations = [] }: DeviceTree, path: string): ObservationInfo | undefined {
  return observations.find((one) => one.path === path);
}
