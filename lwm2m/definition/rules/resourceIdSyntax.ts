import { allItems } from "../definitionFile.js";
import { itemExample } from "./example.js";
import { checkId } from "./idSyntax.js";
import type { Rule } from "./rule.js";

/** Checks the form of the ID of each resource. */
export const resourceIdSyntax: Rule = {
  id: "resource-id-syntax",
  level: "error",
  title: "The ID of a resource is a plain number from 0 to 65535.",
  explanation:
    "The ID of a resource has 16 bits. The schema asks for an unsigned short, yet validators differ about blanks, signs " +
    "and leading zeros. Digits alone, without leading zeros, are understood by all.\n\n" +
    "All published files are written so.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: itemExample({ id: "«+7»" }),
  good: itemExample({ id: "7" }),
  *check(file) {
    for (const { id } of allItems(file)) {
      if (id?.value === undefined) continue;
      const { value, valueSpan, nameSpan } = id;
      const span = valueSpan.start === valueSpan.end ? nameSpan : valueSpan;
      const write = (newText: string) => ({ ...valueSpan, newText });
      yield* checkId({ text: value, span, what: "a resource ID", write });
    }
  },
};
