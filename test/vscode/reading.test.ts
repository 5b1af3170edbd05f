import assert from "node:assert/strict";
import * as vscode from "vscode";
import { definition, item } from "./support/definition.js";
import { closeEditors, openFile, positionOf, until, withSetting } from "./support/editor.js";
import { suite, test } from "./runner.js";

const license = `<!--
BSD-3-Clause License
Copyright somebody
-->
`;

const twoResources = definition({
  header: license,
  items: [
    item(3, { Name: "Tank Level", Units: "%", Type: "Float" }),
    item(4, { Name: "Empty", Operations: "E", Type: "", RangeEnumeration: "" }),
  ].join("\n"),
});

/** The text of all hovers at the middle of a text. */
async function hoverText(document: vscode.TextDocument, place: string): Promise<string> {
  const position = positionOf(document, place).translate(0, 1);
  return until(`a hover at ${place}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const contents = hovers.flatMap((hover) => hover.contents);
    const text = contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : "")).join("\n");
    return text === "" ? undefined : text;
  });
}

/** True if the license header is folded. */
function isFolded(editor: vscode.TextEditor): boolean {
  const [visible] = editor.visibleRanges;
  return visible !== undefined && visible.end.line === 1;
}

suite("reading", () => {
  test("hover explains elements, units and ranges", async () => {
    const { document } = await openFile("10999.xml", twoResources);
    assert.match(await hoverText(document, "ObjectVersion>1.0"), /version of this definition/u);
    assert.match(await hoverText(document, "%</Units>"), /percent|ratio/iu);
    assert.match(await hoverText(document, "0..100<"), /0.*100/u);
    assert.match(await hoverText(document, `3">`), /Tank Level/u);
    await closeEditors();
  });

  test("the outline lists resources by ID, name, operations and type", async () => {
    const { document } = await openFile("10999.xml", twoResources);
    const [object] = await until("the outline", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return symbols?.length === 1 ? symbols : undefined;
    });
    assert.match(object?.name ?? "", /Tank.*10999/u);
    assert.deepEqual(
      object?.children.map(({ name }) => name),
      ["3 Tank Level (R, Float)", "4 Empty (E)"],
    );
    await closeEditors();
  });

  test("the license header is folded once, when its file is opened", async () => {
    const editor = await openFile("10998.xml", twoResources.replaceAll("10999", "10998"));
    await until("the license header is folded", () => (isFolded(editor) ? true : undefined));
    await vscode.commands.executeCommand("editor.unfoldAll");
    await until("the license header is open again", () => (isFolded(editor) ? undefined : true));
    await openFile("10999.xml", twoResources);
    const again = await vscode.window.showTextDocument(editor.document);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(isFolded(again), false);
    await closeEditors();
  });

  test("the license header stays open if the user wants that", async () => {
    await withSetting(["lwm2m", "editor.foldLicenseHeader"], false, async () => {
      const editor = await openFile("10997.xml", twoResources.replaceAll("10999", "10997"));
      await until("the editor shows something", () => (editor.visibleRanges.length > 0 ? true : undefined));
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.equal(isFolded(editor), false);
    });
    await closeEditors();
  });

  test("formatting keeps every value", async () => {
    const crooked = definition().replaceAll(/\n +/gu, "\n");
    const { document } = await openFile("10999.xml", crooked);
    await until("the formatter", async () => {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        document.uri,
        { tabSize: 2, insertSpaces: true },
      );
      return edits !== undefined && edits.length > 0 ? edits : undefined;
    });
    await vscode.commands.executeCommand("editor.action.formatDocument");
    assert.equal(document.getText(), definition());
    await closeEditors();
  });
});
