import * as vscode from "vscode";
import type { BindingsOrder, BindingsReport } from "../../../server/protocol.js";
import { askInTurn, pick, type Answer, type Place, type Question } from "../../commands/questions.js";
import { askRegistryObjects } from "../askRegistryObjects.js";
import { nameOfFile } from "../fileNames.js";
import { askFolder, rememberedFolder } from "../outFolder.js";
import type { GenerateSetup } from "../setup.js";
import { subjectOf } from "../subject.js";
import { baseOf, generateInto, mayWrite, targetOf } from "./generate.js";
import { inWorkspace } from "./generateTypeScript.js";

/** What the user has told so far. */
interface Draft {
  readonly order?: BindingsOrder;
  /** Undefined where the configuration names the folder. */
  readonly folder?: vscode.Uri;
}

const title = "Generate TypeScript Bindings";

/**
 * Asks what TypeScript is to be generated from and, unless the configuration says so, where to.
 * @returns the report; undefined if the user gave up
 */
export async function generateBindings(setup: GenerateSetup): Promise<BindingsReport | undefined> {
  if (!mayWrite()) return undefined;
  const draft = await askInTurn<Draft>(title, {}, [askWhat(setup), askWhere(setup)]);
  return draft?.order === undefined ? undefined : generateInto(setup, draft.order, draft.folder);
}

interface SourceItem extends vscode.QuickPickItem {
  readonly order: (place: Place) => Promise<Answer<BindingsOrder>>;
}

function askWhat(setup: GenerateSetup): Question<Draft> {
  return async (draft, place) => {
    for (;;) {
      const items = sourceItems(setup);
      const answer = await pick(place, "What shall TypeScript be generated from?", items);
      if (answer.kind !== "answered") return answer;
      const order = await answer.value.order(place);
      if (order.kind === "canceled") return order;
      if (order.kind === "answered") return { kind: "answered", value: { ...draft, order: order.value } };
    }
  };
}

function sourceItems({ registryFile }: GenerateSetup): readonly SourceItem[] {
  const subject = subjectOf(undefined);
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
  const items: (SourceItem | undefined)[] = [
    subject && {
      label: "This Definition",
      description: nameOfFile(subject.uri.toString()),
      iconPath: new vscode.ThemeIcon("file-code"),
      order: () => answered(inWorkspace({ uris: [subject.uri.toString()] })),
    },
    folders.length === 0
      ? undefined
      : {
          label: "All Definitions of This Workspace",
          iconPath: new vscode.ThemeIcon("files"),
          order: () => answered({ uris: folders }),
        },
    {
      label: "Definition Files…",
      iconPath: new vscode.ThemeIcon("file"),
      order: () => chooseSources({ canSelectFiles: true, filters: { "Object definitions": ["xml"] } }),
    },
    {
      label: "Folder…",
      iconPath: vscode.ThemeIcon.Folder,
      order: () => chooseSources({ canSelectFiles: false, canSelectFolders: true }),
    },
    {
      label: "Objects of the OMA Registry…",
      iconPath: new vscode.ThemeIcon("library"),
      order: async (place) => {
        const objects = await askRegistryObjects(place, registryFile);
        return objects.kind === "answered" ? answered(inWorkspace({ uris: objects.value })) : objects;
      },
    },
  ];
  return items.filter((item) => item !== undefined);
}

function answered(value: BindingsOrder): Promise<Answer<BindingsOrder>> {
  return Promise.resolve({ kind: "answered", value });
}

async function chooseSources(options: vscode.OpenDialogOptions): Promise<Answer<BindingsOrder>> {
  const chosen = await vscode.window.showOpenDialog({ ...options, canSelectMany: true, openLabel: "Generate", title });
  return chosen === undefined ? { kind: "back" } : answered({ uris: chosen.map(String) });
}

function askWhere(setup: GenerateSetup): Question<Draft> {
  return async (draft, place) => {
    const { order } = draft;
    if (order === undefined) return { kind: "back" };
    const base = baseOf(order);
    const target = await targetOf(setup, order);
    if (target.out !== undefined) return { kind: "answered", value: { order } };
    const answer = await askFolder(place, base, rememberedFolder(setup.memory, base));
    return answer.kind === "answered" ? { kind: "answered", value: { order, folder: answer.value } } : answer;
  };
}
