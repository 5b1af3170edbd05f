import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseEncoding, type PositionEncoding } from "./positionEncoding.js";
import { changedSource, sourceText } from "./sourceText.js";

function source(text: string, encoding: PositionEncoding = "utf-16") {
  return sourceText({ uri: "untitled:1", languageId: "xml", version: 1, encoding }, text);
}

test("every offset has a position and comes back, in all encodings and with all line ends", () => {
  for (const encoding of ["utf-8", "utf-16", "utf-32"] as const) {
    const text = "a°b\r\n😀x\ry\n";
    const doc = source(text, encoding);
    for (const [offset, line] of [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3].entries()) {
      if (offset === 4 || offset === 6) continue;
      const position = doc.positionAt(offset);
      assert.equal(position.line, line, `${encoding} ${offset}`);
      assert.equal(doc.offsetAt(position), offset, `${encoding} ${offset}`);
    }
    assert.equal(doc.lineCount(), 4);
  }
});

test("characters are counted in the agreed encoding", () => {
  const text = "°😀x";
  assert.equal(source(text, "utf-8").positionAt(3).character, 6);
  assert.equal(source(text, "utf-16").positionAt(3).character, 3);
  assert.equal(source(text, "utf-32").positionAt(3).character, 2);
  assert.equal(source(text, "utf-8").offsetAt({ line: 0, character: 4 }), 1);
});

test("positions outside the text are moved inside", () => {
  const doc = source("ab\ncd");
  assert.equal(doc.offsetAt({ line: 0, character: 99 }), 2);
  assert.equal(doc.offsetAt({ line: 9, character: 0 }), 5);
  assert.equal(doc.offsetAt({ line: -1, character: 0 }), 0);
  assert.deepEqual(doc.positionAt(99), { line: 1, character: 2 });
});

test("changes are applied one after the other", () => {
  const doc = source("one\ntwo\n", "utf-8");
  const changed = changedSource(
    doc,
    [
      { range: { start: { line: 0, character: 3 }, end: { line: 1, character: 0 } }, text: "°" },
      { range: { start: { line: 0, character: 5 }, end: { line: 0, character: 8 } }, text: "2" },
    ],
    7,
  );
  assert.equal(changed.text, "one°2\n");
  assert.equal(changed.version, 7);
  assert.equal(changedSource(changed, [{ text: "all new" }], 8).text, "all new");
});

test("the client's first known encoding is taken, else UTF-16", () => {
  assert.equal(chooseEncoding(undefined), "utf-16");
  assert.equal(chooseEncoding(["utf-7"]), "utf-16");
  assert.equal(chooseEncoding(["utf-8", "utf-16"]), "utf-8");
});
