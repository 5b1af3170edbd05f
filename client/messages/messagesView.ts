import * as vscode from "vscode";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { EngineSession } from "../devices/engineSession.js";
import { filterWords } from "./filter.js";
import { MessageLog } from "./messageLog.js";
import { linesAtFirst, MessageTree, messagesViewId } from "./messageTree.js";
import type { MessageNode } from "./nodes.js";
import { namesIn } from "./pathNames.js";
import { UnseenFailures } from "./unseenFailures.js";

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
  const failures = new UnseenFailures();
  const showBadge = (): void => {
    view.badge = failures.badge;
  };
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
    session.onDidLog(({ engineStartedAt, records }) => {
      const added = log.add(engineStartedAt, records);
      if (added.length === 0) return;
      if (view.visible) tree.refresh();
      else if (failures.count(added)) showBadge();
    }),
    // Names come with the trees of devices, and change when a definition is edited; keys decide about remedies.
    session.onDidChange(({ kind }) => {
      if (kind !== "values" && view.visible) tree.refresh();
    }),
  ];
  const visibility = view.onDidChangeVisibility(({ visible }) => {
    if (!visible) return;
    failures.clear();
    showBadge();
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
  const shown = new Set(log.entries.slice(-linesAtFirst).map(({ record }) => record.deviceId));
  for (const deviceId of shown) {
    const device = deviceId === undefined ? undefined : session.state.devices.get(deviceId);
    if (deviceId === undefined || device === undefined) continue;
    if (device.tree === undefined && device.treeProblem === undefined) void session.loadTree(deviceId);
  }
}
