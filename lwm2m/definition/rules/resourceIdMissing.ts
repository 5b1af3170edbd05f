import { type ObjectNode, allItems } from "../definitionFile.js";
import { addAttribute } from "../edits.js";
import { itemExample, changed } from "./example.js";
import type { Rule } from "./rule.js";

/** The last ID of an object's own resources, before the reusable ones. */
const lastOwnId = 2047;

/** Finds resources without an ID. */
export const resourceIdMissing: Rule = {
  id: "resource-id-missing",
  level: "error",
  title: "Every resource has an ID.",
  explanation:
    "The attribute ID of an Item is the number by which LwM2M addresses the resource: /3/0/9 is resource 9. The schema " +
    "requires it, and nothing can be done with a resource that has none.\n\n" +
    "The fix gives the resource the first number above all of the object's own ones. Check that it is the right one: " +
    "an ID that devices already use must not change.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(itemExample({ id: null }), "<Item>", "<«Item»>"),
  good: itemExample({ id: "0" }),
  *check(file) {
    for (const item of allItems(file)) {
      const { element } = item;
      const near = element.attributes.some(({ name }) => name.toLowerCase() === "id");
      if (near || element.damaged) continue;
      const id = freeId(item.object);
      const fixes =
        id > lastOwnId
          ? []
          : [{ title: `Add ID="${id}"`, edits: [addAttribute(element, "ID", String(id))], isSafe: false }];
      yield { span: element.nameSpan, message: 'Give this resource an ID, such as ID="0".', fixes };
    }
  },
};

function freeId(object: ObjectNode): number {
  const own = object.items.flatMap(({ resourceId }) =>
    resourceId !== undefined && resourceId <= lastOwnId ? [resourceId] : [],
  );
  return own.reduce((highest, id) => Math.max(highest, id), -1) + 1;
}
