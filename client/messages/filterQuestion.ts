import * as vscode from "vscode";
import type { MessageFilter, ShownKind } from "./filter.js";
import type { LogEntry } from "./logEntry.js";

const kindItems: readonly { readonly kind: ShownKind; readonly label: string; readonly description: string }[] = [
  { kind: "all", label: "Everything", description: "" },
  { kind: "failures", label: "Failures", description: "devices that could not connect, refusals, broken messages" },
  { kind: "without notifications", label: "Everything but Notifications", description: "" },
];

interface FilterItem extends vscode.QuickPickItem {
  readonly filter?: MessageFilter;
}

/** Lets the user choose what is shown; undefined if they give up. */
export async function askFilter(
  current: MessageFilter,
  entries: readonly LogEntry[],
): Promise<MessageFilter | undefined> {
  const devices = new Map(entries.flatMap(({ record }) => deviceOf(record)));
  const { device } = current;
  const kinds = kindItems.map(({ kind, label, description }): FilterItem => ({
    label: checked(label, kind === current.kind),
    description,
    filter: { ...current, kind },
  }));
  const all = {
    label: checked("All Devices", device === undefined),
    filter: { kind: current.kind },
  };
  const ofDevices = [...devices].map(([id, name]): FilterItem => ({
    label: checked(name, id === device?.id),
    filter: { kind: current.kind, device: { id, name } },
  }));
  const separator = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items = [separator("Kinds"), ...kinds, separator("Devices"), all, ...ofDevices];
  const placeHolder = "What shall be shown?";
  return (await vscode.window.showQuickPick(items, { title: "Filter Messages", placeHolder, matchOnDescription: true }))
    ?.filter;
}

function deviceOf({ deviceId, deviceName }: LogEntry["record"]): readonly (readonly [id: string, name: string])[] {
  return deviceId === undefined ? [] : [[deviceId, deviceName ?? deviceId]];
}

function checked(label: string, isChosen: boolean): string {
  return isChosen ? `$(check) ${label}` : `$(blank) ${label}`;
}
