import type { PlainResourceNode, ResourceFacts, ResourceNode } from "../../../engine/protocol/devices.js";
import type { DeviceState } from "../state/deviceState.js";
import type { NodeView } from "./nodeView.js";
import { resourceText, unitsOf, valueText } from "./valueText.js";

/** How long a changed value is marked, in milliseconds. */
export const changeMark = 1500;

/** The name of a resource; one without a definition has its number only. */
export function resourceName({ definition, resourceId }: ResourceNode): string {
  return definition?.name ?? `Resource ${resourceId}`;
}

/** What a resource allows. Without a definition nothing is ruled out. */
function allows(definition: ResourceFacts | undefined, operation: "R" | "W" | "E"): boolean {
  return definition === undefined || definition.operations.includes(operation);
}

export function resourceView(device: DeviceState, resource: ResourceNode, now: number): NodeView {
  const { definition, isObserved, instances, path } = resource;
  const name = resourceName(resource);
  const text = resourceText(device, resource);
  const facts = [
    ...(text === undefined ? [] : [text]),
    ...(definition === undefined && text === undefined ? [path] : []),
    ...remarkOf(device, path),
  ];
  const isChanged = hasChanged(device, now, path, ...instances.map((instance) => instance.path));
  const type = definition?.type ?? device.values.get(path)?.value.type;
  return {
    label: name,
    ...(facts.length === 0 ? {} : { description: facts.join(" · ") }),
    icon: resourceIcon(definition, isObserved, isChanged),
    facets: [
      "resource",
      ...(allows(definition, "R") ? ["readable"] : []),
      ...(allows(definition, "W") ? ["writable"] : []),
      ...(allows(definition, "E") ? ["executable"] : []),
      ...(isObserved ? ["observed"] : []),
      ...(type === "Opaque" || type === undefined ? ["opaque"] : []),
      ...(text === undefined ? [] : ["valued"]),
    ],
    children: instances.length === 0 ? "none" : "collapsed",
    spoken: [name, ...facts, ...(isObserved ? ["observed"] : []), ...spokenOperations(definition)].join(", "),
  };
}

export function resourceInstanceView(
  device: DeviceState,
  {
    resource,
    resourceInstance: { path, id },
  }: { readonly resource: ResourceNode; readonly resourceInstance: ResourceNode["instances"][number] },
  now: number,
): NodeView {
  const value = device.values.get(path)?.value;
  const text = value === undefined ? undefined : valueText(value, unitsOf(device, resource));
  const facts = [...(text === undefined ? [] : [text]), ...remarkOf(device, path)];
  const isChanged = hasChanged(device, now, path);
  return {
    label: `${id}`,
    ...(facts.length === 0 ? {} : { description: facts.join(" · ") }),
    icon: valueIcon(false, isChanged),
    facets: [
      "resourceInstance",
      ...(allows(resource.definition, "R") ? ["readable"] : []),
      ...(allows(resource.definition, "W") ? ["writable"] : []),
      ...(resource.definition?.type === "Opaque" ? ["opaque"] : []),
      ...(text === undefined ? [] : ["valued"]),
    ],
    children: "none",
    spoken: [`${resourceName(resource)}, resource instance ${id}`, ...facts].join(", "),
  };
}

/** A resource of a CoAP server that is not LwM2M's. What it allows only trying tells. */
export function plainView(device: DeviceState, { path, title, isObserved }: PlainResourceNode, now: number): NodeView {
  const value = device.values.get(path)?.value;
  const facts = [
    ...(title === undefined ? [] : [path]),
    ...(value === undefined ? [] : [valueText(value)]),
    ...remarkOf(device, path),
  ];
  const label = title ?? path;
  return {
    label,
    ...(facts.length === 0 ? {} : { description: facts.join(" · ") }),
    icon: valueIcon(isObserved, hasChanged(device, now, path)),
    facets: [
      ...["plain", "readable", "writable"],
      ...(isObserved ? ["observed"] : []),
      ...(value === undefined ? [] : ["valued"]),
    ],
    children: "none",
    spoken: [label, ...facts, ...(isObserved ? ["observed"] : [])].join(", "),
  };
}

const changedColor = "charts.yellow";
export const observedColor = "charts.blue";

/** The color of icons that say nothing by it: symbols have colors of their own, which would shout here. */
export const plainColor = "icon.foreground";

function resourceIcon(
  definition: ResourceFacts | undefined,
  isObserved: boolean,
  isChanged: boolean,
): NonNullable<NodeView["icon"]> {
  return definition?.operations === "E" ? { name: "play-circle" } : valueIcon(isObserved, isChanged);
}

/** The new value itself says that it has changed; the color only leads the eye. */
function valueIcon(isObserved: boolean, isChanged: boolean): NonNullable<NodeView["icon"]> {
  const name = isObserved ? "eye" : "symbol-field";
  return { name, color: isChanged ? changedColor : isObserved ? observedColor : plainColor };
}

function hasChanged(device: DeviceState, now: number, ...paths: readonly string[]): boolean {
  return paths.some((path) => {
    const changedAt = device.values.get(path)?.changedAt;
    return changedAt !== undefined && now - changedAt < changeMark;
  });
}

function remarkOf(device: DeviceState, path: string): readonly string[] {
  const remark = device.remarks.get(path);
  return remark === undefined ? [] : [remark.short];
}

function spokenOperations(definition: ResourceFacts | undefined): readonly string[] {
  switch (definition?.operations) {
    case "R":
      return ["read only"];
    case "W":
      return ["write only"];
    case "RW":
      return ["writable"];
    case "E":
      return ["executable"];
    default:
      return [];
  }
}
