import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { tagModes } from "../language/otherXmlExtensions.js";
import { generatedFiles, ruleSettings } from "./ruleSettings.js";

const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));

/** What stands at a path of keys. */
function get(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => entries(inner).find(([name]) => name === key)?.[1], value);
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function list(value: unknown): unknown[] {
  return entries(value).map(([, item]) => item);
}

const commands = list(get(manifest, "contributes", "commands"));
const settings = list(get(manifest, "contributes", "configuration")).flatMap((section) =>
  entries(get(section, "properties")),
);

/** Reads a source file of the client. */
function source(path: string): string {
  return readFileSync(`client/${path}`, "utf8");
}

test("every command has our category, a title, and an implementation", () => {
  const implemented = [...source("commands/register.ts").matchAll(/"(lwm2m\.[a-zA-Z]+)":/gu)].map(([, id]) => id);
  assert.deepEqual(commands.map((command) => get(command, "command")).toSorted(), implemented.toSorted());
  for (const command of commands) {
    assert.equal(get(command, "category"), "LwM2M");
    assert.match(String(get(command, "title")), /^(?:[A-Z][a-z]+|in|to|of) ?(?:(?:[A-Z][a-z]+|in|to|of) ?)*$/u);
  }
});

test("menus name commands that exist", () => {
  const ids = new Set(commands.map((command) => get(command, "command")));
  for (const item of list(get(manifest, "contributes", "menus")).flatMap(list))
    assert.ok(ids.has(get(item, "command")));
});

test("every setting has a scope, an order, a description and a default of its type", () => {
  for (const [id, setting] of settings) {
    assert.match(id, /^lwm2m\./u);
    assert.match(String(get(setting, "scope")), /^(?:resource|window|machine-overridable)$/u, id);
    assert.equal(typeof get(setting, "order"), "number", id);
    assert.match(String(get(setting, "markdownDescription")), /\.$/u, id);
    assert.equal(typeof get(setting, "default"), get(setting, "type"), id);
    assert.equal(list(get(setting, "markdownEnumDescriptions")).length, list(get(setting, "enum")).length, id);
  }
});

test("the settings that the client reads are the ones that there are", () => {
  assert.deepEqual(
    settings.map(([id]) => id),
    ["lwm2m.rules", "lwm2m.editor.tags", "lwm2m.editor.foldLicenseHeader", "lwm2m.trace.server"],
  );
  const tags = settings.find(([id]) => id === "lwm2m.editor.tags")?.[1];
  assert.deepEqual(get(tags, "enum"), [...tagModes]);
  assert.match(source("language/tags.ts"), /get\("editor\.tags"\)/u);
  assert.match(source("language/foldLicense.ts"), /\("editor\.foldLicenseHeader"/u);
  // The language client reads `trace.server` below its own id.
  assert.match(source("language/client.ts"), /new QuietLanguageClient\("lwm2m"/u);
  assert.match(readFileSync("node_modules/vscode-languageclient/lib/common/client.js", "utf8"), /'trace\.server'/u);
});

test("the setting lwm2m.rules knows every rule", () => {
  const rules = settings.find(([id]) => id === "lwm2m.rules")?.[1];
  assert.deepEqual(get(rules, "properties"), ruleSettings(), `Run "npm run generate".`);
  const [file] = generatedFiles();
  assert.deepEqual(JSON.parse(file?.text ?? ""), manifest);
});

test("restricted settings exist, and so do the files that the manifest names", () => {
  const trust = get(manifest, "capabilities", "untrustedWorkspaces");
  assert.equal(get(trust, "supported"), "limited");
  for (const id of list(get(trust, "restrictedConfigurations"))) assert.ok(settings.some(([name]) => name === id));
  const files = [
    get(manifest, "icon"),
    ...list(get(manifest, "contributes", "grammars")).map((grammar) => get(grammar, "path")),
    ...list(get(manifest, "contributes", "jsonValidation")).map((schema) => get(schema, "url")),
  ];
  for (const path of files) assert.ok(existsSync(String(path)), String(path));
});

test("the extension wakes up for XML and for its commands only", () => {
  assert.deepEqual(get(manifest, "activationEvents"), ["onLanguage:xml"]);
});
