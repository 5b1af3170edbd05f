import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import { seededBytes } from "../base/testing/seededBytes.js";
import { toHex } from "../base/bytes.js";
import type { Entry } from "../data/entry.js";
import { printPath, type Path } from "../data/path.js";
import { printValue } from "../data/valueText.js";
import type { CodecContext } from "./codec.js";
import { decodePayload, encodeEntries } from "./codecs.js";
import { extremeEntries } from "./testing/extremeEntries.js";
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

/** What is written and has to come back. */
interface Written {
  readonly entries: readonly Entry[];
  readonly empty?: readonly Path[];
  readonly removed?: readonly Path[];
}

function checkRoundTrip(contentFormat: number, { entries, empty = [], removed }: Written, ctx: CodecContext): void {
  const what = `${printPath(ctx.basePath)} in ${contentFormat}`;
  const { payload, problem } = encodeEntries(contentFormat, entries, ctx, empty, removed);
  assert.ok(payload !== undefined, `${what}: ${problem}`);
  const expected = { entries, empty, ...(removed === undefined ? {} : { removed }), problems: [] };
  assert.deepEqual(decodePayload(contentFormat, payload, ctx), expected, what);
}

/** Formats that carry many values, and those of them that carry times. */
const many = [110, 112, 320, 322, 11542, 11543, 11544];
const stamped = [110, 112, 320, 322, 11543];
const json = [110, 320, 11543];

test("plausible instances of every published object come back the same in all formats of many values", () => {
  const random = seededBytes(1);
  let count = 0;
  for (const { object, ctx } of everyObject((objectId) => ({ objectId, objectInstanceId: 0 }))) {
    const entries = plausibleEntries(object, 0, random);
    count += entries.length;
    for (const contentFormat of many) checkRoundTrip(contentFormat, { entries }, ctx);
  }
  assert.ok(count > 4000, `${count}`);
});

test("so do objects with several instances, and values with their times", () => {
  const random = seededBytes(2);
  for (const { object, ctx } of everyObject((objectId) => ({ objectId }))) {
    const entries = [0, 300, 65534].flatMap((id) => plausibleEntries(object, id, random));
    for (const contentFormat of many) checkRoundTrip(contentFormat, { entries }, ctx);
    const at = entries.slice(0, 12).map((entry, index) => ({ ...entry, time: 1_700_000_000_000 + index * 1250 }));
    const later = at.map(({ time, ...entry }) => ({ ...entry, time: time + 1 }));
    const atOnce = later.map((entry) => ({ ...entry, time: 1_700_000_000_001 }));
    for (const contentFormat of stamped) {
      checkRoundTrip(contentFormat, { entries: [...at, ...later] }, ctx);
      checkRoundTrip(contentFormat, { entries: atOnce }, ctx);
    }
  }
});

test("and single values in text, CBOR and the formats of many", () => {
  const random = seededBytes(3);
  for (const { object, ctx } of everyObject((objectId) => ({ objectId }))) {
    for (const entry of plausibleEntries(object, 0, random)) {
      const single = { ...ctx, basePath: entry.path };
      for (const contentFormat of [0, 60, ...many]) checkRoundTrip(contentFormat, { entries: [entry] }, single);
      if (entry.value.type === "Opaque") checkRoundTrip(42, { entries: [entry] }, single);
    }
  }
});

test("the ends of every type come back, under IDs with gaps, alone and among others", () => {
  // Every object has its turn, and its neighbors have the others.
  let turn = 0;
  for (const { object, ctx } of everyObject((objectId) => ({ objectId, objectInstanceId: 65534 }))) {
    const entries = extremeEntries(object, 65534, turn++);
    for (const contentFormat of many) checkRoundTrip(contentFormat, { entries }, ctx);
    for (const entry of entries) {
      const single = { ...ctx, basePath: entry.path };
      for (const contentFormat of [0, 60]) checkRoundTrip(contentFormat, { entries: [entry] }, single);
    }
  }
});

test("numbers that are none come back where the format has them, and are refused in JSON", () => {
  for (const { object, ctx } of everyObject((objectId) => ({ objectId, objectInstanceId: 0 }))) {
    const resource = object.resources.find(({ type, isMultiple }) => type === "Float" && !isMultiple);
    if (resource === undefined) continue;
    const path = { objectId: object.id, objectInstanceId: 0, resourceId: resource.id };
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const entries: Entry[] = [{ path, value: { type: "Float", value: number } }];
      for (const format of [0, 60, 112, 322, 11542, 11544])
        checkRoundTrip(format, { entries }, { ...ctx, basePath: path });
      for (const format of json) assert.match(encodeEntries(format, entries, ctx).problem ?? "", /^JSON has no /u);
    }
  }
});

test("multiple resources without an instance come back, and so does what SenML-ETCH removes", () => {
  const random = seededBytes(4);
  for (const { object, ctx } of everyObject((objectId) => ({ objectId, objectInstanceId: 0 }))) {
    const places = object.resources.filter(({ type, isMultiple }) => type !== undefined && isMultiple);
    const empty = places.map(({ id }) => ({ objectId: object.id, objectInstanceId: 0, resourceId: id }));
    const entries = plausibleEntries(object, 0, random).filter(({ path }) => path.resourceInstanceId === undefined);
    for (const contentFormat of many) checkRoundTrip(contentFormat, { entries, empty }, ctx);
    for (const contentFormat of many) checkRoundTrip(contentFormat, { entries: [], empty }, ctx);
    const removed = empty.map((path) => ({ ...path, resourceInstanceId: 65534 }));
    if (removed.length === 0) continue;
    for (const contentFormat of [320, 322]) checkRoundTrip(contentFormat, { entries, empty, removed }, ctx);
    for (const contentFormat of [320, 322]) checkRoundTrip(contentFormat, { entries: [], removed }, ctx);
  }
});

test("without a definition values are guesses, and guesses are written as the same bytes", () => {
  const random = seededBytes(5);
  for (const { object, ctx } of everyObject((objectId) => ({ objectId, objectInstanceId: 0 }))) {
    // Some of each object; together they are of every type.
    const plausible = plausibleEntries(object, 0, random).slice(-6);
    const entries = [...plausible, ...extremeEntries(object, 0, object.id).slice(0, 6)];
    const unknown: CodecContext = { ...ctx, resource: () => undefined };
    for (const entry of entries) {
      const single = { ...unknown, basePath: entry.path };
      for (const contentFormat of [0, 60, ...many]) {
        const what = `${printPath(entry.path)} ${printValue(entry.value)} in ${contentFormat}`;
        const { payload = new Uint8Array() } = encodeEntries(contentFormat, [entry], single);
        const { entries: guesses, problems } = decodePayload(contentFormat, payload, single);
        assert.deepEqual(problems, [], what);
        assert.deepEqual(
          guesses.map(({ path, isGuess }) => [printPath(path), isGuess]),
          [[printPath(entry.path), true]],
          what,
        );
        // TLV has no types: a number may look like a text, and a text like a shorter number.
        if (contentFormat === 11542) continue;
        assert.equal(
          toHex(encodeEntries(contentFormat, guesses, single).payload ?? new Uint8Array()),
          toHex(payload),
          what,
        );
      }
    }
  }
});
