import type { Entry } from "../../data/entry.js";
import type { Path } from "../../data/path.js";
import type { ContentFormat, StructuredFormat } from "./contentFormat.js";
import { describe } from "./internal/describe.js";
import { isId, noId } from "./internal/ids.js";
import { inspect, inspectOne, type Inspection } from "./internal/inspect.js";
import { isTime } from "./internal/inspectUnknown.js";
import { layoutOf } from "./internal/layout.js";
import { entriesOf } from "./internal/looking.js";
import type { ObjectMetadata } from "./metadata.js";
import type { Issue, IssueCode } from "./problems.js";
import type { Access, FieldsOf, PartialOf, ResourceKeys, ValueOf } from "./types.js";

/** How values are written. */
export interface EncodeOptions<A extends Access = "read"> {
  /**
   * What the payload is: what a device has, which a server reads, is usual; what a server writes, or a Bootstrap-Server
   * reads and writes. Resources that such an access does not see are not encoded.
   */
  readonly access?: A | undefined;
  /** When the values were taken, in milliseconds since 1970; only SenML says that. */
  readonly time?: number | undefined;
}

/** A payload with what is wrong with its values; no payload if they cannot be written as they are. */
export interface Encoded {
  /**
   * Not there if a value is not of its type, a key does not exist, an ID is none or the format has no form for the values.
   * A payload with values out of bounds is there, because devices have such values.
   */
  readonly bytes?: Uint8Array;
  readonly issues: readonly Issue[];
}

/** Encodes an object instance, or a part of one. What does not fit is in `issues`, and nothing is thrown. */
export function encode<const D extends ObjectMetadata, A extends Access = "read">(
  def: D,
  format: StructuredFormat,
  value: PartialOf<D, A>,
  instanceId = 0,
  options: EncodeOptions<A> = {},
): Encoded {
  const base = { objectId: def.id, objectInstanceId: instanceId };
  const inspection = inspect(layoutOf(def), options.access ?? "read", value);
  return write(format, base, [{ instanceId, path: "", inspection }], options);
}

/** Encodes instances of an object by their IDs. What does not fit is in `issues`, and nothing is thrown. */
export function encodeObject<const D extends ObjectMetadata, A extends Access = "read">(
  def: D,
  format: StructuredFormat,
  instances: ReadonlyMap<number, PartialOf<D, A>>,
  options: EncodeOptions<A> = {},
): Encoded {
  const layout = layoutOf(def);
  const entries = entriesOf(instances);
  if (entries === undefined) return failed("", "type", `Instances are a Map by ID; found ${describe(instances)}.`);
  const parts = entries.map(([id, value]): Part => ({
    instanceId: typeof id === "number" ? id : Number.NaN,
    path: typeof id === "number" ? String(id) : describe(id),
    inspection: inspect(layout, options.access ?? "read", value),
  }));
  return write(format, { objectId: def.id }, parts, options);
}

/** Encodes the value of a resource. What does not fit is in `issues`, and nothing is thrown. */
export function encodeResource<
  const D extends ObjectMetadata,
  const K extends ResourceKeys<D> & keyof FieldsOf<D, A>,
  A extends Access = "read",
>(
  def: D,
  format: ContentFormat,
  value: ValueOf<D, K>,
  instanceId: number,
  key: K,
  options: EncodeOptions<A> = {},
): Encoded {
  const resource = layoutOf(def).byKey.get(key);
  if (resource === undefined) return failed(key, "unknown-key", `The object has no resource ${describe(key)}.`);
  const base = { objectId: def.id, objectInstanceId: instanceId, resourceId: resource.id };
  const inspection = inspectOne(resource, options.access ?? "read", value);
  return write(format, base, [{ instanceId, path: "", inspection }], options);
}

/** An instance to be written. */
interface Part {
  readonly instanceId: number;
  /** The keys that lead to it. */
  readonly path: string;
  readonly inspection: Inspection;
}

/** What keeps no value from being written. */
const harmless: ReadonlySet<IssueCode> = /* @__PURE__ */ new Set<IssueCode>(["range", "length"]);

function write(
  format: ContentFormat,
  base: Path & { readonly objectId: number },
  parts: readonly Part[],
  { time }: EncodeOptions<Access>,
): Encoded {
  const entries: Entry[] = [];
  const empty: Path[] = [];
  const issues: Issue[] = [];
  if (time !== undefined && !isTime(time))
    issues.push(...failed("", "type", `time: ${describe(time)} is no time.`).issues);
  for (const { instanceId, path, inspection } of parts) {
    if (!isId(instanceId)) issues.push(...failed(path, "id", noId(instanceId)).issues);
    const instance = { objectId: base.objectId, objectInstanceId: instanceId };
    for (const { resourceId, resourceInstanceId, value, time: own = time } of inspection.values) {
      const place = { ...instance, resourceId, ...(resourceInstanceId === undefined ? {} : { resourceInstanceId }) };
      if (value === undefined) empty.push(place);
      else entries.push({ path: place, value, ...(own === undefined ? {} : { time: own }) });
    }
    // An instance without resources is there all the same.
    if (inspection.values.length === 0 && base.objectInstanceId === undefined) empty.push(instance);
    issues.push(...inspection.issues.map((issue) => ({ ...issue, path: joined(path, issue.path) })));
  }
  if (issues.some(({ code }) => !harmless.has(code))) return { issues };
  const { payload, problem } = format.codec.encode(entries, { basePath: base, resource: () => undefined }, empty);
  if (payload === undefined) return { issues: [...issues, ...failed("", "format", problem).issues] };
  return { bytes: payload, issues };
}

function joined(path: string, below: string): string {
  return path === "" || below === "" ? path + below : `${path}.${below}`;
}

function failed(path: string, code: IssueCode, message: string): Encoded {
  return { issues: [{ path, code, message }] };
}
