import * as vscode from "vscode";
import { toldTarget } from "../input/target.js";
import { findInTree } from "../state/treeContents.js";
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

/** Starts a definition for an object that a device has and nobody defines. */
export async function defineObject({ session }: DeviceCommandSetup, argument: unknown): Promise<unknown> {
  const { deviceId = "", path = "" } = toldTarget(session.state, argument);
  const found = findInTree(session.state.devices.get(deviceId)?.tree, path);
  const id = found !== undefined && "object" in found ? found.object.objectId : undefined;
  return vscode.commands.executeCommand("lwm2m.newObjectDefinition", id === undefined ? undefined : { id });
}
