import * as vscode from "vscode";
import type { DeviceSummary } from "../../../engine/protocol/devices.js";
import { parsePath } from "../../../lwm2m/data/path.js";
import { placeChoices, selectedTarget, toldTarget, type ToldTarget } from "../input/target.js";
import type { DeviceCommandSetup } from "./setup.js";

/** A place in a device that an operation works on. */
export interface ChosenTarget {
  readonly deviceId: string;
  readonly path: string;
}

/** What a target is wanted for. */
export interface TargetQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** A place is offered if it has one of these facets. */
  readonly facets: readonly string[];
}

/**
 * The place that the argument names, that is selected in the view, or that the user chooses; undefined if they give up.
 */
export async function chooseTarget(
  setup: DeviceCommandSetup,
  argument: unknown,
  question: TargetQuestion,
): Promise<ChosenTarget | undefined> {
  await setup.session.connect();
  const meant = meantTarget(setup, argument, question.facets);
  const deviceId = (await deviceOf(setup, meant, question.title))?.id;
  if (deviceId === undefined) return undefined;
  const path = meant.path ?? (await choosePath(setup, deviceId, question));
  return path === undefined ? undefined : { deviceId, path };
}

/** The device that the argument names, that is selected in the view, the only one, or the one that the user chooses. */
export async function chooseDevice(
  setup: DeviceCommandSetup,
  argument: unknown,
  title: string,
): Promise<DeviceSummary | undefined> {
  await setup.session.connect();
  return deviceOf(setup, meantTarget(setup, argument, []), title);
}

/** What the argument says; without one, as from the command palette or a key, the selection that the user sees. */
function meantTarget(
  { session: { state }, view: { view } }: DeviceCommandSetup,
  argument: unknown,
  facets: readonly string[],
): ToldTarget {
  if (argument !== undefined) return toldTarget(state, argument);
  return selectedTarget(state, view.visible ? view.selection[0] : undefined, facets, Date.now());
}

async function deviceOf(
  { session }: DeviceCommandSetup,
  { deviceId: told, unknownDevice }: ToldTarget,
  title: string,
): Promise<DeviceSummary | undefined> {
  // Another device than the named one is never taken.
  if (unknownDevice !== undefined) throw new Error(`There is no device "${unknownDevice}" (any more).`);
  const devices = [...session.state.devices.values()].map(({ summary }) => summary);
  const device = devices.find(({ id }) => id === told);
  if (device !== undefined) return device;
  if (told !== undefined) throw new Error("This device is not known (any more).");
  if (devices.length === 1) return devices[0];
  if (devices.length === 0) {
    void vscode.window.showInformationMessage("There is no device. Let one register, connect to one, or simulate one.");
    return undefined;
  }
  const items = devices.map((summary) => ({ label: summary.name, description: summary.address, summary }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: "Which device?" }))?.summary;
}

interface PathItem extends vscode.QuickPickItem {
  readonly path: string;
}

/** Offers what the device has, and any other path that is typed. */
async function choosePath(
  { session }: DeviceCommandSetup,
  deviceId: string,
  { title, placeholder, facets }: TargetQuestion,
): Promise<string | undefined> {
  if (session.state.devices.get(deviceId)?.tree === undefined) await session.loadTree(deviceId);
  const known = placeChoices(session.state, deviceId, facets, Date.now()).map(({ label, path, detail }): PathItem => ({
    label,
    path,
    description: path,
    detail: detail === path ? "" : detail,
  }));
  const input = vscode.window.createQuickPick<PathItem>();
  Object.assign(input, { title, placeholder: `${placeholder} Or type a path, such as /3/0/7` });
  input.matchOnDescription = true;
  input.items = known;
  input.onDidChangeValue((text) => {
    const path = typedPath(text);
    const isNew = path !== undefined && !known.some((item) => item.path === path);
    input.items = isNew ? [...known, { label: path, description: "this path", path, alwaysShow: true }] : known;
  });
  return new Promise<string | undefined>((resolve) => {
    input.onDidAccept(() => {
      resolve(input.selectedItems[0]?.path);
    });
    input.onDidHide(() => {
      resolve(undefined);
    });
    input.show();
  }).finally(() => {
    input.dispose();
  });
}

/** A path that somebody types, of LwM2M or of plain CoAP. */
function typedPath(text: string): string | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("/") || trimmed === "/") return undefined;
  return parsePath(trimmed).path === undefined && /[\s?#]/u.test(trimmed) ? undefined : trimmed.replace(/\/$/u, "");
}
