import assert from "node:assert/strict";
import { test } from "node:test";
import type { Value } from "../data/value.js";
import { encodeEntries } from "./codecs.js";
import { contextAt } from "./testing/checkDecode.js";

const path = { objectId: 3, objectInstanceId: 0, resourceId: 9 };

/** Values that would come back as others, whatever the format. */
const wrong: readonly (readonly [value: Value, problem: string])[] = [
  [{ type: "Integer", value: 2n ** 63n }, "/3/0/9: 9223372036854775808 does not fit 64 bits."],
  [{ type: "Time", value: -(2n ** 63n) - 1n }, "/3/0/9: -9223372036854775809 does not fit 64 bits."],
  [{ type: "Unsigned Integer", value: -1n }, "/3/0/9: -1 does not fit 64 bits."],
  [{ type: "Unsigned Integer", value: 2n ** 64n }, "/3/0/9: 18446744073709551616 does not fit 64 bits."],
  [
    { type: "Objlnk", value: { objectId: 65536, objectInstanceId: 0 } },
    "/3/0/9: 65536/0 has an ID outside 0 to 65535.",
  ],
  [
    { type: "String", value: "half \ud83d" },
    "/3/0/9: “half \ud83d” has half of a character of 32 bits, for which UTF-8 has no form.",
  ],
];

test("no format writes what would be read back as something else", () => {
  for (const [value, problem] of wrong) {
    for (const format of [0, 60, 110, 112, 320, 322, 11542, 11543, 11544]) {
      assert.deepEqual(encodeEntries(format, [{ path, value }], contextAt("/3/0")), { problem }, `${format}`);
    }
  }
  const entry = { path: { ...path, resourceId: 65535 }, value: { type: "Integer", value: 1n } } as const;
  const problem = "/3/0/65535: 65535 is no ID; an ID is a number from 0 to 65534.";
  assert.deepEqual(encodeEntries(11542, [entry], contextAt("/3/0")), { problem });
  assert.deepEqual(encodeEntries(110, [], contextAt("/"), [entry.path]), { problem });
  const late = { path, value: entry.value, time: Number.NaN };
  assert.deepEqual(encodeEntries(110, [late], contextAt("/3/0")), { problem: "/3/0/9: NaN is no time." });
});

test("only SenML-ETCH says what is removed", () => {
  for (const [format, name] of [
    [0, "text"],
    [110, "senml-json"],
    [11542, "tlv"],
    [11544, "lwm2m-cbor"],
  ] as const) {
    const { problem } = encodeEntries(format, [], contextAt("/"), [], [path]);
    assert.equal(problem, `${name} cannot say that a value is removed; choose SenML-ETCH.`);
  }
});
