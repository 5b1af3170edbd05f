import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fixtureUri } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { definition, item } from "./support/definition.js";
import { closeEditors, openFile, placeCaret, positionOf, until, writeFile } from "./support/editor.js";
import { suite, test } from "./runner.js";

interface Report {
  readonly out: string;
  readonly bindings: readonly string[];
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  readonly troubles: readonly { readonly level: string; readonly message: string; readonly uri?: string }[];
}

const generateCommand = "lwm2m.generateTypeScript";
const previewCommand = "lwm2m.previewTypeScript";

const tank = (changes: Parameters<typeof definition>[0] = {}): string => definition({ id: 11020, ...changes });
const fileName = "tank_11020_v1_0.ts";

async function read(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

async function lenses(document: vscode.TextDocument): Promise<readonly vscode.Command[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    100,
  );
  return found.flatMap(({ command }) => command ?? []);
}

/** Replaces the first place of a text in an editor. */
async function replace(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const start = positionOf(editor.document, before);
  const range = new vscode.Range(start, start.translate(0, before.length));
  await editor.edit((edit) => {
    edit.replace(range, after);
  });
}

/** The document of a preview whose text fulfills a condition. */
function untilPreview(what: string, holds: (text: string) => boolean): Promise<vscode.TextDocument> {
  return until(what, () =>
    vscode.workspace.textDocuments.find(
      (document) => document.uri.scheme === "lwm2m-generated" && !document.isClosed && holds(document.getText()),
    ),
  );
}

/** Presses the first button of the message that came last: it may still be moving, so that a click would miss it. */
async function acceptMessage(): Promise<void> {
  await vscode.commands.executeCommand("notification.acceptPrimaryAction");
}

async function cleanUp(): Promise<void> {
  await closeEditors();
  await vscode.commands.executeCommand("notifications.clearAll");
  await vscode.workspace.fs.delete(fixtureUri("gen"), { recursive: true });
}

suite("generating TypeScript", () => {
  test("is a click above the object: the file opens, and a second time it is up to date", async () => {
    const editor = await openFile("gen/11020.xml", tank());
    const titles = (await lenses(editor.document)).map(({ title }) => title);
    assert.deepEqual(titles.toSorted(), ["Generate TypeScript", "Preview TypeScript", "Simulate This Object"]);
    const out = fixtureUri("gen/out");
    if (hostPage.isAvailable) {
      await hostPage.waitForText("Generate TypeScript");
      await hostPage.click("Generate TypeScript", () => Promise.resolve());
      await hostPage.waitForText("Another Folder…");
      await hostPage.screenshot("generate-where");
      await hostPage.press("Escape", () => Promise.resolve());
    }
    const report = await vscode.commands.executeCommand<Report>(generateCommand, { uri: editor.document.uri, out });
    assert.deepEqual(report.troubles, []);
    assert.deepEqual(report.bindings, [vscode.Uri.joinPath(out, fileName).toString()]);
    assert.ok(report.written.length > 1, "the runtime is written as well");
    const shown = await until("the generated file", () => vscode.window.activeTextEditor?.document);
    assert.equal(shown.uri.toString(), report.bindings[0]);
    assert.match(shown.getText(), /export const Tank_11020_v1_0 = /u);
    await hostPage.screenshot("generated");
    const again = await vscode.commands.executeCommand<Report>(generateCommand, editor.document.uri);
    assert.deepEqual([again.written, again.out], [[], out.toString()], "the folder is remembered");
    await cleanUp();
  });

  test("writes nothing while the definition is broken, and leads to the place", async () => {
    const editor = await openFile("gen/11020.xml", tank().replace("<Type>Integer", "<Type>Intger"));
    const out = fixtureUri("gen/out");
    const report = await vscode.commands.executeCommand<Report>(generateCommand, { uri: editor.document.uri, out });
    assert.deepEqual(report.written, []);
    assert.equal(report.troubles[0]?.level, "error");
    assert.equal(await read(vscode.Uri.joinPath(out, fileName)), undefined);
    await placeCaret(editor, 0);
    await hostPage.waitForText("Nothing was written.");
    await hostPage.screenshot("generate-broken");
    if (hostPage.isAvailable) {
      await acceptMessage();
      await until("the place of the problem", () =>
        editor.document.getText(vscode.window.activeTextEditor?.selection) === "Intger" ? true : undefined,
      );
    }
    await cleanUp();
  });

  test("leaves a file alone that is not its own", async () => {
    await writeFile(`gen/out/${fileName}`, "export const precious = 1;\n");
    const { document } = await openFile("gen/11020.xml", tank());
    const out = fixtureUri("gen/out");
    const report = await vscode.commands.executeCommand<Report>(generateCommand, { uri: document.uri, out });
    assert.equal(report.troubles[0]?.uri, vscode.Uri.joinPath(out, fileName).toString());
    assert.equal(await read(vscode.Uri.joinPath(out, fileName)), "export const precious = 1;\n");
    await cleanUp();
  });

  test("is among the source actions of the object that the caret is in", async () => {
    const { document } = await openFile("gen/11020.xml", tank());
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(positionOf(document, "<Item"), positionOf(document, "<Item")),
      vscode.CodeActionKind.Source.value,
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes("Generate TypeScript") && titles.includes("Preview TypeScript"), titles.join());
    await cleanUp();
  });

  test("takes objects of the OMA registry, found by their ID", async () => {
    if (!hostPage.isAvailable) return;
    const none = (): Promise<void> => Promise.resolve();
    await writeFile("gen/11020.xml", tank());
    const running = vscode.commands.executeCommand<Report | undefined>("lwm2m.generateBindings");
    await hostPage.waitForText("All Definitions of This Workspace");
    await hostPage.screenshot("generate-what");
    await hostPage.type("registry");
    await hostPage.press("Enter", none);
    await hostPage.waitForText("LWM2M Security");
    await hostPage.type("3303");
    await hostPage.waitForText("3303, version 1.1");
    await hostPage.screenshot("generate-registry");
    await hostPage.press("ArrowDown", none);
    await hostPage.press("Space", none);
    await hostPage.press("Enter", none);
    await hostPage.waitForText("Another Folder…");
    await hostPage.press("Enter", none);
    const report = await running;
    assert.match(report?.bindings[0] ?? "", /\/temperature_3303_v1_1\.ts$/u);
    const out = vscode.Uri.parse(report?.out ?? "");
    await closeEditors();
    if (out.path.endsWith("/gen/out")) await cleanUp();
    else await vscode.workspace.fs.delete(out, { recursive: true });
  });
});

