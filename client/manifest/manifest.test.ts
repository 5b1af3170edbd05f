import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { defaultServerSettings } from "../../engine/protocol/server.js";
import { tagModes } from "../language/otherXmlExtensions.js";
import { entries, get, list, manifest } from "./testing/manifest.js";
import { generatedFiles, ruleSettings } from "./ruleSettings.js";

const commands = list(get(manifest, "contributes", "commands"));
const settings = list(get(manifest, "contributes", "configuration")).flatMap((section) =>
  entries(get(section, "properties")),
);

/** Reads a source file of the client. */
function source(path: string): string {
  return readFileSync(`client/${path}`, "utf8");
}

test("every command has our category, a title, and an implementation", () => {
  const files = [
    ...["commands/register.ts", "generate/register.ts"],
    ...["devices/commands/register.ts", "messages/commands.ts"],
  ];
  const implemented = files.flatMap((file) =>
    [...source(file).matchAll(/"(lwm2m\.[a-zA-Z]+)":/gu)].map(([, id]) => id),
  );
  assert.deepEqual(commands.map((command) => get(command, "command")).toSorted(), implemented.toSorted());
  for (const command of commands) {
    assert.equal(get(command, "category"), "LwM2M");
    assert.match(String(get(command, "title")), /^(?:(?:LwM2M|PSK|TypeScript|[A-Z][a-z]+|in|to|of|a|as|from) ?)+…?$/u);
  }
});

test("menus and keys name commands that exist", () => {
  const ids = new Set(commands.map((command) => get(command, "command")));
  const items = list(get(manifest, "contributes", "menus")).flatMap(list);
  for (const item of [...items, ...list(get(manifest, "contributes", "keybindings"))]) {
    assert.ok(ids.has(get(item, "command")));
  }
});

test("view containers, welcome texts and their links belong to views and commands that exist", () => {
  const ids = new Set(commands.map((command) => get(command, "command")));
  const views = entries(get(manifest, "contributes", "views")).flatMap(([, inside]) => list(inside));
  const names = views.map((view) => get(view, "id"));
  for (const welcome of list(get(manifest, "contributes", "viewsWelcome"))) {
    assert.ok(names.includes(get(welcome, "view")));
    const contents = String(get(welcome, "contents"));
    for (const [, id = ""] of contents.matchAll(/\(command:([a-zA-Z0-9.]+)/gu)) {
      assert.ok(ids.has(id) || id.startsWith("workbench."), id);
    }
  }
});

test("what talks to devices waits for trust, and hides where no extension host can open a socket", () => {
  const restricted = list(get(manifest, "capabilities", "untrustedWorkspaces", "restrictedConfigurations"));
  for (const key of Object.keys(defaultServerSettings)) assert.ok(restricted.includes(`lwm2m.server.${key}`), key);
  for (const view of entries(get(manifest, "contributes", "views")).flatMap(([, inside]) => list(inside))) {
    assert.equal(get(view, "when"), "!isWeb || remoteName");
  }
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
    [
      ...["lwm2m.rules", "lwm2m.editor.tags", "lwm2m.editor.foldLicenseHeader"],
      ...["lwm2m.server.host", "lwm2m.server.port", "lwm2m.server.securePort"],
      "lwm2m.trace.server",
    ],
  );
  for (const [key, standard] of Object.entries(defaultServerSettings)) {
    assert.equal(get(settings.find(([id]) => id === `lwm2m.server.${key}`)?.[1], "default"), standard);
    assert.match(source("devices/commands/server.ts"), new RegExp(`get\\("server\\.${key}"`, "u"));
  }
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
    ...list(get(manifest, "contributes", "viewsContainers"))
      .flatMap(list)
      .map((container) => get(container, "icon")),
    ...list(get(manifest, "contributes", "views"))
      .flatMap(list)
      .map((view) => get(view, "icon")),
  ];
  for (const path of files) assert.ok(existsSync(String(path)), String(path));
});

test("the extension wakes up for XML and for its commands only", () => {
  assert.deepEqual(get(manifest, "activationEvents"), ["onLanguage:xml"]);
});
