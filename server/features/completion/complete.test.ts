import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CompletionItem } from "vscode-languageserver";
import { fileText, itemText, objectText } from "../../../lwm2m/definition/rules/example.js";
import { editedText, fixture } from "../../testing/fixture.js";
import { smallRegistry } from "../../testing/registry.js";
import { complete } from "./complete.js";
import { completionList, type CompletionSupport } from "./toLsp.js";
import { resolveItem } from "./resolve.js";

const modern: CompletionSupport = {
  hasSnippets: true,
  hasInsertReplace: true,
  defaults: new Set(["editRange", "insertTextFormat", "insertTextMode"]),
  insertsAsIs: true,
  hasMarkdown: true,
  hasLabelDetails: true,
  resolves: new Set(["documentation", "additionalTextEdits"]),
};

const minimal: CompletionSupport = {
  hasSnippets: false,
  hasInsertReplace: false,
  defaults: new Set(),
  insertsAsIs: false,
  hasMarkdown: false,
  hasLabelDetails: false,
  resolves: new Set(),
};

function labels(marked: string): readonly string[] {
  const { doc, offset } = fixture(marked);
  return complete(doc, offset, smallRegistry)?.proposals.map(({ label }) => label) ?? [];
}

/** The text after taking the proposal of that label, for a client with everything and, plain, for one with nothing. */
function checkTaken(marked: string, label: string, expected: string, plain?: string): void {
  for (const [support, wanted] of [
    [modern, expected],
    [minimal, plain],
  ] as const) {
    if (wanted === undefined) continue;
    const { doc, offset } = fixture(marked);
    const completion = complete(doc, offset, smallRegistry);
    assert.ok(completion, "nothing is proposed");
    const list = completionList(doc, completion, smallRegistry, support);
    const found = list.items.find((item) => item.label === label);
    assert.ok(found, `${label} is not among ${list.items.map((item) => item.label).join(", ")}`);
    const item = resolveItem(found, doc, smallRegistry, support.hasMarkdown);
    const edit = mainEdit(item, list.itemDefaults?.editRange);
    assert.equal(editedText(doc.source, [edit, ...(item.additionalTextEdits ?? [])]), wanted);
  }
}

function mainEdit(item: CompletionItem, defaultRange: NonNullable<CompletionListRange> | undefined) {
  const { textEdit } = item;
  if (textEdit !== undefined) {
    return { range: "range" in textEdit ? textEdit.range : textEdit.replace, newText: textEdit.newText };
  }
  assert.ok(defaultRange && item.textEditText !== undefined);
  return { range: "replace" in defaultRange ? defaultRange.replace : defaultRange, newText: item.textEditText };
}

type CompletionListRange = NonNullable<ReturnType<typeof completionList>["itemDefaults"]>["editRange"];

/** A file with an object around the items. */
function inResources(items: string): string {
  return `<LWM2M>\n  <Object>\n    <ObjectID>10999</ObjectID>\n    <Resources>\n${items}\n    </Resources>\n  </Object>\n</LWM2M>\n`;
}

describe("elements", () => {
  test("the missing ones are proposed in schema order", () => {
    assert.deepEqual(labels(inResources(`<Item ID="1"><Units></Units><Name>x</Name>|</Item>`)), [
      "Operations",
      "MultipleInstances",
      "Mandatory",
      "Type",
      "RangeEnumeration",
      "Description",
      "All missing elements",
    ]);
  });

  test("an element comes with its end tag, a stop, and its choices", () => {
    const before = (inner: string) => inResources(`      <Item ID="1">\n        ${inner}\n      </Item>`);
    checkTaken(before("|"), "Units", before("<Units>$1</Units>"), before("<Units></Units>"));
    const choice = "<MultipleInstances>${1|Single,Multiple|}</MultipleInstances>";
    checkTaken(
      before("<|"),
      "MultipleInstances",
      before(choice),
      before("<MultipleInstances>Single</MultipleInstances>"),
    );
    checkTaken(before("<Mul|"), "MultipleInstances", before(choice));
    checkTaken(before("Mul|"), "MultipleInstances", before(choice));
  });

  test("a half-typed name before another element finds its parent", () => {
    const inner = (name: string) =>
      inResources(`      <Item ID="1">\n        ${name}\n        <Units></Units>\n      </Item>`);
    checkTaken(inner("<Na|"), "Name", inner("<Name>$1</Name>"));
    checkTaken(inner("<|"), "Name", inner("<Name>$1</Name>"));
  });

  test("the name alone is replaced where the tag goes on", () => {
    checkTaken(`<LWM2M><Object><Na|m></Object></LWM2M>`, "Name", `<LWM2M><Object><Name></Object></LWM2M>`);
  });

  test("nothing is proposed where nothing may stand", () => {
    for (const marked of [
      "<LWM2M></LWM2M>|",
      "<LWM2M><Object><Foo>|</Foo></Object></LWM2M>",
      "<LWM2M><!-- | words --></LWM2M>",
      "<?xml | ?><LWM2M/>",
      "<other>|</other>",
      `<LWM2M><Object><Description1>|</Description1></Object></LWM2M>`,
    ]) {
      assert.deepEqual(labels(marked), [], marked);
    }
  });

  test("the end tag is proposed behind a slash", () => {
    checkTaken("<LWM2M><Object><Name>Tank</|", "/Name", "<LWM2M><Object><Name>Tank</Name>");
    checkTaken("<LWM2M><Object>\n</O|\n</LWM2M>", "/Object", "<LWM2M><Object>\n</Object>\n</LWM2M>");
    checkTaken(
      "<LWM2M><Object><Name>Tank</N|am></Object></LWM2M>",
      "/Name",
      "<LWM2M><Object><Name>Tank</Name></Object></LWM2M>",
    );
  });

  test("an element without its end tag does not hide what is missing", () => {
    assert.ok(labels(inResources(`<Item ID="1">\n<Name>Level\n|`)).includes("Operations"));
  });
});

