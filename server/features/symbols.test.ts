import assert from "node:assert/strict";
import { test } from "node:test";
import { fileText, itemText, objectText } from "../../lwm2m/definition/rules/example.js";
import { definition, textIn } from "../testing/fixture.js";
import { documentSymbols, flatSymbols } from "./symbols.js";

function checkOutline(text: string, expected: readonly string[]): void {
  const doc = definition(text);
  const seen: string[] = [];
  for (const object of documentSymbols(doc)) {
    seen.push(object.name);
    assert.ok(textIn(doc.source, object.range).includes(textIn(doc.source, object.selectionRange)));
    for (const item of object.children ?? []) seen.push(`  ${item.name}`);
  }
  assert.deepEqual(seen, expected);
  assert.deepEqual(
    flatSymbols(doc).map(({ name }) => name),
    expected.map((name) => name.trim()),
  );
}

test("the outline shows objects with their resources in the order of the text", () => {
  const float = itemText({ id: "5700", Name: "Sensor Value", Type: "Float" });
  const execute = itemText({ id: "5605", Name: "Reset", Operations: "E", Type: "" });
  const secret = itemText({ id: "0", Name: "Key", Operations: "", Type: "Opaque" });
  const resources = [float, execute, secret];
  checkOutline(
    fileText(objectText({ Name: "Temperature", ObjectID: "3303", ObjectVersion: "1.1", Resources: resources })),
    ["Temperature (3303, 1.1)", "  5700 Sensor Value (R, Float)", "  5605 Reset (E)", "  0 Key (bootstrap, Opaque)"],
  );
});

test("what is missing is left out, and no name is empty", () => {
  checkOutline("<LWM2M><Object><Resources><Item/><Item ID='7'><Name>", ["Object", "  Item", "  7"]);
});

test("an item in a comment is not in the outline", () => {
  const commented = `<!-- ${itemText({ id: "1" })} -->`;
  checkOutline(fileText(objectText({ Resources: [itemText(), commented] })), [
    "Tank (10999, 1.0)",
    "  0 Level (R, Integer)",
  ]);
});
