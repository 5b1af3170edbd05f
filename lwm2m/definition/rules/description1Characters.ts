import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { asciiReason, checkAscii } from "./nonAscii.js";
import type { Rule } from "./rule.js";

/** Checks the characters of Description1. */
export const description1Characters: Rule = {
  id: "description1-characters",
  oma: 700,
  level: "warning",
  title: "Description1 is written in ASCII characters.",
  explanation:
    `${asciiReason}\n\n` + "Among all published files one breaks the rule: version 1.0 of object 10311 has a Greek mu.",
  source: "OMA validation error 700",
  bad: objectExample({ Description1: "A tank that says «“»full«”»." }),
  good: objectExample({ Description1: 'A tank that says "full".' }),
  check: (file) => checkAscii(file, objectFieldsNamed(file, "Description1")),
};
