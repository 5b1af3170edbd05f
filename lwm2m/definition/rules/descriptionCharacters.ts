import { itemExample } from "./example.js";
import { itemFieldsNamed } from "./fields.js";
import { asciiReason, checkAscii } from "./nonAscii.js";
import type { Rule } from "./rule.js";

/** Checks the characters of the description of each resource. */
export const descriptionCharacters: Rule = {
  id: "description-characters",
  oma: 420,
  level: "warning",
  title: "The description of a resource is written in ASCII characters.",
  explanation:
    `${asciiReason}\n\n` +
    "Published files still have curly apostrophes, ellipses and special blanks in their descriptions.",
  source: "OMA validation error 420",
  bad: itemExample({ Description: "The level«…» 0 «–» 100." }),
  good: itemExample({ Description: "The level... 0 - 100." }),
  check: (file) => checkAscii(file, itemFieldsNamed(file, "Description")),
};
