import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDefinitionFile } from "./definitionFile.js";
import type { ObjectDefinition } from "./model.js";
import { objectDefinitions } from "./objectDefinition.js";
import { fileText, itemText, objectText } from "./rules/example.js";

const twoItems = [itemText({ RangeEnumeration: " 0..100 ", Units: "%" }), itemText({ id: "7", Name: "Alarm" })];
const tank = fileText(objectText({ Resources: twoItems }));

/** The definitions of a text; after other texts if they are given, as an editor sees them one after the other. */
function read(...texts: readonly string[]): readonly ObjectDefinition[] {
  return texts.reduce<readonly ObjectDefinition[]>(
    (before, text) => objectDefinitions(parseDefinitionFile(text), before),
    [],
  );
}

function resource(id: number, ...texts: readonly string[]) {
  return read(...texts)[0]?.resources.find((known) => known.id === id);
}

test("a whole file gives all facts", () => {
  assert.deepEqual(read(tank), [
    {
      id: 10999,
      name: "Tank",
      urn: "urn:oma:lwm2m:x:10999",
      lwm2mVersion: "1.0",
      version: "1.0",
      isMultiple: true,
      isMandatory: false,
      description: "A tank that reports how full it is.",
      resources: [
        {
          id: 0,
          name: "Level",
          operations: "R",
          isMultiple: false,
          isMandatory: true,
          type: "Integer",
          range: "0..100",
          units: "%",
          description: "How full the tank is.",
        },
        {
          id: 7,
          name: "Alarm",
          operations: "R",
          isMultiple: false,
          isMandatory: true,
          type: "Integer",
          range: "",
          units: "",
          description: "How full the tank is.",
        },
      ],
    },
  ]);
});

test("what a file leaves out has the meaning of the schema", () => {
  const [object] = read(
    fileText(objectText({ ObjectVersion: null, LWM2MVersion: null, ObjectURN: "", ObjectID: "10998" })),
  );
  assert.equal(object?.version, "1.0");
  assert.equal(object.lwm2mVersion, "1.0");
  assert.equal(object.urn, "urn:oma:lwm2m:x:10998");
});

test("an executable resource that had a type before has none, and an unknown type is none", () => {
  const executable = fileText(objectText({ Resources: [itemText({ Operations: "E", Type: "" })] }));
  assert.equal(resource(0, tank, executable)?.type, undefined);
  const unknown = fileText(objectText({ Resources: [itemText({ Type: "Intger" })] }));
  assert.equal(resource(0, unknown)?.name, "Level");
  assert.equal(resource(0, unknown)?.type, undefined);
});

test("what cannot be used is left out", () => {
  assert.deepEqual(read(""), []);
  assert.deepEqual(read(`<LWM2M><Object>`), []);
  for (const broken of [{ ObjectID: "" }, { ObjectID: "65536" }, { ObjectID: "3a" }, { Name: "" }]) {
    assert.deepEqual(read(fileText(objectText(broken))), []);
  }
  const items = [itemText({ id: "" }), itemText({ id: null }), itemText({ id: "1", Operations: "RX" })];
  const more = [itemText({ id: "2", Name: "" }), itemText({ id: "3", Name: "Third" }), itemText({ id: "3" })];
  const [object] = read(fileText(objectText({ Resources: [...items, ...more] })));
  assert.deepEqual(
    object?.resources.map(({ id, name }) => [id, name]),
    [[3, "Third"]],
  );
});

test("several objects of a file are all told", () => {
  const two = fileText([objectText(), objectText({ ObjectID: "10998", Name: "Vessel" })].join("\n"));
  assert.deepEqual(
    read(two).map(({ id }) => id),
    [10999, 10998],
  );
});

test("at every point of typing a resource in, those that were there before stay as they were", () => {
  const typed = itemText({ id: "9", Name: "Valve", Type: "Boolean" });
  const at = tank.indexOf("    </Resources>");
  const before = read(tank);
  for (let length = 1; length <= typed.length; length++) {
    const text = `${tank.slice(0, at)}${typed.slice(0, length)}\n${tank.slice(at)}`;
    const [object] = objectDefinitions(parseDefinitionFile(text), before);
    assert.deepEqual(
      object?.resources.filter(({ id }) => id === 0 || id === 7),
      before[0]?.resources,
      typed.slice(0, length),
    );
  }
});

test("a value that is being typed is that of before until it means something", () => {
  const changed = (from: string, to: string): string => tank.replace(from, to);
  assert.equal(resource(0, tank, changed("<Type>Integer", "<Type>Flo"))?.type, "Integer");
  assert.equal(resource(0, tank, changed("<Type>Integer", "<Type>Float"))?.type, "Float");
  assert.equal(resource(0, tank, changed("<Operations>R", "<Operations>RX"))?.operations, "R");
  assert.equal(resource(0, tank, changed("<Name>Level</Name>", "<Name>Lev</Na"))?.name, "Level");
  assert.equal(resource(0, tank, changed("<Name>Level</Name>", "<Name></Name>"))?.name, "Level");
  assert.equal(read(tank, changed("<ObjectID>10999", "<ObjectID>"))[0]?.id, 10999);
});

test("what is taken out of a sound text is gone", () => {
  const withoutAlarm = fileText(objectText({ Resources: twoItems.slice(0, 1) }));
  assert.equal(resource(7, tank, withoutAlarm), undefined);
  assert.deepEqual(read(tank, fileText("")), []);
  assert.deepEqual(
    read(tank, tank.replace("<ObjectID>10999", "<ObjectID>10998")).map(({ id }) => id),
    [10998],
  );
});
