import { test } from "node:test";
import assert from "node:assert/strict";
import { descriptionLines, firstSentence } from "./description.js";

const tables: readonly (readonly [what: string, description: string | undefined, lines: readonly string[]])[] = [
  ["nothing", undefined, []],
  ["white space", " \n\t\n ", []],
  ["carriage returns", "One.\r\nTwo.\rThree.", ["One.", "Two.", "Three."]],
  [
    "what an author wrapped",
    "The last value that was\n      measured by the sensor.",
    ["The last value that was measured by the sensor."],
  ],
  ["paragraphs", "One.\n\n\n  \nTwo.\n\n", ["One.", "", "Two."]],
  ["a list", "Mode:\n0: off\n1: on\nMore.", ["Mode:", "", "- 0: off", "- 1: on", "", "More."]],
  ["bullets", "* one\n• two\n- three", ["- one", "- two", "- three"]],
  ["a list in one line", "0: off, 1: on", ["0: off, 1: on"]],
  ["line ends of a programming language", "One.\\n* two\\n* three", ["One.", "", "- two", "- three"]],
  ["a path", "C:\\new\\table", ["C:\\new\\table"]],
  ["invisible characters", "A\u202eb\u200b\u0007c \u00a0 d\ufeff", ["Abc d"]],
  ["other line ends", "A.\u2028B.\u0085C.", ["A.", "B.", "C."]],
  ["half a character", "a\ud800b", ["a\ufffdb"]],
];

for (const [what, description, lines] of tables) {
  test(`lines of a description: ${what}`, () => {
    assert.deepEqual(descriptionLines(description), lines);
  });
}

test("the first sentence ends where another starts", () => {
  assert.equal(firstSentence(["Uses e.g. a sensor, cf. IEEE 802.15.4. More."]), "Uses e.g. a sensor, cf.");
  assert.equal(firstSentence(["Measured at 2.5 V. More."]), "Measured at 2.5 V.");
  assert.equal(firstSentence(["Values are one of:-", "", "- 0: off"]), "Values are one of.");
  assert.equal(firstSentence(["- 0: off"]), "");
  assert.equal(firstSentence([]), "");
});

test("a sentence without an end is cut between words", () => {
  const sentence = firstSentence(["word ".repeat(100).trim()]);
  assert.match(sentence, /^(?:word )+\.\.\.$/u);
  assert.ok(sentence.length <= 204);
});
