import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import type { ObjectDefinition } from "../../definition/model.js";
import { cbor } from "./cbor.js";
import type { StructuredFormat } from "./contentFormat.js";
import { decode, decodeObject, decodeResource } from "./decode.js";
import { encode, encodeObject, encodeResource } from "./encode.js";
import { lwm2mCbor } from "./lwm2mCbor.js";
import type { ValueChoices } from "./metadata.js";
import { opaque } from "./opaque.js";
import { senmlCbor } from "./senmlCbor.js";
import { senmlJson } from "./senmlJson.js";
import { metadataOf } from "./testing/metadataOf.js";
import { plausibleInstance } from "./testing/plausibleInstance.js";
import { text } from "./text.js";
import { tlv } from "./tlv.js";
import type { Access } from "./types.js";
import { validate } from "./validate.js";

const structured: readonly StructuredFormat[] = [senmlJson, senmlCbor, tlv, lwm2mCbor];

/** What a decoded payload is if everything is well. */
const well = { history: [], elsewhere: [], problems: [] };

function everyVersion(): readonly ObjectDefinition[] {
  const registry = testRegistry();
  return registry.objects.flatMap(({ id }) => registry.versions(id));
}

const allChoices: readonly ValueChoices[] = [{}, { int64: "bigint", time: "date", instances: "record" }];

function bytesOf({ bytes, issues }: ReturnType<typeof encode>, what: string): Uint8Array {
  assert.deepEqual(issues, [], what);
  assert.ok(bytes !== undefined, what);
  return bytes;
}

test("instances of every published object come back from every format that names resources", () => {
  const random = seededBytes(11);
  let count = 0;
  for (const object of everyVersion()) {
    for (const choices of allChoices) {
      const def = metadataOf(object, choices);
      for (const access of ["read", "write", "bootstrap"] satisfies Access[]) {
        const value = plausibleInstance(object, random, access, choices);
        count += Object.keys(value).length;
        assert.deepEqual(validate(def, value, { access }), [], def.urn);
        for (const format of structured) {
          const what = `${def.urn} in ${format.mediaType}`;
          const bytes = bytesOf(encode(def, format, value, 3, { access }), what);
          assert.deepEqual(decode(def, format, bytes, 3, { access }), { ...well, value }, what);
        }
      }
    }
  }
  assert.ok(count > 15_000, `${count}`);
});

test("so do all instances of an object at once, also those without a resource", () => {
  const random = seededBytes(12);
  for (const object of everyVersion()) {
    const def = metadataOf(object);
    const instances = [0, 9, 300].map((id) => [id, plausibleInstance(object, random, "read")] as const);
    const value = new Map<number, object>([...instances, [65534, {}]]);
    for (const format of structured) {
      const what = `${def.urn} in ${format.mediaType}`;
      const bytes = bytesOf(encodeObject(def, format, value), what);
      assert.deepEqual(decodeObject(def, format, bytes), { ...well, value }, what);
    }
  }
});

test("and single resources, in the formats of one value too", () => {
  const random = seededBytes(13);
  for (const object of everyVersion()) {
    for (const choices of allChoices) {
      const def = metadataOf(object, choices);
      const instance = plausibleInstance(object, random, "read", choices);
      for (const [key, value] of Object.entries(instance)) {
        const resource = def.resources[key];
        const formats = resource?.multiple === true ? structured : [...structured, text, cbor];
        const isBytes = resource?.type === "Opaque" && !resource.multiple;
        for (const format of isBytes ? [...formats, opaque] : formats) {
          const what = `${def.urn} ${key} in ${format.mediaType}`;
          const bytes = bytesOf(encodeResource(def, format, value as never, 3, key as never), what);
          const decoded = decodeResource(def, format, bytes, 3, key as never);
          assert.deepEqual(decoded, { ...well, value, unknown: [] }, what);
        }
      }
    }
  }
});
