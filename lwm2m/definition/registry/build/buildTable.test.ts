import assert from "node:assert/strict";
import { test } from "node:test";
import { fileText, itemText, objectText } from "../../rules/example.js";
import { loadRegistry } from "../loadRegistry.js";
import { printTable } from "../printTable.js";
import { buildTable, type BuildResult } from "./buildTable.js";
import type { RegistryFiles } from "./files.js";

/** A small registry: object 10 in two versions, object 9 in one, one reusable resource. */
const sample: Readonly<Record<string, string>> = {
  "Common.xml": common(commonItem("5700", { Name: "Sensor Value", RangeEnumeration: " 0..9 " })),
  "DDF.xml": ddf(
    ["10", "1.0", "version_history/10-1_0.xml"],
    ["10", "1.1", "10.xml"],
    ["9", "1.0", "9.xml"],
    ["8", "1.0", ""],
  ),
  "9.xml": object("9", "1.0"),
  "10.xml": object("10", "1.1"),
  "version_history/9-1_0.xml": object("9", "1.0"),
  "version_history/10-1_0.xml": object("10", "1.0"),
  "version_history/10-1_1.xml": object("10", "1.1"),
  "LWM2M.xsd": "no XML, but nobody asks",
};

function object(id: string, version: string, description = "A tank & <more>."): string {
  const urn = `urn:oma:lwm2m:oma:${id}${version === "1.0" ? "" : `:${version}`}`;
  const items = [
    itemText({ id: "1", Description: `<![CDATA[${description}]]>` }),
    itemText({ id: "0", Operations: "E", Type: "" }),
  ];
  return fileText(
    objectText({ ObjectID: id, ObjectVersion: version === "1.0" ? null : version, ObjectURN: urn, Resources: items }),
  );
}

function commonItem(id: string, fields: Readonly<Record<string, string>>): string {
  const all = { Operations: "R", Type: "Float", Units: "", Description: "What it measures.", ...fields };
  const lines = Object.entries(all).map(([name, value]) => `<!-- ${name} -->\n<${name}>${value}</${name}>`);
  return `<Item ID="${id}">\n${lines.join("\n")}\n</Item>`;
}

function common(...items: readonly string[]): string {
  return `<?xml version="1.0"?>\n<LWM2M><Object ObjectType="CommonResources"><Resources>\n${items.join("\n")}\n</Resources></Object></LWM2M>\n`;
}

function ddf(...entries: readonly (readonly [string, string, string])[]): string {
  const items = entries.map(
    ([id, version, file]) => `<Item><ObjectID>${id}</ObjectID><Ver>${version}</Ver><DDF>${file}</DDF></Item>`,
  );
  return `<DDFList>\n${items.join("\n")}\n</DDFList>\n`;
}

/** Files in memory; null takes one away. */
function memory(changes: Readonly<Record<string, string | null>> = {}, order = 1): RegistryFiles {
  const files = new Map<string, string>();
  for (const [path, text] of Object.entries({ ...sample, ...changes })) if (text !== null) files.set(path, text);
  const folderOf = (path: string): string => path.split("/").slice(0, -1).join("/");
  return {
    list: (folder) => {
      const paths = [...files.keys()].filter((path) => folderOf(path) === folder);
      return Promise.resolve(
        paths.map((path) => path.split("/").at(-1) ?? "").sort((a, b) => order * (a < b ? -1 : 1)),
      );
    },
    read: (path) => {
      const text = files.get(path);
      return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
    },
  };
}

const source = { commit: "0123456789abcdef0123456789abcdef01234567", date: "2024-02-22" };

async function bytes(files: RegistryFiles): Promise<string> {
  return printTable((await buildTable(files, source)).table);
}

/** Checks what a changed sample makes the builder say. */
async function checkProblems(
  changes: Readonly<Record<string, string | null>>,
  expected: readonly string[],
): Promise<BuildResult> {
  const result = await buildTable(memory(changes), source);
  assert.deepEqual(
    result.problems.map(({ level, path, message }) => `${level} ${path}: ${message}`),
    expected,
  );
  return result;
}

test("a sound registry becomes a table without problems", async () => {
  const { table } = await checkProblems({}, []);
  const registry = loadRegistry(JSON.parse(printTable(table)));
  assert.equal(registry.source.commit, source.commit);
  assert.equal(registry.source.date, "2024-02-22");
  assert.deepEqual(
    registry.objects.map(({ id, version }) => [id, version]),
    [
      [9, "1.0"],
      [10, "1.1"],
    ],
  );
  assert.equal(registry.versions(10).length, 2);
  assert.equal(registry.reusableResource(5700)?.range, "0..9");
  const [first, second] = registry.object(9)?.resources ?? [];
  assert.deepEqual([first?.id, first?.type, second?.id, second?.type], [1, "Integer", 0, undefined]);
});

