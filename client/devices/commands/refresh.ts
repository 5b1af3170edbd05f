import * as vscode from "vscode";
import { deviceViewId } from "../tree/deviceTree.js";
import type { DeviceCommandSetup } from "./setup.js";

/** Connects to the engine if need be, and asks it for everything anew. What is open is read again from the devices. */
export async function refreshDevices({ session, view: { tree } }: DeviceCommandSetup): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: deviceViewId } }, async () => {
    await session.connect();
    const known = [...session.state.devices].filter(([, device]) => device.tree !== undefined);
    await Promise.all(known.map(([id]) => session.loadTree(id)));
  });
  tree.forgetExploration();
  tree.refresh();
}
