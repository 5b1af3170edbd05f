import type { Entry } from "../data/entry.js";
import { printPath, type ResourcePath } from "../data/path.js";
import type { Value, ValueType } from "../data/value.js";
import { parseValueText } from "../data/valueText.js";
import type { CodecContext, ResourceShape } from "./codec.js";
import type { Findings } from "./findings.js";

/** What a format makes of a value, and how it differs from what the type asks. */
export interface Conversion {
  /** Undefined only for what is no value at all, such as null; that always has a mismatch. */
  readonly value?: Value;
  readonly mismatch?: Mismatch;
}

export interface Mismatch {
  /** `an Integer of 1, 2, 4 or 8 bytes`. */
  readonly expected: string;
  /** `3 bytes (01 02 03)`. */
  readonly found: string;
}

/** Where a value stands in the device and in the payload. */
export interface Place {
  readonly path: ResourcePath;
  readonly offset: number;
  readonly time?: number;
}

/** Puts a value at its place, with the type that the definition gives it, and says what is not as the definition has it. */
export function placeValue(
  findings: Findings,
  ctx: CodecContext,
  { path, offset, time }: Place,
  convert: (type: ValueType | undefined) => Conversion,
): void {
  const resource = ctx.resource(path.objectId, path.resourceId);
  const { value, mismatch } = convert(resource?.type);
  const stamp = time === undefined ? {} : { time };
  const guess = resource?.type === undefined ? ({ isGuess: true } as const) : {};
  const entry: Entry | undefined = value && { path, value, ...stamp, ...guess };
  if (entry !== undefined) findings.value(entry);
  const message = resource && definitionProblem(resource, path);
  if (message !== undefined) findings.problem(offset, message, path);
  const broken = value && linkProblem(value);
  if (broken !== undefined) findings.problem(offset, `${nameOf(path, resource)}: ${broken}`, path);
  const more = entry && ctx.onValue?.(entry);
  if (more !== undefined) findings.problem(offset, more, path);
  if (mismatch === undefined) return;
  const { expected, found } = mismatch;
  findings.problem(offset, `${nameOf(path, resource)}: expected ${expected}, found ${found}.`, path);
}

/** Says what a Corelnk holds that is no link; the empty one is a list of none. */
function linkProblem({ type, value }: Value): string | undefined {
  return type === "Corelnk" && value !== "" ? parseValueText(value, type).problem : undefined;
}

/** `/3/0/9 (Battery Level)`. */
function nameOf(path: ResourcePath, resource: ResourceShape | undefined): string {
  return resource === undefined ? printPath(path) : `${printPath(path)} (${resource.name})`;
}

/** How a value contradicts the definition by merely being there. */
function definitionProblem(resource: ResourceShape, path: ResourcePath): string | undefined {
  const { isMultiple, operations } = resource;
  const contradiction = (what: string): string => `${nameOf(path, resource)} ${what}.`;
  if (operations === "E") return contradiction("has a value, although the resource is executable");
  const isInstance = path.resourceInstanceId !== undefined;
  if (isMultiple === undefined || isInstance === isMultiple) return undefined;
  if (isMultiple) return contradiction("is a single value, although the resource is multiple");
  return contradiction("is a resource instance, although the resource is single");
}
