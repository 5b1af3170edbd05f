import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { cbor } from "./cbor.js";
import { decode, decodeObject, decodeResource } from "./decode.js";
import { encode } from "./encode.js";
import { lwm2mCbor } from "./lwm2mCbor.js";
import { opaque } from "./opaque.js";
import { senmlCbor } from "./senmlCbor.js";
import { senmlJson } from "./senmlJson.js";
import { Valve_33000_v1_0 as Valve } from "./testing/valve.js";
import { otherValve } from "./testing/valveTypes.js";
import { text } from "./text.js";
import { tlv } from "./tlv.js";
import { unixSeconds } from "./values.js";

const base = `"bn":"/33000/0/"`;

function json(records: string): Uint8Array {
  return fromUtf8(`[${records}]`);
}

test("a value of each type is what its interface says", () => {
  const payload = json(
    `{${base},"n":"0","v":21.5},{"n":"2","v":1},{"n":"3","vs":"ball"},{"n":"5/0","v":3},{"n":"5/7","v":4},` +
      `{"n":"6","v":1700000000},{"n":"7","vb":true},{"n":"8","vd":"AQI"},{"n":"9","vlo":"3:0"},{"n":"10/1","vs":"</3/0>"}`,
  );
  const { value, problems, history, elsewhere } = decode(Valve, senmlJson, payload);
  assert.deepEqual(problems, []);
  assert.deepEqual([history, elsewhere], [[], []]);
  assert.deepEqual(value, {
    position: 21.5,
    mode: 1,
    kind: "ball",
    openings: new Map([
      [0, 3],
      [7, 4],
    ]),
    lastMoved: unixSeconds(1_700_000_000),
    isStuck: true,
    calibration: Uint8Array.of(1, 2),
    pump: { objectId: 3, instanceId: 0 },
    sensors: new Map([[1, "</3/0>"]]),
  });
});

test("the choices of the generator are kept: bigint, Date, an object by instance ID", () => {
  const payload = fromUtf8(
    `[{"bn":"/33001/0/","n":"2","v":2},{"n":"5/3","v":18446744073709551615},{"n":"6","v":1},{"n":"7","v":0.5}]`,
  );
  const { value, problems } = decode(otherValve, senmlJson, payload);
  assert.deepEqual(problems, []);
  assert.deepEqual(value, { mode: 2n, openings: { 3: 2n ** 64n - 1n }, lastMoved: new Date(1000), ratio: 0.5 });
});

test("a number of 32 bits is the number of the list that it stands for", () => {
  // 0.1 in 32 bits.
  const { value } = decode(otherValve, tlv, Uint8Array.of(0xc4, 0x07, 0x3d, 0xcc, 0xcc, 0xcd));
  assert.equal(value.ratio, 0.1);
});

/** Values that do not fit, what is wrong with them, and what they are under `unknown`. */
const misfits = [
  ["2", `"v":7`, "(Mode): 7 is none of 0, 1 and 2", { type: "Integer", value: 7n }],
  [
    "2",
    `"vs":"auto"`,
    "(Mode): expected an integer of 64 bits, found the text “auto”",
    { type: "String", value: "auto" },
  ],
  ["3", `"vs":"globe"`, "(Kind): “globe” is none of “ball” and “gate”", { type: "String", value: "globe" }],
  [
    "0/1",
    `"v":5`,
    "is a resource instance, although the resource is single",
    { type: "Float", value: 5, resourceInstanceId: 1 },
  ],
  ["5", `"v":5`, "is a single value, although the resource is multiple", { type: "Unsigned Integer", value: 5n }],
  [
    "5/2",
    `"v":9007199254740993`,
    "a number cannot hold 9007199254740993 exactly",
    { type: "Unsigned Integer", value: 9007199254740993n, resourceInstanceId: 2 },
  ],
  [
    "6",
    `"v":9007199254740993`,
    "a number cannot hold 9007199254740993 exactly",
    { type: "Time", value: 9007199254740993n },
  ],
  ["4", `"vs":"1234"`, "(PIN): a server cannot read it", { type: "String", value: "1234" }],
  ["12", `"vd":"AQ"`, "(Key): a server cannot read it", { type: "Opaque", value: Uint8Array.of(1) }],
  ["11", `"vs":"x"`, "has a value, although the resource is executable", { type: "String", value: "x" }],
  ["77", `"v":1.5`, undefined, { type: "Float", value: 1.5 }],
  ["77", `"vlo":"3:1"`, undefined, { type: "Objlnk", value: { objectId: 3, instanceId: 1 } }],
] as const;

