import assert from "node:assert/strict";
import { test } from "node:test";
import { unmark } from "../../lwm2m/definition/rules/example.js";
import { excerpt } from "./excerpt.js";
import { LineMap } from "./lineMap.js";

/** Shows the place between « and » of a text, the line and the carets one below the other. */
function checkExcerpt(marked: string, expected: readonly [string, string], columns = 80): void {
  const { text, spans } = unmark(marked);
  const span = spans[0];
  assert.ok(span);
  const { source, carets } = excerpt(new LineMap(text), span, columns);
  assert.deepEqual([source, carets.blanks + carets.marks], expected);
}

test("carets stand below the place", () => {
  checkExcerpt("one\n  <Type>«Int»</Type>\nthree", ["  <Type>Int</Type>", "        ^^^"]);
  checkExcerpt("«\uFEFF»<a>", ["<a>", "^"]);
  checkExcerpt("<a>«»", ["<a>", "   ^"]);
  checkExcerpt("a\r\n«b\r\nc»\r\n", ["b", "^"]);
});

test("tabs stay tabs, wide characters take two carets, combining marks none", () => {
  checkExcerpt("\t<N>«x»", ["\t<N>x", "\t   ^"]);
  checkExcerpt("温度«湿»x", ["温度湿x", "    ^^"]);
  checkExcerpt("e\u0301«e\u0301»", ["e\u0301e\u0301", " ^"]);
  checkExcerpt("«😀»", ["😀", "^^"]);
});

test("what a terminal would obey is shown as a mark", () => {
  checkExcerpt("a\u001B[31m«b»\u202E", ["a\uFFFD[31mb\uFFFD", "      ^"]);
});

test("a long line is cropped around the place", () => {
  const filler = "x".repeat(100);
  checkExcerpt(`${filler}«bad»${filler}`, [`…${"x".repeat(12)}bad${"x".repeat(23)}…`, `${" ".repeat(13)}^^^`], 40);
  checkExcerpt(`«bad»${filler}`, [`bad${"x".repeat(35)}…`, "^^^"], 40);
  checkExcerpt(`${filler}«bad»`, [`…${"x".repeat(35)}bad`, `${" ".repeat(36)}^^^`], 40);
  checkExcerpt(`ab«${filler}»`, [`ab${"x".repeat(36)}…`, `  ${"^".repeat(36)}`], 40);
  for (let length = 0; length < 60; length++) {
    const { text, spans } = unmark(`${"😀".repeat(length)}«b»${"😀".repeat(60)}`);
    const shown = excerpt(new LineMap(text), spans[0] ?? { start: 0, end: 0 }, 40);
    assert.doesNotMatch(shown.source, /\p{Surrogate}/u, `A surrogate pair is split at ${length}.`);
  }
});
