import assert from "node:assert/strict";
import { test } from "node:test";
import { unmark } from "./rules/example.js";
import { parseUrn, printUrn, urnOf } from "./urn.js";

test("a good URN reads and prints the same", () => {
  for (const text of [
    "urn:oma:lwm2m:oma:3",
    "urn:oma:lwm2m:oma:3:1.1",
    "urn:oma:lwm2m:ext:3303",
    "urn:oma:lwm2m:x:10254",
    "urn:oma:lwm2m:x:65535:9.9",
  ]) {
    const { label, id, version, problems } = parseUrn(text);
    assert.deepEqual(problems, [], text);
    assert.ok(label && id);
    assert.equal(printUrn({ label: label.value, id: id.value, version: version?.value }), text);
  }
});

test("the parts know where they stand", () => {
  const text = "urn:oma:lwm2m:x:10254:1.0";
  const { label, id, version } = parseUrn(text);
  assert.deepEqual(label, { value: "x", start: 14, end: 15 });
  assert.deepEqual(id, { value: 10254, start: 16, end: 21 });
  assert.deepEqual(version, { value: "1.0", start: 22, end: 25 });
});

/** Checks the problems of a URN; the wrong places stand between « and ». */
function checkProblems(marked: string, ...codes: readonly string[]): void {
  const { text, spans } = unmark(marked);
  const { problems } = parseUrn(text);
  assert.deepEqual(
    problems.map(({ code, span }) => ({ code, ...span })),
    codes.map((code, index) => ({ code, ...spans[index] })),
    marked,
  );
}

test("what is wrong is reported where it stands", () => {
  checkProblems("«urn:oma:lwm2n»:x:10254", "prefix");
  checkProblems("«URN:oma:lwm2m»:x:10254", "prefix");
  checkProblems("«»«»", "prefix", "label");
  checkProblems("«3»«»", "prefix", "label");
  checkProblems("urn:oma:lwm2m«»", "label");
  checkProblems("urn:oma:lwm2m:«ipso»:3303", "label");
  checkProblems("urn:oma:lwm2m:«3303»«»", "label", "id");
  checkProblems("urn:oma:lwm2m:ext:«03303»", "id");
  checkProblems("urn:oma:lwm2m:ext:«65536»", "id");
  checkProblems("urn:oma:lwm2m:ext:3303:«1»", "version");
  checkProblems("urn:oma:lwm2m:ext:3303:«»", "version");
  checkProblems("urn:oma:lwm2m:ext:3303:1.1«:2:3»", "extra");
});

test("the URN of an object follows from its ID and version", () => {
  assert.equal(urnOf(0), "urn:oma:lwm2m:oma:0");
  assert.equal(urnOf(1023, "1.1"), "urn:oma:lwm2m:oma:1023:1.1");
  assert.equal(urnOf(3303, "1.0"), "urn:oma:lwm2m:ext:3303");
  assert.equal(urnOf(10241, "2.0"), "urn:oma:lwm2m:x:10241:2.0");
  assert.equal(urnOf(1024), undefined);
  assert.equal(urnOf(65535), undefined);
});
