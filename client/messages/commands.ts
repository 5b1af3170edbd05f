import * as vscode from "vscode";
import { reporting } from "../commands/reporting.js";
import type { EngineSession } from "../devices/engineSession.js";
import type { DevicesView } from "../devices/view.js";
import { findInTree } from "../devices/state/treeContents.js";
import { noFilter, type MessageFilter } from "./filter.js";
import { askFilter } from "./filterQuestion.js";
import { MessageDocuments } from "./messageDocuments.js";
import { messageHex, messageText } from "./messageText.js";
import { messagesViewId, showEntryCommand, showOlderCommand } from "./messageTree.js";
import type { MessagesView } from "./messagesView.js";
import { rowNodeOf, type DetailNode, type RowNode } from "./nodes.js";
import { clockTime } from "./words.js";

/** What the commands of the Messages view work with. */
export interface MessageCommandSetup {
  readonly session: EngineSession;
  readonly messages: MessagesView;
  readonly devices: DevicesView;
  readonly log: vscode.LogOutputChannel;
}

/** Registers the commands of the Messages view. A command on a message works on its argument, or on the selection. */
export function registerMessageCommands(setup: MessageCommandSetup): vscode.Disposable {
  const { messages, log } = setup;
  const { tree } = messages;
  const documents = new MessageDocuments();
  const setFilter = (filter: MessageFilter): void => {
    tree.filter = filter;
    messages.showState();
  };
  const setPaused = (isPaused: boolean): void => {
    tree.pause(isPaused);
    messages.showState();
  };
  const commands: Readonly<Record<string, (argument: unknown, all: unknown) => unknown>> = {
    "lwm2m.showMessages": async (argument) => {
      const device = deviceOf(setup, argument);
      if (device !== undefined) setFilter({ ...tree.filter, device });
      await vscode.commands.executeCommand(`${messagesViewId}.focus`);
    },
    "lwm2m.filterMessages": async () => {
      const filter = await askFilter(tree.filter, messages.log.entries);
      if (filter !== undefined) setFilter(filter);
    },
    "lwm2m.showAllMessages": () => {
      setFilter(noFilter);
    },
    "lwm2m.pauseMessages": () => {
      setPaused(true);
    },
    "lwm2m.resumeMessages": () => {
      setPaused(false);
    },
    "lwm2m.clearMessages": () => {
      tree.clear();
    },
    "lwm2m.copyMessage": async (argument, all) => {
      const texts = chosen(messages, argument, all).map((node) => textOf(setup, node));
      if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join("\n"));
    },
    "lwm2m.copyMessageAsHex": async (argument, all) => {
      const records = chosen(messages, argument, all).map((node) => rowNodeOf(node).row.entry.record);
      const hex = [...new Set(records)].flatMap((record) => messageHex(record) ?? []);
      if (hex.length > 0) await vscode.env.clipboard.writeText(hex.join("\n"));
    },
    "lwm2m.openMessage": async (argument, all) => {
      const [node] = chosen(messages, argument, all);
      if (node === undefined) return undefined;
      const row = rowNodeOf(node).row;
      const { time, summary } = row.entry.record;
      return documents.open(row.entry.id, `${clockTime(time)} ${summary}.txt`, messageText(row, tree.context));
    },
    "lwm2m.showInDevices": (argument, all) => {
      const [node] = chosen(messages, argument, all);
      return node === undefined ? undefined : showInDevices(setup, node);
    },
    [showEntryCommand]: (id) => (typeof id === "string" ? showEntry(messages, setFilter, id) : undefined),
    [showOlderCommand]: () => {
      tree.showOlder();
    },
  };
  return vscode.Disposable.from(
    documents,
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, reporting(log, id, run))),
  );
}

/** The nodes that a command works on: what its menu hands over, or else what is selected. */
function chosen({ view }: MessagesView, argument: unknown, all: unknown): readonly (RowNode | DetailNode)[] {
  const nodes: readonly unknown[] =
    Array.isArray(all) && all.length > 0 ? all : isNode(argument) ? [argument] : view.selection;
  return nodes.filter(isNode);
}

function isNode(value: unknown): value is RowNode | DetailNode {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    ["row", "detail"].some((kind) => kind === value.kind)
  );
}

function textOf({ messages }: MessageCommandSetup, node: RowNode | DetailNode): string {
  if (node.kind === "row") return messageText(node.row, messages.tree.context);
  const { label, description } = node.detail;
  return [label, ...(description === undefined ? [] : [description])].join("  ");
}

/** The device that an argument names, a node of the Devices view or an id. */
function deviceOf({ session }: MessageCommandSetup, argument: unknown): MessageFilter["device"] {
  const told: unknown =
    typeof argument === "object" && argument !== null && "deviceId" in argument ? argument.deviceId : argument;
  const summary = typeof told === "string" ? session.state.devices.get(told)?.summary : undefined;
  return summary === undefined ? undefined : { id: summary.id, name: summary.name };
}

/** Shows the place that a message is about in the Devices view, or its device if the device does not have that place. */
async function showInDevices({ session, devices }: MessageCommandSetup, node: RowNode | DetailNode): Promise<void> {
  const { deviceId, path } = rowNodeOf(node);
  if (deviceId === undefined || !session.state.devices.has(deviceId)) return;
  if (session.state.devices.get(deviceId)?.tree === undefined) await session.loadTree(deviceId);
  const found = path === undefined ? undefined : findInTree(session.state.devices.get(deviceId)?.tree, path);
  const place =
    found === undefined || path === undefined
      ? devices.tree.node({ kind: "device", deviceId })
      : devices.tree.node({ kind: found.kind, deviceId, path });
  await devices.view.reveal(place, { select: true, focus: true, expand: found === undefined });
}

/** Selects the line of an entry, also if the filter hides it. */
async function showEntry(
  messages: MessagesView,
  setFilter: (filter: MessageFilter) => void,
  id: string,
): Promise<void> {
  const entry = messages.log.find(id);
  if (entry === undefined) {
    void vscode.window.showInformationMessage("That message is no longer kept: newer ones have taken its place.");
    return;
  }
  if (messages.tree.find(id) === undefined) {
    setFilter(noFilter);
    await messages.tree.getChildren();
  }
  const node = messages.tree.find(id);
  if (node !== undefined) await messages.view.reveal(node, { select: true, focus: true, expand: true });
}
