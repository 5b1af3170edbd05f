import * as vscode from "vscode";
import type { OperationResult } from "../../../engine/protocol/operations.js";
import type { ValueType } from "../../../lwm2m/data/value.js";
import { resourceTypes } from "../../../lwm2m/definition/structure.js";
import { textIn } from "../input/textIn.js";
import { objectLinkChoices, writeSubject } from "../input/writeSubject.js";
import type { WriteSubject } from "../input/writeInput.js";
import { askValue } from "./askValue.js";
import { operate } from "./operate.js";
import type { DeviceCommandSetup } from "./setup.js";
import { chooseTarget } from "./targets.js";

const question = { title: "Write", placeholder: "What shall be written?", facets: ["writable"] };

/** Writes a value. `value` of the argument is as a person writes it; without it, it is asked in the way of its type. */
export async function write(setup: DeviceCommandSetup, argument: unknown): Promise<OperationResult | undefined> {
  const target = await chooseTarget(setup, argument, question);
  if (target === undefined) return undefined;
  const { state } = setup.session;
  const known = writeSubject(state, target.deviceId, target.path);
  const type = known.type ?? typeNamed(textIn(argument, "type")) ?? (await askType(known.guess));
  if (type === undefined) return undefined;
  const subject: WriteSubject = { ...known.subject, type };
  const told = textIn(argument, "value");
  const value =
    told ??
    (await askValue(subject, {
      title: `Write ${subject.name} (${subject.path})`,
      links: objectLinkChoices(state, target.deviceId),
    }));
  if (value === undefined) return undefined;
  return operate(setup, "device/write", { ...target, value, ...(known.type === undefined ? { type } : {}) });
}

/** Writes the bytes of a file to an Opaque resource. `file` of the argument is its path. */
export async function writeFromFile(
  setup: DeviceCommandSetup,
  argument: unknown,
): Promise<OperationResult | undefined> {
  const target = await chooseTarget(setup, argument, { ...question, title: "Write from File", facets: ["opaque"] });
  if (target === undefined) return undefined;
  const file = textIn(argument, "file") ?? (await chooseFile());
  return file === undefined ? undefined : operate(setup, "device/writeFile", { ...target, file });
}

async function chooseFile(): Promise<string | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title: "File to write", openLabel: "Write" })) ?? [];
  if (file === undefined) return undefined;
  if (file.scheme !== "file" && file.scheme !== "vscode-remote") {
    throw new Error(`${file.path} is not on a disk that the engine can read. Save it to one first.`);
  }
  return file.fsPath;
}

function typeNamed(name: string | undefined): ValueType | undefined {
  return valueTypes.find((type) => type === name);
}

const valueTypes: readonly ValueType[] = resourceTypes.map(({ value }) => value);

/** Without a definition the user says what it is; the type of the value that is there is offered first. */
async function askType(guess: ValueType | undefined): Promise<ValueType | undefined> {
  const items = valueTypes
    .toSorted((a, b) => Number(b === guess) - Number(a === guess))
    .map((type) => ({ label: type, ...(type === guess ? { description: "as it was read" } : {}), type }));
  const options = { title: "Write", placeHolder: "No definition tells the type of the value. Which is it?" };
  return (await vscode.window.showQuickPick(items, options))?.type;
}
