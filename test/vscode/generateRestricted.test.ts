import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fixtureUri } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { definition } from "./support/definition.js";
import { closeEditors, openFile, until } from "./support/editor.js";
import { suite, test } from "./runner.js";

suite("TypeScript in a folder that is not trusted", () => {
  test(
    "can be seen, but is not written",
    async () => {
      const { document } = await openFile("11021.xml", definition({ id: 11021 }));
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
        100,
      );
      assert.deepEqual(
        lenses.map(({ command }) => command?.title),
        ["Preview TypeScript"],
      );
      await vscode.commands.executeCommand("lwm2m.previewTypeScript", document.uri);
      await until("the preview", () =>
        vscode.workspace.textDocuments.find(
          (shown) => shown.uri.scheme === "lwm2m-generated" && shown.getText().includes("Tank_11021_v1_0"),
        ),
      );
      const out = fixtureUri("restricted-out");
      await vscode.commands
        .executeCommand("lwm2m.generateTypeScript", { uri: document.uri, out })
        .then(undefined, () => undefined);
      await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(out)));
      await hostPage.screenshot("preview-restricted");
      await vscode.commands.executeCommand("notifications.clearAll");
      await closeEditors();
    },
    { needs: "restricted" },
  );
});