describe("whole items", () => {
  test("a new item has the next free ID and the indentation of the file", () => {
    const marked = inResources(
      `${itemText({ id: "0" })}\n${itemText({ id: "7" })}\n${itemText({ id: "5700" })}\n      |`,
    );
    const { doc, offset } = fixture(marked);
    const completion = complete(doc, offset, smallRegistry);
    assert.ok(completion);
    const [item] = completionList(doc, completion, smallRegistry, modern).items;
    assert.equal(item?.label, "Item");
    assert.match(item.textEditText ?? "", /^<Item ID="\$\{1:8\}">\n {8}<Name>\$2<\/Name>\n/u);
    assert.match(item.textEditText ?? "", /\n {6}<\/Item>$/u);
    const [plain] = completionList(doc, completion, smallRegistry, minimal).items;
    assert.ok(plain?.textEdit?.newText.startsWith(`<Item ID="8">\n  <Name></Name>\n  <Operations>R</Operations>`));
  });

  test("a reusable resource brings everything that Common.xml settles", () => {
    const whole = `      <Item ID="5700">
        <Name>Sensor Value</Name>
        <Operations>R</Operations>
        <MultipleInstances>Single</MultipleInstances>
        <Mandatory>Optional</Mandatory>
        <Type>Float</Type>
        <RangeEnumeration>0..100</RangeEnumeration>
        <Units>Cel</Units>
        <Description>What the sensor reads now.</Description>
      </Item>`;
    const snippet = whole
      .replace(">Single<", ">${1|Single,Multiple|}<")
      .replace(">Optional<", ">${2|Optional,Mandatory|}<");
    checkTaken(inResources("      Sensor Va|"), "5700 Sensor Value", inResources(snippet));
    checkTaken(inResources("      <57|"), "5700 Sensor Value", inResources(snippet));
    checkTaken(inResources(`      <Item ID="57|">\n      </Item>`), "5700", inResources(whole));
    checkTaken(inResources(`      <Item ID="|"/>`), "5700", inResources(whole), inResources(whole));
    checkTaken(inResources(`      <Item ID=|></Item>`), "5700", inResources(whole));
  });

  test("an item that says something keeps it", () => {
    const item = (id: string) => inResources(`<Item ID="${id}"><Name>Mine</Name></Item>`);
    checkTaken(item("|"), "5700", item("5700"));
  });

  test("a resource that the object has is not proposed again", () => {
    const found = labels(inResources(`${itemText({ id: "5700" })}\n|`));
    assert.ok(!found.includes("5700 Sensor Value"));
    assert.ok(found.includes("5605 Reset Minimum"));
  });

  test("a name brings the ID and the empty fields of a reusable resource", () => {
    const item = (id: string, name: string, operations: string, units: string) =>
      inResources(
        `<Item ID="${id}"><Name>${name}</Name><Operations>${operations}</Operations><Units>${units}</Units></Item>`,
      );
    checkTaken(item("", "Sen|", "", ""), "Sensor Value", item("5700", "Sensor Value", "R", "Cel"));
  });
});

