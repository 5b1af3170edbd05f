// The Messages view: why devices do not connect, what is said on the wire, and the ways from there.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { OperationResult } from "../../engine/protocol/operations.js";
import { hostPage } from "./hostPage.js";
import { suite, test } from "./runner.js";
import { closeEditors, until } from "./support/editor.js";
import { startForeignDevice, type ForeignDevice } from "./support/foreignDevice.js";
import { startServer, stopServer } from "./support/lwm2mServer.js";

const key = "00112233445566778899aabbccddeeff";

const none = (): Promise<void> => Promise.resolve();

/** Shows the view over nothing else, with what happens from now on. */
async function showMessages(): Promise<void> {
  await closeEditors();
  await vscode.commands.executeCommand("lwm2m.clearMessages");
  await vscode.commands.executeCommand("lwm2m.showAllMessages");
  await vscode.commands.executeCommand("lwm2m.showMessages");
}

async function withDevice(device: ForeignDevice, body: () => Promise<void>): Promise<void> {
  const running = await startForeignDevice(device);
  try {
    await body();
  } finally {
    await running.stop();
  }
}

suite("messages", () => {
  test("an unknown identity is told from a wrong key, and the key that is missing is a click away", async () => {
    if (!hostPage.isAvailable) return;
    const { securePort } = await startServer();
    await showMessages();
    await hostPage.screenshot("messages-empty");
    await withDevice({ endpoint: "ghost-1", identity: "ghost", key, port: securePort }, async () => {
      await hostPage.waitForText("Unknown identity “ghost”");
      await hostPage.click("Unknown identity “ghost”", none);
      await hostPage.waitForText("Offered cipher suites");
      await hostPage.screenshot("messages-unknown-identity");
      await hostPage.click("Add PSK identity “ghost”…", none);
      await hostPage.waitForText("Enter a Key");
      await hostPage.press("Enter", none);
      await hostPage.waitForText("or text: and the text itself");
      await hostPage.type(key);
      await hostPage.press("Enter", none);
      await hostPage.waitForText("Registered");
      await hostPage.waitForText("worked at");
      await hostPage.screenshot("messages-solved");
      const other = "ff".repeat(16);
      await withDevice({ endpoint: "ghost-2", identity: "ghost", key: other, port: securePort }, async () => {
        await hostPage.waitForText("Wrong key for “ghost”");
        await hostPage.click("Wrong key for “ghost”", none);
        await hostPage.waitForText("Replace the key of PSK identity “ghost”…");
        await hostPage.screenshot("messages-wrong-key");
      });
    });
    await vscode.commands.executeCommand("lwm2m.removePskIdentity", { identity: "ghost" });
    await stopServer(["ghost-1"]);
  });

  test("what is said on the wire is shown with names, and can be filtered, copied and followed", async () => {
    await startServer();
    await vscode.commands.executeCommand("lwm2m.simulateDevice", {
      endpoint: "thermometer-1",
      objects: [{ objectId: 3303, version: "1.1" }],
    });
    await showMessages();
    const read = (path: string) =>
      vscode.commands.executeCommand<OperationResult>("lwm2m.read", { device: "thermometer-1", path });
    await until("the device is there", async () => {
      const result = await read("/3303/0/5700").then(undefined, () => undefined);
      return result?.kind === "success" ? true : undefined;
    });
    await read("/3303/0/9");
    await vscode.commands.executeCommand("notifications.clearAll");
    await hostPage.waitForText("GET /3303/0/5700");
    await hostPage.waitForText("4.04 Not Found: ");
    await hostPage.waitForText("2.05 Content: Sensor Value");
    await hostPage.click("2.05 Content: Sensor Value", none);
    await hostPage.waitForText("Answer to");
    await hostPage.screenshot("messages-exchange");
    if (!hostPage.isAvailable) return;
    await vscode.env.clipboard.writeText("");
    await hostPage.press("Control+C", none);
    await until("the message is copied", async () => (await vscode.env.clipboard.readText()) !== "" || undefined);
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /\n2\.05 Content: Sensor Value .*\n[\s\S]*message ID \d+[\s\S]*\n {4}0000 {2}/u);
    await vscode.commands.executeCommand("lwm2m.copyMessageAsHex");
    assert.match(await vscode.env.clipboard.readText(), /^[0-9a-f]+$/u);
    await vscode.commands.executeCommand("lwm2m.openMessage");
    await until(
      "the message as text",
      () => vscode.window.activeTextEditor?.document.getText() === copied || undefined,
    );
    await hostPage.screenshot("message-as-text");
    await closeEditors();
    await vscode.commands.executeCommand("lwm2m.showInDevices");
    await hostPage.waitForText("Min Measured Value");
    await hostPage.screenshot("messages-shown-in-devices");
    await vscode.commands.executeCommand("lwm2m.goToDefinition", { deviceId: "", path: "/3303/0/5700" });
    await until(
      "the definition",
      () => vscode.window.activeTextEditor?.document.uri.scheme === "lwm2m-registry" || undefined,
    );
    await closeEditors();
    const choice = vscode.commands.executeCommand("lwm2m.filterMessages");
    await hostPage.waitForText("devices that could not connect");
    await hostPage.screenshot("messages-filter");
    await hostPage.type("Failures");
    await hostPage.press("Enter", none);
    await choice;
    await hostPage.waitForNoText("2.05 Content: Sensor Value");
    await hostPage.waitForText("4.04 Not Found");
    await hostPage.screenshot("messages-failures");
    await vscode.commands.executeCommand("lwm2m.showAllMessages");
    await vscode.commands.executeCommand("lwm2m.pauseMessages");
    await hostPage.waitForText("Paused; what comes meanwhile is shown when you resume.");
    await read("/3303/0/5601");
    await hostPage.screenshot("messages-paused");
    await hostPage.waitForNoText("GET /3303/0/5601");
    await vscode.commands.executeCommand("lwm2m.resumeMessages");
    await vscode.commands.executeCommand("lwm2m.stopSimulatedDevice", "thermometer-1");
    await hostPage.waitForText("GET /3303/0/5601");
    await hostPage.waitForText("DELETE /rd/");
    await stopServer();
  });
});
