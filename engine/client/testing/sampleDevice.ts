import type { DeviceSummary, DeviceTree, ResourceFacts, ResourceNode } from "../../protocol/devices.js";
import type { PathValue } from "../../protocol/values.js";

/** When the sample's values came. */
export const noon = 1_700_000_000_000;

export const sampleSummary: DeviceSummary = {
  id: "d1",
  kind: "registered",
  name: "thermostat-1",
  status: "online",
  address: "127.0.0.1:50000",
  transport: "dtls",
  security: { kind: "psk", identity: "thermostat-1", suite: "TLS_PSK_WITH_AES_128_CCM_8" },
  lwm2mVersion: "1.1",
  binding: "U",
  lifetime: 300,
  registeredAt: noon - 60_000,
  lastSeen: noon,
  warnings: [],
  isSimulated: false,
};

/** What a definition says of a resource; the rest is a Float that can be read. */
export function facts(changes: Partial<ResourceFacts> = {}): ResourceFacts {
  return {
    name: "Sensor Value",
    operations: "R",
    type: "Float",
    isMultiple: false,
    isMandatory: true,
    range: "",
    units: "",
    ...changes,
  };
}

export function resource(path: string, changes: Partial<ResourceNode> = {}): ResourceNode {
  const resourceId = Number(path.split("/").at(-1));
  return { path, resourceId, definition: facts(), instances: [], isObserved: false, ...changes };
}

/** A value of a path; it came at noon. */
export function value(path: string, text: string, changes: Partial<PathValue> = {}): PathValue {
  return { path, type: "Float", text, json: text, receivedAt: noon, ...changes };
}

const executable: ResourceFacts = {
  name: "Reboot",
  operations: "E",
  isMultiple: false,
  isMandatory: true,
  range: "",
  units: "",
};

/** A thermometer: the single object Device, two instances of Temperature, an object that nobody defines. */
export const sampleTree: DeviceTree = {
  deviceId: "d1",
  objects: [
    {
      path: "/3",
      objectId: 3,
      version: "1.1",
      definition: { name: "Device", version: "1.1", urn: "urn:oma:lwm2m:oma:3:1.1", isMultiple: false },
      instances: [
        {
          path: "/3/0",
          objectInstanceId: 0,
          isObserved: false,
          isExplored: true,
          resources: [
            resource("/3/0/0", { definition: facts({ name: "Manufacturer", type: "String" }) }),
            resource("/3/0/4", { definition: executable }),
            resource("/3/0/7", {
              definition: facts({ name: "Power Source Voltage", type: "Integer", units: "mV", isMultiple: true }),
              instances: [
                { path: "/3/0/7/0", id: 0, value: value("/3/0/7/0", "3800", { type: "Integer" }) },
                { path: "/3/0/7/1", id: 1, value: value("/3/0/7/1", "5000", { type: "Integer" }) },
              ],
            }),
            resource("/3/0/14", { definition: facts({ name: "UTC Offset", type: "String", operations: "RW" }) }),
          ],
        },
      ],
    },
    {
      path: "/3303",
      objectId: 3303,
      version: "1.1",
      definition: {
        name: "Temperature",
        version: "1.1",
        urn: "urn:oma:lwm2m:ext:3303:1.1",
        isMultiple: true,
        description: "Reports a temperature.",
      },
      instances: [
        {
          path: "/3303/0",
          objectInstanceId: 0,
          isObserved: false,
          isExplored: true,
          resources: [
            resource("/3303/0/5700", {
              definition: facts({ units: "Cel", range: "-40..85", description: "Last *measured* value." }),
              value: value("/3303/0/5700", "21.5"),
              isObserved: true,
            }),
          ],
        },
        { path: "/3303/1", objectInstanceId: 1, isObserved: false, isExplored: false, resources: [] },
      ],
    },
    {
      path: "/42800",
      objectId: 42800,
      version: "1.0",
      instances: [
        {
          path: "/42800/0",
          objectInstanceId: 0,
          isObserved: false,
          isExplored: true,
          resources: [
            {
              path: "/42800/0/1",
              resourceId: 1,
              value: value("/42800/0/1", "7", { type: "Integer", isGuess: true }),
              instances: [],
              isObserved: false,
            },
          ],
        },
      ],
    },
  ],
  plainResources: [
    { path: "/time", title: "Clock", attributes: [{ name: "rt", value: "ticks" }, { name: "obs" }], isObserved: true },
  ],
};
