import { fromUtf8 } from "../../base/bytes.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import { checkValue } from "../../data/checkValue.js";
import type { Entry } from "../../data/entry.js";
import {
  isResourcePath,
  parsePath,
  pathIds,
  pathOf,
  printPath,
  type Path,
  type ResourcePath,
} from "../../data/path.js";
import type { ValueType } from "../../data/value.js";
import { parseValueText } from "../../data/valueText.js";
import type { ManagedDevice } from "../managedDevice.js";

/** Entries to be written, or why there are none. Notes are sentences for the user about what is odd, but is sent. */
export type ParsedEntries =
  | { readonly entries: readonly Entry[]; readonly notes: readonly string[]; readonly problem?: undefined }
  | { readonly entries?: undefined; readonly problem: string };

/** One value as a person writes it, for a place whose type is known. */
export function parseEntry(device: ManagedDevice, path: ResourcePath, text: string, type: ValueType): ParsedEntries {
  const { value, problem } = parseValueText(text, type);
  if (value === undefined) return { problem: `${printPath(path)}: ${problem}` };
  const definition = device.lookUp(path.objectId, path.resourceId);
  const oddity = definition && checkValue(value, definition);
  return { entries: [{ path, value }], notes: oddity === undefined ? [] : [`${oddity} It was sent all the same.`] };
}

/** Resources by what stands behind `base`, such as `5` or `6/0`, each as a person writes it. */
export function parseEntries(
  device: ManagedDevice,
  base: Path,
  values: Readonly<Record<string, string>>,
): ParsedEntries {
  const entries: Entry[] = [];
  const notes: string[] = [];
  for (const [name, text] of Object.entries(values)) {
    const below = parsePath(name);
    if (below.path === undefined) return { problem: below.problem };
    const path = pathOf(...pathIds(base), ...pathIds(below.path));
    if (!isResourcePath(path) || pathIds(base).length + pathIds(below.path).length > 4) {
      return { problem: `"${name}" names no resource below ${printPath(base)}.` };
    }
    const type = device.lookUp(path.objectId, path.resourceId)?.type;
    if (type === undefined) {
      return {
        problem: `No definition tells the type of ${printPath(path)}. Open the object's definition, and try again.`,
      };
    }
    const parsed = parseEntry(device, path, text, type);
    if (parsed.entries === undefined) return parsed;
    entries.push(...parsed.entries);
    notes.push(...parsed.notes);
  }
  return { entries, notes };
}

/** A payload for what has no type: the text as it is. */
export function plainText(text: string): { readonly payload: Uint8Array; readonly contentFormat: number } {
  return { payload: fromUtf8(text), contentFormat: contentFormatId("text") };
}
