import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hover } from "vscode-languageserver";
import { fileText, itemText, objectText, type ItemContents } from "../../lwm2m/definition/rules/example.js";
import { fixture, textIn } from "../testing/fixture.js";
import { smallRegistry } from "../testing/registry.js";
import { hover } from "./hover.js";

/** What the hover at the caret says, and about what. */
function checkHover(marked: string, about: string, expected: string | RegExp, hasMarkdown = true): void {
  const { doc, offset } = fixture(marked);
  const found = hover(doc, offset, smallRegistry, hasMarkdown);
  assert.ok(found?.range, marked);
  assert.equal(textIn(doc.source, found.range), about);
  if (typeof expected === "string") assert.equal(textOf(found), expected);
  else assert.match(textOf(found), expected);
}

function textOf({ contents }: Hover): string {
  return typeof contents === "object" && "kind" in contents ? contents.value : "";
}

function inItem(contents: ItemContents): string {
  return fileText(objectText({ Resources: [itemText(contents)] }));
}

test("an element says what it means, what it may hold and where that is written", () => {
  checkHover(
    inItem({}).replace("<Mandatory>Mandatory</Mandatory>", "<Manda|tory>Mandatory</Mandatory>"),
    "Mandatory",
    /^\*\*Mandatory\*\*[^]*- `Optional`: [^]*Appendix D\.1$/u,
  );
});

test("an item, its ID and its name show the resource card", () => {
  const card = `**5 Level** \`/10999/0/5\`  
Integer, readable and writable, mandatory, one instance  
Range: 0 to 255  
Unit: \`Cel\`, degree Celsius

How full the tank is.

Resource ID: this object's own.`;
  const item = { id: "5", Operations: "RW", RangeEnumeration: "0..255", Units: "Cel" };
  checkHover(inItem({ ...item, id: "|5" }), `ID="5"`, card);
  checkHover(inItem({ ...item, Name: "Le|vel" }), "Level", card);
  checkHover(inItem(item).replace("<Item", "<It|em"), "Item", card);
});

test("the card of a reusable resource says how it differs from Common.xml", () => {
  const same = { id: "5700", Name: "Sensor| Value", Type: "Float", RangeEnumeration: "0..100", Units: "Cel" };
  const description = "What the sensor reads now.";
  checkHover(inItem({ ...same, Description: description }), "Sensor Value", /Reusable resource, as in Common\.xml\.$/u);
  checkHover(
    inItem({ ...same, Units: "K" }),
    "Sensor Value",
    /differs from Common\.xml:\n\n- Units is `Cel` there\n- Description is another one there$/u,
  );
});

test("values are explained, the value first", () => {
  checkHover(inItem({ Units: "C|el" }), "Cel", "Unit: `Cel`, degree Celsius");
  checkHover(inItem({ Units: "bog|us" }), "bogus", "Unit: `bogus`, not known to SenML");
  checkHover(inItem({ RangeEnumeration: "|0..255" }), "0..255", "Range: 0 to 255");
  checkHover(inItem({ Type: "String", RangeEnumeration: "1..9|" }), "1..9", "Range: 1 to 9 octets long");
  checkHover(inItem({ RangeEnumeration: "on|ly some" }), "only some", "Range: `only some`");
  checkHover(inItem({ Operations: "R|" }), "R", /^\*\*R\*\* {2}\nThe LwM2M Server may read/u);
  checkHover(
    fileText(objectText({ ObjectID: "33|03" })),
    "3303",
    /^\*\*3303\*\* {2}\n2048 to 10240: [^]*Thermometer: 1\.1\.$/u,
  );
  const urn = "urn:oma:lwm2m:x:10999:1.2";
  checkHover(fileText(objectText({ ObjectURN: `|${urn}` })), urn, /^\*\*Object 10999, version 1\.2\*\*/u);
});

test("plain text has no marks", () => {
  checkHover(inItem({ Units: "K|" }), "K", "Unit: K, kelvin", false);
});

test("what has no meaning has no hover", () => {
  for (const marked of [inItem({ Description: "so|me" }), "<LWM2M><Fo|o/></LWM2M>", "<!-- no|thing --><LWM2M/>", "|"]) {
    const { doc, offset } = fixture(marked);
    assert.equal(hover(doc, offset, smallRegistry, true), null, marked);
  }
});
