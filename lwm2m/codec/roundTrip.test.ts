import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import { seededBytes } from "../base/testing/seededBytes.js";
import type { Entry } from "../data/entry.js";
import { printPath, type Path } from "../data/path.js";
import type { CodecContext } from "./codec.js";
import { decodePayload, encodeEntries } from "./codecs.js";
import { plausibleEntries } from "./testing/plausibleEntries.js";

const registry = testRegistry();

/** All versions of all objects, each with the context of a request for `basePath`. */
function* everyObject(basePath: (objectId: number) => Path) {
  for (const { id } of registry.objects) {
    for (const object of registry.versions(id)) {
      const byId = new Map(object.resources.map((resource) => [resource.id, resource]));
      const ctx: CodecContext = { basePath: basePath(id), resource: (_, resourceId) => byId.get(resourceId) };
      yield { object, ctx };
    }
  }
}

function checkRoundTrip(contentFormat: number, entries: readonly Entry[], ctx: CodecContext): void {
  const what = `${printPath(ctx.basePath)} in ${contentFormat}`;
  const { payload, problem } = encodeEntries(contentFormat, entries, ctx);
  assert.ok(payload !== undefined, `${what}: ${problem}`);
  assert.deepEqual(decodePayload(contentFormat, payload, ctx), { entries, empty: [], problems: [] }, what);
}

test("plausible instances of every published object come back the same in all formats of many values", () => {
  const random = seededBytes(1);
  let count = 0;
  for (const { object, ctx } of everyObject((objectId) => ({ objectId, objectInstanceId: 0 }))) {
    const entries = plausibleEntries(object, 0, random);
    count += entries.length;
    for (const contentFormat of [110, 112, 11542, 11543, 11544]) checkRoundTrip(contentFormat, entries, ctx);
  }
  assert.ok(count > 4000, `${count}`);
});

test("so do objects with several instances, and values with their times", () => {
  const random = seededBytes(2);
  for (const { object, ctx } of everyObject((objectId) => ({ objectId }))) {
    const entries = [0, 300].flatMap((objectInstanceId) => plausibleEntries(object, objectInstanceId, random));
    checkRoundTrip(11542, entries, ctx);
    const stamped = entries.map((entry, index) => ({ ...entry, time: 1_700_000_000_000 + index * 1250 }));
    for (const contentFormat of [110, 112, 11543]) checkRoundTrip(contentFormat, stamped, ctx);
  }
});

test("and single values in text, CBOR and the formats of many", () => {
  const random = seededBytes(3);
  for (const { object, ctx } of everyObject((objectId) => ({ objectId }))) {
    for (const entry of plausibleEntries(object, 0, random)) {
      const single = { ...ctx, basePath: entry.path };
      for (const contentFormat of [0, 60, 110, 112, 11542, 11543, 11544])
        checkRoundTrip(contentFormat, [entry], single);
      if (entry.value.type === "Opaque") checkRoundTrip(42, [entry], single);
    }
  }
});
