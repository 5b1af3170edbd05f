import { span, type Span } from "../base/span.js";
import { parseId } from "./definitionFile.js";
import { objectIdClass, type UrnLabel } from "./ids.js";
import { initialVersion, parseVersion } from "./version.js";

/**
 * The URN of an object (LwM2M TS 1.2 §7.2.2): `urn:oma:lwm2m:{oma|ext|x}:{ObjectID}`, with `:{ObjectVersion}` behind it
 * unless the version is 1.0.
 */
export interface ObjectUrn {
  readonly label: UrnLabel;
  readonly id: number;
  /** `d.d`; undefined means 1.0. */
  readonly version: string | undefined;
}

/** What was read of a URN: the parts that make sense, each with its place in the text, and what is wrong. */
export interface ParsedUrn {
  readonly label: UrnPart<UrnLabel> | undefined;
  readonly id: UrnPart<number> | undefined;
  readonly version: UrnPart<string> | undefined;
  readonly problems: readonly UrnProblem[];
}

export interface UrnPart<Value> extends Span {
  readonly value: Value;
}

/** A place where a text is no object URN, whatever the object is. */
export interface UrnProblem {
  readonly code: "prefix" | "label" | "id" | "version" | "extra";
  readonly span: Span;
}

const prefix = "urn:oma:lwm2m";

/** Reads a URN; spans are offsets in `text`. */
export function parseUrn(text: string): ParsedUrn {
  const problems: UrnProblem[] = [];
  const [head, ...parts] = split(text);
  if (head?.value !== prefix) problems.push({ code: "prefix", span: span(0, head?.end ?? text.length) });
  const [labelText, idText, versionText, extra] = parts;
  const end = { value: "", start: text.length, end: text.length };
  const read = <Value>(
    code: UrnProblem["code"],
    part: UrnPart<string>,
    value: Value | undefined,
  ): UrnPart<Value> | undefined => {
    if (value !== undefined) return { value, start: part.start, end: part.end };
    problems.push({ code, span: span(part.start, part.end) });
    return undefined;
  };
  const label = read("label", labelText ?? end, readLabel(labelText?.value));
  const id = labelText && read("id", idText ?? end, parseId(idText?.value));
  const version = versionText && read("version", versionText, readVersion(versionText.value));
  if (extra !== undefined) problems.push({ code: "extra", span: span(extra.start - 1, text.length) });
  return { label, id, version, problems };
}

/** The first three words, then every part between colons. */
function split(text: string): readonly UrnPart<string>[] {
  const parts: UrnPart<string>[] = [];
  let start = 0;
  for (const value of text.split(":")) {
    parts.push({ value, start, end: start + value.length });
    start += value.length + 1;
  }
  const head = parts.splice(0, 3);
  const end = head.at(-1)?.end ?? 0;
  return [{ value: text.slice(0, end), start: 0, end }, ...parts];
}

function readLabel(text: string | undefined): UrnLabel | undefined {
  return text === "oma" || text === "ext" || text === "x" ? text : undefined;
}

function readVersion(text: string): string | undefined {
  return parseVersion(text) === undefined ? undefined : text;
}

/** The URN as it should be written. */
export function printUrn({ label, id, version }: ObjectUrn): string {
  const bare = `${prefix}:${label}:${id}`;
  return version === undefined || version === initialVersion ? bare : `${bare}:${version}`;
}

/** The URN of an object by its ID and version; undefined where the ID is in no class that may hold objects. */
export function urnOf(id: number, version?: string): string | undefined {
  const label = objectIdClass(id)?.urnLabel;
  return label && printUrn({ label, id, version });
}
