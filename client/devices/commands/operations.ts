import * as vscode from "vscode";
import type { OperationResult } from "../../../engine/protocol/operations.js";
import { parseExecuteArguments } from "../../../lwm2m/data/executeArguments.js";
import { placeName } from "../input/resultText.js";
import { textIn } from "../input/textIn.js";
import { findInTree } from "../state/treeContents.js";
import { operate } from "./operate.js";
import type { DeviceCommandSetup } from "./setup.js";
import { chooseTarget, type ChosenTarget, type TargetQuestion } from "./targets.js";

type Result = Promise<OperationResult | undefined>;

/** A command that needs no more than a place. */
function simply(
  method: "device/read" | "device/observe" | "device/cancelObservation" | "device/discover",
  question: TargetQuestion,
): (setup: DeviceCommandSetup, argument: unknown) => Result {
  return async (setup, argument) => {
    const target = await chooseTarget(setup, argument, question);
    return target === undefined ? undefined : operate(setup, method, target);
  };
}

/** Each takes a node of the view or `{ device, path }`, and gives the result. */
export const read = simply("device/read", {
  title: "Read",
  placeholder: "What shall be read?",
  facets: ["readable", "instance", "object"],
});

export const observe = simply("device/observe", {
  title: "Observe",
  placeholder: "What shall be observed?",
  facets: ["readable", "instance", "object"],
});

export const stopObserving = simply("device/cancelObservation", {
  title: "Stop Observing",
  placeholder: "What shall no longer be observed?",
  facets: ["observed"],
});

export const discover = simply("device/discover", {
  title: "Discover",
  placeholder: "Of what shall the device tell its parts and attributes?",
  facets: ["object", "instance", "resource"],
});

/** Executes a resource. `arguments` of the argument are as on the wire; without them they are asked. */
export async function execute(setup: DeviceCommandSetup, argument: unknown): Result {
  const question = { title: "Execute", placeholder: "What shall be executed?", facets: ["executable"] };
  const target = await chooseTarget(setup, argument, question);
  if (target === undefined) return undefined;
  const told = textIn(argument, "arguments");
  const text = told ?? (await askArguments(setup, target));
  if (text === undefined) return undefined;
  return operate(setup, "device/execute", text === "" ? target : { ...target, arguments: text });
}

function askArguments({ session }: DeviceCommandSetup, { deviceId, path }: ChosenTarget): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: `Execute ${placeName(session.state, deviceId, path)}`,
    prompt: "Press Enter to execute it. Arguments, if it takes any: digits, also with a text.",
    placeHolder: "0='text',1",
    ignoreFocusOut: true,
    validateInput: (text) => parseExecuteArguments(text).problems[0]?.message,
  });
}

/** Deletes an object instance, after a question unless `isConfirmed` is true in the argument. */
export async function deleteObjectInstance(setup: DeviceCommandSetup, argument: unknown): Result {
  const question = {
    title: "Delete Object Instance",
    placeholder: "Which instance shall be deleted?",
    facets: ["deletable"],
  };
  const target = await chooseTarget(setup, argument, question);
  if (target === undefined) return undefined;
  const isConfirmed =
    typeof argument === "object" && argument !== null && "isConfirmed" in argument && argument.isConfirmed === true;
  if (!isConfirmed && !(await confirmDelete(setup, target))) return undefined;
  return operate(setup, "device/delete", target);
}

async function confirmDelete({ session }: DeviceCommandSetup, { deviceId, path }: ChosenTarget): Promise<boolean> {
  const device = session.state.devices.get(deviceId)?.summary.name ?? deviceId;
  const detail = "The device forgets it with all its values.";
  const question = `Delete ${placeName(session.state, deviceId, path)} on ${device}?`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, "Delete")) === "Delete";
}

/** Puts the value at a place into the clipboard, without its unit. */
export async function copyValue(setup: DeviceCommandSetup, argument: unknown): Promise<string | undefined> {
  const question = { title: "Copy Value", placeholder: "Whose value?", facets: ["valued"] };
  const target = await chooseTarget(setup, argument, question);
  if (target === undefined) return undefined;
  const device = setup.session.state.devices.get(target.deviceId);
  const found = findInTree(device?.tree, target.path);
  const instances = found?.kind === "resource" ? found.resource.instances : [];
  const paths = [target.path, ...instances.map(({ path }) => path)];
  const texts = paths.flatMap((path) => device?.values.get(path)?.value.text ?? []);
  if (texts.length === 0) {
    void vscode.window.showInformationMessage(`${target.path} has not been read yet.`);
    return undefined;
  }
  const text = texts.join("\n");
  await vscode.env.clipboard.writeText(text);
  return text;
}

export async function copyPath(setup: DeviceCommandSetup, argument: unknown): Promise<string | undefined> {
  const facets = ["object", "instance", "resource", "resourceInstance", "plain"];
  const target = await chooseTarget(setup, argument, { title: "Copy Path", placeholder: "Whose path?", facets });
  if (target === undefined) return undefined;
  await vscode.env.clipboard.writeText(target.path);
  return target.path;
}