suite("the preview of TypeScript", () => {
  test("stands beside the definition, follows it, and keeps what was good while that is broken", async () => {
    const editor = await openFile(
      "gen/11020.xml",
      tank({ items: [item(0), item(1, { Mandatory: "Optional" })].join("\n") }),
    );
    const shown = await vscode.commands.executeCommand<vscode.TextEditor>(previewCommand);
    assert.equal(shown.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.window.activeTextEditor, editor, "the caret stays in the definition");
    const document = await untilPreview("the preview", (text) => text.includes("level1"));
    assert.equal(document.languageId, "typescript");
    assert.match(document.uri.path, /\/tank_11020_v1_0\.ts \(preview\)$/u);
    await hostPage.screenshot("preview");

    await replace(editor, "<Name>Level 1", "<Name>Pressure");
    await untilPreview("the new name", (text) => text.includes("pressure") && !text.includes("level1"));

    await replace(editor, "<Type>Integer", "<Type>Intger");
    const broken = await untilPreview("the line that says what is wrong", (text) =>
      text.startsWith("// Not up to date"),
    );
    assert.match(broken.getText(), /pressure/u);
    await hostPage.screenshot("preview-broken");
    await replace(editor, "<Type>Intger", "<Type>Float");
    await untilPreview("the text without the line", (text) => text.startsWith("// @generated"));

    await replace(editor, "<ObjectVersion>1.0", "<ObjectVersion>1.1");
    await until("the tab with the new name", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.startsWith("tank_11020_v1_1.ts")))
        ? true
        : undefined,
    );
    await until("no tab with the old name", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.startsWith("tank_11020_v1_0.ts")))
        ? undefined
        : true,
    );
    await cleanUp();
  });

  test("is up to date when it is opened again, and says what is wrong where nothing was good", async () => {
    const editor = await openFile("gen/11020.xml", tank({ items: item(0, { Type: "Intger" }) }));
    await vscode.commands.executeCommand(previewCommand);
    await untilPreview("the reason", (text) =>
      text.startsWith("// Nothing can be generated from 11020.xml yet:\n// - line "),
    );
    await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
    await replace(editor, "<Type>Intger", "<Type>Float");
    await vscode.commands.executeCommand(previewCommand);
    await untilPreview("the new type", (text) => text.startsWith("// @generated") && text.includes('"Float"'));
    await cleanUp();
  });

  test("shows objects of the registry as well", async () => {
    const place = vscode.Uri.parse("lwm2m-registry:/3303/1.1.xml");
    const registry = await vscode.window.showTextDocument(place);
    const commands = await lenses(registry.document);
    const preview = commands.find(({ title }) => title === "Preview TypeScript");
    const argument: unknown = preview?.arguments?.[0];
    await vscode.commands.executeCommand(previewCommand, argument);
    await untilPreview("the preview", (text) => text.includes("Temperature_3303_v1_1"));
    await closeEditors();
  });
});

