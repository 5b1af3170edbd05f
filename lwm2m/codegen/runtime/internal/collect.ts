import type { Entry } from "../../../data/entry.js";
import { printPath, type Path, type ResourcePath } from "../../../data/path.js";
import type { ElsewhereValue, Sample } from "../decoded.js";
import type { Access } from "../types.js";
import type { UnknownResources, UnknownValue } from "../values.js";
import { fromWire, rawOf } from "./fromWire.js";
import { isAllowed, type KnownResource, type ObjectLayout } from "./layout.js";
import { limitProblem } from "./limits.js";

type AnySample = Sample<string, unknown>;

/** A value and when it was taken. */
interface Taken {
  readonly value: unknown;
  readonly time?: number;
}

/** An instance that is being put together. */
interface Draft {
  readonly single: Map<string, Taken>;
  readonly multiple: Map<string, Map<number, Taken>>;
  readonly unknown: Map<number, UnknownValue[]>;
}

/** An instance that was put together. */
export interface CollectedInstance {
  /** By key, in the order of the definition. */
  readonly fields: ReadonlyMap<string, unknown>;
  readonly unknown: UnknownResources;
  /** The instance as a program has it. */
  readonly whole: () => object;
}

/** What a payload comes to. */
export interface Collected {
  readonly instances: ReadonlyMap<number, CollectedInstance>;
  readonly history: readonly AnySample[];
  readonly elsewhere: readonly ElsewhereValue[];
}

/** Puts values together to instances, one after the other as they stand in the payload. */
export interface Collector {
  /** Takes a value; answers with what is wrong with it. */
  readonly take: (entry: Entry) => string | undefined;
  /** Takes an object instance or a resource that the payload names and that holds nothing. */
  readonly takeEmpty: (path: Path) => void;
  readonly collected: () => Collected;
}

/** Starts to collect what is at and below a path of an object. */
export function createCollector(layout: ObjectLayout, access: Access, base: Path): Collector {
  const drafts = new Map<number, Draft>();
  const samples: AnySample[] = [];
  const elsewhere: ElsewhereValue[] = [];
  let hasHistory = false;

  const draftOf = (instanceId: number): Draft => {
    const draft = drafts.get(instanceId) ?? { single: new Map(), multiple: new Map(), unknown: new Map() };
    drafts.set(instanceId, draft);
    return draft;
  };
  const isHere = ({ objectId, objectInstanceId, resourceId }: Path): boolean =>
    objectId === layout.id &&
    (base.objectInstanceId === undefined || base.objectInstanceId === objectInstanceId) &&
    (base.resourceId === undefined || base.resourceId === resourceId);

  const keepRaw = ({ path, value, time }: Entry): void => {
    const { unknown } = draftOf(path.objectInstanceId);
    const list = unknown.get(path.resourceId) ?? [];
    unknown.set(path.resourceId, list);
    list.push({ ...rawOf(value), ...instanceIn(path), ...stamp(time) });
  };
  const keep = (resource: KnownResource, { path, time }: Entry, value: unknown): void => {
    const { key } = resource;
    const draft = draftOf(path.objectInstanceId);
    const taken = { value, ...stamp(time) };
    const before = put(draft, key, path, taken);
    hasHistory ||= before || time !== undefined;
    samples.push({ key, instanceId: path.objectInstanceId, ...instanceIn(path), ...taken });
  };

  return {
    take: (entry) => {
      const { path, value } = entry;
      if (!isHere(path)) {
        elsewhere.push({ path: printPath(path), ...rawOf(value), ...stamp(entry.time) });
        return undefined;
      }
      const resource = layout.byId.get(path.resourceId);
      const isOfThisShape = resource?.multiple === (path.resourceInstanceId !== undefined);
      if (resource === undefined || !isOfThisShape || value.type !== resource.shape.type) {
        keepRaw(entry);
        return undefined;
      }
      if (!isAllowed(resource, access)) {
        keepRaw(entry);
        return resource.operations === "E" ? undefined : `${about(path, resource)}: ${notSeen(access)}.`;
      }
      const typed = fromWire(resource, value);
      if (typed.problem !== undefined) {
        keepRaw(entry);
        return `${about(path, resource)}: ${typed.problem}.`;
      }
      keep(resource, entry, typed.value);
      const problem = limitProblem(resource, typed.value);
      return problem && `${about(path, resource)}: ${problem.message}.`;
    },
    takeEmpty: (path) => {
      const { objectInstanceId, resourceId, resourceInstanceId } = path;
      if (objectInstanceId === undefined || resourceInstanceId !== undefined || !isHere(path)) return;
      const draft = draftOf(objectInstanceId);
      if (resourceId === undefined) return;
      const resource = layout.byId.get(resourceId);
      if (resource?.multiple === true && isAllowed(resource, access)) {
        if (!draft.multiple.has(resource.key)) draft.multiple.set(resource.key, new Map());
      } else if (resource === undefined && !draft.unknown.has(resourceId)) draft.unknown.set(resourceId, []);
    },
    collected: () => ({
      instances: new Map(Array.from(drafts, ([id, draft]) => [id, finish(layout, draft)])),
      history: hasHistory ? samples : [],
      elsewhere,
    }),
  };
}

/** Puts a value at its place if it is the newest there; tells whether there was one. */
function put(draft: Draft, key: string, { resourceInstanceId }: ResourcePath, taken: Taken): boolean {
  if (resourceInstanceId === undefined) {
    const before = draft.single.get(key);
    if (isNewer(taken, before)) draft.single.set(key, taken);
    return before !== undefined;
  }
  const values = draft.multiple.get(key) ?? new Map<number, Taken>();
  draft.multiple.set(key, values);
  const before = values.get(resourceInstanceId);
  if (isNewer(taken, before)) values.set(resourceInstanceId, taken);
  return before !== undefined;
}

/** A value without a time is of now; of two with the same time the later one counts. */
function isNewer({ time = Infinity }: Taken, before: Taken | undefined): boolean {
  return before === undefined || time >= (before.time ?? Infinity);
}

function finish({ choices, byKey }: ObjectLayout, { single, multiple, unknown }: Draft): CollectedInstance {
  const fields = new Map<string, unknown>();
  for (const key of byKey.keys()) {
    const one = single.get(key);
    const several = multiple.get(key);
    if (one !== undefined) fields.set(key, one.value);
    if (several === undefined) continue;
    const values = Array.from(several, ([id, { value }]) => [id, value] as const);
    fields.set(key, choices.instances === "record" ? Object.fromEntries(values) : new Map(values));
  }
  const rest = unknown.size === 0 ? {} : { unknown };
  return { fields, unknown, whole: () => ({ ...Object.fromEntries(fields), ...rest }) };
}

function stamp(time: number | undefined): { readonly time?: number } {
  return time === undefined ? {} : { time };
}

function instanceIn({ resourceInstanceId }: ResourcePath): { readonly resourceInstanceId?: number } {
  return resourceInstanceId === undefined ? {} : { resourceInstanceId };
}

function about(path: Path, { name }: KnownResource): string {
  return `${printPath(path)} (${name})`;
}

function notSeen(access: Access): string {
  return `a server cannot ${access} it, so that it is among what is unknown`;
}
