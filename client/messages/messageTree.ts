import * as vscode from "vscode";
import { systemClock } from "../../lwm2m/base/clock.js";
import { printPath } from "../../lwm2m/data/path.js";
import { Pacer } from "../pacer.js";
import { detailsOf, type Detail, type DetailAction } from "./details.js";
import { noFilter, type MessageFilter } from "./filter.js";
import type { LogEntry } from "./logEntry.js";
import { lineView, type Icon, type LineContext } from "./lineView.js";
import type { MessageLog } from "./messageLog.js";
import { messagePath } from "./messagePath.js";
import { messageNodeId, type DetailNode, type MessageNode, type RowNode } from "./nodes.js";
import type { NamesOf } from "./pathNames.js";
import { rowsOf, type Row } from "./rows.js";

export const messagesViewId = "lwm2m.messages";

/** The command behind a detail that leads to another line. */
export const showEntryCommand = "_lwm2m.showLogEntry";
/** The command behind the line for older entries. */
export const showOlderCommand = "_lwm2m.showOlderLogEntries";

/** Milliseconds between two drawings: a flood of messages never keeps the window busy. */
const drawingPause = 400;
/** Lines that are drawn at first, and that each click adds: what is drawn is drawn anew with each message. */
export const linesAtFirst = 200;
const linesMore = 600;

/** What a tree is drawn from. */
export interface MessageTreeSetup {
  readonly log: MessageLog;
  readonly namesOf: NamesOf;
  /** True if a key is known for an identity. */
  readonly hasKey: (identity: string) => boolean;
  /** Called when the view asks for its lines. */
  readonly onShow: () => Promise<void>;
}

/** The tree of the Messages view: the log, the newest first, or the log as it was when the user paused it. */
export class MessageTree implements vscode.TreeDataProvider<MessageNode>, vscode.Disposable {
  readonly #setup: MessageTreeSetup;
  readonly #changes = new vscode.EventEmitter<MessageNode | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #pacer = new Pacer(systemClock, drawingPause, () => {
    this.#changes.fire(undefined);
  });
  readonly #ctx: LineContext;
  #filter: MessageFilter = noFilter;
  /** The entries as they were when the user paused. */
  #frozen: readonly LogEntry[] | undefined;
  #limit = linesAtFirst;
  /** The lines as they were drawn last, by the ids of all their entries. */
  #rows = new Map<string, RowNode>();

  constructor(setup: MessageTreeSetup) {
    this.#setup = setup;
    this.#ctx = { linkOf: (entry) => setup.log.linkOf(entry), namesOf: setup.namesOf, hasKey: setup.hasKey };
  }

  /** What lines and texts are made with. */
  get context(): LineContext {
    return this.#ctx;
  }

  get filter(): MessageFilter {
    return this.#filter;
  }

  set filter(filter: MessageFilter) {
    this.#filter = filter;
    this.#limit = linesAtFirst;
    this.refresh();
  }

  get isPaused(): boolean {
    return this.#frozen !== undefined;
  }

  /** Keeps the lines as they are, or shows what has come meanwhile. */
  pause(isPaused: boolean): void {
    this.#frozen = isPaused ? [...this.#setup.log.entries] : undefined;
    this.refresh();
  }

  /** Forgets everything. */
  clear(): void {
    this.#setup.log.clear();
    if (this.isPaused) this.#frozen = [];
    this.#limit = linesAtFirst;
    this.refresh();
  }

  showOlder(): void {
    this.#limit += linesMore;
    this.refresh();
  }

  /** Draws the lines anew, not more often than is good. */
  refresh(): void {
    this.#pacer.ask();
  }

  /** The line of an entry as it was drawn last; undefined if it is not shown. */
  find(entryId: string): RowNode | undefined {
    return this.#rows.get(entryId);
  }

  async getChildren(node?: MessageNode): Promise<MessageNode[]> {
    if (node === undefined) {
      await this.#setup.onShow();
      return this.#draw();
    }
    switch (node.kind) {
      case "row":
        return detailNodes(node, detailsOf(node.row, this.#ctx));
      case "detail":
        return detailNodes(node, node.detail.children ?? []);
      case "more":
        return [];
    }
  }

  getParent(node: MessageNode): MessageNode | undefined {
    return node.kind === "detail" ? node.parent : undefined;
  }

  getTreeItem(node: MessageNode): vscode.TreeItem {
    switch (node.kind) {
      case "row":
        return this.#rowItem(node);
      case "detail":
        return detailItem(node);
      case "more":
        return moreItem(node.hidden);
    }
  }

  dispose(): void {
    this.#pacer.dispose();
    this.#changes.dispose();
  }

  #draw(): MessageNode[] {
    const entries = this.#frozen ?? this.#setup.log.entries;
    const { rows, hidden } = rowsOf(entries, this.#filter, this.#ctx.linkOf, this.#limit);
    const nodes = rows.map((row) => this.#rowNode(row));
    this.#rows = new Map(
      nodes.flatMap((node) => [node.row.entry, ...node.row.earlier].map(({ id }): [string, RowNode] => [id, node])),
    );
    return hidden === 0 ? nodes : [...nodes, { kind: "more", hidden }];
  }

  #rowNode(row: Row): RowNode {
    const { record } = row.entry;
    const path = messagePath(row.entry, this.#ctx.linkOf);
    const identity = record.kind === "attempt" ? record.remedy?.identity : undefined;
    return {
      kind: "row",
      row,
      ...(record.deviceId === undefined ? {} : { deviceId: record.deviceId }),
      ...(path === undefined ? {} : { path: printPath(path) }),
      ...(identity === undefined ? {} : { identity }),
    };
  }

  #rowItem(node: RowNode): vscode.TreeItem {
    const view = lineView(node.row, this.#ctx);
    const item = new vscode.TreeItem(view.label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = messageNodeId(node);
    item.description = view.description;
    item.iconPath = themeIcon(view.icon);
    item.contextValue = view.facets.join(";");
    item.accessibilityInformation = { label: view.spoken };
    item.tooltip = view.description === "" ? view.label : `${view.label}\n${view.description}`;
    return item;
  }
}

function detailNodes(parent: RowNode | DetailNode, details: readonly Detail[]): MessageNode[] {
  return details.map((detail) => ({ kind: "detail", detail, parent }));
}

function detailItem(node: DetailNode): vscode.TreeItem {
  const { label, description, marks = [], icon, action, children = [], isOpen = false } = node.detail;
  const highlights = marks.map(([start, end]): [number, number] => [start, end]);
  const state =
    children.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : isOpen
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem({ label, highlights }, state);
  item.id = messageNodeId(node);
  item.contextValue = "detail";
  if (description !== undefined) item.description = description;
  if (icon !== undefined) item.iconPath = themeIcon(icon);
  if (action !== undefined) item.command = commandOf(action, label);
  item.tooltip = [label, ...(description === undefined ? [] : [description])].join("\n");
  return item;
}

function commandOf(action: DetailAction, title: string): vscode.Command {
  return action.kind === "add identity"
    ? { title, command: "lwm2m.addPskIdentity", arguments: [{ identity: action.identity }] }
    : { title, command: showEntryCommand, arguments: [action.id] };
}

function moreItem(hidden: number): vscode.TreeItem {
  const title = hidden === 1 ? "Show 1 older entry" : `Show ${hidden} older entries`;
  const item = new vscode.TreeItem(title);
  item.id = "more";
  item.iconPath = new vscode.ThemeIcon("history");
  item.command = { title, command: showOlderCommand };
  return item;
}

function themeIcon({ name, color }: Icon): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}
