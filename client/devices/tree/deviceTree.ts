import * as vscode from "vscode";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { disposeAll, type Disposable } from "../../../lwm2m/base/disposal.js";
import type { EngineSession } from "../engineSession.js";
import type { StateChange } from "../state/deviceState.js";
import { findInTree } from "../state/treeContents.js";
import { childNodes, nodeId, onlyInstance, parentNode, rootNodes, type DeviceNode } from "./nodes.js";
import { nodeView, type NodeView } from "./nodeView.js";
import { RefreshQueue } from "./refreshQueue.js";
import { changeMark } from "./resourceViews.js";

export const deviceViewId = "lwm2m.devices";

/** How long a tooltip is true enough, in milliseconds. */
const tooltipLife = 10_000;

const collapsibleStates = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/** The tree of the Devices view: it draws what the session knows, and has what is opened looked at. */
export class DeviceTree implements vscode.TreeDataProvider<DeviceNode>, vscode.Disposable {
  readonly #session: EngineSession;
  readonly #changes = new vscode.EventEmitter<DeviceNode | DeviceNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  /** VS Code knows nodes by identity, so there is one for each place. */
  readonly #nodes = new Map<string, DeviceNode>();
  /** Object instances that were looked at, with the registration that it was in: a device is not asked again and again. */
  readonly #explored = new Set<string>();
  readonly #queue = new RefreshQueue<DeviceNode>(systemClock, (nodes) => {
    this.#changes.fire(nodes === undefined ? undefined : [...nodes]);
  });
  readonly #later = new Set<Disposable>();
  readonly #listeners: readonly Disposable[];

  constructor(session: EngineSession) {
    this.#session = session;
    this.#listeners = [
      session.onDidChange((change) => {
        this.#draw(change);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.refresh();
      }),
    ];
  }

  /** Draws everything anew. */
  refresh(): void {
    this.#queue.addEverything();
  }

  /** Shows a device that may be new, selected and opened. */
  async revealDevice(view: vscode.TreeView<DeviceNode>, deviceId: string): Promise<void> {
    await this.#session.loadTree(deviceId);
    // VS Code first draws what was announced to it, so that it knows the node.
    this.#changes.fire(undefined);
    await view.reveal(this.node({ kind: "device", deviceId }), { select: true, focus: false, expand: true });
  }

  /** Lets the object instances be looked at again. */
  forgetExploration(): void {
    this.#explored.clear();
  }

  /** The node of a place, the same each time. */
  node(node: DeviceNode): DeviceNode {
    const id = nodeId(node);
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    this.#nodes.set(id, node);
    return node;
  }

  /**
   * What is known by now: what is missing is asked for, and drawn when it comes. VS Code fails on nodes whose children
   * it asks for a second time before it has the first answer, so it is never kept waiting for a device.
   */
  getChildren(node?: DeviceNode): DeviceNode[] | Promise<DeviceNode[]> {
    if (!vscode.workspace.isTrusted) return [];
    if (node === undefined) return this.#session.state.engine.kind === "not started" ? this.#connect() : this.#roots();
    if (node.kind === "device") this.#ensureTree(node.deviceId);
    else this.#explore(node);
    return childNodes(this.#session.state, node).map((child) => this.node(child));
  }

  getParent(node: DeviceNode): DeviceNode | undefined {
    const parent = parentNode(this.#session.state, node);
    return parent === undefined ? undefined : this.node(parent);
  }

  getTreeItem(node: DeviceNode): vscode.TreeItem {
    const view = nodeView(this.#session.state, node, Date.now());
    return view === undefined ? new vscode.TreeItem("…") : treeItem(node, view);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: DeviceNode): Promise<vscode.TreeItem> {
    const { tooltip } = await import("./tooltip.js");
    const text = tooltip(this.#session.state, node, Date.now());
    if (text === undefined) return item;
    item.tooltip = new vscode.MarkdownString(text, true);
    // VS Code keeps a tooltip until its node is drawn anew, and this one tells how old something is.
    this.#drawLater(tooltipLife, node);
    return item;
  }

  dispose(): void {
    disposeAll(this.#listeners);
    disposeAll([...this.#later, this.#queue]);
    this.#changes.dispose();
  }

  #roots(): DeviceNode[] {
    return rootNodes(this.#session.state).map((child) => this.node(child));
  }

  async #connect(): Promise<DeviceNode[]> {
    // What goes wrong is told by the welcome view.
    await this.#session.connect().catch(() => undefined);
    return this.#roots();
  }

  #ensureTree(deviceId: string): void {
    const device = this.#session.state.devices.get(deviceId);
    if (device !== undefined && device.tree === undefined && device.treeProblem === undefined) {
      void this.#session.loadTree(deviceId);
    }
  }

  /** Looks at the object instance that a node opens, once in each registration; the children follow when they are known. */
  #explore(node: DeviceNode): void {
    if (node.kind !== "instance" && node.kind !== "object") return;
    const device = this.#session.state.devices.get(node.deviceId);
    const found = findInTree(device?.tree, node.path);
    const instance =
      found?.kind === "instance" ? found.instance : found?.kind === "object" ? onlyInstance(found.object) : undefined;
    if (device?.summary.status !== "online" || instance === undefined || instance.isExplored) return;
    const key = `${node.deviceId} ${instance.path} ${device.summary.registeredAt ?? 0}`;
    if (this.#explored.has(key)) return;
    this.#explored.add(key);
    const { deviceId } = node;
    void vscode.window.withProgress({ location: { viewId: deviceViewId } }, () =>
      // A refusal stands at the node; an engine that is gone is told elsewhere.
      this.#session.explore(deviceId, instance.path).catch(() => undefined),
    );
  }

  #draw(change: StateChange): void {
    if (change.kind === "all") {
      for (const [id, node] of this.#nodes) {
        if ("deviceId" in node && !this.#session.state.devices.has(node.deviceId)) this.#nodes.delete(id);
      }
      this.#queue.addEverything();
      return;
    }
    if (change.kind === "device") {
      this.#queue.add(this.node({ kind: "device", deviceId: change.deviceId }));
      return;
    }
    const nodes = this.#nodesOfValues(change.deviceId, change.paths);
    if (nodes.length === 0) return;
    this.#queue.add(...nodes);
    this.#drawLater(changeMark + 50, ...nodes);
  }

  #drawLater(milliseconds: number, ...nodes: readonly DeviceNode[]): void {
    const timer = systemClock.after(milliseconds, () => {
      this.#later.delete(timer);
      this.#queue.add(...nodes);
    });
    this.#later.add(timer);
  }

  /** The nodes that show a value: its own, and the one above, which may show it too. */
  #nodesOfValues(deviceId: string, paths: readonly string[]): DeviceNode[] {
    const tree = this.#session.state.devices.get(deviceId)?.tree;
    const nodes = paths.flatMap((path): readonly DeviceNode[] => {
      const found = findInTree(tree, path);
      if (found === undefined || found.kind === "object" || found.kind === "instance") return [];
      const own = this.node({ kind: found.kind, deviceId, path });
      const parent = this.getParent(own);
      return parent === undefined || parent.kind === "device" ? [own] : [own, parent];
    });
    return [...new Set(nodes)];
  }
}

function treeItem(node: DeviceNode, view: NodeView): vscode.TreeItem {
  const item = new vscode.TreeItem(view.label, collapsibleStates[view.children]);
  item.id = nodeId(node);
  if (view.description !== undefined) item.description = view.description;
  if (view.icon !== undefined) {
    const { name, color } = view.icon;
    item.iconPath = new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
  }
  item.contextValue = view.facets.join(";");
  item.accessibilityInformation = { label: view.spoken };
  return item;
}
