import assert from "node:assert/strict";
import * as vscode from "vscode";
import { definition } from "./support/definition.js";
import { closeEditors, openFile, untilProblems, withSetting } from "./support/editor.js";
import { suite, test } from "./runner.js";

suite("a folder that is not trusted", () => {
  test(
    "is checked, but cannot hide mistakes by its settings",
    async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      await withSetting(["lwm2m", "rules"], { "type-value": "off" }, async () => {
        const { document } = await openFile("10999.xml", definition().replace("<Type>Integer", "<Type>Intger"));
        await untilProblems(document, [["type-value", "Intger"]]);
      });
      await closeEditors();
    },
    { needs: "restricted" },
  );
});
