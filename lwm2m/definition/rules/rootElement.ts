import { attributeNamed } from "../definitionFile.js";
import { removeAttribute, rename } from "../edits.js";
import type { XmlElement } from "../xml/tree.js";
import { fileExample, fileText, objectText } from "./example.js";
import { quote } from "../../base/quote.js";
import type { Finding, Rule } from "./rule.js";

/** Checks the root element and that it is in no namespace. */
export const rootElement: Rule = {
  id: "root-element",
  level: "error",
  title: "The root element is LWM2M, in no namespace.",
  explanation:
    "Every tool looks for a root element of the name LWM2M, in capitals and without a prefix. The schemas define it in " +
    "no namespace, so an attribute xmlns on it turns it and everything inside it into other elements.\n\n" +
    "All published files follow this rule.",
  source: "Schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: fileExample(fileText(objectText()).replace("<LWM2M ", '<LWM2M «xmlns="urn:oma:lwm2m"» ')),
  good: fileExample(fileText(objectText())),
  *check({ doc: { root }, text }) {
    if (root === undefined) return;
    if (root.name !== "LWM2M") yield wrongName(text, root);
    const namespace = attributeNamed(root, "xmlns");
    if (namespace?.value === undefined || namespace.value === "") return;
    yield {
      span: { start: namespace.start, end: namespace.end },
      message: "Remove this namespace; the elements of an object definition are in none.",
      fixes: [{ title: "Remove the namespace", edits: [removeAttribute(text, namespace)], isSafe: true }],
    };
  },
};

/** Only a word of the same letters, with a prefix or not, is certain to be meant as LWM2M. */
function wrongName(text: string, root: XmlElement): Finding {
  const isCertain = /^(?:.*:)?lwm2m$/iu.test(root.name);
  return {
    span: root.nameSpan,
    message: `Name the root element LWM2M instead of ${quote(root.name)}.`,
    fixes: [{ title: "Rename it to LWM2M", edits: rename(text, root, "LWM2M"), isSafe: isCertain }],
  };
}
