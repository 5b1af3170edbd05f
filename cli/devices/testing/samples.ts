import type { DeviceSummary, DeviceTree } from "../../../engine/protocol/devices.js";
import type { EngineSnapshot } from "../../../engine/protocol.js";

/** A device as the engine tells of it. */
export const thermostat: DeviceSummary = {
  id: "registered:thermostat-1",
  kind: "registered",
  name: "thermostat-1",
  status: "online",
  address: "127.0.0.1:50000",
  transport: "dtls",
  security: { kind: "psk", identity: "thermostat-1", suite: "TLS_PSK_WITH_AES_128_CCM_8" },
  lwm2mVersion: "1.1",
  lifetime: 300,
  lastSeen: 0,
  warnings: [],
  isSimulated: false,
};

/** An engine that knows that device. */
export const snapshot: EngineSnapshot = {
  server: { kind: "running", host: "127.0.0.1", port: 5683, securePort: 5684 },
  devices: [thermostat],
  simulators: [],
  credentials: [],
  log: [],
};

/** Its temperature. */
export const tree: DeviceTree = {
  deviceId: thermostat.id,
  plainResources: [],
  objects: [
    {
      path: "/3303",
      objectId: 3303,
      version: "1.0",
      instances: [
        {
          path: "/3303/0",
          objectInstanceId: 0,
          isObserved: false,
          isExplored: true,
          resources: [
            {
              path: "/3303/0/5700",
              resourceId: 5700,
              definition: {
                name: "Sensor Value",
                operations: "R",
                type: "Float",
                isMultiple: false,
                isMandatory: true,
                range: "",
                units: "Cel",
              },
              instances: [],
              isObserved: false,
            },
          ],
        },
      ],
    },
  ],
};
