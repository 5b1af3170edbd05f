import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import { bind, type Lwm2mResponse } from "./bind.js";
import { encode } from "./encode.js";
import { instancePath, objectPath, resourceInstancePath, resourcePath } from "./paths.js";
import type { Lwm2mRequest } from "./requests.js";
import { senmlJson } from "./senmlJson.js";
import { Valve_33000_v1_0 as Valve } from "./testing/valve.js";
import { text } from "./text.js";
import { tlv } from "./tlv.js";
import { dateOf, unixSeconds } from "./values.js";

test("paths are those of the device", () => {
  assert.equal(objectPath(Valve), "/33000");
  assert.equal(instancePath(Valve, 65534), "/33000/65534");
  assert.equal(resourcePath(Valve, 0, "kind"), "/33000/0/3");
  assert.equal(resourceInstancePath(Valve, 0, "sensors", 7), "/33000/0/10/7");
  const any: string = "nothing";
  assert.throws(() => resourcePath(Valve, 0, any as "kind"), { name: "RangeError", message: /no resource nothing/u });
  assert.throws(() => resourcePath(Valve, 0, "toString" as "kind"), RangeError);
  for (const id of [65535, -1, 1.5, Number.NaN, Infinity]) {
    assert.throws(() => instancePath(Valve, id), { name: "RangeError", message: /from 0 to 65534; found the number/u });
    assert.throws(() => resourceInstancePath(Valve, 0, "sensors", id), RangeError);
  }
});

test("times are seconds, and dates fall into one", () => {
  assert.equal(unixSeconds(new Date(1999)), 1);
  assert.equal(unixSeconds(new Date(-1)), -1);
  assert.deepEqual(dateOf(unixSeconds(2)), new Date(2000));
});

/** A device that answers with one response and remembers what it was sent. */
function device(response: Lwm2mResponse) {
  const sent: Lwm2mRequest[] = [];
  const send = (request: Lwm2mRequest): Promise<Lwm2mResponse> => {
    sent.push(request);
    return Promise.resolve(response);
  };
  return { sent, valve: bind(Valve, 2, send, [senmlJson, text, tlv]) };
}

test("a resource is asked for in the first format and read in whatever format the answer has", async () => {
  for (const [contentFormat, payload] of [
    [0, fromUtf8("1")],
    [11542, Uint8Array.of(0xc1, 2, 1)],
    [110, fromUtf8(`[{"bn":"/33000/2/2","v":1}]`)],
    [undefined, fromUtf8(`[{"bn":"/33000/2/2","v":1}]`)],
  ] as const) {
    const { sent, valve } = device({
      code: "2.05",
      payload,
      ...(contentFormat === undefined ? {} : { contentFormat }),
    });
    const result = await valve.read("mode");
    assert.ok(result.kind === "success");
    assert.equal(result.value, 1);
    assert.deepEqual(sent, [{ method: "GET", path: "/33000/2/2", accept: 110 }]);
  }
});

test("an instance is read whole", async () => {
  const payload = encode(Valve, tlv, { position: 5, kind: "gate" }).bytes ?? new Uint8Array();
  const { sent, valve } = device({ code: "2.05", contentFormat: 11542, payload });
  const result = await valve.readAll();
  assert.deepEqual(result.kind === "success" && result.value, { position: 5, kind: "gate" });
  assert.deepEqual(sent, [{ method: "GET", path: "/33000/2", accept: 110 }]);
});

test("what a device refuses, or answers in a way that nobody understands, is a result", async () => {
  const refusing = device({ code: "4.01", payload: fromUtf8("No.") }).valve;
  const refused = { kind: "refused", code: "4.01", text: "No." };
  assert.deepEqual(await refusing.read("mode"), refused);
  assert.deepEqual(await refusing.readAll(), refused);
  assert.deepEqual(await refusing.write("mode", 1), refused);
  assert.deepEqual(await refusing.execute("open"), refused);
  const foreign = await device({ code: "2.05", contentFormat: 50, payload: fromUtf8("{}") }).valve.read("mode");
  assert.ok(foreign.kind === "unreadable");
  assert.match(foreign.problems[0]?.message ?? "", /in content format 50/u);
  const wrong = await device({ code: "2.05", contentFormat: 0, payload: fromUtf8("7") }).valve.read("mode");
  assert.ok(wrong.kind === "unreadable");
  assert.deepEqual(wrong.decoded?.unknown, [{ type: "Integer", value: 7n }]);
});

test("values are written, in part with POST, and what cannot be written is not sent", async () => {
  const { sent, valve } = device({ code: "2.04" });
  assert.deepEqual(await valve.write("pin", "1234"), { kind: "success" });
  assert.deepEqual(await valve.update({ target: 5, mode: 0 }), { kind: "success" });
  assert.deepEqual(await valve.execute("open", "0='now'"), { kind: "success" });
  assert.deepEqual(await valve.execute("open"), { kind: "success" });
  const shown = sent.map(({ payload, ...rest }) => ({ ...rest, payload: payload && toUtf8(payload) }));
  assert.deepEqual(shown, [
    { method: "PUT", path: "/33000/2/4", contentFormat: 110, payload: `[{"bn":"/33000/2/4","vs":"1234"}]` },
    {
      method: "POST",
      path: "/33000/2",
      contentFormat: 110,
      payload: `[{"bn":"/33000/2/","n":"1","v":5},{"n":"2","v":0}]`,
    },
    { method: "POST", path: "/33000/2/11", contentFormat: 0, payload: "0='now'" },
    { method: "POST", path: "/33000/2/11", payload: undefined },
  ]);
  const unsent = await valve.write("target", Number.NaN);
  assert.deepEqual(unsent.kind === "unsent" && unsent.issues.map(({ code }) => code), ["format"]);
  assert.equal(sent.length, 4);
});

test("an instance of an ID that is none cannot be bound", () => {
  assert.throws(() => bind(Valve, 65535, () => Promise.reject(new Error("Not sent.")), [tlv]), RangeError);
});
