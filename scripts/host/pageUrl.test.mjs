import assert from "node:assert/strict";
import { test } from "node:test";
import { pageUrl } from "./pageUrl.mjs";

const server = { authority: "127.0.0.1:4711", token: "secret", stopped: Promise.resolve("") };

test("the address carries the folder, the extension and a file with its place", () => {
  const url = new URL(
    pageUrl(server, {
      folder: "/project/a b",
      extension: "/ext",
      tests: "/ext/tests.cjs",
      file: "/project/a b/c.xml:3:7",
    }),
  );
  assert.equal(url.host, "127.0.0.1:4711");
  assert.equal(url.searchParams.get("tkn"), "secret");
  assert.equal(url.searchParams.get("folder"), "/project/a b");
  assert.deepEqual(JSON.parse(url.searchParams.get("payload") ?? ""), [
    ["extensionDevelopmentPath", "vscode-remote://127.0.0.1:4711/ext"],
    ["skipWelcome", "true"],
    ["extensionTestsPath", "vscode-remote://127.0.0.1:4711/ext/tests.cjs"],
    ["openFile", "vscode-remote://127.0.0.1:4711/project/a%20b/c.xml:3:7"],
    ["gotoLineMode", "true"],
  ]);
});
