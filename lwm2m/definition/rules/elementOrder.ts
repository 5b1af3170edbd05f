import { findDisorder } from "../elementOrder.js";
import { childElements } from "../xml/query.js";
import { changed, itemExample } from "./example.js";
import { irregularElements } from "./fields.js";
import type { Rule } from "./rule.js";

/** Checks the order of the elements of objects and resources. */
export const elementOrder: Rule = {
  id: "element-order",
  level: "warning",
  title: "The elements of an object and of a resource are in the order of the schema.",
  explanation:
    "The schema fixes one order. For an object it is Name, Description1, ObjectID, ObjectURN, LWM2MVersion, " +
    "ObjectVersion, MultipleInstances, Mandatory, Resources, Description2; for a resource it is Name, Operations, " +
    "MultipleInstances, Mandatory, Type, RangeEnumeration, Units, Description. A file in another order does not " +
    "validate, although most tools read it in any order. Hence this is a warning.\n\n" +
    "Of the 327 published objects 19 have another order: 511 has Description2 in third place, and 18 objects of uCIFI " +
    "order their resources in their own way. The fix moves whole elements with their comments and changes nothing else.",
  source: "Schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(itemExample({ Type: null }), "<Operations>", "<«Type»>Integer</Type>\n        <Operations>"),
  good: itemExample({}),
  *check(file) {
    for (const { element, facts } of irregularElements(file)) {
      if (facts.children.length < 2 || element.damaged) continue;
      if (childElements(element).some((child) => child.damaged)) continue;
      const disorder = findDisorder(file.text, element);
      if (disorder === undefined) continue;
      const { misplaced, belongsBehind, edit } = disorder;
      const place = belongsBehind === undefined ? "to the front" : `behind ${belongsBehind.name}`;
      const order = facts.children.map((child) => child.name).join(", ");
      yield {
        span: misplaced.nameSpan,
        message: `Move ${misplaced.name} ${place}; the order is ${order}.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: `Sort the elements of this ${element.name}`, edits: [edit], isSafe: true }],
      };
    }
  },
};
