import { itemExample } from "./example.js";
import { certainly, checkEnumeration, probably } from "./enumerated.js";
import { fieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";

const meanings = new Map([
  ...certainly({
    Mandatory: ["mandatory", "yes", "true", "required", "manditory", "mandatary", "mandantory"],
    Optional: ["optional", "no", "false", "optionnal", "optinal", "opional", "notmandatory"],
  }),
  ...probably({ Mandatory: ["1", "m", "y", "must"], Optional: ["0", "o", "n", "may"] }),
]);

/** Checks Mandatory of objects and resources. */
export const mandatoryValue: Rule = {
  id: "mandatory-value",
  oma: 415,
  level: "error",
  title: "Mandatory is Mandatory or Optional.",
  explanation:
    "For a resource the element says whether every object instance has it, for an object whether every LwM2M Client " +
    "supports it. The schema takes the two words Mandatory and Optional and nothing else. Yes and No are a common slip " +
    "in definitions that are submitted to OMA.",
  source: "LwM2M TS 1.2 Appendix D.1; OMA validation error 415",
  bad: itemExample({ Mandatory: "«Yes»" }),
  good: itemExample({ Mandatory: "Mandatory" }),
  check(file) {
    return checkEnumeration(fieldsNamed(file, "Mandatory"), enumeration);
  },
};

const enumeration = {
  values: ["Mandatory", "Optional"],
  inWords: "Mandatory or Optional",
  guess: (folded: string) => meanings.get(folded),
};