/** The tasks of our type by their names. */
async function ourTasks(): Promise<ReadonlyMap<string, vscode.Task>> {
  const tasks = await vscode.tasks.fetchTasks({ type: "lwm2m" });
  return new Map(tasks.map((task) => [task.name, task]));
}

/** Runs a task to its end. */
async function run(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

suite("TypeScript by configuration", () => {
  test("is generated with each save, quietly, and one message says when that fails", async () => {
    await writeFile("gen/lwm2m.config.json", JSON.stringify({ generate: { out: "out" } }));
    const editor = await openFile("gen/11020.xml", tank());
    const file = fixtureUri(`gen/out/${fileName}`);
    await replace(editor, "<Name>Level 0", "<Name>Pressure");
    await editor.document.save();
    await until("the generated file", async () =>
      (await read(file))?.includes("pressure") === true ? true : undefined,
    );
    await replace(editor, "<Type>Integer", "<Type>Intger");
    await editor.document.save();
    await hostPage.waitForText("Nothing was written.");
    await hostPage.screenshot("generate-on-save-broken");
    assert.match((await read(file)) ?? "", /"Integer"/u);
    await vscode.commands.executeCommand("notifications.clearAll");
    await replace(editor, "<Type>Intger", "<Type>Float");
    await editor.document.save();
    await until("the new type", async () => ((await read(file))?.includes('"Float"') === true ? true : undefined));
    await cleanUp();
  });

  test("can be told of a source that it does not name yet", async () => {
    if (!hostPage.isAvailable) return;
    const generate = { out: "out", objects: ["3303@1.1"] };
    const config = await writeFile("gen/lwm2m.config.json", JSON.stringify({ generate }));
    const { document } = await openFile("gen/11020.xml", tank());
    const report = await vscode.commands.executeCommand<Report>(generateCommand, document.uri);
    assert.equal(report.out, fixtureUri("gen/out").toString());
    await hostPage.waitForText("does not name 11020.xml");
    await hostPage.screenshot("generate-unnamed");
    await acceptMessage();
    const named = { ...generate, definitions: ["11020.xml"] };
    await until("the configuration names the file", async () =>
      JSON.stringify(JSON.parse((await read(config)) ?? "{}")) === JSON.stringify({ generate: named })
        ? true
        : undefined,
    );
    await cleanUp();
  });

  test("that is not up to date is found by the task, file by file", async () => {
    // The task reads the configuration of the workspace folder.
    await writeFile("lwm2m.config.json", JSON.stringify({ generate: { out: "gen/out", definitions: ["gen/*.xml"] } }));
    const { document } = await openFile("gen/11020.xml", tank());
    try {
      await vscode.commands.executeCommand<Report>(generateCommand, document.uri);
      const check = (await ourTasks()).get("generate --check");
      assert.ok(check, "the task is offered");
      assert.equal(await run(check), 0);
      await writeFile("gen/11020.xml", tank().replace("<Name>Level 0", "<Name>Pressure"));
      assert.equal(await run(check), 1);
      const file = fixtureUri(`gen/out/${fileName}`);
      await until("the stale file among the problems", () =>
        vscode.languages.getDiagnostics(file).some(({ source }) => source === "lwm2m") ? true : undefined,
      );
      await vscode.commands.executeCommand("workbench.actions.view.problems");
      await hostPage.screenshot("generate-check");
      const write = (await ourTasks()).get("generate");
      assert.ok(write, "the task is offered");
      assert.equal(await run(write), 0);
      assert.match((await read(file)) ?? "", /pressure/u);
      assert.equal(await run(check), 0);
      await until("no problem any more", () =>
        vscode.languages.getDiagnostics(file).some(({ source }) => source === "lwm2m") ? undefined : true,
      );
    } finally {
      await vscode.commands.executeCommand("workbench.action.closePanel");
      await vscode.workspace.fs.delete(fixtureUri("lwm2m.config.json"));
      await cleanUp();
    }
  });
});
