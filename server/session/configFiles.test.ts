import assert from "node:assert/strict";
import { test } from "node:test";
import type { PublishDiagnosticsParams } from "vscode-languageserver";
import { memoryFiles } from "../testing/memoryFiles.js";
import { configFiles } from "./configFiles.js";

function setUp(files: Map<string, string>, folders: readonly string[]) {
  const sent: PublishDiagnosticsParams[] = [];
  const config = configFiles({
    connection: {
      sendDiagnostics: (params) => {
        sent.push(params);
        return Promise.resolve();
      },
    },
    files: memoryFiles(files),
    encoding: () => "utf-16",
    folders: () => folders,
    isWatched: () => true,
  });
  const levelIn = async (path: string) => (await config.configFor(`file://${path}`)).levels.get("xml-syntax");
  return { config, sent, levelIn };
}

const withLevel = (level: string) => `{ "rules": { "xml-syntax": "${level}" } }`;

test("the nearest file upwards counts, and none outside of the workspace folder", async () => {
  const files = new Map([
    ["/lwm2m.config.json", withLevel("off")],
    ["/project/lwm2m.config.json", withLevel("hint")],
    ["/project/a/lwm2m.config.json", withLevel("info")],
  ]);
  const { levelIn } = setUp(files, ["/project", "/workshop"]);
  assert.equal(await levelIn("/project/a/b/c/1.xml"), "info");
  assert.equal(await levelIn("/project/b/1.xml"), "hint");
  assert.equal(await levelIn("/project/1.xml"), "hint");
  assert.equal(await levelIn("/workshop/1.xml"), undefined);
  assert.equal(await levelIn("/elsewhere/1.xml"), undefined);
});

test("a broken file shows where, and what it said before stays in force", async () => {
  const files = new Map([["/project/lwm2m.config.json", withLevel("hint")]]);
  const { config, sent, levelIn } = setUp(files, ["/project"]);
  assert.equal(await levelIn("/project/1.xml"), "hint");
  files.set("/project/lwm2m.config.json", `{ "rules": { "xml-syntax": `);
  config.changed();
  assert.equal(await levelIn("/project/1.xml"), "hint");
  assert.equal(sent.at(-1)?.uri, "file:///project/lwm2m.config.json");
  assert.ok((sent.at(-1)?.diagnostics.length ?? 0) > 0);
  files.set("/project/lwm2m.config.json", withLevel("error"));
  config.changed();
  assert.equal(await levelIn("/project/1.xml"), "error");
  assert.deepEqual(sent.at(-1)?.diagnostics, []);
});

test("a file that is kept is not read again", async () => {
  const files = new Map([["/project/lwm2m.config.json", withLevel("hint")]]);
  const { levelIn } = setUp(files, ["/project"]);
  assert.equal(await levelIn("/project/1.xml"), "hint");
  files.clear();
  assert.equal(await levelIn("/project/2.xml"), "hint");
});
