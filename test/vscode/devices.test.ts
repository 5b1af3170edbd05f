import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { createServer } from "coap";
import * as vscode from "vscode";
import type { DeviceSummary } from "../../engine/protocol/devices.js";
import type { OperationResult } from "../../engine/protocol/operations.js";
import type { ServerState } from "../../engine/protocol/server.js";
import type { SimulatorInfo } from "../../engine/protocol/simulators.js";
import { fixtureUri } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { closeEditors, until } from "./support/editor.js";
import { suite, test } from "./runner.js";

const endpoint = "thermostat-1";
const none = (): Promise<void> => Promise.resolve();

function run<Result>(command: string, argument?: unknown): Thenable<Result> {
  return vscode.commands.executeCommand<Result>(`lwm2m.${command}`, argument);
}

/** What the extension tells others of its device side. */
interface Api {
  readonly engineProcessId: () => number | undefined;
  readonly deviceNames: () => readonly string[];
}

async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>("lwm2m-workbench.lwm2m-workbench");
  assert.ok(extension);
  return extension.activate();
}

/** Waits until a device is online, or no longer is. */
async function untilOnline(name: string, isOnline = true): Promise<void> {
  const { deviceNames } = await api();
  await until(
    `${name} is ${isOnline ? "" : "not "}online`,
    () => deviceNames().includes(name) === isOnline || undefined,
  );
}

/** Has the LwM2M Server take any free ports, so that nothing else on the machine is in the way. */
async function useFreePorts(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("lwm2m");
  await settings.update("server.port", 0, vscode.ConfigurationTarget.Workspace);
  await settings.update("server.securePort", 0, vscode.ConfigurationTarget.Workspace);
}

/** Reads a place of the simulated device until it says what is expected. */
async function readUntil(path: string, isExpected: (text: string) => boolean): Promise<string> {
  return until(`${path} has another value`, async () => {
    const result = await run<OperationResult | undefined>("read", { device: endpoint, path });
    const text = result?.kind === "success" ? result.values.find((value) => value.path === path)?.text : undefined;
    return text !== undefined && isExpected(text) ? text : undefined;
  });
}

async function succeeds(command: string, argument: unknown): Promise<OperationResult & { kind: "success" }> {
  const result = await run<OperationResult | undefined>(command, argument);
  assert.ok(result?.kind === "success", `${command} ${JSON.stringify(argument)}: ${JSON.stringify(result)}`);
  return result;
}

/** A CoAP server that is no LwM2M Client: a clock that can be read and observed. */
async function startClock(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server = createServer((request, response) => {
    if (request.url === "/.well-known/core") {
      response.setOption("Content-Format", "application/link-format");
      response.end(`</time>;title="Clock";rt="ticks";obs,</led>;if="led"`);
    } else if (request.url === "/time") {
      response.setOption("Content-Format", "text/plain");
      response.end("twelve o'clock");
    } else {
      response.code = "4.04";
      response.end();
    }
  });
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => {
    socket.bind(0, "127.0.0.1", resolve);
  });
  server.listen(socket);
  return { port: socket.address().port, stop: () => void server.close() };
}

