import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectDefinition, ResourceDefinition } from "../../../lwm2m/definition/model.js";
import { noon } from "../../../engine/client/testing/sampleDevice.js";
import { sampleState } from "../testing/sampleState.js";
import { readDeviceUri } from "./deviceUri.js";
import { meanings } from "./meanings.js";
import { freeInstanceId, instanceIdProblem, neededValues } from "./newInstance.js";
import { failureText, successText } from "./resultText.js";
import { serverSettings } from "./serverSettings.js";
import { simulateChoices } from "./simulateChoices.js";
import { placeChoices, selectedTarget, toldTarget } from "./target.js";
import { toldSimulation } from "./toldSimulation.js";

function object(id: number, name: string, resources: readonly ResourceDefinition[] = []): ObjectDefinition {
  return {
    id,
    name,
    urn: `urn:oma:lwm2m:ext:${id}`,
    lwm2mVersion: "1.0",
    version: "1.0",
    isMultiple: true,
    isMandatory: false,
    description: undefined,
    resources,
  };
}

const registry = [
  ...[object(0, "Security"), object(1, "Server"), object(3, "Device"), object(5, "Firmware Update")],
  ...[object(3303, "Temperature"), object(3304, "Humidity")],
];
const own = new Map([["file:///w/42800.xml", [object(42800, "Tank")]]]);

test("the address of a device may lack the scheme", () => {
  const uri = (text: string): string | undefined => readDeviceUri(text).uri;
  assert.equal(uri(" coap://192.0.2.7:5683 "), "coap://192.0.2.7:5683");
  assert.equal(uri("192.0.2.7"), "coap://192.0.2.7");
  assert.equal(uri("device.local:5684"), "coaps://device.local:5684");
  assert.equal(uri("COAPS://[2001:db8::1]/"), "coaps://[2001:db8::1]");
});

test("an address that is none says why", () => {
  const problem = (text: string): string => readDeviceUri(text).problem ?? "";
  assert.match(problem(""), /Write the address/u);
  assert.match(problem("http://x"), /http:\/\/ is something else/u);
  assert.match(problem("coap://x:70000"), /70000 is no port/u);
  assert.match(problem("coap://x/path"), /is no host and port/u);
  assert.match(problem("2001:db8::1"), /is no host and port/u);
});

test("Enter alone simulates Temperature, or what was simulated last", () => {
  const picked = (last?: readonly number[]): readonly number[] =>
    simulateChoices(own, registry, last).flatMap(({ isPicked, object: { objectId } }) => (isPicked ? objectId : []));
  assert.deepEqual(picked(), [3303]);
  assert.deepEqual(picked([42800, 5]), [42800, 5]);
  assert.deepEqual(picked([99]), [3303]);
});

test("the workspace's own objects come first, and each object once", () => {
  const mine = new Map([...own, ["file:///w/3303.xml", [object(3303, "My Temperature")]]]);
  assert.deepEqual(
    simulateChoices(mine, registry, undefined).map(({ group, name }) => `${group} ${name}`),
    ["workspace Tank", "workspace My Temperature", "usual Humidity", "registry Firmware Update"],
  );
});

test("an object ID, a definition file or options say what to simulate", () => {
  assert.deepEqual(toldSimulation(3303, own), { objects: [{ objectId: 3303 }] });
  assert.deepEqual(toldSimulation("file:///w/42800.xml", own), { objects: [{ objectId: 42800, version: "1.0" }] });
  assert.deepEqual(toldSimulation({ objects: [3303, { objectId: 5, instances: 2 }, "x"], security: "none" }, own), {
    objects: [{ objectId: 3303 }, { objectId: 5, instances: 2 }],
    security: "none",
  });
  for (const other of [undefined, "file:///w/other.xml", {}, null]) assert.equal(toldSimulation(other, own), undefined);
});

test("settings choose the ports, and an argument wins over them", () => {
  const configuration = { host: "127.0.0.1", port: 5683, securePort: -1 };
  assert.deepEqual(serverSettings(configuration, undefined), { host: "127.0.0.1", port: 5683 });
  assert.deepEqual(serverSettings(configuration, { port: 0, securePort: 0 }), {
    host: "127.0.0.1",
    port: 0,
    securePort: 0,
  });
});

test("a command takes a node, or a device by name with a path", () => {
  const state = sampleState();
  const told = (argument: unknown): unknown => toldTarget(state, argument);
  assert.deepEqual(told({ kind: "object", deviceId: "d1", path: "/3" }), { deviceId: "d1", path: "/3/0" });
  assert.deepEqual(told({ kind: "device", deviceId: "d1" }), { deviceId: "d1" });
  assert.deepEqual(told({ device: "thermostat-1", path: "/3/0/7" }), { deviceId: "d1", path: "/3/0/7" });
  assert.deepEqual(told({ path: "/3" }), { path: "/3" });
  assert.deepEqual(told({ device: "nobody", path: "/3" }), { unknownDevice: "nobody", path: "/3" });
  assert.deepEqual(
    [told("thermostat-1"), told("nobody"), told(undefined)],
    [{ deviceId: "d1" }, { unknownDevice: "nobody" }, {}],
  );
});

