import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { changed, itemExample } from "./example.js";
import { executableMultiple } from "./executableMultiple.js";
import { typeMissing } from "./typeMissing.js";
import { typeOnExecutable } from "./typeOnExecutable.js";

test("a resource needs a type unless it is executable, also without operations", () => {
  for (const Operations of ["R", "W", "RW", ""]) {
    checkRule(typeMissing, changed(itemExample({ Operations, Type: " " }), "<Type>", "<«Type»>"));
  }
  checkRule(typeMissing, itemExample({ Operations: "E", Type: "" }));
});

test("while the operations are unknown nobody can tell whether there is a type", () => {
  checkRule(typeMissing, itemExample({ Operations: "WR", Type: "" }));
  checkRule(typeMissing, itemExample({ Operations: null, Type: "" }));
  checkRule(typeMissing, itemExample({ Operations: "E &", Type: "" }));
});

test("several instances are certainly wrong only where there is no type either", () => {
  const check = (Type: string) => {
    const fixed = itemExample({ Operations: "E", MultipleInstances: "Single", Type }).file;
    const bad = itemExample({ Operations: "E", MultipleInstances: "«Multiple»", Type });
    return checkRule(executableMultiple, bad, { fixed })[0]?.fixes[0]?.isSafe;
  };
  assert.equal(check(""), true);
  assert.equal(check("String"), false);
});

test("the type of an executable resource is emptied only if asked for", () => {
  const bad = itemExample({ Operations: "E", Type: "«Integer»" });
  const [diagnostic] = checkRule(typeOnExecutable, bad, { fixed: itemExample({ Operations: "E", Type: "" }).file });
  assert.equal(diagnostic?.fixes[0]?.isSafe, false);
});
