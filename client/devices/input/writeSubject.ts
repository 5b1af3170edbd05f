import type { ValueType } from "../../../lwm2m/data/value.js";
import type { DevicesState } from "../state/deviceState.js";
import { contents, findInTree } from "../state/treeContents.js";
import { objectName } from "../tree/objectViews.js";
import { resourceName } from "../tree/resourceViews.js";
import type { Choice, WriteSubject } from "./writeInput.js";

/** What is known of a place that is to be written. */
export interface KnownSubject {
  readonly subject: Omit<WriteSubject, "type">;
  /** Undefined if no definition tells it. */
  readonly type?: ValueType;
  /** The type of the value that was read there without a definition. */
  readonly guess?: ValueType;
}

export function writeSubject(state: DevicesState, deviceId: string, path: string): KnownSubject {
  const device = state.devices.get(deviceId);
  const found = findInTree(device?.tree, path) ?? findInTree(device?.tree, path.slice(0, path.lastIndexOf("/")));
  const resource = found?.kind === "resource" || found?.kind === "resource instance" ? found.resource : undefined;
  const facts = resource?.definition;
  const current = device?.values.get(path)?.value;
  return {
    subject: {
      path,
      name: resource === undefined ? path : resourceName(resource),
      ...(facts === undefined ? {} : { facts }),
      ...(current === undefined ? {} : { current }),
    },
    ...(facts?.type === undefined ? {} : { type: facts.type }),
    ...(current === undefined ? {} : { guess: current.type }),
  };
}

/** The object instances of a device, as an Objlnk names them. */
export function objectLinkChoices(state: DevicesState, deviceId: string): readonly Choice[] {
  const tree = state.devices.get(deviceId)?.tree;
  if (tree === undefined) return [];
  const instances = [...contents(tree)].flatMap((found) => {
    if (found.kind !== "instance") return [];
    const { object, instance } = found;
    const meaning = `${objectName(object)} ${instance.objectInstanceId}`;
    return [{ value: `${object.objectId}/${instance.objectInstanceId}`, meaning, isCurrent: false }];
  });
  return [...instances, { value: "none", meaning: "no object instance", isCurrent: false }];
}