test("the table is the same bytes for line ends, file order and repetition", async () => {
  const expected = await bytes(memory());
  const withCrlf = Object.fromEntries(
    Object.entries(sample).map(([path, text]) => [path, `\uFEFF${text.replace(/\n/gu, "\r\n")}`]),
  );
  assert.equal(await bytes(memory()), expected);
  assert.equal(await bytes(memory({}, -1)), expected);
  assert.equal(await bytes(memory(withCrlf)), expected);
});

test("the table names descriptions by digest, and no other content of the files is prose", async () => {
  const text = await bytes(memory());
  assert.doesNotMatch(text, /tank|measures/u);
  const changed = {
    "9.xml": object("9", "1.0", "Another."),
    "version_history/9-1_0.xml": object("9", "1.0", "Another."),
  };
  assert.notEqual(await bytes(memory(changed)), text);
});

test("prose in the range of an object's resource is left out", async () => {
  const prose = fileText(
    objectText({
      ObjectID: "9",
      ObjectURN: "urn:oma:lwm2m:oma:9",
      Resources: [itemText({ RangeEnumeration: "see the list of values below" })],
    }),
  );
  const { table } = await checkProblems({ "9.xml": prose, "version_history/9-1_0.xml": prose }, []);
  assert.equal(table.objects[0]?.resources[0]?.[6], null);
  assert.equal(loadRegistry(table).object(9)?.resources[0]?.range, "");
});

test("a missing file is a problem", async () => {
  await checkProblems({ "Common.xml": null }, [
    "error Common.xml: The file is missing; is this a folder of the OMA registry?",
  ]);
  await checkProblems({ "DDF.xml": null }, [
    "error DDF.xml: The file is missing; is this a folder of the OMA registry?",
  ]);
  await checkProblems({ "version_history/10-1_0.xml": null }, [
    "error DDF.xml: Version 1.0 of object 10 should be in version_history/10-1_0.xml, but there is no such file.",
  ]);
  const { table } = await checkProblems({ "version_history/9-1_0.xml": null }, [
    "warning 9.xml: Its copy version_history/9-1_0.xml is missing.",
  ]);
  assert.equal(table.objects.length, 3);
});

test("XML that is not well-formed or has a DOCTYPE is a problem", async () => {
  const cut = (sample["9.xml"] ?? "").replace("</Name>", "");
  const { problems } = await buildTable(memory({ "version_history/9-1_0.xml": cut }), source);
  assert.match(problems[0]?.message ?? "", /^The XML is not well-formed at line \d+\. .+\.$/u);
  assert.equal(problems[0]?.path, "version_history/9-1_0.xml");
  const withDoctype = `<!DOCTYPE LWM2M>\n${common(commonItem("5700", { Name: "A" }))}`;
  const refused = await buildTable(memory({ "Common.xml": withDoctype }), source);
  assert.match(refused.problems[0]?.message ?? "", /DOCTYPE/u);
  assert.equal(refused.table.reusableResources.length, 0);
});

test("the same version in two files is a problem", async () => {
  await checkProblems({ "version_history/11-1_0.xml": object("9", "1.0") }, [
    "warning version_history/11-1_0.xml: The file defines object 9 version 1.0; its name should be version_history/9-1_0.xml.",
    "error version_history/9-1_0.xml: Version 1.0 of object 9 is already in version_history/11-1_0.xml.",
  ]);
});

test("a root file that differs from its copy in the history is a problem", async () => {
  await checkProblems({ "9.xml": object("9", "1.0", "Another.") }, [
    "warning 9.xml: The file differs from version_history/9-1_0.xml, which counts here; the two should be the same.",
  ]);
});

test("an object that DDF.xml does not list is a problem", async () => {
  await checkProblems({ "version_history/9-1_1.xml": object("9", "1.1") }, [
    "warning version_history/9-1_1.xml: DDF.xml does not list version 1.1 of object 9.",
  ]);
});

test("duplicates in the lists are problems", async () => {
  const twice = common(commonItem("5700", { Name: "A" }), commonItem("5700", { Name: "B" }));
  const { table } = await checkProblems({ "Common.xml": twice }, [
    "error Common.xml: Reusable resource 5700 is listed twice; the first one counts.",
  ]);
  assert.equal(table.reusableResources[0]?.[1], "A");
  const listed = ["10", "1.0", "version_history/10-1_0.xml"] as const;
  await checkProblems({ "DDF.xml": ddf(listed, listed, ["10", "1.1", "10.xml"], ["9", "1.0", "9.xml"]) }, [
    "warning DDF.xml: Version 1.0 of object 10 is listed twice.",
  ]);
});

test("values that LwM2M does not know are problems", async () => {
  const bad = common(commonItem("5700", { Name: "A", Type: "float" }), commonItem("x", { Name: "B" }));
  await checkProblems({ "Common.xml": bad }, [
    'error Common.xml: Resource 5700: Type is "float", which LwM2M does not know.',
    'error Common.xml: An Item has no ID from 0 to 65535, but "x".',
  ]);
});
