import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDefinitionFile } from "./definitionFile.js";
import { freeObjectId, newDefinition, objectIdProblem, objectNameProblem, usableIdClasses } from "./newDefinition.js";
import { recognizesDefinition } from "./recognize.js";
import { emptyRegistry } from "./registry/emptyRegistry.js";
import { validateText } from "./validate.js";

const nobody = (): undefined => undefined;

test("a new definition of any class has no error and nothing that OMA's validator rejects", () => {
  for (const { first, last, title } of usableIdClasses) {
    for (const id of [first, last]) {
      const { text } = newDefinition({ id, name: "Tank & <Level>" });
      const diagnostics = validateText(text, {
        levels: new Map(),
        registry: emptyRegistry,
        fileName: `${id}.xml`,
        isPrivateObjectId: () => false,
        isPrivateResourceId: () => false,
      });
      const rejected = diagnostics.filter(({ level, oma }) => level === "error" || oma !== undefined);
      assert.deepEqual(rejected, [], title);
      assert.ok(recognizesDefinition(text));
    }
  }
});

test("a new definition carries its ID, its name and the URN of its class", () => {
  const { text, description } = newDefinition({ id: 10999, name: " Tank & Level " });
  const [object] = parseDefinitionFile(text).objects;
  assert.equal(object?.field("Name")?.value, "Tank & Level");
  assert.equal(object.field("ObjectID")?.value, "10999");
  assert.equal(object.field("ObjectURN")?.value, "urn:oma:lwm2m:x:10999");
  assert.equal(object.field("Description1")?.value, text.slice(description.start, description.end));
  assert.equal(object.items.length, 1);
  assert.ok(text.endsWith("</LWM2M>\n"));
});

test("only objects that will be published come with OMA's license", () => {
  const licensed = usableIdClasses.filter(({ first }) => newDefinition({ id: first, name: "A" }).text.includes("BSD"));
  assert.deepEqual(
    licensed.map(({ kind }) => kind),
    ["oma", "ipso", "ext", "registered"],
  );
});

function usable(kind: string): (typeof usableIdClasses)[number] {
  const found = usableIdClasses.find((candidate) => candidate.kind === kind);
  assert.ok(found !== undefined);
  return found;
}

test("an ID must be a free number of its class", () => {
  const owner = (id: number): string | undefined => (id === 10999 ? "is Tank in tank.xml" : undefined);
  const check = (text: string): string | undefined => objectIdProblem(text, usable("registered"), owner);
  assert.equal(check("11000"), undefined);
  assert.equal(check(" 11000 "), undefined);
  for (const text of ["", "x", "-1", "1e4", "011000", "70000"]) {
    assert.equal(check(text), "Write a number from 10241 to 32768, digits only.", text);
  }
  assert.equal(
    check("3303"),
    `Write a number from 10241 to 32768, the window "registered by a company or a person". ` +
      `3303 is in the window "other standards organization".`,
  );
  assert.equal(check("10999"), "Choose another number; 10999 is Tank in tank.xml.");
});

test("the suggested ID is the lowest that is free", () => {
  const test = usable("test");
  assert.equal(freeObjectId(test, nobody), 42769);
  assert.equal(
    freeObjectId(test, (id) => (id < 42800 ? "is taken" : undefined)),
    42800,
  );
  assert.equal(
    freeObjectId(test, () => "is taken"),
    undefined,
  );
});

test("a name is one line of ASCII words", () => {
  assert.equal(objectNameProblem("Tank Level"), undefined);
  assert.match(objectNameProblem("  ") ?? "", /^Write the name of the object/u);
  assert.match(objectNameProblem("Füllstand") ?? "", /ASCII/u);
  assert.match(objectNameProblem("Tank  Level") ?? "", /one blank/u);
});
