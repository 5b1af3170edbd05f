import * as vscode from "vscode";
import type { ObjectNode } from "../../../engine/protocol/devices.js";
import type { OperationResult } from "../../../engine/protocol/operations.js";
import type { ObjectDefinition } from "../../../lwm2m/definition/model.js";
import { readRegistryFile } from "../../../lwm2m/definition/registry/readRegistryFile.js";
import { freeInstanceId, instanceIdProblem, neededValues, type NeededValue } from "../input/newInstance.js";
import { objectLinkChoices } from "../input/writeSubject.js";
import { findInTree } from "../state/treeContents.js";
import { objectName } from "../tree/objectViews.js";
import { askValue } from "./askValue.js";
import { operate } from "./operate.js";
import type { DeviceCommandSetup } from "./setup.js";
import { chooseTarget, type ChosenTarget } from "./targets.js";

/**
 * Creates an object instance. The argument may tell `objectInstanceId` and `values` by resource ID; what is missing is
 * asked: the ID, and the values of the mandatory resources that can be written.
 */
export async function createObjectInstance(
  setup: DeviceCommandSetup,
  argument: unknown,
): Promise<OperationResult | undefined> {
  const question = {
    title: "Create Object Instance",
    placeholder: "Of which object?",
    facets: ["creatable"],
  };
  const target = await chooseTarget(setup, argument, question);
  if (target === undefined) return undefined;
  const told = toldValues(argument);
  if (told !== undefined) return operate(setup, "device/create", { ...target, ...told });
  const found = findInTree(setup.session.state.devices.get(target.deviceId)?.tree, target.path);
  if (found?.kind !== "object") throw new Error(`${target.path} is no object that the device has named.`);
  const asked = await askInstance(setup, target, found.object);
  return asked === undefined ? undefined : operate(setup, "device/create", { ...target, ...asked });
}

interface NewInstance {
  readonly objectInstanceId?: number;
  readonly values: Readonly<Record<string, string>>;
}

async function askInstance(
  setup: DeviceCommandSetup,
  { deviceId }: ChosenTarget,
  object: ObjectNode,
): Promise<NewInstance | undefined> {
  const title = `Create ${objectName(object)} Instance`;
  const text = await vscode.window.showInputBox({
    title,
    prompt: "ID of the new object instance. Leave it empty to let the device choose.",
    value: `${freeInstanceId(object)}`,
    ignoreFocusOut: true,
    validateInput: (typed) => instanceIdProblem(typed, object),
  });
  if (text === undefined) return undefined;
  const values = new Map<string, string>();
  const links = objectLinkChoices(setup.session.state, deviceId);
  for (const needed of neededValues(definitionOf(setup, object))) {
    const value = await askNeeded(needed, object, title, links);
    if (value === undefined) return undefined;
    values.set(`${needed.resourceId}`, value);
  }
  const id = text.trim();
  return { ...(id === "" ? {} : { objectInstanceId: Number(id) }), values: Object.fromEntries(values) };
}

function askNeeded(
  { resourceId, facts }: NeededValue,
  object: ObjectNode,
  title: string,
  links: ReturnType<typeof objectLinkChoices>,
): Promise<string | undefined> {
  const { name, type = "String" } = facts;
  const path = `${object.path}/…/${resourceId}`;
  return askValue({ path, name, type, facts }, { title: `${title}: ${name} (mandatory)`, links });
}

/** The definition of an object of a device: of the workspace, or of the registry. */
function definitionOf(
  { definitions, registryFile }: DeviceCommandSetup,
  { objectId, definition }: ObjectNode,
): ObjectDefinition | undefined {
  if (definition === undefined) return undefined;
  const own = definition.uri === undefined ? [] : (definitions.current.get(definition.uri) ?? []);
  return own.find(({ id }) => id === objectId) ?? readRegistryFile(registryFile).object(objectId, definition.version);
}

function toldValues(argument: unknown): NewInstance | undefined {
  if (typeof argument !== "object" || argument === null || !("values" in argument)) return undefined;
  const { values } = argument;
  if (typeof values !== "object" || values === null) return undefined;
  const texts = Object.entries(values).map(([id, value]: [string, unknown]): [string, string] => [id, String(value)]);
  const id = "objectInstanceId" in argument ? argument.objectInstanceId : undefined;
  return { ...(typeof id === "number" ? { objectInstanceId: id } : {}), values: Object.fromEntries(texts) };
}
