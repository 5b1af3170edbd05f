import * as vscode from "vscode";
import {
  bindingsTargetRequest,
  generateBindingsRequest,
  type BindingsOrder,
  type BindingsReport,
  type BindingsTarget,
  type GenerateOrder,
} from "../../../server/protocol.js";
import { askFolder, rememberedFolder, rememberFolder } from "../outFolder.js";
import type { GenerateSetup } from "../setup.js";
import { tellReport } from "../tellReport.js";

/** True if files may be written; else tells what is in the way and how to clear it. */
export function mayWrite(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = "Manage Workspace Trust";
  const text = "Files are written only to folders that you trust. The preview works without.";
  void vscode.window.showInformationMessage(text, manage).then(async (choice) => {
    if (choice === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  });
  return false;
}

/** What the configuration says of an order: it goes before anything the user may have chosen. */
export async function targetOf({ session }: GenerateSetup, order: BindingsOrder): Promise<BindingsTarget> {
  const client = await session.start();
  return client.sendRequest<BindingsTarget>(bindingsTargetRequest, order);
}

/**
 * Generates into the folder that the configuration names, else the one that is told, else that of the last time, else one
 * that is asked for.
 */
export async function generate(
  setup: GenerateSetup,
  order: BindingsOrder,
  told: vscode.Uri | undefined,
): Promise<BindingsReport | undefined> {
  const base = baseOf(order);
  const { out } = await targetOf(setup, order);
  if (out !== undefined) return generateInto(setup, order, undefined);
  const last = told ?? rememberedFolder(setup.memory, base);
  if (last !== undefined) return generateInto(setup, order, last);
  const answer = await askFolder({ title: "Generate TypeScript", step: 1, totalSteps: 1 }, base, undefined);
  return answer.kind === "answered" ? generateInto(setup, order, answer.value) : undefined;
}

/** Generates into a folder, undefined for that of the configuration, and tells what came of it. */
export async function generateInto(
  setup: GenerateSetup,
  order: BindingsOrder,
  folder: vscode.Uri | undefined,
): Promise<BindingsReport> {
  const full: GenerateOrder = { ...order, ...(folder === undefined ? {} : { out: folder.toString() }) };
  const options = { location: vscode.ProgressLocation.Window, title: "Generating TypeScript" };
  const report = await vscode.window.withProgress(options, async () => {
    const client = await setup.session.start();
    return client.sendRequest<BindingsReport>(generateBindingsRequest, full);
  });
  if (folder !== undefined && report.bindings.length > 0) await rememberFolder(setup.memory, baseOf(order), folder);
  await tellReport(setup, report);
  return report;
}

/** The workspace folder that an order belongs to. */
export function baseOf({ uris, base }: BindingsOrder): vscode.Uri | undefined {
  if (base !== undefined) return vscode.Uri.parse(base);
  for (const uri of uris) {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
    if (folder !== undefined) return folder.uri;
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}
