import { parseId, type ObjectNode } from "../definitionFile.js";
import { setText } from "../edits.js";
import { objectIdClass } from "../ids.js";
import { parseUrn, printUrn } from "../urn.js";
import { initialVersion, parseVersion, type Version } from "../version.js";
import type { Edit } from "./rule.js";

/** The ID of an object; undefined if it is missing or no number from 0 to 65535. */
export function objectIdOf(object: ObjectNode): number | undefined {
  return parseId(object.field("ObjectID")?.value);
}

/** The version of an object, 1.0 if it has none; undefined if what it has is no version. */
export function objectVersionOf(object: ObjectNode): Version | undefined {
  const text = object.field("ObjectVersion")?.value ?? "";
  return parseVersion(text === "" ? initialVersion : text);
}

/**
 * Gives an object another ID or version, in ObjectURN as well if there is one to change. An element that is missing is
 * not added.
 */
export function writeIdentity(
  object: ObjectNode,
  change: { readonly id?: number; readonly version?: string },
): readonly Edit[] {
  const edits: Edit[] = [];
  const id = object.field("ObjectID");
  const version = object.field("ObjectVersion");
  if (change.id !== undefined && id !== undefined) edits.push(setText(id.element, String(change.id)));
  if (change.version !== undefined && version !== undefined) edits.push(setText(version.element, change.version));
  const urn = object.field("ObjectURN");
  const written = parseUrn(urn?.value ?? "");
  const newId = change.id ?? written.id?.value;
  const label = (change.id === undefined ? undefined : objectIdClass(change.id)?.urnLabel) ?? written.label?.value;
  if (urn === undefined || newId === undefined || label === undefined) return edits;
  const newVersion = change.version ?? written.version?.value;
  return [...edits, setText(urn.element, printUrn({ label, id: newId, version: newVersion }))];
}
