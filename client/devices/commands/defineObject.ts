import * as vscode from "vscode";
import { toldTarget } from "../input/target.js";
import { findInTree } from "../state/treeContents.js";
import type { DeviceCommandSetup } from "./setup.js";

/** Starts a definition for an object that a device has and nobody defines. */
export async function defineObject({ session }: DeviceCommandSetup, argument: unknown): Promise<unknown> {
  const { deviceId = "", path = "" } = toldTarget(session.state, argument);
  const found = findInTree(session.state.devices.get(deviceId)?.tree, path);
  const id = found !== undefined && "object" in found ? found.object.objectId : undefined;
  return vscode.commands.executeCommand("lwm2m.newObjectDefinition", id === undefined ? undefined : { id });
}
