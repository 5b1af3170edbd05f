import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExecuteArguments, printExecuteArguments } from "./executeArguments.js";

test("arguments inside the grammar have no problem and print as they were written", () => {
  for (const text of [
    "",
    "5",
    "2='10.3'",
    "7,0='https://www.oma.org/a,b?c=1'",
    "0='U',1",
    "0=''",
    "0,1,2,3,4,5,6,7,8,9",
  ]) {
    const { arguments: list, problems } = parseExecuteArguments(text);
    assert.deepEqual(problems, [], text);
    assert.equal(printExecuteArguments(list), text);
  }
  assert.deepEqual(parseExecuteArguments("0='U',1").arguments, [{ digit: 0, value: "U" }, { digit: 1 }]);
});

/** Texts outside the grammar: the wrong part between « and », the problem, how it is printed as it was understood. */
const wrong: readonly (readonly [marked: string, problem: string, understood: string])[] = [
  ["0,«»", "An argument is missing here.", "0"],
  ["«a»,1", "“a” does not start with a digit.", "1"],
  ["1«2»", "“2” follows the digit; only ='text' may.", "1"],
  ["0«:'x'»,1", "“:'x'” follows the digit; only ='text' may.", "0,1"],
  ["0=«U»", "The text of an argument stands between two apostrophes: ='text'.", "0='U'"],
  ["0=«'U»", "The text of an argument stands between two apostrophes: ='text'.", "0='U'"],
  ["0='a« »b'", `A blank may not stand in an argument; printable ASCII without blanks, ", ' and \\ may.`, "0='a b'"],
  ["0='«é»'", `“é” may not stand in an argument; printable ASCII without blanks, ", ' and \\ may.`, "0='é'"],
  ["1,«1»='a'", "Argument 1 is there twice.", "1,1='a'"],
];

test("a text outside the grammar says what is wrong where, and is read as it was meant", () => {
  for (const [marked, message, understood] of wrong) {
    const { arguments: list, problems } = parseExecuteArguments(marked.replaceAll(/[«»]/gu, ""));
    const span = { start: marked.indexOf("«"), end: marked.indexOf("»") - 1 };
    assert.deepEqual(problems, [{ span, message }], marked);
    assert.equal(printExecuteArguments(list), understood);
  }
});
