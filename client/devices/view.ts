import * as vscode from "vscode";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { EngineSession } from "./engineSession.js";
import { contextKeys, serverAddresses, statusBarView } from "./tree/serverText.js";
import { DeviceTree, deviceViewId } from "./tree/deviceTree.js";
import type { DeviceNode } from "./tree/nodes.js";

/** The Devices view with what surrounds it: the address beside its name, the status bar, the keys of menus. */
export interface DevicesView extends Disposable {
  readonly tree: DeviceTree;
  readonly view: vscode.TreeView<DeviceNode>;
}

/** Creates the view. It shows nothing, and asks nobody, until the user opens it. */
export function createDevicesView(session: EngineSession): DevicesView {
  const tree = new DeviceTree(session);
  const view = vscode.window.createTreeView(deviceViewId, { treeDataProvider: tree, showCollapseAll: true });
  const surroundings = followState(session, view);
  return {
    tree,
    view,
    dispose: () => {
      vscode.Disposable.from(surroundings, view, tree).dispose();
    },
  };
}

function followState(session: EngineSession, view: vscode.TreeView<DeviceNode>): vscode.Disposable {
  const keys = new Map<string, unknown>();
  const statusBar = vscode.window.createStatusBarItem("lwm2m.devices", vscode.StatusBarAlignment.Left);
  statusBar.name = "LwM2M Devices";
  statusBar.command = `${deviceViewId}.focus`;
  const show = (): void => {
    for (const [key, value] of Object.entries(contextKeys(session.state))) {
      if (keys.get(key) !== value) void vscode.commands.executeCommand("setContext", key, value);
      keys.set(key, value);
    }
    const description = serverAddresses(session.state.server).join(" · ");
    if ((view.description ?? "") !== description) view.description = description;
    const status = statusBarView(session.state);
    if (status === undefined) {
      statusBar.hide();
      return;
    }
    statusBar.text = status.text;
    statusBar.tooltip = status.tooltip;
    statusBar.accessibilityInformation = { label: status.spoken };
    statusBar.show();
  };
  show();
  const listener = session.onDidChange(({ kind }) => {
    // Values are none of what is shown here, and may come often.
    if (kind !== "values") show();
  });
  return vscode.Disposable.from(statusBar, listener);
}
