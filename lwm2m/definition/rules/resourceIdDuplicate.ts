import type { ItemNode } from "../definitionFile.js";
import { itemText, objectExample } from "./example.js";
import { quote } from "../../base/quote.js";
import type { Rule } from "./rule.js";

/** Checks that no object defines a resource twice. */
export const resourceIdDuplicate: Rule = {
  id: "resource-id-duplicate",
  oma: 451,
  level: "error",
  title: "No two resources of an object have the same ID.",
  explanation:
    "The ID alone says which resource is read or written, so a second one with the same ID can never be reached. The " +
    "schema does not look for this. Some tools reject such a file, others silently keep the last resource.\n\n" +
    "It mostly happens when an Item is copied or two versions of an object are merged. No published file has it.",
  source: "LwM2M TS 1.2 §7.3; OMA validation error 451",
  bad: objectExample({
    Resources: [itemText({ id: "0", Name: "Level" }), itemText({ id: "«0»", Name: "Volume", Mandatory: "Optional" })],
  }),
  good: objectExample({
    Resources: [itemText({ id: "0", Name: "Level" }), itemText({ id: "1", Name: "Volume", Mandatory: "Optional" })],
  }),
  *check(file) {
    for (const object of file.objects) {
      const firstById = new Map<number, ItemNode>();
      for (const item of object.items) {
        if (item.id === undefined || item.resourceId === undefined) continue;
        const first = firstById.get(item.resourceId);
        if (first?.id === undefined) {
          firstById.set(item.resourceId, item);
          continue;
        }
        const name = first.field("Name")?.value ?? "";
        yield {
          span: item.id.valueSpan,
          message:
            `${item.resourceId} is already the ID of ${name === "" ? "another resource" : quote(name)}; ` +
            "write an ID that this object does not use yet, or remove one of the two.",
          related: [{ span: first.id.valueSpan, message: `Resource ${item.resourceId} is first defined here.` }],
        };
      }
    }
  },
};
