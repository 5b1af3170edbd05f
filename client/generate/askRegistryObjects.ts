import * as vscode from "vscode";
import { readRegistryFile } from "../../lwm2m/definition/registry/readRegistryFile.js";
import type { Answer, Place } from "../commands/questions.js";
import { olderVersions, registryChoices, type RegistryChoice } from "./registryChoices.js";

const older: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("history"),
  tooltip: "Show older versions as well",
};
const newestOnly: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("history"),
  tooltip: "Show the newest versions only",
};

/** Lets the user choose objects of the OMA registry, by ID or name; the answer are their addresses. */
export function askRegistryObjects(place: Place, registryFile: string): Promise<Answer<readonly string[]>> {
  const registry = readRegistryFile(registryFile);
  const input = vscode.window.createQuickPick<RegistryChoice>();
  const count = olderVersions(registry);
  let hasOlder = false;
  const show = (): void => {
    const picked = new Set(input.selectedItems.map(({ uri }) => uri));
    input.items = registryChoices(registry, hasOlder);
    input.selectedItems = input.items.filter(({ uri }) => picked.has(uri));
    input.buttons = [vscode.QuickInputButtons.Back, hasOlder ? newestOnly : older];
  };
  Object.assign(input, place, { ignoreFocusOut: true });
  input.canSelectMany = true;
  input.matchOnDescription = true;
  input.placeholder = `ID or name of objects; the clock above adds ${count} older versions`;
  show();
  return new Promise<Answer<readonly string[]>>((resolve) => {
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        resolve({ kind: "back" });
        return;
      }
      hasOlder = !hasOlder;
      show();
    });
    input.onDidAccept(() => {
      const uris = input.selectedItems.map(({ uri }) => uri);
      // Enter with nothing chosen is an accident more often than a wish.
      if (uris.length > 0) resolve({ kind: "answered", value: uris });
    });
    input.onDidHide(() => {
      resolve({ kind: "canceled" });
    });
    input.show();
  }).finally(() => {
    input.dispose();
  });
}
