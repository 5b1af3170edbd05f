import * as vscode from "vscode";
import type { Answer } from "../commands/questions.js";
import { pick, type Place } from "../commands/questions.js";

/** Where the folder of the last time is remembered, by the workspace folder it was for. */
const memoryKey = "lwm2m.generateFolders";

/** The folder that files for this workspace folder went to the last time. */
export function rememberedFolder(memory: vscode.Memento, base: vscode.Uri | undefined): vscode.Uri | undefined {
  const uri = remembered(memory).get(base?.toString() ?? "");
  return uri === undefined ? undefined : vscode.Uri.parse(uri);
}

/** Remembers a folder for the next time. */
export async function rememberFolder(
  memory: vscode.Memento,
  base: vscode.Uri | undefined,
  folder: vscode.Uri,
): Promise<void> {
  const folders = remembered(memory).set(base?.toString() ?? "", folder.toString());
  await memory.update(memoryKey, Object.fromEntries(folders));
}

function remembered(memory: vscode.Memento): Map<string, string> {
  const value: unknown = memory.get(memoryKey);
  const entries: [string, unknown][] = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.flatMap(([base, uri]) => (typeof uri === "string" ? [[base, uri]] : [])));
}

interface FolderItem extends vscode.QuickPickItem {
  readonly folder: vscode.Uri | undefined;
}

/** Asks where files shall go; the folder need not exist. */
export async function askFolder(
  place: Place,
  base: vscode.Uri | undefined,
  last: vscode.Uri | undefined,
): Promise<Answer<vscode.Uri>> {
  const likely = await likelyFolders(base, last);
  const items: FolderItem[] = [
    ...likely.map(({ folder, description }) => ({
      label: vscode.workspace.asRelativePath(folder),
      description,
      iconPath: vscode.ThemeIcon.Folder,
      folder,
    })),
    { label: "Another Folder…", iconPath: new vscode.ThemeIcon("folder-opened"), folder: undefined },
  ];
  if (likely.length === 0) return chooseFolder(base);
  const answer = await pick(place, "Where shall the TypeScript be? This workspace remembers it.", items);
  if (answer.kind !== "answered") return answer;
  const { folder } = answer.value;
  return folder === undefined ? chooseFolder(base) : { kind: "answered", value: folder };
}

interface LikelyFolder {
  readonly folder: vscode.Uri;
  readonly description: string;
}

/** The folder of the last time, and folders where sources usually are: each once. */
async function likelyFolders(
  base: vscode.Uri | undefined,
  last: vscode.Uri | undefined,
): Promise<readonly LikelyFolder[]> {
  const usual = base === undefined ? [] : ["src/lwm2m", "lwm2m"].map((path) => vscode.Uri.joinPath(base, path));
  const hasSource = base !== undefined && (await exists(vscode.Uri.joinPath(base, "src")));
  const others = hasSource ? usual : usual.toReversed();
  const known = others.filter((folder) => folder.toString() !== last?.toString());
  const described = known.map(async (folder) => ({
    folder,
    description: (await exists(folder)) ? "" : "will be created",
  }));
  return [
    ...(last === undefined ? [] : [{ folder: last, description: "as last time" }]),
    ...(await Promise.all(described)),
  ];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function chooseFolder(base: vscode.Uri | undefined): Promise<Answer<vscode.Uri>> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: "Generate Here",
      title: "Folder of the generated TypeScript",
      ...(base === undefined ? {} : { defaultUri: base }),
    })) ?? [];
  return folder === undefined ? { kind: "back" } : { kind: "answered", value: folder };
}
