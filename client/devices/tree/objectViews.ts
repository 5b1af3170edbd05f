import type { ObjectInstanceNode, ObjectNode } from "../../../engine/protocol/devices.js";
import type { DeviceState } from "../state/deviceState.js";
import { warningIcon } from "./deviceViews.js";
import { mainResource } from "./mainResource.js";
import type { NodeView } from "./nodeView.js";
import { onlyInstance } from "./nodes.js";
import { observedColor, plainColor } from "./resourceViews.js";
import { resourceText } from "./valueText.js";

/** The name of an object; one without a definition has its number only. */
export function objectName({ definition, objectId }: ObjectNode): string {
  return definition?.name ?? `Object ${objectId}`;
}

export function objectView(device: DeviceState, object: ObjectNode): NodeView {
  const { definition, instances, path } = object;
  const only = onlyInstance(object);
  const name = objectName(object);
  const remark = (device.remarks.get(only?.path ?? path) ?? device.remarks.get(path))?.short;
  const facts = [
    path,
    ...(definition === undefined ? ["no definition known"] : []),
    ...(instances.length === 0 ? ["no instance"] : []),
    ...(remark === undefined ? [] : [remark]),
  ];
  // A warning about the version is told by the tooltip; here it must only not be overlooked.
  const needsAttention = object.warning !== undefined && definition !== undefined;
  return {
    label: name,
    description: facts.join(" · "),
    icon: needsAttention || remark !== undefined ? warningIcon : { name: "symbol-class", color: plainColor },
    facets: [
      "object",
      definition === undefined ? "unknown" : "known",
      ...(only === undefined ? [] : ["instance", ...(only.isObserved ? ["observed"] : [])]),
      ...(definition?.isMultiple !== false || instances.length === 0 ? ["creatable"] : []),
    ],
    children: instances.length === 0 ? "none" : "collapsed",
    spoken: [name, ...facts].join(", "),
  };
}

/** An object instance: its number, and its value if one says by itself how it is. */
export function instanceView(
  device: DeviceState,
  { object, instance }: { readonly object: ObjectNode; readonly instance: ObjectInstanceNode },
): NodeView {
  const remark = device.remarks.get(instance.path)?.short;
  const main = mainResource(instance);
  const text = main === undefined ? undefined : resourceText(device, main);
  const facts = [
    ...(text === undefined ? [] : [text]),
    ...(instance.isObserved ? ["observed"] : []),
    ...(remark === undefined ? [] : [remark]),
  ];
  const label = `Instance ${instance.objectInstanceId}`;
  return {
    label,
    description: facts.join(" · "),
    icon: instance.isObserved ? { name: "eye", color: observedColor } : { name: "symbol-object", color: plainColor },
    facets: ["instance", "deletable", ...(instance.isObserved ? ["observed"] : [])],
    // One instance is opened with its object; of many, the user chooses.
    children: object.instances.length === 1 ? "expanded" : "collapsed",
    spoken: [`${objectName(object)}, ${label}`, ...facts].join(", "),
  };
}
