import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePaths, isWithin, parentPath, parsePath, pathIds, pathKind, pathOf, printPath } from "./path.js";

/** Texts, the path as it is printed, and what it names. */
const paths: readonly (readonly [text: string, printed: string, kind: string])[] = [
  ["", "/", "root"],
  ["/", "/", "root"],
  ["/3", "/3", "object"],
  ["3/0", "/3/0", "object instance"],
  ["/3/0/", "/3/0", "object instance"],
  [" /3/0/7 ", "/3/0/7", "resource"],
  ["/3/0/7/1", "/3/0/7/1", "resource instance"],
  ["/65534/65534/65534/65534", "/65534/65534/65534/65534", "resource instance"],
];

test("a path is read and printed again", () => {
  for (const [text, printed, kind] of paths) {
    const { path } = parsePath(text);
    assert.ok(path !== undefined, text);
    assert.equal(printPath(path), printed);
    assert.equal(pathKind(path), kind);
    assert.deepEqual(parsePath(printed), { path });
    assert.deepEqual(pathOf(...pathIds(path)), path);
  }
});

const wrong: readonly (readonly [text: string, problem: string])[] = [
  ["//", "“//” has two slashes without an ID between them."],
  ["/3//7", "“/3//7” has two slashes without an ID between them."],
  [
    "/3/0/7/1/2",
    "“/3/0/7/1/2” has 5 levels; a path has at most four: object, object instance, resource, resource instance.",
  ],
  ["/3/a", "“a” in “/3/a” is no ID; an ID is a number from 0 to 65534."],
  ["/03", "“03” in “/03” is no ID; an ID is a number from 0 to 65534."],
  ["/65535", "“65535” in “/65535” is no ID; an ID is a number from 0 to 65534."],
  ["/3/-1", "“-1” in “/3/-1” is no ID; an ID is a number from 0 to 65534."],
];

test("a text that is no path says why", () => {
  for (const [text, problem] of wrong) assert.deepEqual(parsePath(text), { problem });
});

test("paths have an order, parents and descendants", () => {
  const sorted = ["/", "/3", "/3/0", "/3/0/7", "/3/0/10", "/3/1", "/10"].map((text) => parsePath(text).path ?? {});
  assert.deepEqual(sorted.toReversed().sort(comparePaths), sorted);
  assert.deepEqual(parentPath(pathOf(3, 0)), pathOf(3));
  assert.deepEqual(parentPath({}), {});
  assert.ok(isWithin(pathOf(3, 0, 7), pathOf(3, 0)) && isWithin(pathOf(3), pathOf(3)));
  assert.ok(!isWithin(pathOf(3), pathOf(3, 0)) && !isWithin(pathOf(3, 1), pathOf(3, 0)));
});
