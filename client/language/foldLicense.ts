import * as vscode from "vscode";
import { followActiveDefinition } from "./documents.js";
import { licenseHeader, type LineRange } from "./licenseHeader.js";

/** How often, and after how many milliseconds each, to look whether the editor knows the folding ranges by now. */
const patience = { attempts: 50, pause: 200 } as const;

/** Folds the license header of a definition when its editor is opened, once for each file. */
export function foldLicenseHeaders(): vscode.Disposable {
  const seen = new Set<string>();
  return followActiveDefinition((document) => {
    const editor = vscode.window.activeTextEditor;
    if (document === undefined || editor?.document !== document || seen.has(document.uri.toString())) return;
    seen.add(document.uri.toString());
    const isWanted = vscode.workspace
      .getConfiguration("lwm2m", document)
      .get<boolean>("editor.foldLicenseHeader", true);
    const header = isWanted ? licenseHeader(document.getText()) : undefined;
    if (header !== undefined) void fold(editor, header);
  });
}

async function fold(editor: vscode.TextEditor, header: LineRange): Promise<void> {
  const { version } = editor.document;
  const state = { isDone: false };
  // The user may open the header again at once; what counts is that it was folded.
  const watcher = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
    state.isDone ||= textEditor === editor && isFolded(editor, header);
  });
  try {
    for (let attempt = 0; attempt < patience.attempts && !state.isDone; attempt++) {
      const isUntouched = vscode.window.activeTextEditor === editor && editor.document.version === version;
      const caret = editor.selection.active.line;
      const isCaretInside = caret > header.first && caret <= header.last;
      if (!isUntouched || isCaretInside || isFolded(editor, header)) return;
      if (await hasRange(editor.document.uri, header)) {
        const options = { selectionLines: [header.first], levels: 1, direction: "down" };
        await vscode.commands.executeCommand("editor.fold", options);
      }
      await new Promise((resolve) => setTimeout(resolve, patience.pause));
    }
  } finally {
    watcher.dispose();
  }
}

async function hasRange(uri: vscode.Uri, header: LineRange): Promise<boolean> {
  const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
    "vscode.executeFoldingRangeProvider",
    uri,
  );
  return ranges?.some(({ start }) => start === header.first) ?? false;
}

/** True if the line below the header's first is hidden. */
function isFolded(editor: vscode.TextEditor, { first }: LineRange): boolean {
  const [visible] = editor.visibleRanges;
  return visible !== undefined && visible.start.line <= first && visible.end.line === first;
}
