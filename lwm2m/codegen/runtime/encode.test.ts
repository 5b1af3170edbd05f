import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex, toUtf8 } from "../../base/bytes.js";
import type { ContentFormat, StructuredFormat } from "./contentFormat.js";
import { encode, encodeObject, encodeResource, type Encoded } from "./encode.js";
import { lwm2mCbor } from "./lwm2mCbor.js";
import { opaque } from "./opaque.js";
import { senmlCbor } from "./senmlCbor.js";
import { senmlJson } from "./senmlJson.js";
import { Valve_33000_v1_0 as Valve } from "./testing/valve.js";
import { otherValve } from "./testing/valveTypes.js";
import { text } from "./text.js";
import { tlv } from "./tlv.js";

// What JavaScript may pass, whatever the types say.
const encodeAny = encode as (
  def: unknown,
  format: StructuredFormat,
  value: unknown,
  instanceId?: number,
  options?: object,
) => Encoded;
const encodeAnyObject = encodeObject as (def: unknown, format: StructuredFormat, value: unknown) => Encoded;
const encodeAnyResource = encodeResource as (
  def: unknown,
  format: ContentFormat,
  value: unknown,
  instanceId: number,
  key: string,
) => Encoded;

test("resources are written in the order of the definition, unknown ones behind them", () => {
  const unknown = new Map([[77, [{ type: "Integer", value: 5n, time: 1_700_000_000_000 }]]] as const);
  const { bytes, issues } = encode(Valve, senmlJson, { unknown, mode: 2, position: 1 }, 3);
  assert.deepEqual(issues, []);
  const records = `[{"bn":"/33000/3/","n":"0","v":1},{"n":"2","v":2},{"n":"77","t":1700000000,"v":5}]`;
  assert.equal(toUtf8(bytes ?? new Uint8Array()), records);
});

test("a time goes with every value, where the format says times", () => {
  const { bytes } = encode(Valve, senmlJson, { position: 1 }, 0, { time: 1_700_000_000_500 });
  assert.equal(toUtf8(bytes ?? new Uint8Array()), `[{"bn":"/33000/0/","bt":1700000000.5,"n":"0","v":1}]`);
  assert.equal(toHex(encode(Valve, tlv, { position: 1 }, 0, { time: 5 }).bytes ?? new Uint8Array()), "c4003f800000");
});

/** Values that cannot be written: the code of the issue, its path, and words of its message. */
const refused = [
  [{ mode: Number.NaN }, "type", "mode", "found the number NaN"],
  [{ mode: 1.5 }, "type", "mode", "whole number"],
  [{ mode: "1" }, "type", "mode", "found the text “1”"],
  [{ mode: 1n }, "type", "mode", "found the bigint 1"],
  [{ mode: 7 }, "value", "mode", "7 is none of 0, 1 and 2"],
  [{ kind: "globe" }, "value", "kind", "“globe” is none of"],
  [{ position: "5" }, "type", "position", "Float is a number"],
  [{ openings: new Map([[0, 2 ** 53]]) }, "type", "openings.0", "up to 2^53 - 1"],
  [{ openings: new Map([[0, -1]]) }, "type", "openings.0", "from 0 to 18446744073709551615"],
  [{ openings: new Map([[65535, 1]]) }, "id", "openings.65535", "whole number from 0 to 65534"],
  [{ openings: new Map([["0", 1]]) }, "id", "openings.0", "whole number from 0 to 65534"],
  [{ openings: [1, 2] }, "multiple", "openings", "a Map with the values by resource instance ID"],
  [{ openings: 1 }, "multiple", "openings", "found the number 1"],
  [{ openings: { 0: 1 } }, "multiple", "openings", "found an object"],
  [{ position: new Map([[0, 1]]) }, "type", "position", "found a Map"],
  [{ lastMoved: new Date(0) }, "type", "lastMoved", "found a Date"],
  [{ lastMoved: 1.5 }, "type", "lastMoved", "whole number"],
  [{ isStuck: 1 }, "type", "isStuck", "true or false"],
  [{ calibration: [1, 2] }, "type", "calibration", "found an array"],
  [{ pump: { objectId: 3 } }, "type", "pump", "objectId and instanceId"],
  [{ pump: { objectId: 65536, instanceId: 0 } }, "type", "pump", "from 0 to 65535"],
  [{ sensors: new Map([[0, "a\ud800"]]) }, "type", "sensors.0", "surrogate"],
  [{ nothing: 1 }, "unknown-key", "nothing", "no resource nothing"],
  [{ open: true }, "executable", "open", "executable"],
  [{ pin: "1234" }, "access", "pin", "cannot read pin"],
  [{ key: new Uint8Array() }, "access", "key", "cannot read key"],
  [{ unknown: {} }, "type", "unknown", "A Map with lists"],
  [{ unknown: new Map([[65535, []]]) }, "id", "unknown.65535", "0 to 65534"],
  [{ unknown: new Map([[1, 5]]) }, "type", "unknown.1", "a list of values is needed"],
  [{ unknown: new Map([[1, [{ type: "Text", value: "" }]]]) }, "type", "unknown.1.0", 'such as "String"'],
  [{ unknown: new Map([[1, [{ type: "Integer", value: 5 }]]]) }, "type", "unknown.1.0", "Integer is a bigint"],
  [{ unknown: new Map([[1, [{ type: "Integer", value: 2n ** 64n }]]]) }, "type", "unknown.1.0", "9223372036854775807"],
  [{ unknown: new Map([[1, [{ type: "Float", value: 1, time: Number.NaN }]]]) }, "type", "unknown.1.0", "milliseconds"],
  [{ unknown: new Map([[1, [{ type: "Float", value: 1, resourceInstanceId: -1 }]]]) }, "type", "unknown.1.0", "65534"],
  ["position", "type", "", "An instance is an object"],
  [null, "type", "", "found null"],
] as const;

