import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import type { ResourceType } from "../../lwm2m/definition/structure.js";
import type { Device } from "../../lwm2m/management/device.js";
import type { KnownValue } from "../../lwm2m/management/results.js";
import { knownValue } from "../../lwm2m/management/operations/receive.js";
import { decodeAt } from "./decode.js";
import { PayloadMemory } from "./payloadMemory.js";

/** A device of which only the values and the definitions matter. */
interface Sketch {
  readonly memory: PayloadMemory;
  readonly values: Map<string, KnownValue>;
  /** A payload in text comes for a resource. */
  readonly receive: (path: string, text: string) => void;
  readonly redefine: (type: ResourceType) => void;
  readonly shown: () => readonly (readonly [string, string, string])[];
}

function sketch(initialType: ResourceType): Sketch {
  let type = initialType;
  let edition = 0;
  let now = 0;
  const values = new Map<string, KnownValue>();
  const lookUp: Device["lookUp"] = (objectId, resourceId) =>
    objectId === 9
      ? {
          id: resourceId,
          name: "R",
          operations: "RW",
          isMultiple: false,
          isMandatory: false,
          type,
          range: "",
          units: "",
          description: undefined,
        }
      : undefined;
  const memory = new PayloadMemory({ id: "d", values, lookUp }, () => edition);
  return {
    memory,
    values,
    receive: (path, text) => {
      now += 1;
      const payload = { contentFormat: 0, bytes: fromUtf8(text) };
      const decoded = decodeAt(path, payload, lookUp, now);
      assert.ok(decoded !== undefined);
      const known = decoded.entries.map((entry) => knownValue(entry, now));
      for (const value of known) values.set(value.path, value);
      memory.take({ path, values: known, payload }, now);
    },
    redefine: (next) => {
      type = next;
      edition += 1;
    },
    shown: () => [...memory.current().values()].map(({ path, type: shownType, text }) => [path, shownType, text]),
  };
}

test("shows what has come in the words of the definition as it is now", () => {
  const { receive, redefine, shown } = sketch("String");
  receive("/9/0/1", "21.5");
  assert.deepEqual(shown(), [["/9/0/1", "String", "21.5"]]);
  redefine("Float");
  assert.deepEqual(shown(), [["/9/0/1", "Float", "21.5"]]);
  redefine("String");
  assert.deepEqual(shown(), [["/9/0/1", "String", "21.5"]]);
});

test("shows at last what was no value of its type when it came", () => {
  const { receive, redefine, shown } = sketch("Boolean");
  receive("/9/0/1", "warm");
  redefine("String");
  assert.deepEqual(shown(), [["/9/0/1", "String", "warm"]]);
});

test("does not bring back what was deleted", () => {
  const { receive, redefine, shown, values } = sketch("String");
  receive("/9/0/1", "a");
  values.clear();
  redefine("Opaque");
  assert.deepEqual(shown(), []);
});

test("keeps the payload of every path, however many come for another one", () => {
  const { receive, redefine, shown } = sketch("String");
  receive("/9/0/1", "1");
  for (let index = 0; index < 1000; index++) receive("/9/0/2", "2");
  redefine("Integer");
  assert.deepEqual(
    shown().map(([, type]) => type),
    ["Integer", "Integer"],
  );
});

test("forgets payloads that came long ago if there are many, not their values", () => {
  const { receive, redefine, shown } = sketch("String");
  for (let id = 0; id < 501; id++) receive(`/9/0/${id}`, "1");
  redefine("Integer");
  assert.deepEqual(
    shown()
      .slice(0, 2)
      .map(([path, type]) => [path, type]),
    [
      ["/9/0/0", "String"],
      ["/9/0/1", "Integer"],
    ],
  );
});
