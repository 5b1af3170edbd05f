import type { ItemNode, ObjectNode } from "../../lwm2m/definition/definitionFile.js";

/** `5700 Sensor Value (R, Float)`: an item in one line. What is missing is left out; never empty. */
export function itemLabel(item: ItemNode): string {
  const id = item.id?.value?.trim() ?? "";
  const head = words(id, item.field("Name")?.value);
  return withBrackets(head === "" ? "Item" : head, [operationsWord(item), item.field("Type")?.value]);
}

/** `Temperature (3303, 1.1)`: an object in one line. What is missing is left out; never empty. */
export function objectLabel(object: ObjectNode): string {
  const name = object.field("Name")?.value ?? "";
  const version = object.field("ObjectVersion")?.value;
  return withBrackets(name === "" ? "Object" : oneLine(name), [object.field("ObjectID")?.value, version]);
}

/** Empty Operations are legal and mean that only the Bootstrap-Server has access. */
function operationsWord(item: ItemNode): string | undefined {
  const operations = item.field("Operations");
  return operations?.value === "" ? "bootstrap" : operations?.value;
}

function words(...parts: readonly (string | undefined)[]): string {
  return oneLine(parts.filter((part) => part !== undefined && part !== "").join(" "));
}

function withBrackets(head: string, parts: readonly (string | undefined)[]): string {
  const inside = parts.flatMap((part) => (part === undefined || part === "" ? [] : [oneLine(part)]));
  return inside.length === 0 ? head : `${head} (${inside.join(", ")})`;
}

/** A label that damage has made long would push everything else out of sight. */
const longestLabel = 120;

function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > longestLabel ? `${line.slice(0, longestLabel)}…` : line;
}
