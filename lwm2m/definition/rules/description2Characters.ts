import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { asciiReason, checkAscii } from "./nonAscii.js";
import type { Rule } from "./rule.js";

/** Checks the characters of Description2. */
export const description2Characters: Rule = {
  id: "description2-characters",
  oma: 705,
  level: "warning",
  title: "Description2 is written in ASCII characters.",
  explanation: asciiReason,
  source: "OMA validation error 705",
  bad: objectExample({ Description2: "Levels go from 0 «–» 100." }),
  good: objectExample({ Description2: "Levels go from 0 - 100." }),
  check: (file) => checkAscii(file, objectFieldsNamed(file, "Description2")),
};
