import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineMethod, EngineParams } from "../protocol.js";
import { isEngineMethod, paramShapes } from "./params.js";

const place = { deviceId: "d", path: "/3/0" } as const;

const wrongPlace: readonly (readonly [unknown, RegExp])[] = [
  [undefined, /^params must be an object/u],
  [null, /^params must be an object, not null\.$/u],
  [[], /^params must be an object, not a list\.$/u],
  [{}, /^deviceId is missing\.$/u],
  [{ ...place, deviceId: 7 }, /^deviceId must be a text, not 7\.$/u],
  [{ ...place, deviceId: "" }, /^deviceId is empty\.$/u],
  [{ deviceId: "d" }, /^path is missing\.$/u],
  [{ ...place, path: "3/0" }, /^path must start with a slash/u],
  [{ ...place, path: `/${"x".repeat(2000)}` }, /^path is 2001 bytes long; 1024 is the most\.$/u],
  [{ ...place, contentFormat: -1 }, /^contentFormat must be a whole number from 0 to 65535, not -1\.$/u],
  [{ ...place, timeout: 0.5 }, /^timeout must be a whole number/u],
];

const resource = {
  id: 1,
  name: "R",
  operations: "RW",
  isMultiple: false,
  isMandatory: true,
  range: "",
  units: "",
};
const definition = {
  id: 1,
  name: "O",
  urn: "urn:oma:lwm2m:x:1",
  lwm2mVersion: "1.0",
  version: "1.0",
  isMultiple: false,
  isMandatory: false,
  resources: [resource],
};

