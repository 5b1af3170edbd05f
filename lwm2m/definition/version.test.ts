import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compareVersions,
  compareVersionTexts,
  nextMajorVersion,
  nextMinorVersion,
  parseVersion,
  printVersion,
} from "./version.js";

test("a version is one digit, a dot, one digit", () => {
  for (const text of ["0.0", "1.0", "1.2", "9.9"]) {
    const version = parseVersion(text);
    assert.equal(version && printVersion(version), text);
  }
  for (const text of ["", "1", "1.", ".1", "1.10", "01.0", "1,0", "1.0.0", " 1.0", "v1.0"]) {
    assert.equal(parseVersion(text), undefined, text);
  }
});

test("versions are ordered by major, then by minor", () => {
  assert.ok(compareVersions({ major: 1, minor: 9 }, { major: 2, minor: 0 }) < 0);
  assert.ok(compareVersions({ major: 1, minor: 2 }, { major: 1, minor: 1 }) > 0);
  assert.equal(compareVersions({ major: 1, minor: 2 }, { major: 1, minor: 2 }), 0);
});

test("versions of the registry are ordered by their numbers, not by their letters", () => {
  const versions = ["2.0", "1.10", "1.9", "x", "1.0"];
  assert.deepEqual(versions.sort(compareVersionTexts), ["x", "1.0", "1.9", "1.10", "2.0"]);
});

test("the version after a change", () => {
  assert.deepEqual(nextMinorVersion({ major: 1, minor: 1 }), { major: 1, minor: 2 });
  assert.deepEqual(nextMajorVersion({ major: 1, minor: 1 }), { major: 2, minor: 0 });
  assert.equal(nextMinorVersion({ major: 1, minor: 9 }), undefined);
  assert.equal(nextMajorVersion({ major: 9, minor: 0 }), undefined);
});
