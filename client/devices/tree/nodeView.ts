import type { DevicesState, DeviceState } from "../state/deviceState.js";
import { findInTree } from "../state/treeContents.js";
import { deviceView, noteView, simulatorView, warningIcon } from "./deviceViews.js";
import type { DeviceNode, PlaceNode } from "./nodes.js";
import { instanceView, objectView } from "./objectViews.js";
import { plainView, resourceInstanceView, resourceView } from "./resourceViews.js";

/** How a node is drawn. */
export interface NodeView {
  readonly label: string;
  readonly description?: string;
  /** A codicon, and a theme color that says no more than the icon does. */
  readonly icon?: { readonly name: string; readonly color?: string };
  /** Words that menus look for, each once. */
  readonly facets: readonly string[];
  readonly children: "none" | "collapsed" | "expanded";
  /** What a screen reader says. */
  readonly spoken: string;
}

/** Draws a node; undefined if what it names is gone. `now` decides what has changed just now. */
export function nodeView(state: DevicesState, node: DeviceNode, now: number): NodeView | undefined {
  if (node.kind === "note") return noteView(node.text);
  if (node.kind === "simulator") {
    const simulator = state.simulators.find(({ id }) => id === node.simulatorId);
    return simulator === undefined ? undefined : simulatorView(simulator);
  }
  const device = state.devices.get(node.deviceId);
  if (device === undefined) return undefined;
  if (node.kind === "device") return deviceView(device, state.devices.size === 1);
  const view = placeView(device, node, now);
  // Whatever else an icon would say: what went wrong must not be overlooked.
  return view === undefined || !device.remarks.has(node.path) ? view : { ...view, icon: warningIcon };
}

function placeView(device: DeviceState, { path }: PlaceNode, now: number): NodeView | undefined {
  const found = findInTree(device.tree, path);
  switch (found?.kind) {
    case "object":
      return objectView(device, found.object);
    case "instance":
      return instanceView(device, found);
    case "resource":
      return resourceView(device, found.resource, now);
    case "resource instance":
      return resourceInstanceView(device, found, now);
    case "plain":
      return plainView(device, found.plain, now);
    case undefined:
      return undefined;
  }
}
