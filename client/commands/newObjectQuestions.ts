import * as vscode from "vscode";
import {
  freeObjectId,
  objectIdProblem,
  objectNameProblem,
  usableIdClasses,
  type IdOwner,
  type UsableIdClass,
} from "../../lwm2m/definition/newDefinition.js";
import { objectIdClass } from "../../lwm2m/definition/ids.js";
import { askInTurn, askText, pick, type Answer, type Question } from "./questions.js";

/** What the user has told about the new object so far. */
export interface NewObject {
  readonly idClass?: UsableIdClass;
  readonly id?: number;
  readonly name?: string;
  readonly folder?: vscode.Uri;
}

/** Asks what is not known yet: class, ID, name and folder; undefined if the user gives up. */
export function askNewObject(known: NewObject, owners: Promise<IdOwner>): Promise<NewObject | undefined> {
  const questions: Question<NewObject>[] = [];
  if (known.id === undefined) questions.push(askClass, askId(owners));
  if (known.name === undefined) questions.push(askName);
  if (known.folder === undefined) questions.push(askFolder);
  return askInTurn("New Object Definition", known, questions);
}

/** Passes an answer on as a new draft. */
function map<Value, Draft>(answer: Answer<Value>, update: (value: Value) => Draft): Answer<Draft> {
  return answer.kind === "answered" ? { kind: "answered", value: update(answer.value) } : answer;
}

const askClass: Question<NewObject> = async (draft, place) => {
  const items = usableIdClasses.map((idClass) => ({
    label: idClass.title.charAt(0).toUpperCase() + idClass.title.slice(1),
    description: `${idClass.first} to ${idClass.last}, urn:oma:lwm2m:${idClass.urnLabel}`,
    detail: idClass.meaning,
    idClass,
  }));
  const usual = items.find(({ idClass }) => idClass === draft.idClass || idClass.kind === "registered");
  const answer = await pick(place, "Whose object is it? That decides the window of its ID.", items, usual);
  return map(answer, ({ idClass }) => ({ ...draft, idClass }));
};

function askId(owners: Promise<IdOwner>): Question<NewObject> {
  return async (draft, place) => {
    const idClass = draft.idClass ?? usableIdClasses[0];
    if (idClass === undefined) return { kind: "back" };
    const ownerOf = await owners;
    const suggestion = freeObjectId(idClass, ownerOf);
    const answer = await askText(place, {
      prompt: `Object ID, ${idClass.first} to ${idClass.last}. ${advice(idClass)}`,
      placeholder: `${idClass.first}`,
      value: suggestion === undefined ? "" : `${suggestion}`,
      problem: (text) => objectIdProblem(text, idClass, ownerOf),
    });
    return map(answer, (text) => ({ ...draft, id: Number(text) }));
  };
}

/** Who gives out the IDs of a class. */
function advice({ kind }: UsableIdClass): string {
  switch (kind) {
    case "private":
      return "Take one from the block that OMA has reserved for your company.";
    case "test":
      return "Free for anybody to try something.";
    case "oma":
    case "ipso":
    case "ext":
    case "registered":
      return "OMA gives the final one when you register the object; this one is not taken yet.";
  }
}

const askName: Question<NewObject> = async (draft, place) =>
  map(
    await askText(place, {
      prompt: "Name of the object, each word with a capital.",
      placeholder: "Tank Level",
      value: draft.name ?? "",
      problem: objectNameProblem,
    }),
    (name) => ({ ...draft, name }),
  );

const askFolder: Question<NewObject> = async (draft, place) => {
  const folders = await likelyFolders();
  if (folders.length === 0) return map(await chooseFolder(), (folder) => ({ ...draft, folder }));
  const items = [
    ...folders.map((folder) => ({ label: labelOf(folder), iconPath: vscode.ThemeIcon.Folder, folder })),
    { label: "Another folder…", iconPath: new vscode.ThemeIcon("folder-opened"), folder: undefined },
  ];
  const answer = await pick(place, `Where shall ${draft.id ?? 0}.xml be?`, items);
  if (answer.kind !== "answered") return answer;
  const { folder } = answer.value;
  if (folder !== undefined) return { kind: "answered", value: { ...draft, folder } };
  return map(await chooseFolder(), (chosen) => ({ ...draft, folder: chosen }));
};

function labelOf(folder: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(folder, true);
  return path === "" ? folder.path : path;
}

/** The folder of the file that is open, folders that have XML files, and the workspace's own: each once. */
async function likelyFolders(): Promise<readonly vscode.Uri[]> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const files = await vscode.workspace.findFiles("**/*.xml", "**/node_modules/**", 200);
  const folders = [
    ...(active !== undefined && vscode.workspace.getWorkspaceFolder(active) !== undefined ? [parent(active)] : []),
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
    ...files.map(parent),
  ];
  return [...new Map(folders.map((uri) => [uri.toString(), uri])).values()].slice(0, 20);
}

function parent(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

async function chooseFolder(): Promise<Answer<vscode.Uri>> {
  const [folder] = (await vscode.window.showOpenDialog(chooser)) ?? [];
  return folder === undefined ? { kind: "back" } : { kind: "answered", value: folder };
}

const chooser: vscode.OpenDialogOptions = {
  canSelectFiles: false,
  canSelectFolders: true,
  openLabel: "Create Here",
  title: "Folder of the new object definition",
};

/** The class that an ID belongs to, if objects may be in it. */
export function usableClassOf(id: number): UsableIdClass | undefined {
  const kind = objectIdClass(id)?.kind;
  return usableIdClasses.find((candidate) => candidate.kind === kind);
}
