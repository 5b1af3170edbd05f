import type { EngineClient } from "../../engine/client/engineClient.js";
import type { DeviceSummary } from "../../engine/protocol/devices.js";
import type { ServerState } from "../../engine/protocol/server.js";
import type { SimulatorInfo } from "../../engine/protocol/simulators.js";
import { disposeAll, type Disposable } from "../../lwm2m/base/disposal.js";
import * as change from "./state/changes.js";
import type { DevicesState, StateChange } from "./state/deviceState.js";

/** Who keeps the state that notifications change. */
export interface StateKeeper {
  readonly state: () => DevicesState;
  readonly update: (state: DevicesState, what?: StateChange) => void;
  readonly treeChanged: (deviceId: string) => void;
  readonly deviceRemoved: (deviceId: string) => void;
  readonly serverChanged: (server: ServerState) => void;
  readonly simulatorsChanged: (simulators: readonly SimulatorInfo[]) => void;
}

/** Brings the engine's notifications into the state, until it is disposed. */
export function followEngine(client: EngineClient, keeper: StateKeeper): Disposable {
  const listeners = [
    client.onNotification("server/changed", (server) => {
      keeper.serverChanged(server);
      keeper.update({ ...keeper.state(), server });
    }),
    client.onNotification("devices/changed", (summary) => {
      const what = summaryChange(keeper.state().devices.get(summary.id)?.summary, summary);
      keeper.update(change.withDevice(keeper.state(), summary), what);
    }),
    client.onNotification("devices/removed", ({ deviceId }) => {
      keeper.deviceRemoved(deviceId);
      keeper.update(change.withoutDevice(keeper.state(), deviceId));
    }),
    client.onNotification("devices/treeChanged", ({ deviceId }) => {
      keeper.treeChanged(deviceId);
    }),
    client.onNotification("devices/values", ({ deviceId, values }) => {
      const paths = values.map(({ path }) => path);
      keeper.update(change.withValues(keeper.state(), deviceId, values), { kind: "values", deviceId, paths });
    }),
    client.onNotification("simulators/changed", (simulators) => {
      keeper.simulatorsChanged(simulators);
      keeper.update({ ...keeper.state(), simulators });
    }),
    client.onNotification("credentials/changed", (credentials) => {
      keeper.update({ ...keeper.state(), credentials });
    }),
  ];
  return {
    dispose: () => {
      disposeAll(listeners);
    },
  };
}

/** What has to be drawn anew. That a device was heard again is told by its tooltip alone. */
function summaryChange(before: DeviceSummary | undefined, { id, ...now }: DeviceSummary): StateChange {
  if (before === undefined) return { kind: "all" };
  const isSame = JSON.stringify({ ...before, lastSeen: 0 }) === JSON.stringify({ ...before, ...now, lastSeen: 0 });
  return isSame ? { kind: "values", deviceId: id, paths: [] } : { kind: "device", deviceId: id };
}
