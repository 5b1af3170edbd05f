import assert from "node:assert/strict";
import { test } from "node:test";
import { leavesTagsToOthers, readTagMode, type InstalledExtension } from "./otherXmlExtensions.js";

const own = "lwm2m-workbench.lwm2m-workbench";

function checkLeaves(expected: boolean, ...extensions: InstalledExtension[]): void {
  const ours = { id: own, manifest: { activationEvents: ["onLanguage:xml"] } };
  assert.equal(leavesTagsToOthers("auto", [ours, ...extensions], own), expected);
}

test("alone, this extension edits tags itself", () => {
  checkLeaves(false);
  checkLeaves(false, { id: "vscode.xml", manifest: { contributes: {} } });
  checkLeaves(false, { id: "vscode.html", manifest: { activationEvents: ["onLanguage:html"] } });
});

test("known XML extensions and any that activates on XML are left the tags", () => {
  checkLeaves(true, { id: "redhat.vscode-xml", manifest: {} });
  checkLeaves(true, { id: "DotJoshJohnson.xml", manifest: {} });
  checkLeaves(true, { id: "someone.else", manifest: { activationEvents: ["onLanguage:xml"] } });
});

test("a manifest that says nothing sensible is passed over", () => {
  for (const manifest of [undefined, null, "text", {}, { activationEvents: "onLanguage:xml" }]) {
    checkLeaves(false, { id: "someone.else", manifest });
  }
});

test("the setting decides over what is installed", () => {
  const other = [{ id: "redhat.vscode-xml", manifest: {} }];
  assert.equal(leavesTagsToOthers("on", other, own), false);
  assert.equal(leavesTagsToOthers("off", [], own), true);
  assert.equal(readTagMode("off"), "off");
  assert.equal(readTagMode("sometimes"), "auto");
  assert.equal(readTagMode(undefined), "auto");
});