/** For each request parameters that are right, and such that are wrong with what is said of them. */
const cases: {
  readonly [M in EngineMethod]: {
    readonly right: readonly (EngineParams<M> | object)[];
    readonly wrong: readonly (readonly [unknown, RegExp])[];
  };
} = {
  "engine/initialize": {
    right: [{ protocolVersion: 1, name: "test", version: "" }],
    wrong: [
      [{ protocolVersion: "1", name: "test", version: "" }, /^protocolVersion must be a whole number/u],
      [{ protocolVersion: 1, name: "", version: "" }, /^name is empty\.$/u],
      [{ protocolVersion: 1, name: "test" }, /^version is missing\.$/u],
    ],
  },
  "engine/snapshot": { right: [{}], wrong: [["x", /^params must be an object, not another text\.$/u]] },
  "server/start": {
    right: [{ host: "127.0.0.1", port: 0, securePort: 65535 }, { host: "::1" }],
    wrong: [
      [{ host: "localhost" }, /^host must be an address of this machine/u],
      [{ host: "127.0.0.1", port: 65536 }, /^port must be a whole number from 0 to 65535, not 65536\.$/u],
      [{ host: "127.0.0.1", securePort: null }, /^securePort must be a whole number from 0 to 65535, not null\.$/u],
    ],
  },
  "server/stop": { right: [{}], wrong: [[7, /^params must be an object, not 7\.$/u]] },
  "credentials/set": {
    right: [{ credentials: [] }, { credentials: [{ identity: "a", key: "00 ff" }] }],
    wrong: [
      [{ credentials: {} }, /^credentials must be a list, not an object\.$/u],
      [{ credentials: [{ identity: "a", key: "secret" }] }, /^credentials\[0\]\.key must be hexadecimal digits/u],
      [{ credentials: [{ identity: "a", key: "" }] }, /^credentials\[0\]\.key must have 1 to 64 bytes\.$/u],
      [
        { credentials: [{ identity: "a", key: "00".repeat(65) }] },
        /^credentials\[0\]\.key must have 1 to 64 bytes\.$/u,
      ],
      [{ credentials: [{ identity: "é".repeat(65), key: "00" }] }, /^credentials\[0\]\.identity is 130 bytes long/u],
      [{ credentials: [{ identity: "", key: "00" }] }, /^credentials\[0\]\.identity is empty\.$/u],
    ],
  },
  "credentials/remove": { right: [{ identity: "a" }], wrong: [[{}, /^identity is missing\.$/u]] },
  "definitions/set": {
    right: [
      { uri: "file:///a.xml", definitions: [] },
      { uri: "file:///a.xml", definitions: [definition] },
    ],
    wrong: [
      [{ definitions: [] }, /^uri is missing\.$/u],
      [{ uri: "u", definitions: [{ ...definition, id: 70000 }] }, /^definitions\[0\]\.id must be a whole number/u],
      [
        { uri: "u", definitions: [{ ...definition, resources: [{ ...resource, operations: "X" }] }] },
        /^definitions\[0\]\.resources\[0\]\.operations must be "R" or .* not another text\.$/u,
      ],
      [
        { uri: "u", definitions: [{ ...definition, isMultiple: "yes" }] },
        /^definitions\[0\]\.isMultiple must be true or false, not another text\.$/u,
      ],
    ],
  },
  "simulators/start": {
    right: [
      { objects: [] },
      { endpoint: "e", objects: [{ objectId: 3303, version: "1.1", instances: 2 }], security: "psk" },
    ],
    wrong: [
      [{}, /^objects is missing\.$/u],
      [{ objects: [{ objectId: 65535 }] }, /^objects\[0\]\.objectId must be a whole number from 0 to 65534/u],
      [{ objects: [], security: "x509" }, /^security must be "psk" or "none", not another text\.$/u],
      [{ objects: [], endpoint: "a\nb" }, /^endpoint must not have control characters\.$/u],
    ],
  },
  "simulators/stop": { right: [{ id: "s" }], wrong: [[{ id: 1 }, /^id must be a text, not 1\.$/u]] },
  "devices/connect": {
    right: [{ uri: "coap://[::1]" }, { uri: "coaps://h", identity: "i" }],
    wrong: [
      [{ uri: 1 }, /^uri must be a text, not 1\.$/u],
      [{ uri: "coaps://h", identity: "" }, /^identity is empty\.$/u],
    ],
  },
  "devices/forget": { right: [{ deviceId: "d" }], wrong: [[{}, /^deviceId is missing\.$/u]] },
  "devices/tree": {
    right: [{ deviceId: "d" }],
    wrong: [[{ deviceId: true }, /^deviceId must be a text, not true\.$/u]],
  },
  "device/read": { right: [place, { ...place, contentFormat: 110, timeout: 1 }], wrong: wrongPlace },
  "device/write": {
    right: [
      { ...place, value: "" },
      { ...place, value: "1", type: "Integer", mode: "update" },
    ],
    wrong: [
      [place, /^value is missing\.$/u],
      [{ ...place, value: 1 }, /^value must be a text, not 1\.$/u],
      [{ ...place, value: "1", type: "Int" }, /^type must be String, Integer, .* or Corelnk\.$/u],
      [{ ...place, value: "1", mode: "patch" }, /^mode must be "replace" or "update"/u],
      ...wrongPlace,
    ],
  },
  "device/writeFile": {
    right: [{ ...place, file: "/f" }],
    wrong: [[place, /^file is missing\.$/u], ...wrongPlace],
  },
  "device/execute": {
    right: [place, { ...place, arguments: "0='U'" }],
    wrong: [[{ ...place, arguments: [] }, /^arguments must be a text, not a list\.$/u], ...wrongPlace],
  },
  "device/create": {
    right: [
      { deviceId: "d", path: "/3303", values: {} },
      { deviceId: "d", path: "/3303", objectInstanceId: 0, values: { "5700": "1", "6/0": "x" } },
    ],
    wrong: [
      [{ deviceId: "d", path: "/3303" }, /^values is missing\.$/u],
      [{ deviceId: "d", path: "/3303/0", values: {} }, /^path must be that of an object/u],
      [{ deviceId: "d", path: "/time", values: {} }, /^path is no path: “time” in “\/time” is no ID/u],
      [{ deviceId: "d", path: "/1", values: { name: "1" } }, /^A member of values must be named by a resource ID/u],
      [{ deviceId: "d", path: "/1", values: { "5": 1 } }, /^values\.5 must be a text, not 1\.$/u],
    ],
  },
  "device/delete": { right: [place], wrong: wrongPlace },
  "device/discover": { right: [place], wrong: wrongPlace },
  "device/observe": { right: [place], wrong: wrongPlace },
  "device/cancelObservation": { right: [place], wrong: wrongPlace },
};

for (const [method, { right, wrong }] of Object.entries(cases)) {
  test(`takes the right parameters of ${method}, and says what is wrong with others`, () => {
    assert.ok(isEngineMethod(method));
    const shape = paramShapes[method];
    for (const params of right) assert.equal(shape.problem(params, "params"), undefined, JSON.stringify(params));
    for (const [params, words] of wrong) {
      assert.match(shape.problem(params, "params") ?? "", words, JSON.stringify(params));
      assert.equal(shape.accepts(params), false);
    }
  });
}

test("knows no request by the name of what every object has", () => {
  for (const name of ["toString", "__proto__", "constructor", ""]) assert.equal(isEngineMethod(name), false);
});

test("never repeats a text that was sent", () => {
  const key = "deadbeefzz";
  const problem = paramShapes["credentials/set"].problem({ credentials: [{ identity: "a", key }] }, "params");
  assert.ok(problem !== undefined && !problem.includes("deadbeef"));
});
