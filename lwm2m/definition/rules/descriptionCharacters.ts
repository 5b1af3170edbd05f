import { itemExample } from "./example.js";
import { itemFieldsNamed } from "./fields.js";
import { checkAscii } from "./nonAscii.js";
import type { Rule } from "./rule.js";

/** Checks the characters of the description of each resource. */
export const descriptionCharacters: Rule = {
  id: "description-characters",
  oma: 420,
  level: "warning",
  title: "The description of a resource is written in ASCII characters.",
  explanation:
    "Texts that are copied from a word processor bring curly quotation marks, long dashes and special blanks with them. " +
    "OMA's validator refuses them, and not every tool that shows a definition decodes them. Curly double quotation " +
    "marks and the en dash are errors here, as OMA lets none of them through; any other character beyond ASCII is a " +
    "warning, for curly apostrophes, ellipses and special blanks are still found in published files.",
  source: "OMA validation error 420",
  bad: itemExample({ Description: "The level«…» 0 «–» 100." }),
  good: itemExample({ Description: "The level... 0 - 100." }),
  *check(file) {
    for (const field of itemFieldsNamed(file, "Description")) yield* checkAscii(file, field);
  },
};
