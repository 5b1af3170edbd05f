import { digestWithoutWhiteSpace } from "../../base/digest.js";
import type { Field } from "../definitionFile.js";
import { replace, setText } from "../edits.js";
import { reusableResourceOf } from "../registry/reusable.js";
import { itemExample } from "./example.js";
import { itemFieldsNamed } from "./fields.js";
import { reusableExample, reusableReason } from "./reusableFields.js";
import type { Edit, Fix, Rule } from "./rule.js";

/** Checks the descriptions of reusable resources. */
export const reusableDescription: Rule = {
  id: "reusable-description",
  oma: 465,
  level: "warning",
  title: "A reusable resource has the description that OMA's Common.xml gives it.",
  explanation:
    `${reusableReason}\n\n` +
    "White space does not count in the comparison. What is special to this object belongs into Description2, a text about " +
    "the object as a whole. All published files keep the descriptions of Common.xml; in files that are handed in for " +
    "publication this is the most frequent mistake of all.",
  source: "OMA validation error 465; OMA's Common.xml",
  bad: itemExample({ ...reusableExample, Description: "«Where the tank stands on the map.»" }),
  good: itemExample(reusableExample),
  *check(file, ctx) {
    for (const field of itemFieldsNamed(file, "Description")) {
      const resource = reusableResourceOf(field.item, ctx.registry);
      if (resource === undefined || field.value === resource.description) continue;
      if (digestWithoutWhiteSpace(field.value) === resource.descriptionDigest) continue;
      const { id, description } = resource;
      const wording = description === undefined ? `copy that from Item ${id} of OMA's Common.xml` : "write that";
      yield {
        span: field.span,
        message:
          `This is not how OMA's Common.xml describes reusable resource ${id}; ${wording}, ` +
          "and say what is special to this object in Description2.",
        fixes: description === undefined ? [] : [fix(field, description)],
      };
    }
  },
};

/** Not safe: the author's own words get lost. */
function fix(field: Field, description: string): Fix {
  return { title: "Write the description of Common.xml", edits: [edit(field, description)], isSafe: false };
}

/** Stays inside a CDATA section if the old text is in one that the new text cannot end. */
function edit(field: Field, description: string): Edit {
  const cdata = field.element.children.find((node) => node.kind === "cdata");
  if (cdata === undefined || !field.isVerbatim || description.includes("]]>")) {
    return setText(field.element, description);
  }
  return replace(cdata.contentSpan, description);
}
