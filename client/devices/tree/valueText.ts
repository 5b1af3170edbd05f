import type { ResourceNode } from "../../../engine/protocol/devices.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import { counted } from "../../../lwm2m/base/words.js";
import type { DeviceState } from "../state/deviceState.js";

/** Longer texts are cut in the tree; the tooltip has more of them. */
const longestText = 80;

/** A value on one line, with its unit. */
export function valueText(value: PathValue, units = ""): string {
  const text = value.type === "Opaque" ? opaqueText(value.text) : oneLine(value.text);
  return `${text}${units === "" || !isNumber(value) ? "" : ` ${shortUnit(units)}`}`;
}

/** What stands behind a number: SenML's symbol, but the sign that everybody knows for a hundredth. */
function shortUnit(units: string): string {
  return units === "/100" ? "%" : units;
}

/** Sensor Value, its minimum and maximum, the range of the sensor, and Set Point Value. */
const measured: ReadonlySet<number> = new Set([5700, 5601, 5602, 5603, 5604, 5900]);

/** The resource Sensor Units, in which a device tells the unit of what it measures. */
const sensorUnits = 5701;

/** The unit of a resource: the definition's, or for a measured value the one that the device tells. */
export function unitsOf(
  device: DeviceState,
  { path, resourceId, definition }: Pick<ResourceNode, "path" | "resourceId" | "definition">,
): string {
  const units = definition?.units ?? "";
  if (units !== "" || !measured.has(resourceId)) return units;
  const instance = path.slice(0, path.lastIndexOf("/"));
  return device.values.get(`${instance}/${sensorUnits}`)?.value.text ?? "";
}

function isNumber({ type }: PathValue): boolean {
  return type === "Integer" || type === "Unsigned Integer" || type === "Float";
}

function oneLine(text: string): string {
  if (text === "") return "(empty)";
  return shortened(text.replaceAll(/\s+/gu, " "));
}

/** Cuts a long text, between characters and not inside one. */
function shortened(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText).replace(/[\ud800-\udbff]$/u, "")}…`;
}

/** Bytes, in pairs of digits with their number. */
function opaqueText(digits: string): string {
  const hex = digits.replaceAll(/[^0-9a-f]/giu, "");
  const length = hex.length / 2;
  if (length === 0) return "(empty)";
  const pairs = hex.slice(0, 32).replaceAll(/..(?=.)/gu, "$& ");
  return `${pairs}${length > 16 ? " …" : ""} (${counted(length, "byte")})`;
}

/** The value of a resource, or those of its instances in a row; undefined if none is known. */
export function resourceText(device: DeviceState, resource: ResourceNode): string | undefined {
  const { path, instances } = resource;
  const units = unitsOf(device, resource);
  const own = device.values.get(path)?.value;
  if (own !== undefined && instances.length === 0) return valueText(own, units);
  const values = instances.flatMap((instance) => device.values.get(instance.path)?.value ?? []);
  if (values.length === 0) return undefined;
  return shortened(values.map((value) => valueText(value, units)).join(", "));
}