test("a command without an argument takes what is selected if it fits, or else only its device", () => {
  const state = sampleState();
  const sensor = { kind: "resource", deviceId: "d1", path: "/3303/0/5700" } as const;
  const single = { kind: "object", deviceId: "d1", path: "/3" } as const;
  assert.deepEqual(selectedTarget(state, sensor, ["readable"], noon), { deviceId: "d1", path: "/3303/0/5700" });
  assert.deepEqual(selectedTarget(state, single, ["instance"], noon), { deviceId: "d1", path: "/3/0" });
  assert.deepEqual(selectedTarget(state, sensor, ["executable"], noon), { deviceId: "d1" });
  assert.deepEqual(selectedTarget(state, { kind: "device", deviceId: "d1" }, ["object"], noon), { deviceId: "d1" });
  assert.deepEqual(selectedTarget(state, { ...sensor, deviceId: "gone" }, ["readable"], noon), {});
  assert.deepEqual(selectedTarget(state, undefined, ["readable"], noon), {});
});

test("places are offered by what they allow, under their names", () => {
  const labels = (...facets: readonly string[]): readonly string[] =>
    placeChoices(sampleState(), "d1", facets, noon).map(({ label, path }) => `${label} ${path}`);
  assert.deepEqual(labels("executable"), ["Device › Reboot /3/0/4", "Object 42800 0 › Resource 1 /42800/0/1"]);
  assert.deepEqual(labels("deletable"), ["Temperature 0 /3303/0", "Temperature 1 /3303/1", "Object 42800 0 /42800/0"]);
  assert.deepEqual(labels("observed"), ["Temperature 0 › Sensor Value /3303/0/5700", "Clock /time"]);
});

test("a new instance has the lowest free ID, and no other one's", () => {
  const { objects } = sampleState().devices.get("d1")?.tree ?? { objects: [] };
  const temperature = objects.find(({ objectId }) => objectId === 3303);
  assert.ok(temperature);
  assert.equal(freeInstanceId(temperature), 2);
  assert.equal(instanceIdProblem("", temperature), undefined);
  assert.equal(instanceIdProblem("7", temperature), undefined);
  assert.match(instanceIdProblem("1", temperature) ?? "", /has an instance 1 already/u);
  assert.match(instanceIdProblem("65535", temperature) ?? "", /0 to 65534/u);
  assert.match(instanceIdProblem("x", temperature) ?? "", /Write a number/u);
});

test("a new instance needs the mandatory resources that can be written", () => {
  const base = { isMultiple: false, isMandatory: true, type: "String", range: "", units: "", description: "" } as const;
  const resources = [
    { ...base, id: 1, name: "Name", operations: "RW" },
    { ...base, id: 2, name: "Serial", operations: "R" },
    { ...base, id: 3, name: "Note", operations: "RW", isMandatory: false },
    { ...base, id: 4, name: "Reset", operations: "E", type: undefined },
    { ...base, id: 5, name: "Secret", operations: "W" },
  ] as const;
  assert.deepEqual(
    neededValues(object(42800, "Tank", resources)).map(({ resourceId, facts: { name } }) => `${resourceId} ${name}`),
    ["1 Name", "5 Secret"],
  );
  assert.deepEqual(neededValues(undefined), []);
});

test("values mean what a description lists", () => {
  const found = (text: string): unknown => Object.fromEntries(meanings(text));
  assert.deepEqual(found("0: off\n1: on"), { "0": "off", "1": "on" });
  assert.deepEqual(found("State: 0 = Idle, 1 = Downloading data. 2 = Done"), {
    "0": "Idle",
    "1": "Downloading data",
    "2": "Done",
  });
  assert.deepEqual(found("Between 0 and 100."), {});
  assert.deepEqual(found(`1: ${"a long sentence ".repeat(10)}`), {});
});

test("a result is told in a line, a failure with what, where and why", () => {
  const state = sampleState();
  const place = { deviceId: "d1", path: "/3303/0/5700" };
  const none = { code: "2.04 Changed", milliseconds: 1, values: [], problems: [] };
  const sensor = state.devices.get("d1")?.values.get(place.path)?.value;
  assert.ok(sensor);
  const success = { kind: "success", ...none } as const;
  assert.equal(
    successText(state, { method: "device/read", ...place }, { ...success, values: [sensor] }),
    "Sensor Value (/3303/0/5700): 21.5 Cel",
  );
  assert.equal(
    successText(state, { method: "device/execute", deviceId: "d1", path: "/3/0/4" }, success),
    "Reboot (/3/0/4) was executed.",
  );
  assert.equal(
    successText(state, { method: "device/create", deviceId: "d1", path: "/3303" }, { ...success, location: "/3303/2" }),
    "/3303/2 was created.",
  );
  const refused = { kind: "refused", code: "4.05 Method Not Allowed", explanation: "It cannot be read." } as const;
  assert.equal(
    failureText(state, { method: "device/read", ...place }, refused),
    "Read Sensor Value (/3303/0/5700) on thermostat-1: 4.05 Method Not Allowed. It cannot be read.",
  );
});
