import assert from "node:assert/strict";
import { test } from "node:test";
import { Valve_33000_v1_0 as Valve } from "./testing/valve.js";
import { otherValve } from "./testing/valveTypes.js";
import { isComplete, validate } from "./validate.js";
import { unixSeconds } from "./values.js";

const whole = {
  position: 50,
  target: 50,
  mode: 2,
  kind: "gate",
  openings: new Map([[3, 7]]),
  lastMoved: unixSeconds(5),
  isStuck: false,
  calibration: Uint8Array.of(1),
  pump: { objectId: 3, instanceId: 0 },
  sensors: new Map(),
} as const;

/** Each issue as `path code`. */
function issuesOf(value: unknown, ...options: Partial<Parameters<typeof validate>>[2][]): readonly string[] {
  return validate(Valve, value, options[0]).map(({ path, code }) => `${path} ${code}`);
}

test("an instance has no issues, with all its resources or with the mandatory ones", () => {
  assert.deepEqual(issuesOf(whole), []);
  assert.deepEqual(issuesOf({ position: 0, target: 0 }), []);
  assert.deepEqual(
    issuesOf({ position: 0, target: 0, unknown: new Map([[7, [{ type: "Boolean", value: true }]]]) }),
    [],
  );
});

test("what is mandatory and missing is an issue, for what sees it", () => {
  assert.deepEqual(issuesOf({}), ["position missing", "target missing"]);
  assert.deepEqual(issuesOf({ position: undefined, target: "x" }), ["target type", "position missing"]);
  assert.deepEqual(issuesOf({}, { access: "write" }), ["target missing"]);
  assert.deepEqual(issuesOf({}, { access: "bootstrap" }), ["position missing", "target missing", "key missing"]);
});

/** Values of the rest of an instance, and their issues. */
const table: readonly (readonly [part: object, ...issues: string[]])[] = [
  [{ position: -0.1 }, "position range"],
  [{ position: Infinity }, "position range"],
  [{ mode: 3 }, "mode value"],
  [{ mode: -0 }],
  [{ pin: "1234" }, "pin access"],
  [{ open: undefined }],
  [{ open: "" }, "open executable"],
  [{ toString: 5 }, "toString unknown-key"],
  [{ constructor: 5, __proto__: { evil: 1 } }, "constructor unknown-key"],
  [{ [Symbol("x")]: 5 }, "Symbol(x) unknown-key"],
  [
    {
      openings: new Map<number, unknown>([
        [1, "x"],
        [2, 5],
      ]),
    },
    "openings.1 type",
  ],
  [{ openings: new Map([[Symbol("y"), 5]]) }, "openings.Symbol(y) id"],
  [{ kind: Symbol("z") }, "kind type"],
  [{ isStuck: null }, "isStuck type"],
  [{ calibration: () => 5 }, "calibration type"],
];

test("types, bounds, lists and keys are checked", () => {
  for (const [part, ...expected] of table) assert.deepEqual(issuesOf({ ...whole, ...part }), expected, expected.join());
  assert.deepEqual(issuesOf({ target: 1, pin: "€" }, { access: "write" }), ["pin length"]);
  assert.deepEqual(issuesOf({ target: 1, pin: "€€" }, { access: "write" }), []);
  assert.deepEqual(validate(otherValve, { openings: {}, lastMoved: new Date(5) }), []);
});

const lengths = {
  ...Valve,
  resources: {
    hash: { id: 0, name: "Hash", type: "Opaque", operations: "R", multiple: false, mandatory: false, values: [16, 32] },
    code: { id: 1, name: "Code", type: "String", operations: "R", multiple: false, mandatory: false, values: [2, 4] },
    big: {
      id: 2,
      name: "Big",
      type: "Integer",
      operations: "R",
      multiple: false,
      mandatory: false,
      range: { min: 0, max: 2n ** 63n - 1n },
    },
    tenth: {
      id: 3,
      name: "Tenth",
      type: "Float",
      operations: "R",
      multiple: false,
      mandatory: false,
      range: { min: 0.1, max: 1 },
    },
  },
} as const;

