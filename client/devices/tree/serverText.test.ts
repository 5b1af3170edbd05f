import assert from "node:assert/strict";
import { test } from "node:test";
import { withDevice } from "../state/changes.js";
import { initialState, type DevicesState } from "../state/deviceState.js";
import { sampleSummary } from "../../../engine/client/testing/sampleDevice.js";
import { addressKind, contextKeys, namesOnline, serverAddresses, statusBarView } from "./serverText.js";

const running = { kind: "running", host: "127.0.0.1", port: 5683, securePort: 5684 } as const;

test("addresses are URIs of the ports as they are", () => {
  assert.deepEqual(serverAddresses(running), ["coaps://127.0.0.1:5684", "coap://127.0.0.1:5683"]);
  assert.deepEqual(serverAddresses({ kind: "running", host: "::1", port: 40001 }), ["coap://[::1]:40001"]);
  assert.deepEqual(serverAddresses({ kind: "stopped" }), []);
});

test("the status bar is empty until there is something to say", () => {
  const text = (state: Partial<DevicesState>): string | undefined => statusBarView({ ...initialState, ...state })?.text;
  assert.equal(text({}), undefined);
  assert.equal(text({ server: running }), "LwM2M: 0 devices");
  assert.equal(text(withDevice(initialState, sampleSummary)), "LwM2M: 1 device");
  assert.equal(text({ engine: { kind: "crashed", secondsToRestart: 2 } }), "$(warning) LwM2M");
});

test("the status bar counts the devices that are online, and its tooltip the others", () => {
  const one = withDevice({ ...initialState, server: running }, sampleSummary);
  const two = withDevice(one, { ...sampleSummary, id: "d2", status: "expired" });
  const view = statusBarView(two);
  assert.equal(view?.text, "LwM2M: 1 device");
  assert.equal(
    view.tooltip,
    "1 device online, 1 not online. LwM2M Server at coaps://127.0.0.1:5684 and coap://127.0.0.1:5683.",
  );
});

test("no device is called online while no engine can tell", () => {
  const state = withDevice(initialState, sampleSummary);
  const engine = { protocolVersion: 1, version: "1.2.3", processId: 1, startedAt: 0 };
  assert.deepEqual(namesOnline({ ...state, engine: { kind: "connected", engine } }), ["thermostat-1"]);
  assert.deepEqual(namesOnline({ ...state, engine: { kind: "crashed", secondsToRestart: 1 } }), []);
});

test("menus and welcome texts know how everything is", () => {
  const keys = contextKeys(withDevice({ ...initialState, server: running }, sampleSummary));
  assert.deepEqual(keys, {
    "lwm2m.engine": "notStarted",
    "lwm2m.server": "running",
    "lwm2m.hasDevices": true,
    "lwm2m.hasSimulators": false,
    "lwm2m.address": "usual",
  });
  assert.equal(addressKind({ ...running, host: "0.0.0.0" }), "usualPorts");
  assert.equal(addressKind({ ...running, port: 40001 }), "other");
  const failed = { kind: "failed", reason: "crashed", problem: "" } as const;
  assert.equal(contextKeys({ ...initialState, engine: failed })["lwm2m.engine"], "crashed");
});
