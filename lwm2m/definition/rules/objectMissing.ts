import { childElements } from "../xml/query.js";
import { fileExample, fileText, objectText } from "./example.js";
import { isHalfTyped } from "./fields.js";
import type { Rule } from "./rule.js";

/** Checks that there is an object. */
export const objectMissing: Rule = {
  id: "object-missing",
  level: "error",
  title: "The file defines an object.",
  explanation:
    "The root element holds an element Object with the attribute ObjectType. The schema allows several of them; all " +
    "published files have exactly one, and several tools read only the first.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: fileExample(fileText("").replace("<LWM2M ", "<«LWM2M» ")),
  good: fileExample(fileText(objectText())),
  *check({ root, objects }) {
    if (root === undefined || objects.length > 0 || isHalfTyped(root)) return;
    // Another element in its place is reported by itself.
    if (childElements(root).length > 0) return;
    yield { span: root.nameSpan, message: "Add an Object element; the file defines no object yet." };
  },
};