test("lists of lengths, bounds beyond 2^53 and bounds that 32 bits do not hold are understood", () => {
  const issues = (value: object) => validate(lengths, value).map(({ message }) => message);
  assert.deepEqual(issues({ hash: new Uint8Array(32), code: "abcd", big: 2 ** 53 - 1, tenth: Math.fround(0.1) }), []);
  assert.deepEqual(issues({ hash: new Uint8Array(8), code: "é€", big: -1, tenth: 0.09 }), [
    "hash: it is 8 octets long; 16 or 32 is allowed.",
    "code: it is 5 octets long; 2 or 4 is allowed.",
    "big: -1 is outside 0 to 9223372036854775807.",
    "tenth: 0.09 is outside 0.1 to 1.",
  ]);
});

/** Something that looks like an object of a class and is none. */
function madeOf(prototype: object | null): object {
  return Object.setPrototypeOf({}, prototype) as object;
}

function throws(): never {
  throw new Error("This throws.");
}

test("nothing that JavaScript can make up is thrown at, or throws", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const cycle: Record<string, unknown> = { ...whole };
  cycle["pump"] = cycle;
  class EndlessMap extends Map<number, number> {
    override *entries(): MapIterator<[number, number]> {
      for (;;) yield [0, 0];
    }
    override [Symbol.iterator](): MapIterator<[number, number]> {
      return this.entries();
    }
  }
  const hostile: readonly unknown[] = [
    undefined,
    null,
    5,
    5n,
    "x",
    Symbol("x"),
    throws,
    [],
    new Map(),
    new Uint8Array(5),
    madeOf(null),
    revoked.proxy,
    new Proxy({}, { ownKeys: throws }),
    new Proxy(whole, { get: throws }),
    new Proxy(whole, { getPrototypeOf: throws, getOwnPropertyDescriptor: throws }),
    {
      get position() {
        return throws();
      },
      target: 1,
    },
    { ...whole, openings: revoked.proxy },
    { ...whole, openings: new EndlessMap() },
    { ...whole, openings: madeOf(Map.prototype) },
    { ...whole, openings: new Proxy(new Map([[0, 1]]), {}) },
    { ...whole, calibration: madeOf(Uint8Array.prototype) },
    { ...whole, calibration: revoked.proxy },
    {
      ...whole,
      pump: {
        get objectId() {
          return throws();
        },
        instanceId: 5,
      },
    },
    { ...whole, unknown: new Map([[1, revoked.proxy]]) },
    {
      ...whole,
      unknown: new Map([
        [
          1,
          [
            {
              get type() {
                return throws();
              },
            },
          ],
        ],
      ]),
    },
    { ...whole, unknown: new Map([[1, [revoked.proxy]]]) },
    { ...whole, unknown: new Map([[revoked.proxy, []]]) },
    cycle,
  ];
  for (const [index, value] of hostile.entries()) {
    for (const access of ["read", "write", "bootstrap"] as const) {
      const issues = validate(Valve, value, { access });
      assert.ok(
        issues.every(({ message }) => message.endsWith(".")),
        `${index}: ${JSON.stringify(issues)}`,
      );
    }
    if (index !== 17) assert.notDeepEqual(validate(Valve, value), [], `${index} is no instance.`);
  }
});

test("an instance is complete if everything fits its type and nothing mandatory is missing", () => {
  assert.ok(isComplete(Valve, whole));
  assert.ok(isComplete(Valve, { position: 500, target: 0 }));
  for (const value of [{ position: 5 }, { position: 5, target: "x" }, { ...whole, mode: 9 }, { ...whole, x: 1 }, 5]) {
    assert.ok(!isComplete(Valve, value));
  }
});
