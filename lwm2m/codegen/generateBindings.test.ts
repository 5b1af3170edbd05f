import { test } from "node:test";
import assert from "node:assert/strict";
import { check } from "prettier";
import { describedRegistry } from "../../test/fixtures/registry.js";
import { usualBindingOptions, type BindingOptions } from "../definition/bindingOptions.js";
import type { ObjectDefinition } from "../definition/model.js";
import { registryOrigin, type BindingProblem, type BindingSource } from "./bindings.js";
import { generateBindings } from "./generateBindings.js";
import { object, resource } from "./testing/resource.js";

function registrySources(): readonly BindingSource[] {
  const registry = describedRegistry();
  const definitions = registry.objects.flatMap(({ id }) => registry.versions(id));
  return definitions.map((definition) => ({ definition, from: registryOrigin }));
}

/** What is generated of one object, by an option or two. */
function generate(definition: ObjectDefinition, options: Partial<BindingOptions> = {}) {
  return generateBindings([{ definition, from: "thing.xml" }], { ...usualBindingOptions, ...options });
}

function textOf(definition: ObjectDefinition, options: Partial<BindingOptions> = {}): string {
  const [file] = generate(definition, options).files;
  assert.ok(file !== undefined);
  return file.text;
}

function errorsOf(problems: readonly BindingProblem[]): readonly string[] {
  return problems.filter(({ level }) => level === "error").map(({ message }) => message);
}

test("generates a file for every version of every published object, without an error", () => {
  const sources = registrySources();
  const { files, problems } = generateBindings(sources, usualBindingOptions);
  assert.equal(files.length, sources.length);
  assert.equal(new Set(files.map(({ path }) => path.toLowerCase())).size, files.length);
  assert.deepEqual(errorsOf(problems), []);
});

test("the same bytes come of the registry in another order, in the order of their paths", () => {
  const sources = registrySources();
  const options = { ...usualBindingOptions, aliases: true, index: true, enumsFromDescriptions: true };
  const bindings = generateBindings(sources, options);
  assert.deepEqual(generateBindings(sources.toReversed(), options), bindings);
  const paths = bindings.files.map(({ path }) => path);
  assert.deepEqual(paths, [...paths].sort());
});

test("lines end with LF, the last one too, and code is not wider than Prettier has it", async () => {
  const { files } = generateBindings(registrySources(), { ...usualBindingOptions, enumsFromDescriptions: true });
  for (const { path, text } of files)
    assert.ok(text.endsWith("\n") && !/[\r\u2028\u2029]|\n\n$|[ \t]\n/u.test(text), path);
  const sample = files.filter((_, index) => index % 12 === 0);
  for (const { path, text } of sample) {
    assert.ok(await check(text, { parser: "typescript", printWidth: 120 }), path);
  }
});

test("an object of the registry names its own page, a file only that of an object whose ID is OMA's", () => {
  const definition = object({ id: 3303, version: "1.1", urn: "urn:oma:lwm2m:ext:3303:1.1" });
  const [file] = generateBindings([{ definition, from: registryOrigin }], usualBindingOptions).files;
  assert.match(file?.text ?? "", /@see https:\S+\/version_history\/3303-1_1\.xml\n/u);
  assert.match(textOf(definition), /@see https:\S+\/prod\/3303\.xml\n/u);
  assert.doesNotMatch(textOf(object()), /@see/u);
});

const broken: readonly (readonly [what: string, facts: Partial<ObjectDefinition>, message: RegExp])[] = [
  ["an object ID out of range", { id: 65535 }, /^The object ID 65535 of “Thing” is no whole number from 0 to 65534/u],
  ["an object ID that is no number", { id: Number.NaN }, /^The object ID NaN/u],
  ["a version that is none", { version: "1" }, /^The object version “1” is none; write one such as 1\.0\.$/u],
  ["a version with a text", { version: "1.0; evil()" }, /is none/u],
  [
    "two resources with one ID",
    { resources: [resource({ name: "A" }), resource({ name: "B" })] },
    /“A” and “B” both have the ID 0/u,
  ],
  ["a resource ID out of range", { resources: [resource({ id: 65536 })] }, /^The resource ID 65536 of “Note”/u],
];

for (const [what, facts, message] of broken) {
  test(`nothing is generated of an object with ${what}`, () => {
    const { files, problems } = generate(object(facts));
    assert.deepEqual(files, []);
    assert.match(errorsOf(problems).join("\n"), message);
  });
}

test("the other objects are generated beside a broken one", () => {
  const sources = [object({ id: 70000 }), object()].map((definition) => ({ definition, from: "things.xml" }));
  const { files, problems } = generateBindings(sources, { ...usualBindingOptions, index: true });
  assert.deepEqual(
    files.map(({ path }) => path),
    ["index.ts", "thing_33000_v1_0.ts"],
  );
  assert.equal(errorsOf(problems).length, 1);
});

test("two sources of one object version are an error that names both", () => {
  const sources = ["b.xml", "a.xml"].map((from) => ({ definition: object(), from }));
  const { files, problems } = generateBindings(sources, usualBindingOptions);
  assert.deepEqual(files, []);
  assert.deepEqual(problems, [
    {
      level: "error",
      from: "a.xml",
      objectId: 33000,
      version: "1.0",
      message: "Only one file can define version 1.0 of object 33000, but a.xml and b.xml do; leave one out.",
    },
  ]);
});