test("values that do not fit are issues, not exceptions, and there is no payload without them", () => {
  for (const [value, code, path, words] of refused) {
    for (const format of [senmlJson, senmlCbor, tlv, lwm2mCbor]) {
      const { bytes, issues } = encodeAny(Valve, format, value);
      assert.equal(bytes, undefined, words);
      assert.deepEqual([issues.length, issues[0]?.code, issues[0]?.path], [1, code, path], issues[0]?.message);
      assert.ok(issues[0]?.message.includes(words), `${issues[0]?.message} without ${words}`);
    }
  }
});

test("so are values of the other choices", () => {
  const codes = (value: unknown) => encodeAny(otherValve, tlv, value).issues.map(({ code, path }) => `${path} ${code}`);
  assert.deepEqual(codes({ openings: { 3: 2n ** 64n } }), ["openings.3 type"]);
  assert.deepEqual(codes({ openings: { 3: 5 } }), ["openings.3 type"]);
  assert.deepEqual(codes({ openings: { "03": 5n, x: 5n, 65535: 5n } }), [
    "openings.65535 id",
    "openings.03 id",
    "openings.x id",
  ]);
  assert.deepEqual(codes({ openings: new Map([[3, 5n]]) }), ["openings multiple"]);
  assert.deepEqual(codes({ openings: [5n] }), ["openings multiple"]);
  assert.deepEqual(codes({ lastMoved: new Date(Number.NaN) }), ["lastMoved type"]);
  assert.deepEqual(codes({ lastMoved: 5 }), ["lastMoved type"]);
  assert.deepEqual(codes({ ratio: 0.2, mode: 1 }), ["mode type", "ratio value"]);
});

test("IDs of instances and times that are none are issues", () => {
  for (const instanceId of [65535, -1, 0.5, Number.NaN]) {
    assert.deepEqual(
      encode(Valve, senmlCbor, {}, instanceId).issues.map(({ code }) => code),
      ["id"],
    );
  }
  const instances = new Map<unknown, unknown>([
    [65535, {}],
    ["0", {}],
    [1, { position: "x" }],
  ]);
  const { issues } = encodeAnyObject(Valve, senmlCbor, instances);
  assert.deepEqual(
    issues.map(({ path, code }) => `${path} ${code}`),
    ["65535 id", "the text “0” id", "1.position type"],
  );
  assert.equal(encodeAnyObject(Valve, senmlCbor, [{}]).issues[0]?.code, "type");
  for (const time of [Number.NaN, 1e300])
    assert.equal(encode(Valve, senmlJson, {}, 0, { time }).issues[0]?.code, "type");
});

test("what a format has no form for is an issue", () => {
  const nan = encode(Valve, senmlJson, { position: Number.NaN });
  assert.deepEqual(
    nan.issues.map(({ code }) => code),
    ["range", "format"],
  );
  assert.match(nan.issues[1]?.message ?? "", /JSON has no NaN/u);
  assert.match(encodeResource(Valve, opaque, 5, 0, "position").issues[0]?.message ?? "", /carries bytes/u);
  assert.match(encodeResource(Valve, text, new Map([[0, 1]]), 0, "openings").bytes?.length.toString() ?? "", /1/u);
  assert.equal(encodeResource(Valve, text, new Map(), 0, "openings").issues[0]?.code, "format");
  assert.equal(encodeAnyResource(Valve, text, 5, 0, "nothing").issues[0]?.code, "unknown-key");
});

test("values out of bounds are written, and are issues", () => {
  const { bytes, issues } = encode(Valve, senmlJson, { position: 101 });
  assert.ok(bytes !== undefined);
  assert.deepEqual(issues, [{ path: "position", code: "range", message: "position: 101 is outside 0 to 100." }]);
});

test("a server writes what it may write, a Bootstrap-Server everything that has a value", () => {
  assert.deepEqual(encode(Valve, tlv, { pin: "1234", target: 1 }, 0, { access: "write" }).issues, []);
  const issues = (access: string, value: object) =>
    encodeAny(Valve, tlv, value, 0, { access }).issues.map(({ code }) => code);
  assert.deepEqual(issues("write", { position: 1 }), ["access"]);
  assert.deepEqual(issues("bootstrap", { position: 1, key: new Uint8Array(3), pin: "12345" }), []);
  assert.deepEqual(issues("bootstrap", { open: 1 }), ["executable"]);
});
