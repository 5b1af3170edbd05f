import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { hostPage } from "./hostPage.js";
import { suite, test } from "./runner.js";

suite("devices in a folder that is not trusted", () => {
  test(
    "are not contacted: no engine is started, no port is opened, and the view says why",
    async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      await vscode.commands.executeCommand("lwm2m.devices.focus");
      await hostPage.waitForText("Manage Workspace Trust");
      await hostPage.screenshot("devices-restricted");
      for (const command of ["startServer", "simulateDevice", "connectDevice", "addPskIdentity", "read"]) {
        assert.equal(await vscode.commands.executeCommand(`lwm2m.${command}`), undefined);
      }
      const home = process.env["LWM2M_ENGINE_HOME"];
      assert.ok(home !== undefined);
      assert.equal(existsSync(home), false, "No engine was ever started.");
      await vscode.commands.executeCommand("notifications.clearAll");
      await vscode.commands.executeCommand("workbench.view.explorer");
    },
    { needs: "restricted" },
  );
});
