import type { ResourceNode } from "../../../engine/protocol/devices.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import type { DeviceState } from "../state/deviceState.js";

/** Longer texts are cut in the tree; the tooltip has more of them. */
const longestText = 80;

/** A value on one line, with its unit. */
export function valueText(value: PathValue, units = ""): string {
  const text = value.type === "Opaque" ? opaqueText(value.text) : oneLine(value.text);
  return `${text}${units === "" || !isNumber(value) ? "" : ` ${units}`}`;
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
  return `${pairs}${length > 16 ? " …" : ""} (${length === 1 ? "1 byte" : `${length} bytes`})`;
}

/** The value of a resource, or those of its instances in a row; undefined if none is known. */
export function resourceText(
  device: DeviceState,
  { path, definition, instances }: Pick<ResourceNode, "path" | "definition" | "instances">,
): string | undefined {
  const own = device.values.get(path)?.value;
  if (own !== undefined && instances.length === 0) return valueText(own, definition?.units);
  const values = instances.flatMap((instance) => device.values.get(instance.path)?.value ?? []);
  if (values.length === 0) return undefined;
  return shortened(values.map((value) => valueText(value, definition?.units)).join(", "));
}
