import * as vscode from "vscode";
import type { SimulatedObject, SimulatorInfo, SimulatorOptions } from "../../../engine/protocol/simulators.js";
import { readRegistryFile } from "../../../lwm2m/definition/registry/readRegistryFile.js";
import { simulateChoices, type SimulateChoice } from "../input/simulateChoices.js";
import { toldSimulation } from "../input/toldSimulation.js";
import { ensureServer } from "./server.js";
import type { DeviceCommandSetup } from "./setup.js";

/** Where the objects of the last time are remembered, as a list of their IDs. */
const memoryKey = "lwm2m.simulatedObjects";

/**
 * Starts a simulated device that registers with the LwM2M Server, which is started if need be. The argument may be an
 * object ID, a definition file (its URI), or `SimulatorOptions`; without one the objects are asked.
 * @returns the simulated device; undefined if the user gave up or the LwM2M Server could not be started
 */
export async function simulateDevice(setup: DeviceCommandSetup, argument: unknown): Promise<SimulatorInfo | undefined> {
  const uri = argument instanceof vscode.Uri ? argument.toString() : argument;
  const options = toldSimulation(uri, setup.definitions.current) ?? (await askObjects(setup));
  if (options === undefined || !(await ensureServer(setup))) return undefined;
  const info = await setup.session.startSimulator(options);
  if (setup.view.view.visible) void revealDevice(setup, info.endpoint).catch(() => undefined);
  else await vscode.commands.executeCommand("lwm2m.devices.focus");
  return info;
}

/** Ends a simulated device. The argument may be its node, its endpoint client name, or its id. */
export async function stopSimulatedDevice(
  { session }: DeviceCommandSetup,
  argument: unknown,
): Promise<SimulatorInfo | undefined> {
  await session.connect();
  const { simulators } = session.state;
  const told = toldSimulator(argument, (id) => session.state.devices.get(id)?.summary.name);
  const simulator =
    simulators.find(({ id, endpoint }) => id === told || endpoint === told) ??
    (simulators.length === 1 && told === undefined ? simulators[0] : await chooseSimulator(simulators));
  if (simulator !== undefined) await session.request("simulators/stop", { id: simulator.id });
  return simulator;
}

function toldSimulator(argument: unknown, nameOf: (deviceId: string) => string | undefined): string | undefined {
  if (typeof argument === "string") return argument;
  if (typeof argument !== "object" || argument === null) return undefined;
  if ("simulatorId" in argument && typeof argument.simulatorId === "string") return argument.simulatorId;
  return "deviceId" in argument && typeof argument.deviceId === "string" ? nameOf(argument.deviceId) : undefined;
}

async function chooseSimulator(simulators: readonly SimulatorInfo[]): Promise<SimulatorInfo | undefined> {
  const items = simulators.map((simulator) => ({
    label: simulator.endpoint,
    description: simulator.objects.map(({ objectId }) => objectId).join(", "),
    simulator,
  }));
  const placeHolder = "Which simulated device?";
  return (await vscode.window.showQuickPick(items, { title: "Stop Simulated Device", placeHolder }))?.simulator;
}

const groupTitles: Readonly<Record<SimulateChoice["group"], string>> = {
  workspace: "Definitions of this workspace",
  usual: "Objects that many devices have",
  registry: "OMA registry",
};

interface ObjectItem extends vscode.QuickPickItem {
  readonly object?: SimulatedObject;
}

async function askObjects({
  definitions,
  registryFile,
  memory,
}: DeviceCommandSetup): Promise<SimulatorOptions | undefined> {
  definitions.start();
  const registry = readRegistryFile(registryFile).objects;
  const items = objectItems(simulateChoices(definitions.current, registry, remembered(memory)));
  const chosen = await vscode.window.showQuickPick(items, {
    title: "Simulate a Device",
    placeHolder: "Objects besides Security, Server and Device",
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const objects = (chosen ?? []).flatMap(({ object }) => object ?? []);
  if (chosen === undefined) return undefined;
  await memory.update(
    memoryKey,
    objects.map(({ objectId }) => objectId),
  );
  return { objects };
}

function objectItems(choices: readonly SimulateChoice[]): readonly ObjectItem[] {
  let group: SimulateChoice["group"] | undefined;
  return choices.flatMap((choice) => {
    const separator: readonly ObjectItem[] =
      choice.group === group ? [] : [{ label: groupTitles[choice.group], kind: vscode.QuickPickItemKind.Separator }];
    group = choice.group;
    return [...separator, objectItem(choice)];
  });
}

function objectItem({ name, description, uri, object, isPicked }: SimulateChoice): ObjectItem {
  const file = uri === undefined ? "" : `, ${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}`;
  return { label: name, description: `${description}${file}`, picked: isPicked, object };
}

function remembered(memory: vscode.Memento): readonly number[] | undefined {
  const value: unknown = memory.get(memoryKey);
  return Array.isArray(value) ? value.filter((id) => typeof id === "number") : undefined;
}

/** How long a simulated device may take to register until it is no longer waited for, in milliseconds. */
const patience = 15_000;

/** Opens the node of a device once it has registered. */
async function revealDevice({ session, view: { tree, view } }: DeviceCommandSetup, endpoint: string): Promise<void> {
  const find = (): string | undefined =>
    [...session.state.devices.values()].find(({ summary }) => summary.name === endpoint)?.summary.id;
  const deviceId =
    find() ??
    (await new Promise<string | undefined>((resolve) => {
      const done = (id: string | undefined): void => {
        clearTimeout(timer);
        listener.dispose();
        resolve(id);
      };
      const listener = session.onDidChange(() => {
        const id = find();
        if (id !== undefined) done(id);
      });
      const timer = setTimeout(() => {
        done(undefined);
      }, patience);
    }));
  if (deviceId !== undefined && view.visible) await tree.revealDevice(view, deviceId);
}
