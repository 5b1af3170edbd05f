import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { enablerVersion } from "./enablerVersion.js";
import { changed, itemExample, objectExample } from "./example.js";
import { instancesValue } from "./instancesValue.js";
import { mandatoryValue } from "./mandatoryValue.js";
import { objectVersion } from "./objectVersion.js";
import { operationsValue } from "./operationsValue.js";
import type { Rule } from "./rule.js";
import type { ItemFieldName } from "../structure.js";
import { typeValue } from "./typeValue.js";

/** Checks what an illegal text of a field is taken for: `=X` safely, `?X` with a question, undefined without a fix. */
function checkGuess(rule: Rule, name: ItemFieldName, text: string, expected: string | undefined): void {
  const [diagnostic] = checkRule(rule, itemExample({ [name]: `«${text}»` }));
  const fix = diagnostic?.fixes[0];
  const guess = fix === undefined ? undefined : `${fix.isSafe ? "=" : "?"}${fix.edits[0]?.newText ?? ""}`;
  assert.equal(guess, expected, text);
}

test("operations in another order, other letters or words are understood", () => {
  const guesses = {
    WR: "=RW",
    rw: "=RW",
    "R/W": "=RW",
    "Read, Write": "=RW",
    r: "=R",
    Execute: "=E",
    " R ": "=R",
    none: "?",
  };
  for (const [text, guess] of Object.entries(guesses)) checkGuess(operationsValue, "Operations", text, guess);
  for (const text of ["RE", "RWE", "RWX", "D"]) checkGuess(operationsValue, "Operations", text, undefined);
});

test("operations may be empty, but not blank", () => {
  checkRule(operationsValue, itemExample({ Operations: "" }));
  checkRule(operationsValue, itemExample({ Operations: "<![CDATA[RW]]>" }));
  checkRule(operationsValue, itemExample({ Operations: "« »" }), {
    messages: ["Remove the blanks in Operations."],
    fixed: itemExample({ Operations: "" }).file,
  });
});

test("types in other words are understood, less common ones with a question", () => {
  const guesses = {
    integer: "=Integer",
    int: "=Integer",
    uint32: "=Unsigned Integer",
    "unsigned integer": "=Unsigned Integer",
    UnsignedInteger: "=Unsigned Integer",
    bool: "=Boolean",
    double: "=Float",
    ObjLnk: "=Objlnk",
    "Object Link": "=Objlnk",
    CoreLnk: "=Corelnk",
    Interger: "=Integer",
    Strng: "=String",
    Flot: "?Float",
    binary: "?Opaque",
    Enum: "?Integer",
    None: "?",
    "\n Time \n": "=Time",
  };
  for (const [text, guess] of Object.entries(guesses)) checkGuess(typeValue, "Type", text, guess);
  checkGuess(typeValue, "Type", "Array", undefined);
});

test("a blank type of an executable resource is to be empty", () => {
  checkRule(typeValue, itemExample({ Operations: "E", Type: "«\n»" }), {
    fixed: itemExample({ Operations: "E", Type: "" }).file,
  });
  checkRule(typeValue, itemExample({ Operations: "R", Type: " " }));
});

test("Yes and No are understood", () => {
  const presence = {
    Yes: "=Mandatory",
    No: "=Optional",
    mandatory: "=Mandatory",
    TRUE: "=Mandatory",
    "1": "?Mandatory",
  };
  for (const [text, guess] of Object.entries(presence)) checkGuess(mandatoryValue, "Mandatory", text, guess);
  const instances = { Yes: "=Multiple", single: "=Single", Multi: "=Multiple", "1": "?Single" };
  for (const [text, guess] of Object.entries(instances)) checkGuess(instancesValue, "MultipleInstances", text, guess);
  checkGuess(mandatoryValue, "Mandatory", "Conditional", undefined);
});

test("an object's own values are judged too, and an empty one is to be written", () => {
  checkRule(mandatoryValue, objectExample({ Mandatory: "«No»" }), {
    fixed: objectExample({ Mandatory: "Optional" }).file,
  });
  const empty = changed(objectExample({ MultipleInstances: "" }), "<Mul", "<«Mul");
  checkRule(instancesValue, changed(empty, "ces></", "ces»></"), { messages: ["Write Single or Multiple."] });
});

test("versions of the enabler have two digits", () => {
  const check = (text: string, fixed: string) => {
    checkRule(enablerVersion, objectExample({ LWM2MVersion: `«${text}»` }), {
      fixed: objectExample({ LWM2MVersion: fixed }).file,
    });
  };
  check("v1.1", "1.1");
  check("1", "1.0");
  check("1.2.2", "1.2");
  check(" 1.0 ", "1.0");
  checkRule(enablerVersion, objectExample({ LWM2MVersion: "" }));
});

test("versions of the object have two digits", () => {
  const check = (text: string, meant: string | undefined, isSafe = true) => {
    const [diagnostic] = checkRule(objectVersion, objectExample({ ObjectVersion: `«${text}»` }));
    const expected = meant === undefined ? [] : [[meant, isSafe]];
    assert.deepEqual(
      diagnostic?.fixes.map(({ edits: [edit], isSafe }) => [edit?.newText, isSafe]),
      expected,
    );
  };
  check("2", "2.0");
  check("v1.1", "1.1");
  check("1,1", "1.1");
  check("01.1", "1.1");
  check("1.1.0", "1.1");
  check("1.1.5", "1.1", false);
  check(" 1.1\n", "1.1");
  check("1.10", undefined);
  check("one", undefined);
});
