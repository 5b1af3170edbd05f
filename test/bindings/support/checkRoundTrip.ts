import assert from "node:assert/strict";
import { seededBytes } from "../../../lwm2m/base/testing/seededBytes.js";
import type { BindingSource } from "../../../lwm2m/codegen/bindings.js";
import type {
  Access,
  ObjectMetadata,
  StructuredFormat,
  UnknownResources,
} from "../../../lwm2m/codegen/runtime/index.js";
import type { CodecContext } from "../../../lwm2m/codec/codec.js";
import { decodePayload, encodeEntries } from "../../../lwm2m/codec/codecs.js";
import { plausibleEntries } from "../../../lwm2m/codec/testing/plausibleEntries.js";
import type { Entry } from "../../../lwm2m/data/entry.js";
import { printPath } from "../../../lwm2m/data/path.js";
import type { ObjectDefinition } from "../../../lwm2m/definition/model.js";
import type { BindingOptions } from "../../../lwm2m/definition/bindingOptions.js";
import { loadBindings, type LoadedBindings } from "./loadBindings.js";
import { generateAll } from "./variants.js";

/** The operations of what each of them sees. */
const seen = { read: ["R", "RW"], write: ["W", "RW"], bootstrap: ["", "R", "W", "RW"] } as const;

/**
 * Generates these objects, loads what was generated as a program does, and has plausible instances of each of them go
 * through it: what our own codecs write is decoded, and what is encoded again is read by our own codecs. No value may get
 * lost or change, and each value that its type cannot hold must be told.
 * @returns how many values went through
 */
export async function checkRoundTrips(sources: readonly BindingSource[], options: BindingOptions): Promise<number> {
  const bindings = await loadBindings(generateAll(sources, options));
  const metadata = new Map(Object.values(bindings.objects).map((def) => [`${def.id} ${def.version}`, def]));
  const random = seededBytes(1);
  let count = 0;
  for (const { definition } of sources) {
    const def = metadata.get(`${definition.id} ${definition.version}`);
    assert.ok(def !== undefined, `${definition.urn} is there`);
    const entries = plausibleEntries(definition, 0, random);
    for (const access of ["read", "write", "bootstrap"] as const) {
      const visible = entries.filter(({ path }) => isSeen(definition, path.resourceId, access));
      count += visible.length;
      for (const format of bindings.formats) checkInstance(bindings, def, definition, format, access, visible);
    }
  }
  return count;
}

function checkInstance(
  { runtime, formats }: LoadedBindings,
  def: ObjectMetadata,
  definition: ObjectDefinition,
  format: StructuredFormat,
  access: Access,
  entries: readonly Entry[],
): void {
  const what = `${def.urn}, ${access}, ${format.mediaType}`;
  const byId = new Map(definition.resources.map((resource) => [resource.id, resource]));
  const basePath = { objectId: def.id, objectInstanceId: 0 };
  const ctx: CodecContext = { basePath, resource: (_, resourceId) => byId.get(resourceId) };
  const sent = encodeEntries(format.id, entries, ctx);
  assert.ok(sent.payload !== undefined, `${what}: ${sent.problem}`);

  const decoded = runtime.decode(def, format, sent.payload, 0, { access });
  const { unknown = new Map(), ...known } = decoded.value;
  const unfit = countUnknown(unknown);
  assert.equal(countValues(known) + unfit, entries.length, what);
  assert.equal(decoded.problems.length, unfit, `${what}: ${decoded.problems.map(({ message }) => message).join("\n")}`);
  const issues = runtime.validate(def, decoded.value, { access });
  assert.ok(unfit > 0 || issues.length === 0, `${what}: ${JSON.stringify(issues)}`);

  const answer = runtime.encode(def, format, decoded.value, 0, { access });
  assert.deepEqual(answer.issues, [], what);
  const { entries: back, problems } = decodePayload(format.id, answer.bytes ?? new Uint8Array(), ctx);
  assert.deepEqual(problems, [], what);
  assert.deepEqual(sorted(back), sorted(entries), what);

  for (const other of formats) {
    const { bytes = new Uint8Array() } = runtime.encode(def, other, known, 0, { access });
    assert.deepEqual(runtime.decode(def, other, bytes, 0, { access }).value, known, `${what} as ${other.mediaType}`);
  }
}

function isSeen({ resources }: ObjectDefinition, resourceId: number, access: Access): boolean {
  const operations = resources.find(({ id }) => id === resourceId)?.operations;
  return seen[access].some((allowed) => allowed === operations);
}

/** How many values an instance has, of resources and of resource instances. */
function countValues(known: object): number {
  return Object.values(known)
    .map((value: unknown) => (value instanceof Map ? value.size : isRecord(value) ? Object.keys(value).length : 1))
    .reduce((sum, count) => sum + count, 0);
}

/** Whether a value has instances by their IDs; object links, dates and bytes have none. */
function isRecord(value: unknown): value is object {
  const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && !("objectId" in value);
}

function countUnknown(unknown: UnknownResources): number {
  return [...unknown.values()].reduce((sum, values) => sum + values.length, 0);
}

function sorted(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => (printPath(a.path) < printPath(b.path) ? -1 : 1));
}
