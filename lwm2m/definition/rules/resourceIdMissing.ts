import type { ItemNode } from "../definitionFile.js";
import { addAttribute } from "../edits.js";
import type { XmlElement } from "../xml/tree.js";
import { changed, itemExample } from "./example.js";
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
  *check({ objects }) {
    for (const { items } of objects) {
      const without = items.filter(({ element, id }) => id === undefined && !element.damaged && !hasNearId(element));
      if (without.length === 0) continue;
      const id = freeId(items);
      const add = { title: `Add ID="${id}"`, isSafe: false };
      for (const { element } of without) {
        const fixes = id > lastOwnId ? [] : [{ ...add, edits: [addAttribute(element, "ID", String(id))] }];
        yield { span: element.nameSpan, message: 'Give this resource an ID, such as ID="0".', fixes };
      }
    }
  },
};

/** An attribute `id` is reported by itself. */
function hasNearId(element: XmlElement): boolean {
  return element.attributes.some(({ name }) => name.toLowerCase() === "id");
}

function freeId(items: readonly ItemNode[]): number {
  const own = items.flatMap(({ resourceId: id }) => (id !== undefined && id <= lastOwnId ? [id] : []));
  return own.reduce((highest, id) => Math.max(highest, id), -1) + 1;
}