suite("devices", () => {
  test("the view says what it is for, and a click starts the LwM2M Server", async () => {
    await closeEditors();
    await useFreePorts();
    await run("stopServer");
    await vscode.commands.executeCommand("lwm2m.devices.focus");
    await hostPage.waitForText("Let devices register here");
    await hostPage.screenshot("devices-welcome");
    await hostPage.click("Start LwM2M Server", () => run("startServer"));
    await hostPage.waitForText("waits for devices");
    await hostPage.screenshot("devices-waiting");
    const address = await run<string | undefined>("copyServerAddress", "coap");
    assert.match(address ?? "", /^coap:\/\/127\.0\.0\.1:\d+$/u);
    assert.equal(await vscode.env.clipboard.readText(), address);
  });

  test("Enter alone simulates a thermometer, which registers and is shown", async () => {
    if (!hostPage.isAvailable) return;
    await hostPage.click("Simulate a Device", none);
    await hostPage.waitForText("OMA registry");
    await hostPage.screenshot("devices-simulate");
    await hostPage.press("Enter", none);
    await hostPage.waitForText("simulated · PSK");
    await hostPage.waitForText("Temperature");
    await hostPage.screenshot("devices-registered");
    await run("stopSimulatedDevice");
    await hostPage.waitForNoText("simulated · PSK");
  });

  test("a device shows its objects; an instance that is opened is read", async () => {
    const info = await run<SimulatorInfo | undefined>("simulateDevice", {
      endpoint,
      objects: [3303, { objectId: 3311, instances: 2 }],
    });
    assert.equal(info?.endpoint, endpoint);
    await hostPage.waitForText("Light Control");
    await hostPage.click("Temperature", none);
    await hostPage.waitForText("Sensor Value");
    await hostPage.waitForText("Cel");
    await hostPage.screenshot("devices-tree");
    await hostPage.hover("Sensor Value", none);
    await hostPage.waitForText("Float · read only · mandatory");
    await hostPage.screenshot("devices-tooltip");
    const read = await succeeds("read", { device: endpoint, path: "/3303/0/5700" });
    assert.equal(read.values[0]?.path, "/3303/0/5700");
    assert.match(read.values[0].text, /^-?\d+(?:\.\d+)?$/u);
  });

  test("a value is written: chosen where there are few, checked where there is a range", async () => {
    const lamp = { device: endpoint, path: "/3311/0/5850" };
    await succeeds("write", { ...lamp, value: "true" });
    assert.equal(await readUntil(lamp.path, (text) => text === "true"), "true");
    if (!hostPage.isAvailable) return;
    const choosing = run<OperationResult | undefined>("write", lamp);
    await hostPage.waitForText("current value");
    await hostPage.screenshot("devices-write-boolean");
    await hostPage.type("false");
    await hostPage.press("Enter", none);
    assert.equal((await choosing)?.kind, "success");
    assert.equal(await readUntil(lamp.path, (text) => text === "false"), "false");

    const dimmer = { device: endpoint, path: "/3311/0/5851" };
    const typing = run<OperationResult | undefined>("write", dimmer);
    await hostPage.waitForText("Dimmer: Integer, 0 to 100");
    await hostPage.press("Control+A", none);
    await hostPage.type("x");
    await hostPage.waitForText("is no whole number");
    await hostPage.press("Control+A", none);
    await hostPage.type("150");
    await hostPage.waitForText("150 is outside the range of Dimmer: 0 to 100.");
    await hostPage.waitForText("Press Enter to write it anyway.");
    await hostPage.screenshot("devices-write-range");
    await hostPage.press("Enter", none);
    assert.ok((await typing) !== undefined, "What the definition does not allow is sent all the same.");
    await vscode.commands.executeCommand("notifications.clearAll");
  });

  test("a resource is executed, and a refusal is one notification and a word at its place", async () => {
    await succeeds("execute", { device: endpoint, path: "/3303/0/5605", arguments: "" });
    const refused = await run<OperationResult | undefined>("write", {
      device: endpoint,
      path: "/3303/0/5700",
      value: "1",
    });
    assert.equal(refused?.kind, "refused");
    await hostPage.waitForText("Show Messages");
    await hostPage.waitForText("cannot be written");
    await hostPage.screenshot("devices-refused");
    await vscode.commands.executeCommand("notifications.clearAll");
    await hostPage.waitForText("4.05 Method Not Allowed");
  });

  test("what is observed changes by itself", async () => {
    await succeeds("observe", { device: endpoint, path: "/3303/0/5700" });
    // The clock of the device: of all values, it is sure to change soon.
    const place = { device: endpoint, path: "/3/0/13" };
    await succeeds("observe", place);
    await hostPage.screenshot("devices-observing");
    const first = await run<string | undefined>("copyValue", place);
    await until("the value changes without being read", async () => {
      const now = await run<string | undefined>("copyValue", place);
      return now === first ? undefined : true;
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await hostPage.screenshot("devices-observed");
    await succeeds("stopObserving", place);
    await succeeds("stopObserving", { device: endpoint, path: "/3303/0/5700" });
  });

  test("object instances are created and deleted, and discovered", async () => {
    const created = await succeeds("createObjectInstance", {
      device: endpoint,
      path: "/3311",
      objectInstanceId: 7,
      values: { "5850": "true" },
    });
    assert.equal(created.location, "/3311/7");
    const discovered = await succeeds("discover", { device: endpoint, path: "/3311/7" });
    assert.ok(discovered.links?.some(({ path }) => path === "/3311/7/5850"));
    await succeeds("deleteObjectInstance", { device: endpoint, path: "/3311/7", isConfirmed: true });
    const gone = await run<OperationResult | undefined>("read", { device: endpoint, path: "/3311/7" });
    assert.equal(gone?.kind, "refused");
    await vscode.commands.executeCommand("notifications.clearAll");
  });

  test("the definitions of the workspace are what devices are shown with", async () => {
    const name = "from-workspace";
    const info = await run<SimulatorInfo | undefined>("simulateDevice", { objects: [33001], endpoint: name });
    assert.equal(info?.endpoint, name);
    await untilOnline(name);
    const read = await succeeds("read", { device: name, path: "/33001/0/5900" });
    assert.equal(read.values[0]?.type, "Float");
    await run("stopSimulatedDevice", name);
  });

  test("a device that is a CoAP server is connected to, read, and forgotten", async () => {
    const clock = await startClock();
    try {
      const uri = `coap://127.0.0.1:${clock.port}`;
      const device = await run<DeviceSummary | undefined>("connectDevice", uri);
      assert.equal(device?.kind, "direct");
      await hostPage.waitForText("Clock");
      const read = await succeeds("read", { device: device.name, path: "/time" });
      assert.equal(read.values[0]?.text, "twelve o'clock");
      await hostPage.waitForText("twelve o'clock");
      const gone = await run<OperationResult | undefined>("read", { device: device.name, path: "/led" });
      assert.equal(gone?.kind, "refused");
      await vscode.commands.executeCommand("notifications.clearAll");
      await hostPage.waitForText("4.04 Not Found");
      await hostPage.screenshot("devices-direct");
      await run("forgetDevice", device.name);
      await untilOnline(device.name, false);
      await hostPage.waitForNoText("twelve o'clock");
    } finally {
      clock.stop();
    }
  });

  test("another window shows the same devices", async () => {
    if (!hostPage.isAvailable) return;
    await hostPage.useWindow("second");
    try {
      await hostPage.waitForText("Layout:");
      await hostPage.press("F1", none);
      await hostPage.type("LwM2M: Focus on Devices View");
      await hostPage.press("Enter", none);
      await hostPage.waitForText(endpoint);
      await hostPage.waitForText("Light Control");
      await hostPage.screenshot("devices-second-window");
    } finally {
      await hostPage.useWindow("first");
    }
  });

  test("a key is made for an identity, kept, and forgotten", async () => {
    if (!hostPage.isAvailable) return;
    const adding = run<string | undefined>("addPskIdentity", { identity: "pump-1" });
    await hostPage.waitForText("Generate a Key");
    await hostPage.screenshot("devices-add-key");
    await hostPage.type("Generate");
    await hostPage.press("Enter", none);
    assert.equal(await adding, "pump-1");
    assert.match(await vscode.env.clipboard.readText(), /^[0-9a-f]{32}$/u);
    await hostPage.waitForText("It is in the clipboard");
    await vscode.commands.executeCommand("notifications.clearAll");

    const entering = run<string | undefined>("addPskIdentity", "pump-2");
    await hostPage.waitForText("Enter a Key");
    await hostPage.press("Enter", none);
    await hostPage.waitForText("Hexadecimal digits, also with 0x");
    await hostPage.type("secretPSK");
    await hostPage.waitForText("A key is written in hexadecimal digits.");
    await hostPage.screenshot("devices-enter-key");
    await hostPage.press("Control+A", none);
    await hostPage.type("text:secretPSK");
    await hostPage.press("Enter", none);
    assert.equal(await entering, "pump-2");
    assert.equal(await run("removePskIdentity", "pump-1"), "pump-1");
    assert.equal(await run("removePskIdentity", "pump-2"), "pump-2");
  });

  test("an engine that is killed comes back, with the ports and the simulated devices", async () => {
    const { engineProcessId } = await api();
    const [before, address] = [engineProcessId(), await run<string | undefined>("copyServerAddress", "coaps")];
    assert.ok(before !== undefined);
    process.kill(before, "SIGKILL");
    await hostPage.waitForText("The engine that talks to devices crashed");
    await hostPage.screenshot("devices-crashed");
    const after = await until("another engine runs", () => {
      const id = engineProcessId();
      return id === before ? undefined : id;
    });
    assert.notEqual(after, before);
    await vscode.commands.executeCommand("notifications.clearAll");
    await untilOnline(endpoint);
    await succeeds("read", { device: endpoint, path: "/3303/0/5700" });
    assert.equal(await run("copyServerAddress", "coaps"), address);
    await hostPage.screenshot("devices-restored");
    await vscode.commands.executeCommand("notifications.clearAll");
  });

  test("a port that is taken is told with what to do", async () => {
    await run("stopServer");
    const other = createSocket("udp4");
    await new Promise<void>((resolve) => {
      other.bind(0, "127.0.0.1", resolve);
    });
    try {
      const state = await run<ServerState>("startServer", { port: other.address().port, securePort: -1 });
      assert.equal(state.kind, "failed");
      await hostPage.waitForText("Use Any Free Ports");
      await hostPage.screenshot("devices-port-taken");
    } finally {
      other.close();
      await vscode.commands.executeCommand("notifications.clearAll");
    }
  });

  test("what is started can be stopped", async () => {
    assert.equal((await run<SimulatorInfo | undefined>("stopSimulatedDevice", endpoint))?.endpoint, endpoint);
    await untilOnline(endpoint, false);
    await hostPage.waitForNoText("Light Control");
    assert.deepEqual(await run<ServerState>("stopServer"), { kind: "stopped" });
    await hostPage.waitForText("Let devices register here");
    await vscode.commands.executeCommand("workbench.view.explorer");
    await vscode.workspace.fs.delete(fixtureUri(".vscode"), { recursive: true });
  });
});
