import assert from "node:assert/strict";
import * as vscode from "vscode";
import { definition, item } from "./support/definition.js";
import { closeEditors, openFile, positionOf, quickFixes, untilProblems, withSetting } from "./support/editor.js";
import { suite, test } from "./runner.js";

const twoMistakes = definition({
  items: [item(0, { Type: "Intger" }), item(1, { Mandatory: "Yes" })].join("\n"),
});

suite("problems", () => {
  test("a broken definition shows each mistake at its value, with OMA's number and a link to the rule", async () => {
    const { document } = await openFile("10999.xml", twoMistakes);
    const [type, mandatory] = await untilProblems(document, [
      ["type-value", "Intger"],
      ["mandatory-value", "Yes"],
    ]);
    assert.ok(type && mandatory);
    assert.equal(type.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof type.code === "object" && typeof mandatory.code === "object");
    assert.equal(type.code.value, "OMA 412");
    assert.equal(mandatory.code.value, "OMA 415");
    assert.equal(type.code.target.toString(true), `command:lwm2m.showRule?["type-value"]`);
    await closeEditors();
  });

  test("a quick fix mends the text, and the problem goes", async () => {
    const { document } = await openFile("10999.xml", twoMistakes);
    const [type] = await untilProblems(document, [
      ["type-value", "Intger"],
      ["mandatory-value", "Yes"],
    ]);
    assert.ok(type);
    const [fix] = await quickFixes(document, type.range);
    assert.ok(fix?.edit, "There is a fix.");
    assert.equal(fix.isPreferred, true);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /<Type>Integer<\/Type>/u);
    await untilProblems(document, [["mandatory-value", "Yes"]]);
    await closeEditors();
  });

  test("a problem can be silenced by a comment", async () => {
    const { document } = await openFile("10999.xml", twoMistakes);
    await untilProblems(document, [
      ["type-value", "Intger"],
      ["mandatory-value", "Yes"],
    ]);
    const at = positionOf(document, "Intger");
    const fixes = await quickFixes(document, new vscode.Range(at, at));
    const silence = fixes.find(({ title }) => /suppress|disable|silence|ignore/iu.test(title));
    assert.ok(silence?.edit, fixes.map(({ title }) => title).join("; "));
    await vscode.workspace.applyEdit(silence.edit);
    assert.match(document.getText(), /<!-- lwm2m-disable-next-line type-value -->\n *<Type>Intger/u);
    await untilProblems(document, [["mandatory-value", "Yes"]]);
    await closeEditors();
  });

  test("duplicates point at each other", async () => {
    const { document } = await openFile("10999.xml", definition({ items: [item(7), item(7)].join("\n") }));
    const [duplicate] = await untilProblems(document, [["resource-id-duplicate", "7"]]);
    assert.ok(duplicate);
    const [twin] = duplicate.relatedInformation ?? [];
    assert.equal(twin?.location.uri.toString(), document.uri.toString());
    assert.equal(document.getText(twin.location.range), "7");
    assert.notEqual(twin.location.range.start.line, duplicate.range.start.line);
    await closeEditors();
  });

  test("a change of lwm2m.rules counts at once", async () => {
    const { document } = await openFile("10999.xml", twoMistakes);
    await withSetting(["lwm2m", "rules"], { "type-value": "off", "mandatory-value": "hint" }, async () => {
      const [mandatory] = await untilProblems(document, [["mandatory-value", "Yes"]]);
      assert.equal(mandatory?.severity, vscode.DiagnosticSeverity.Hint);
    });
    await untilProblems(document, [
      ["type-value", "Intger"],
      ["mandatory-value", "Yes"],
    ]);
    await closeEditors();
  });

  test("an untitled document is checked while it is typed", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "xml", content: "" });
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), twoMistakes);
    });
    await untilProblems(document, [
      ["type-value", "Intger"],
      ["mandatory-value", "Yes"],
    ]);
    await closeEditors();
  });
});
