import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDefinitionFile } from "../definition/definitionFile.js";
import { fileText, itemText, objectText } from "../definition/rules/example.js";
import { definitionSources } from "./definitionSources.js";

/** Reads a file, and expects mistakes at these texts. */
function checkMistakes(text: string, places: readonly string[]): void {
  const { sources, mistakes } = definitionSources(parseDefinitionFile(text), "tank.xml");
  assert.deepEqual(
    mistakes.map(({ span }) => text.slice(span.start, span.end)),
    places,
  );
  if (places.length > 0) assert.deepEqual(sources, []);
}

const object = (fields: Parameters<typeof objectText>[0] = {}): string => fileText(objectText(fields));
const item = (fields: Parameters<typeof itemText>[0]): string => object({ Resources: [itemText(fields)] });

test("a file gives its objects by its own name", () => {
  const text = fileText([objectText(), objectText({ ObjectID: "10998", Name: "Vessel" })].join("\n"));
  const { sources } = definitionSources(parseDefinitionFile(text), "tank.xml");
  assert.deepEqual(
    sources.map(({ definition, from }) => [definition.id, definition.name, from]),
    [
      [10999, "Tank", "tank.xml"],
      [10998, "Vessel", "tank.xml"],
    ],
  );
});

test("whatever would be guessed keeps all objects of the file from being generated", () => {
  checkMistakes(item({ Type: "Intger" }), ["Intger"]);
  checkMistakes(item({ Operations: "X" }), ["X"]);
  checkMistakes(item({ Mandatory: "Maybe" }), ["Maybe"]);
  checkMistakes(object({ ObjectVersion: "one" }), ["one"]);
  checkMistakes(object({ ObjectID: "many" }), ["many"]);
  checkMistakes(object().replace("</Name>", ""), ["Name"]);
  checkMistakes(fileText([objectText(), objectText({ ObjectID: "x" })].join("\n")), ["x"]);
});

test("no comment and no missing element hides that something is unclear", () => {
  const silenced = item({ Type: "Intger" }).replace("<Type>", "<!-- lwm2m-disable-next-line type-value -->\n<Type>");
  checkMistakes(silenced, ["Intger"]);
  checkMistakes(item({}).replace(/<Operations>.*<\/Operations>/u, ""), ['<Item ID="0">']);
  checkMistakes(object().replace(/<Name>Tank<\/Name>/u, ""), ['<Object ObjectType="MODefinition">']);
});

test("each element that the model is made of has to be there", () => {
  for (const name of ["Operations", "MultipleInstances", "Mandatory", "Type"]) {
    const start = item({}).indexOf("<Item");
    const [head, items] = [item({}).slice(0, start), item({}).slice(start)];
    const text = head + items.replace(new RegExp(`<${name}>.*?</${name}>`, "u"), "");
    checkMistakes(text, ['<Item ID="0">']);
  }
  for (const name of ["Name", "ObjectID", "MultipleInstances", "Mandatory"]) {
    const text = object().replace(new RegExp(`<${name}>.*?</${name}>`, "u"), "");
    checkMistakes(text, ['<Object ObjectType="MODefinition">']);
  }
  checkMistakes(object().replace(/<Resources>[^]*<\/Resources>/u, ""), ['<Object ObjectType="MODefinition">']);
  checkMistakes(object().replaceAll("Resources>", "Resurces>"), ["Resurces"]);
  checkMistakes(item({ Type: "Intger" }).replace(/(?<=<Item[^]*)<Name>.*?<\/Name>/u, ""), ['<Item ID="0">', "Intger"]);
  checkMistakes(item({}).replaceAll(/(?<=<\/?)Item/gu, "Itm"), ["Itm"]);
});

test("a file that breaks other rules, such as those of style, is generated from", () => {
  checkMistakes(object({ Description1: "" }), []);
  checkMistakes(item({ RangeEnumeration: "0..3, 99", Units: "furlong" }), []);
});
