import * as vscode from "vscode";
import { reporting } from "../../commands/reporting.js";
import type { DeviceCommandSetup } from "./setup.js";

const manageTrust = "Manage Workspace Trust";

/** Registers the commands on devices; each loads what it needs when it runs first, and only in a trusted workspace. */
export function registerDeviceCommands(setup: DeviceCommandSetup, log: vscode.LogOutputChannel): vscode.Disposable {
  const commands: Readonly<Record<string, (argument: unknown) => unknown>> = {
    "lwm2m.startServer": async (argument) => (await import("./server.js")).startServer(setup, argument),
    "lwm2m.stopServer": async () => (await import("./server.js")).stopServer(setup),
    "lwm2m.copyServerAddress": async (argument) => (await import("./server.js")).copyServerAddress(setup, argument),
    "lwm2m.addPskIdentity": async (argument) => (await import("./credentials.js")).addPskIdentity(setup, argument),
    "lwm2m.removePskIdentity": async (argument) =>
      (await import("./credentials.js")).removePskIdentity(setup, argument),
    "lwm2m.simulateDevice": async (argument) => (await import("./simulate.js")).simulateDevice(setup, argument),
    "lwm2m.stopSimulatedDevice": async (argument) =>
      (await import("./simulate.js")).stopSimulatedDevice(setup, argument),
    "lwm2m.connectDevice": async (argument) => (await import("./connect.js")).connectDevice(setup, argument),
    "lwm2m.forgetDevice": async (argument) => (await import("./connect.js")).forgetDevice(setup, argument),
    "lwm2m.read": async (argument) => (await import("./operations.js")).read(setup, argument),
    "lwm2m.observe": async (argument) => (await import("./operations.js")).observe(setup, argument),
    "lwm2m.stopObserving": async (argument) => (await import("./operations.js")).stopObserving(setup, argument),
    "lwm2m.discover": async (argument) => (await import("./operations.js")).discover(setup, argument),
    "lwm2m.execute": async (argument) => (await import("./operations.js")).execute(setup, argument),
    "lwm2m.write": async (argument) => (await import("./write.js")).write(setup, argument),
    "lwm2m.writeFromFile": async (argument) => (await import("./write.js")).writeFromFile(setup, argument),
    "lwm2m.createObjectInstance": async (argument) =>
      (await import("./createInstance.js")).createObjectInstance(setup, argument),
    "lwm2m.deleteObjectInstance": async (argument) =>
      (await import("./operations.js")).deleteObjectInstance(setup, argument),
    "lwm2m.copyValue": async (argument) => (await import("./operations.js")).copyValue(setup, argument),
    "lwm2m.copyPath": async (argument) => (await import("./operations.js")).copyPath(setup, argument),
    "lwm2m.defineObject": async (argument) => (await import("./defineObject.js")).defineObject(setup, argument),
    "lwm2m.refreshDevices": async () => (await import("./refresh.js")).refreshDevices(setup),
  };
  const anywhere: typeof commands = {
    "lwm2m.showDeviceLog": () => {
      log.show(true);
    },
  };
  const register = ([id, run]: readonly [string, (argument: unknown) => unknown]): vscode.Disposable =>
    vscode.commands.registerCommand(id, reporting(log, id, run));
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) => register([id, whereTrusted(run)])),
    ...Object.entries(anywhere).map(register),
  );
}

/** Holds a command back until the user trusts the workspace: it may open ports and send what the folder says. */
function whereTrusted(run: (argument: unknown) => unknown): (argument: unknown) => unknown {
  return (argument) => {
    if (vscode.workspace.isTrusted) return run(argument);
    const text = "Devices are contacted only once you trust this folder.";
    void vscode.window.showWarningMessage(text, manageTrust).then((choice) => {
      if (choice !== undefined) void vscode.commands.executeCommand("workbench.trust.manage");
    });
    return undefined;
  };
}
