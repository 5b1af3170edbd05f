import { digestWithoutWhiteSpace } from "../../lwm2m/base/digest.js";
import type { ItemNode } from "../../lwm2m/definition/definitionFile.js";
import type { ReusableResource } from "../../lwm2m/definition/model.js";
import { reusableFields, reusableText } from "../../lwm2m/definition/registry/reusable.js";
import { code } from "../text/markdown.js";

/** How an item differs from the reusable resource of its ID: one line of Markdown a field. */
export function differences(item: ItemNode, known: ReusableResource): readonly string[] {
  return reusableFields.flatMap((name) => {
    const written = item.field(name)?.value;
    if (written === undefined) return [];
    if (name === "Description") {
      return digestWithoutWhiteSpace(written) === known.descriptionDigest ? [] : ["Description is another one there"];
    }
    const expected = reusableText(known, name) ?? "";
    return written === expected ? [] : [`${name} is ${expected === "" ? "empty" : code(expected)} there`];
  });
}
