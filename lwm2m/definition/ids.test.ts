import assert from "node:assert/strict";
import { test } from "node:test";
import { objectIdClass, objectIdClasses, resourceIdClass, resourceIdClasses } from "./ids.js";

test("the classes cover 0 to 65535 without a gap or an overlap", () => {
  for (const classes of [objectIdClasses, resourceIdClasses]) {
    let next = 0;
    for (const { first, last } of classes) {
      assert.equal(first, next);
      next = last + 1;
    }
    assert.equal(next, 65536);
  }
});

test("the edges of the object ID classes", () => {
  const kinds = [
    0, 499, 500, 1023, 1024, 2047, 2048, 10240, 10241, 32768, 32769, 42768, 42769, 42800, 42801, 65534, 65535,
  ];
  assert.deepEqual(
    kinds.map((id) => objectIdClass(id)?.kind),
    [
      ...["oma", "oma", "ipso", "ipso", "reserved", "reserved", "ext", "ext", "registered", "registered"],
      ...["private", "private", "test", "test", "reserved", "reserved", "never"],
    ],
  );
  assert.equal(objectIdClass(-1), undefined);
  assert.equal(objectIdClass(1.5), undefined);
  assert.equal(objectIdClass(65536), undefined);
});

test("the edges of the resource ID classes", () => {
  assert.deepEqual(
    [0, 2047, 2048, 26240, 26241, 32768, 32769, 65535].map((id) => resourceIdClass(id)?.kind),
    [
      ...["object-specific", "object-specific", "reusable", "reusable"],
      ...["private", "private", "undefined", "undefined"],
    ],
  );
});
