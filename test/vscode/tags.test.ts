import assert from "node:assert/strict";
import * as vscode from "vscode";
import { hostPage } from "./hostPage.js";
import { definition } from "./support/definition.js";
import { closeEditors, openFile, placeCaret, until, untilProblems, withSetting } from "./support/editor.js";
import { suite, test } from "./runner.js";

/** A definition in which a unit is about to be written. */
const halfTyped = definition().replace("<Units></Units>", "<Units");

/** Opens it, waits for the language server, and types `>` behind `<Units`. */
async function typeBracket(path: string): Promise<vscode.TextEditor> {
  const editor = await openFile(path, halfTyped);
  await until("the server sees the file", () =>
    vscode.languages.getDiagnostics(editor.document.uri).length > 0 ? true : undefined,
  );
  await placeCaret(editor, halfTyped.indexOf("<Units") + "<Units".length);
  await hostPage.type(">");
  return editor;
}

/** True if somebody says that a comment may be folded; VS Code by itself only knows about indentation. */
async function knowsComments(uri: vscode.Uri): Promise<boolean> {
  const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
    "vscode.executeFoldingRangeProvider",
    uri,
  );
  return ranges?.some(({ kind }) => kind === vscode.FoldingRangeKind.Comment) ?? false;
}

const header = "<!--\nBSD-3-Clause License\n-->\n";

suite("tags", () => {
  test("typing > closes the tag and leaves the caret between the tags", async () => {
    const editor = await typeBracket("10999.xml");
    const text = await until("the end tag", () => {
      const now = editor.document.getText();
      return now.includes("<Units></Units>") ? now : undefined;
    });
    assert.equal(text, definition());
    const caret = editor.document.offsetAt(editor.selection.active);
    assert.equal(text.slice(caret - 7, caret + 8), "<Units></Units>");
    await closeEditors();
  });

  test("typing </ closes the tag that is open", async () => {
    const open = definition().replace("<Units></Units>", "<Units>");
    const editor = await openFile("10999.xml", open);
    await until("the server sees the file", () =>
      vscode.languages.getDiagnostics(editor.document.uri).length > 0 ? true : undefined,
    );
    await placeCaret(editor, open.indexOf("<Units>") + "<Units>".length);
    await hostPage.type("</");
    await until("the end tag", () => (editor.document.getText() === definition() ? true : undefined));
    await closeEditors();
  });

  test("a start tag and its end tag are renamed together", async () => {
    const editor = await openFile("10999.xml", definition({ header }));
    const { document } = editor;
    await until("our folding", async () => ((await knowsComments(document.uri)) ? true : undefined));
    const settings = vscode.workspace.getConfiguration("editor", { languageId: "xml" });
    assert.equal(settings.get("linkedEditing"), true);
    if (!hostPage.isAvailable) return closeEditors();
    const caret = document.getText().indexOf("<Units") + 3;
    await until("the tags are renamed together", async () => {
      await placeCaret(editor, caret);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await hostPage.type("x");
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (document.getText().includes("<Unxits></Unxits>")) return true;
      await vscode.commands.executeCommand("undo");
      return undefined;
    });
    await closeEditors();
  });

  test("are left alone, and taken up again, as the setting says", async () => {
    const { document } = await openFile("10999.xml", definition({ header }));
    await until("our folding", async () => ((await knowsComments(document.uri)) ? true : undefined));
    await withSetting(["lwm2m", "editor.tags"], "off", async () => {
      await until("no folding of ours", async () => ((await knowsComments(document.uri)) ? undefined : true));
    });
    await until("our folding again", async () => ((await knowsComments(document.uri)) ? true : undefined));
    await closeEditors();
  });

  test(
    "are taken from another XML extension if the user wants that",
    async () => {
      await withSetting(["lwm2m", "editor.tags"], "on", async () => {
        const { document } = await openFile("10995.xml", definition({ id: 10995, header }));
        await until("our folding", async () => ((await knowsComments(document.uri)) ? true : undefined));
      });
      await closeEditors();
    },
    { needs: "other-xml" },
  );

  test(
    "are left to another XML extension",
    async () => {
      const editor = await typeBracket("10999.xml");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.ok(editor.document.getText().includes("<Units>\n"), "No end tag was written.");
      await closeEditors();
      const { document } = await openFile("10996.xml", definition({ id: 10996, header }).replace("Integer", "Intger"));
      await untilProblems(document, [["type-value", "Intger"]]);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(await knowsComments(document.uri), false, "We leave folding to the other extension.");
      await closeEditors();
    },
    { needs: "other-xml" },
  );
});
