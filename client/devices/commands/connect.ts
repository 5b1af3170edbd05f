import * as vscode from "vscode";
import type { DeviceSummary } from "../../../engine/protocol/devices.js";
import { readDeviceUri } from "../input/deviceUri.js";
import { addPskIdentity } from "./credentials.js";
import type { DeviceCommandSetup } from "./setup.js";
import { chooseDevice } from "./targets.js";

/**
 * Connects to a device that is a CoAP server. The argument may be `{ uri, identity }`, or the URI alone.
 * @returns the device; undefined if the user gave up
 */
export async function connectDevice(setup: DeviceCommandSetup, argument: unknown): Promise<DeviceSummary | undefined> {
  const told = toldConnection(argument);
  const text = told.uri ?? (await askUri());
  if (text === undefined) return undefined;
  const address = readDeviceUri(text);
  if (address.uri === undefined) throw new Error(address.problem);
  const { uri, isSecure } = address;
  if (!isSecure) return connect(setup, { uri });
  const identity = told.identity ?? (await askIdentity(setup));
  return identity === undefined ? undefined : connect(setup, { uri, identity });
}

/** Closes the connection to a device, or forgets its registration. The argument may be its node or its name. */
export async function forgetDevice(setup: DeviceCommandSetup, argument: unknown): Promise<DeviceSummary | undefined> {
  const device = await chooseDevice(setup, argument, "Forget Device");
  if (device !== undefined) await setup.session.request("devices/forget", { deviceId: device.id });
  return device;
}

async function connect(
  { session, view: { tree, view } }: DeviceCommandSetup,
  params: { readonly uri: string; readonly identity?: string },
): Promise<DeviceSummary> {
  const device = await vscode.window.withProgress({ location: { viewId: "lwm2m.devices" } }, () =>
    session.connectDevice(params),
  );
  if (view.visible) await tree.revealDevice(view, device.id);
  return device;
}

function toldConnection(argument: unknown): { readonly uri?: string; readonly identity?: string } {
  if (typeof argument === "string") return { uri: argument };
  if (typeof argument !== "object" || argument === null || !("uri" in argument)) return {};
  if (typeof argument.uri !== "string") return {};
  const { uri } = argument;
  return "identity" in argument && typeof argument.identity === "string"
    ? { uri, identity: argument.identity }
    : { uri };
}

function askUri(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: "Connect to a Device",
    prompt: "Address of a device that is a CoAP server: coap://host:port, or coaps:// with a pre-shared key.",
    placeHolder: "coap://192.0.2.7:5683",
    ignoreFocusOut: true,
    validateInput: (text) => (text === "" ? undefined : readDeviceUri(text).problem),
  });
}

async function askIdentity(setup: DeviceCommandSetup): Promise<string | undefined> {
  const identities = await setup.credentials.identities();
  if (identities.length === 0) return addPskIdentity(setup, undefined);
  const items = [
    ...identities.map((label) => ({ label, isNew: false })),
    { label: "Add PSK Identity…", iconPath: new vscode.ThemeIcon("add"), isNew: true },
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: "Connect to a Device",
    placeHolder: "With the key of which PSK identity?",
    ignoreFocusOut: true,
  });
  return choice?.isNew === true ? addPskIdentity(setup, undefined) : choice?.label;
}
