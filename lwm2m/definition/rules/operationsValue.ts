import { itemExample } from "./example.js";
import { certainly, checkEnumeration, probably } from "./enumerated.js";
import { itemFieldsNamed } from "./fields.js";
import { operationValues } from "../structure.js";
import type { Rule } from "./rule.js";

const meanings = new Map([
  ...certainly({
    R: ["r", "read", "readonly", "ro"],
    W: ["w", "write", "writeonly", "wo"],
    RW: ["rw", "wr", "readwrite", "writeread"],
    E: ["e", "x", "exe", "exec", "execute", "executable"],
  }),
  ...probably({ "": ["none", "na", "no", "nooperation", "nooperations"] }),
]);

/** Checks the operations of each resource. */
export const operationsValue: Rule = {
  id: "operations-value",
  oma: 411,
  level: "error",
  title: "Operations is R, W, RW or E, or empty.",
  explanation:
    "Operations says what a LwM2M Server may do with the resource: read it (R), write it (W), both (RW) or execute it " +
    "(E). An empty element means that only the LwM2M Bootstrap-Server has access. The schema takes nothing else: no " +
    "other order, no lower case, no blanks, and no mixture of E with another operation.\n\n" +
    "In the published files 4750 resources are R, 2361 RW, 617 E, 106 W and 136 empty; none is written in another way.",
  source: "LwM2M TS 1.2 Appendix D.1; OMA validation error 411",
  bad: itemExample({ Operations: "«WR»" }),
  good: itemExample({ Operations: "RW" }),
  check(file) {
    return checkEnumeration(itemFieldsNamed(file, "Operations"), enumeration);
  },
};

const enumeration = {
  values: operationValues.map(({ value }) => value),
  inWords: "R, W, RW or E, or empty",
  guess: (folded: string) => meanings.get(folded),
};