test("sources that have one name, in several folders, are counted", () => {
  const sources = ["a.xml", "b.xml", "a.xml"].map((from) => ({ definition: object(), from }));
  const [problem] = generateBindings(sources, usualBindingOptions).problems;
  assert.match(problem?.message ?? "", /, but 2 files a\.xml and b\.xml do;/u);
});

test("a readable resource without a type is left out, with a warning", () => {
  const { files, problems } = generate(object({ resources: [resource({ type: undefined, isMandatory: true })] }));
  assert.match(files[0]?.text ?? "", /resources: \{\},/u);
  assert.deepEqual(
    problems.map(({ level, resourceId }) => [level, resourceId]),
    [["warning", 0]],
  );
});

test("an executable resource with a type has none, with a warning", () => {
  const { files, problems } = generate(object({ resources: [resource({ operations: "E" })] }));
  assert.match(files[0]?.text ?? "", /type: "None", operations: "E"/u);
  assert.deepEqual(
    problems.map(({ level }) => level),
    ["warning"],
  );
});

test("a URN that names another object gives way to the one of the ID and the version", () => {
  const { files, problems } = generate(object({ urn: "urn:oma:lwm2m:x:33001", version: "1.2" }));
  assert.match(files[0]?.text ?? "", /urn: "urn:oma:lwm2m:x:33000:1\.2"/u);
  assert.equal(problems.length, 1);
});

test("an object name that is no identifier is an error", () => {
  const { files, problems } = generate(object(), { names: new Map([["33000", "1st"]]) });
  assert.deepEqual(files, []);
  assert.match(errorsOf(problems).join(""), /“1st” chosen for object 33000 is no identifier/u);
});

test("only chosen resources are there, besides mandatory ones, in the chosen order", () => {
  const names = ["Alpha", "Beta", "Gamma", "Delta"];
  const resources = names.map((name, index) => resource({ id: 4 - index, name, isMandatory: name === "Delta" }));
  const keysOf = (options: Partial<BindingOptions>): readonly string[] =>
    [...textOf(object({ resources }), options).matchAll(/ {4}(\w+): \{ id/gu)].map(([, key = ""]) => key);
  assert.deepEqual(keysOf({}), ["alpha", "beta", "gamma", "delta"]);
  assert.deepEqual(keysOf({ sort: "id" }), ["delta", "gamma", "beta", "alpha"]);
  assert.deepEqual(keysOf({ resources: [3] }), ["beta", "delta"]);
});

test("a key does not depend on which resources are chosen", () => {
  const resources = [resource({ id: 1, name: "State" }), resource({ id: 2, name: "State" })];
  assert.match(textOf(object({ resources }), { resources: [1] }), /readonly state_1\?: string;/u);
});

test("the header names the options that are not the usual ones, and only what concerns the object", () => {
  const headerOf = (options: Partial<BindingOptions>): string => textOf(object(), options).split("\n")[0] ?? "";
  assert.match(
    headerOf({}),
    /^\/\/ @generated by lwm2m-workbench \S+ from thing\.xml; sha256 [0-9a-f]{16}; options none\. Do not edit\.$/u,
  );
  assert.match(headerOf({ index: true, aliases: true }), /; options none\./u);
  const names = new Map([
    ["33000", "Gadget"],
    ["33001", "Other"],
    ["33000/1", "one"],
  ]);
  assert.match(
    headerOf({ int64: "bigint", resources: [2, 1], names, importExtension: "" }),
    /; options int64=bigint resources=1,2 33000\/1=one 33000=Gadget import-extension=none\. Do not edit\.$/u,
  );
});

test("a file's name cannot get out of the header's line", () => {
  const sources = [{ definition: object(), from: "a\nb\u2028c.xml" }];
  const [file] = generateBindings(sources, usualBindingOptions).files;
  assert.match(file?.text ?? "", /^\/\/ @generated by lwm2m-workbench \S+ from a b c\.xml; /u);
});

test("the digest is that of what the definition says", () => {
  const digestOf = (definition: ObjectDefinition): string => /sha256 (\w+)/u.exec(textOf(definition))?.[1] ?? "";
  const digest = digestOf(object({ description: "One.\nTwo." }));
  assert.equal(digestOf(object({ description: "  One.\r\n   Two.\n" })), digest);
  assert.notEqual(digestOf(object({ description: "One. Two!" })), digest);
  assert.notEqual(digestOf(object({ description: "One.\nTwo.", isMandatory: true })), digest);
});

test("an alias names the newest version of an object, by number", () => {
  const versions = ["1.9", "1.10", "1.2"];
  const sources = versions.map((version) => ({
    definition: object({ version, urn: `urn:oma:lwm2m:x:33000:${version}` }),
    from: `${version}.xml`,
  }));
  const { files } = generateBindings(sources, { ...usualBindingOptions, aliases: true });
  const alias = files.find(({ path }) => path === "thing_33000.ts");
  assert.match(alias?.text ?? "", /export \{ Thing_33000_v1_10 as Thing_33000 \} from "\.\/thing_33000_v1_10\.js";/u);
});

test("hostile texts do not take more than linear time, nor leave the comment", () => {
  for (const part of ["0:", "0 ", "- ", "a.", "*/", "@", "((", "0..", '"', "\\n", "Aa"]) {
    const text = part.repeat(50_000 / part.length);
    const definition = object({
      name: text,
      description: text,
      resources: [resource({ type: "Integer", name: text, description: text, range: text })],
    });
    const code = textOf(definition, { enumsFromDescriptions: true }).replace(/\/\*\*[\s\S]*?\*\//gu, "");
    assert.ok(!/^\s*\*/mu.test(code), part);
  }
});