describe("values", () => {
  const field = (name: string, content: string) => inResources(`<Item ID="1"><${name}>${content}</${name}></Item>`);

  test("enumerated values replace what is there", () => {
    checkTaken(field("Operations", "R|"), "RW", field("Operations", "RW"), field("Operations", "RW"));
    checkTaken(field("Type", " In|t "), "Integer", field("Type", "Integer"));
    checkTaken(field("Mandatory", "|"), "Optional", field("Mandatory", "Optional"));
  });

  test("types that the object's LwM2M version does not know come last", () => {
    assert.deepEqual(labels(field("Type", "|")).slice(-2), ["Unsigned Integer", "Corelnk"]);
    const item = itemText({ Type: "|" });
    const newer = fileText(objectText({ LWM2MVersion: "1.1", Resources: [item] }));
    assert.deepEqual(labels(newer).slice(0, 3), ["String", "Integer", "Unsigned Integer"]);
  });

  test("units are found by symbol and by meaning, and written as XML", () => {
    const { doc, offset } = fixture(field("Units", "|"));
    const celsius = complete(doc, offset, smallRegistry)?.proposals.find(({ label }) => label === "Cel");
    assert.match(celsius?.filter ?? "", /^Cel .*elsius/u);
    checkTaken(field("Units", "|"), "Cel", field("Units", "Cel"));
  });

  test("the URN follows from ID and version", () => {
    const object = (urn: string) =>
      `<LWM2M><Object><ObjectID>10999</ObjectID><ObjectURN>${urn}</ObjectURN><ObjectVersion>1.1</ObjectVersion></Object></LWM2M>`;
    checkTaken(object("|"), "urn:oma:lwm2m:x:10999:1.1", object("urn:oma:lwm2m:x:10999:1.1"));
  });

  test("the object ID comes from the file's name, its version from the registry", () => {
    assert.deepEqual(labels("<LWM2M><Object><ObjectID>|</ObjectID></Object></LWM2M>"), ["10999"]);
    const object = "<LWM2M><Object><ObjectID>3303</ObjectID><ObjectVersion>|</ObjectVersion></Object></LWM2M>";
    assert.deepEqual(labels(object), ["1.1", "1.2", "2.0"]);
  });
});

describe("attributes, directives, whole files", () => {
  test("attributes that are missing, with their values", () => {
    checkTaken(
      "<LWM2M><Object |></Object></LWM2M>",
      "ObjectType",
      `<LWM2M><Object ObjectType="MODefinition"></Object></LWM2M>`,
    );
    checkTaken(
      `<LWM2M><Object ObjectType="|"/></LWM2M>`,
      "MODefinition",
      `<LWM2M><Object ObjectType="MODefinition"/></LWM2M>`,
    );
    assert.deepEqual(labels(`<LWM2M xmlns:xsi="x" |>`), ["xsi:noNamespaceSchemaLocation"]);
    const schema = "http://www.openmobilealliance.org/tech/profiles/LWM2M.xsd";
    const root = (value: string) => `<LWM2M xsi:noNamespaceSchemaLocation="${value}"/>`;
    checkTaken(root("|"), schema, root(schema));
  });

  test("the next free ID comes first", () => {
    assert.deepEqual(labels(inResources(`${itemText({ id: "3" })}<Item ID="|"></Item>`)), ["4", "5605", "5700"]);
  });

  test("a comment that begins the directive is completed", () => {
    checkTaken(
      "<LWM2M><!-- lwm2m-d| --></LWM2M>",
      "lwm2m-disable-next-line",
      "<LWM2M><!-- lwm2m-disable-next-line ${1:rule-id} --></LWM2M>",
    );
    assert.ok(labels("<LWM2M><!-- lwm2m-disable-next-line xml|").includes("xml-syntax"));
    assert.ok(labels("<LWM2M><!-- lwm2m-disable-next-line a-b, | --></LWM2M>").includes("xml-syntax"));
  });

  test("an empty file becomes a whole definition without syntax problems", () => {
    for (const marked of ["|", "<?xml version='1.0'?>\n|", "<|", "<LWM|", "  <!-- License -->\n|"]) {
      const { doc, offset } = fixture(marked);
      const completion = complete(doc, offset, smallRegistry);
      assert.ok(completion, marked);
      const [item] = completionList(doc, completion, smallRegistry, minimal).items;
      assert.ok(item);
      const text = editedText(doc.source, [mainEdit(item, undefined)]);
      assert.deepEqual(fixture(`${text}|`).doc.file.doc.problems, [], marked);
      assert.equal(text.match(/<LWM2M /gu)?.length, 1);
      assert.match(text, /<ObjectID>10999<[^]*urn:oma:lwm2m:x:10999</u);
    }
  });
});

test("a value that goes on in the next line is replaced only on the line of the caret", () => {
  checkTaken(
    `<LWM2M>\n  <Object ObjectType="M|x\nrest">\n  </Object>\n</LWM2M>\n`,
    "MODefinition",
    `<LWM2M>\n  <Object ObjectType="MODefinition\nrest">\n  </Object>\n</LWM2M>\n`,
  );
});
