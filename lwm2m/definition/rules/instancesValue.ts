import { itemExample } from "./example.js";
import { certainly, checkEnumeration, probably } from "./enumerated.js";
import { fieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";

const meanings = new Map([
  ...certainly({
    Single: ["single", "no", "false", "singel"],
    Multiple: ["multiple", "multi", "yes", "true", "multipel", "mutiple"],
  }),
  ...probably({ Single: ["one", "1", "0"], Multiple: ["many", "several", "n"] }),
]);

/** Checks MultipleInstances of objects and resources. */
export const instancesValue: Rule = {
  id: "instances-value",
  oma: 414,
  level: "error",
  title: "MultipleInstances is Single or Multiple.",
  explanation:
    "The element says whether an object or a resource may have several instances. The schema takes the two words " +
    "Single and Multiple and nothing else. Code generators compare the text exactly, so that another spelling either " +
    "stops them or makes an array out of a value.",
  source: "LwM2M TS 1.2 Appendix D.1; OMA validation error 414",
  bad: itemExample({ MultipleInstances: "«Yes»" }),
  good: itemExample({ MultipleInstances: "Multiple" }),
  check(file) {
    return checkEnumeration(fieldsNamed(file, "MultipleInstances"), enumeration);
  },
};

const enumeration = {
  values: ["Single", "Multiple"],
  inWords: "Single or Multiple",
  guess: (folded: string) => meanings.get(folded),
};
