import { childElements } from "../xml/query.js";
import { changed, objectExample } from "./example.js";
import { isHalfTyped } from "./fields.js";
import type { Rule } from "./rule.js";

/** Checks that an object has a resource. */
export const itemMissing: Rule = {
  id: "item-missing",
  oma: 273,
  level: "error",
  title: "An object has at least one resource.",
  explanation:
    "The element Resources holds one Item for each resource, and at least one. An object without resources carries no " +
    "value and no action, so that a Client could not report or do anything with it.",
  source: "Schemas LWM2M.xsd and LWM2M-v1_1.xsd; OMA validation error 273",
  bad: changed(objectExample({ Resources: "" }), "<Resources>", "<«Resources»>"),
  good: objectExample({}),
  *check({ objects }) {
    for (const { resources, items } of objects) {
      if (resources === undefined || items.length > 0 || isHalfTyped(resources)) continue;
      // Another element in its place is reported by itself.
      if (childElements(resources).length > 0) continue;
      yield { span: resources.nameSpan, message: "Add an Item element; an object has at least one resource." };
    }
  },
};