test("what does not fit its type, or is not known, is raw under unknown, with a problem, and encodes as it came", () => {
  for (const [name, field, problem, raw] of misfits) {
    const payload = json(`{${base},"n":"${name}",${field}}`);
    const { value, problems } = decode(Valve, senmlJson, payload);
    assert.deepEqual(value, { unknown: new Map([[Number.parseInt(name), [raw]]]) }, field);
    if (problem === undefined) assert.deepEqual(problems, []);
    else {
      assert.ok(problems[0]?.message.includes(problem), `${field}: ${problems[0]?.message}`);
      assert.equal(problems[0]?.path, `/33000/0/${name}`);
      assert.ok(problems[0].offset > 20, "The problem is not where the value is.");
    }
    const again = encode(Valve, senmlJson, value);
    assert.deepEqual(again.issues, []);
    assert.deepEqual(decode(Valve, senmlJson, again.bytes ?? payload).value, value);
  }
});

test("a value out of bounds is kept, with a problem", () => {
  const { value, problems } = decode(Valve, senmlJson, json(`{${base},"n":"0","v":101}`));
  assert.deepEqual(value, { position: 101 });
  assert.equal(problems[0]?.message, "/33000/0/0 (Position): 101 is outside 0 to 100.");
  assert.deepEqual(problems[0].path, "/33000/0/0");
  const short = decode(Valve, senmlJson, json(`{${base},"n":"4","vs":"€"}`), 0, { access: "write" });
  assert.deepEqual(short.value, { pin: "€" });
  assert.match(short.problems[0]?.message ?? "", /it is 3 octets long; 4 to 8 is allowed/u);
});

test("TLV keeps the bytes of what it does not know", () => {
  // /77 as four bytes that could be an integer or a float, /78/0 as a text.
  const payload = Uint8Array.of(0xc4, 77, 0, 0, 0, 0, 0x83, 78, 0x41, 0, 0x61);
  const { value, problems } = decode(Valve, tlv, payload);
  assert.deepEqual(problems, []);
  const raw = new Map([
    [77, [{ type: "Opaque", value: Uint8Array.of(0, 0, 0, 0) }]],
    [78, [{ type: "Opaque", value: Uint8Array.of(0x61), resourceInstanceId: 0 }]],
  ]);
  assert.deepEqual(value, { unknown: raw });
  assert.deepEqual(encode(Valve, tlv, value).bytes, payload);
});

test("of several values of one place the newest counts, and all are in the history", () => {
  const payload = json(
    `{"bn":"/33000/0/0","bt":1700000000,"v":1},{"t":20,"v":3},{"t":10,"v":2},{"n":"","bn":"/33000/0/5/1","t":0,"v":9}`,
  );
  const { value, history, problems } = decode(Valve, senmlJson, payload);
  assert.deepEqual(problems, []);
  assert.deepEqual(value, { position: 3, openings: new Map([[1, 9]]) });
  const at = (seconds: number) => 1_700_000_000_000 + seconds * 1000;
  assert.deepEqual(history, [
    { key: "position", instanceId: 0, value: 1, time: at(0) },
    { key: "position", instanceId: 0, value: 3, time: at(20) },
    { key: "position", instanceId: 0, value: 2, time: at(10) },
    { key: "openings", instanceId: 0, resourceInstanceId: 1, value: 9, time: at(0) },
  ]);
});

