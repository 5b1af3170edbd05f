import * as vscode from "vscode";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { EngineSession } from "../devices/engineSession.js";
import { filterWords } from "./filter.js";
import { followLog } from "./followLog.js";
import type { LogEntry } from "./logEntry.js";
import { MessageLog } from "./messageLog.js";
import { MessageTree, messagesViewId } from "./messageTree.js";
import type { MessageNode } from "./nodes.js";
import { namesIn } from "./pathNames.js";
import { hostOf } from "./rows.js";

/** The Messages view with what belongs to it. */
export interface MessagesView extends Disposable {
  readonly log: MessageLog;
  readonly tree: MessageTree;
  readonly view: vscode.TreeView<MessageNode>;
  /** To be called when filter or pause have changed. */
  readonly showState: () => void;
}

/** Creates the view. The log is followed whether it is visible or not, so that nothing is missed. */
export function createMessagesView(session: EngineSession): MessagesView {
  const log = new MessageLog();
  const tree = new MessageTree({
    log,
    namesOf: namesIn((deviceId) => session.state.devices.get(deviceId)),
    hasKey: (identity) => session.state.credentials.some((credential) => credential.identity === identity),
    onShow: () => prepare(session, log),
  });
  const view = vscode.window.createTreeView(messagesViewId, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const failures = unseenFailures(view);
  const showState = (): void => {
    const filter = filterWords(tree.filter);
    // Where the view is the only one of the panel, its description is not to be seen.
    view.message = [
      ...(filter === undefined ? [] : [`Shown: ${filter}.`]),
      ...(tree.isPaused ? ["Paused; what comes meanwhile is shown when you resume."] : []),
    ].join(" ");
    void vscode.commands.executeCommand("setContext", "lwm2m.messagesPaused", tree.isPaused);
    void vscode.commands.executeCommand("setContext", "lwm2m.messagesFiltered", filter !== undefined);
  };
  const listeners = [
    followLog(session, log, (added) => {
      failures.count(added);
      if (view.visible) tree.refresh();
    }),
    // Names come with the trees of devices, and change when a definition is edited.
    session.onDidChange(({ kind }) => {
      if (kind === "device" && view.visible) tree.refresh();
    }),
  ];
  const visibility = view.onDidChangeVisibility(({ visible }) => {
    if (!visible) return;
    failures.seen();
    tree.refresh();
  });
  return {
    log,
    tree,
    view,
    showState,
    dispose: () => {
      for (const listener of listeners) listener.dispose();
      vscode.Disposable.from(visibility, view, tree).dispose();
    },
  };
}

/** Before lines are drawn: an engine that runs already is asked for its log, and devices for the names of their paths. */
async function prepare(session: EngineSession, log: MessageLog): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  // What goes wrong is told in the Devices view.
  if (session.state.engine.kind === "not started") await session.connect().catch(() => undefined);
  for (const [deviceId, { tree, treeProblem }] of session.state.devices) {
    if (tree !== undefined || treeProblem !== undefined) continue;
    if (log.entries.some(({ record }) => record.deviceId === deviceId)) void session.loadTree(deviceId);
  }
}

/** Counts, on the badge of the view, devices that could not connect while nobody looked. */
function unseenFailures(view: vscode.TreeView<MessageNode>) {
  const unseen = new Set<string>();
  const show = (): void => {
    const { size } = unseen;
    const tooltip = size === 1 ? "1 device could not connect" : `${size} failures to connect`;
    view.badge = size === 0 ? undefined : { value: size, tooltip };
  };
  return {
    count: (entries: readonly LogEntry[]): void => {
      if (view.visible) return;
      const before = unseen.size;
      for (const { record } of entries) {
        if (record.kind === "attempt") unseen.add(`${record.summary} ${hostOf(record)}`);
      }
      if (unseen.size !== before) show();
    },
    seen: (): void => {
      unseen.clear();
      show();
    },
  };
}
