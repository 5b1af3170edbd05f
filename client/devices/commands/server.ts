import * as vscode from "vscode";
import type { ServerState } from "../../../engine/protocol/server.js";
import { messageOf } from "../../../lwm2m/base/errorText.js";
import { serverSettings } from "../input/serverSettings.js";
import { serverAddresses } from "../tree/serverText.js";
import type { DeviceCommandSetup } from "./setup.js";

const freePorts = "Use Any Free Ports";
const openSettings = "Open Settings";

/**
 * Opens the ports of the LwM2M Server. The argument may tell `host`, `port` and `securePort`; the settings tell the rest.
 * @returns how the server is then
 */
export async function startServer({ session }: DeviceCommandSetup, argument: unknown): Promise<ServerState> {
  const state = await tryToStart(() => session.startServer(serverSettings(configuration(), argument)));
  if (state.kind === "failed") void offerWaysOut(state.problem);
  return state;
}

/** A port that is taken is a state of the server, however the engine tells it. */
async function tryToStart(start: () => Promise<ServerState>): Promise<ServerState> {
  try {
    return await start();
  } catch (error) {
    return { kind: "failed", problem: messageOf(error) };
  }
}

export function stopServer({ session }: DeviceCommandSetup): Promise<ServerState> {
  return session.stopServer();
}

/**
 * Puts an address at which devices reach the LwM2M Server into the clipboard. The argument may be `coap` or `coaps`.
 * @returns the address; undefined if there is none, or the user gave up
 */
export async function copyServerAddress(
  { session }: DeviceCommandSetup,
  argument: unknown,
): Promise<string | undefined> {
  const all = serverAddresses(session.state.server);
  const told = all.filter((address) => address.startsWith(`${String(argument)}:`));
  const addresses = told.length > 0 ? told : all;
  const address =
    addresses.length === 1
      ? addresses[0]
      : await vscode.window.showQuickPick(addresses, {
          title: "Copy Server Address",
          placeHolder: "Which address of the LwM2M Server?",
        });
  if (address === undefined) return undefined;
  await vscode.env.clipboard.writeText(address);
  vscode.window.setStatusBarMessage(`${address} is in the clipboard.`, 4000);
  return address;
}

/** Starts the LwM2M Server unless it runs: what registers needs one. */
export async function ensureServer(setup: DeviceCommandSetup): Promise<boolean> {
  await setup.session.connect();
  if (setup.session.state.server.kind === "running") return true;
  return (await startServer(setup, undefined)).kind === "running";
}

function configuration(): Parameters<typeof serverSettings>[0] {
  const settings = vscode.workspace.getConfiguration("lwm2m");
  return {
    host: settings.get("server.host", "127.0.0.1"),
    port: settings.get("server.port", 5683),
    securePort: settings.get("server.securePort", 5684),
  };
}

async function offerWaysOut(problem: string): Promise<void> {
  const choice = await vscode.window.showErrorMessage(
    `The LwM2M Server could not be started. ${problem}`,
    freePorts,
    openSettings,
  );
  if (choice === freePorts) {
    await vscode.commands.executeCommand("lwm2m.startServer", { port: 0, securePort: 0 });
  } else if (choice === openSettings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "lwm2m.server");
  }
}