test("a value without a time is of now, and relative times count from when the payload came", () => {
  const payload = json(`{"bn":"/33000/0/0","t":-5,"v":1},{"v":2},{"t":-1,"v":3}`);
  const { value, history } = decode(Valve, senmlJson, payload, 0, { receivedAt: 1_700_000_000_000 });
  assert.equal(value.position, 2);
  assert.deepEqual(
    history.map(({ time }) => time),
    [1_699_999_995_000, undefined, 1_699_999_999_000],
  );
});

test("values of other places are told apart from those of the instance", () => {
  const payload = json(`{"bn":"/","n":"33000/0/0","v":5},{"n":"33000/1/0","v":6},{"n":"3/0/9","v":100}`);
  const { value, elsewhere, problems } = decode(Valve, senmlJson, payload);
  assert.deepEqual(value, { position: 5 });
  assert.deepEqual(elsewhere, [
    { path: "/33000/1/0", type: "Float", value: 6 },
    { path: "/3/0/9", type: "Integer", value: 100n },
  ]);
  assert.equal(problems.length, 2);
  const object = decodeObject(Valve, senmlJson, payload);
  assert.deepEqual(object.value, new Map([0, 1].map((id) => [id, { position: 5 + id }])));
});

test("a single resource comes from every format, and what does not fit stays raw", () => {
  assert.equal(decodeResource(Valve, text, fromUtf8("21.5"), 0, "position").value, 21.5);
  assert.equal(decodeResource(Valve, cbor, Uint8Array.of(1), 0, "mode").value, 1);
  assert.deepEqual(decodeResource(Valve, opaque, Uint8Array.of(7), 0, "calibration").value, Uint8Array.of(7));
  const wrong = decodeResource(Valve, text, fromUtf8("fast"), 0, "position");
  assert.ok(!("value" in wrong));
  assert.deepEqual(wrong.unknown, [{ type: "String", value: "fast" }]);
  assert.match(wrong.problems[0]?.message ?? "", /expected a decimal number, found “fast”/u);
});

test("values have memory of their own, also where the payload is a Buffer that is used again", () => {
  const buffer = Buffer.from([0xc1, 8, 7]);
  const { value } = decode(Valve, tlv, buffer);
  const whole = decodeResource(Valve, opaque, buffer, 0, "calibration");
  buffer.fill(0);
  assert.deepEqual(value.calibration, Uint8Array.of(7));
  assert.deepEqual(whole.value, Uint8Array.of(0xc1, 8, 7));
});

test("no bytes and no options make decoding throw, and whatever was understood encodes again", () => {
  const random = seededBytes(21);
  const formats = [senmlJson, senmlCbor, tlv, lwm2mCbor];
  const value = {
    position: 5,
    openings: new Map([[1, 2]]),
    kind: "gate",
    pump: { objectId: 1, instanceId: 2 },
  } as const;
  for (let round = 0; round < 4000; round++) {
    const format = formats[round % 4] ?? tlv;
    const bytes = Uint8Array.from(encode(Valve, format, value).bytes ?? []);
    const changes = round % 5;
    for (let change = 0; change < changes; change++)
      bytes[Math.floor(random.fraction() * bytes.length)] = random.bytes(1)[0] ?? 0;
    const payload = changes === 4 ? random.bytes(round % 60) : bytes.subarray(0, bytes.length - (round % 3));
    const decoded = decodeObject(Valve, format, payload, { receivedAt: Number.NaN });
    for (const instance of decoded.value.values()) {
      const again = encode(Valve, lwm2mCbor, instance);
      // The formats have no form for two values of one place; no other issue is there.
      assert.ok(
        again.issues.every(({ code }) => code === "format" || code === "range"),
        JSON.stringify(again.issues),
      );
    }
  }
  for (const instanceId of [-1, 0.5, Number.NaN, 65535, 1e9]) {
    for (const format of formats)
      decode(Valve, format, encode(Valve, format, value).bytes ?? new Uint8Array(), instanceId);
  }
});
