import { itemExample } from "./example.js";
import { fieldsNamed } from "./fields.js";
import { checkAscii } from "./nonAscii.js";
import type { Rule } from "./rule.js";

/** Checks the characters of names. */
export const nameNotAscii: Rule = {
  id: "name-not-ascii",
  level: "warning",
  title: "Names are written in ASCII characters.",
  explanation:
    "Code generators make identifiers from names, and people search for them. A character beyond ASCII cannot be seen " +
    "or typed everywhere; the worst is a no-break space, which looks like a blank and is none. OMA checks the names of " +
    "its reusable resources in the same way.",
  source: "OMA validation error 601, applied to objects",
  bad: itemExample({ Name: "Tank«\u00a0»Level" }),
  good: itemExample({ Name: "Tank Level" }),
  *check(file) {
    for (const finding of checkAscii(file, fieldsNamed(file, "Name"))) yield { ...finding, level: "warning" };
  },
};
