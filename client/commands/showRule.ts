import * as vscode from "vscode";
import { ruleSummary } from "./ruleSummary.js";

/** Opens the page of a rule; without a known rule id, lets the user choose one. */
export async function showRule(rulesFolder: vscode.Uri, ruleId: unknown): Promise<void> {
  const pages = await rulePages(rulesFolder);
  const id = pages.some((page) => page.label === ruleId) ? ruleId : await chooseRule(pages);
  if (typeof id !== "string") return;
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(rulesFolder, `${id}.md`));
}

interface RulePage extends vscode.QuickPickItem {
  /** The rule id. */
  readonly label: string;
}

async function chooseRule(pages: readonly RulePage[]): Promise<string | undefined> {
  const page = await vscode.window.showQuickPick(pages, {
    title: "LwM2M Rules",
    placeHolder: "Which rule?",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return page?.label;
}

/** All rules that have a page, by their ids. */
async function rulePages(folder: vscode.Uri): Promise<readonly RulePage[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const ids = entries.flatMap(([name]) => /^([a-z0-9-]+)\.md$/u.exec(name)?.[1] ?? []);
  return Promise.all(
    ids.map(async (label) => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, `${label}.md`));
      return { label, ...ruleSummary(new TextDecoder().decode(bytes)) };
    }),
  );
}
