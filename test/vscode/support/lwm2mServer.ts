// The LwM2M Server as tests start it: on free ports.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ServerState } from "../../../engine/protocol/server.js";

/** Starts the server and tells its ports. All tests of a run share one engine. */
export async function startServer(): Promise<{ readonly port: number; readonly securePort: number }> {
  const state = await vscode.commands.executeCommand<ServerState>("lwm2m.startServer", { port: 0, securePort: 0 });
  assert.equal(state.kind, "running", JSON.stringify(state));
  assert.ok(state.port !== undefined && state.securePort !== undefined);
  return { port: state.port, securePort: state.securePort };
}

/** Leaves the device side as it was at first, for the tests that come after. Devices are told by their names. */
export async function stopServer(devices: readonly string[] = []): Promise<void> {
  for (const device of devices) await vscode.commands.executeCommand("lwm2m.forgetDevice", device);
  await vscode.commands.executeCommand("lwm2m.stopServer");
}
