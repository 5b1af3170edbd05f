import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  bindingsOutdatedNotification,
  previewBindingsRequest,
  type BindingsPreview,
  type PreviewQuery,
} from "../../../server/protocol.js";
import { escapeGlob } from "../../language/escapeGlob.js";
import type { LanguageSession } from "../../language/session.js";
import { nameOfFile } from "../fileNames.js";
import { previewText } from "./previewText.js";
import { previewName, previewQuery, previewUri } from "./previewUri.js";

/** A pause in typing, in milliseconds, after which a preview follows. */
const pauseInTyping = 150;

/** A preview that is open in some editor. */
interface OpenPreview {
  readonly uri: vscode.Uri;
  readonly query: PreviewQuery;
  /** Follows the file of the definition while that is not open in an editor. */
  readonly watcher: vscode.Disposable;
  lastGood: string | undefined;
  timer: NodeJS.Timeout | undefined;
  /** The definition has changed while no tab showed the preview. */
  isOutdated: boolean;
}

/** Makes the texts of previews, and has them follow their definitions for as long as they are open. */
export class PreviewDocuments implements vscode.Disposable {
  readonly #session: LanguageSession;
  readonly #changes: vscode.EventEmitter<vscode.Uri>;
  /** By their addresses. */
  readonly #open = new Map<string, OpenPreview>();
  readonly #listeners: vscode.Disposable;

  /** @param changes where the addresses of previews go whose text is to be asked for again */
  constructor(session: LanguageSession, changes: vscode.EventEmitter<vscode.Uri>) {
    this.#session = session;
    this.#changes = changes;
    if (session.running !== undefined) this.#listen(session.running);
    this.#listeners = vscode.Disposable.from(
      session.onWillStart((client) => {
        this.#listen(client);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#sourceChanged(document.uri);
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
        // VS Code keeps a document for some minutes after its tab has closed, and does not ask for its text again.
        for (const tab of opened) this.#tabOpened(tab);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
        // What stands on disk counts from now on.
        this.#sourceChanged(uri);
      }),
    );
  }

  /**
   * The text of a preview, which from now on follows its definition.
   * @throws if there is no such preview, or the language server cannot be started
   */
  async textOf(uri: vscode.Uri): Promise<string> {
    const preview = this.#open.get(uri.toString()) ?? this.#follow(uri);
    // A language server that has crashed comes back in its own time, and the preview follows then.
    const client = preview.lastGood === undefined ? await this.#session.start() : this.#session.running;
    if (client === undefined) return preview.lastGood ?? "";
    const answer = await client.sendRequest<BindingsPreview>(previewBindingsRequest, preview.query);
    const text = previewText(answer, preview.lastGood, nameOfFile(preview.query.uri));
    preview.lastGood = answer.text ?? preview.lastGood;
    if (answer.name !== undefined && answer.name !== previewName(uri)) void this.#rename(preview, answer.name);
    return text;
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const { uri } of [...this.#open.values()]) this.#forget(uri);
  }

  #listen(client: LanguageClient): void {
    client.onNotification(bindingsOutdatedNotification, () => {
      this.#allChanged();
    });
    client.onDidChangeState(() => {
      if (client.isRunning()) this.#allChanged();
    });
  }

  #follow(uri: vscode.Uri): OpenPreview {
    const query = previewQuery(uri);
    if (query === undefined) throw new Error("This is no preview of generated TypeScript.");
    const preview = {
      uri,
      query,
      watcher: this.#watch(query),
      lastGood: undefined,
      timer: undefined,
      isOutdated: false,
    };
    this.#open.set(uri.toString(), preview);
    return preview;
  }

  #watch(query: PreviewQuery): vscode.Disposable {
    const source = vscode.Uri.parse(query.uri);
    if (source.scheme !== "file") return new vscode.Disposable(() => undefined);
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(source, ".."), escapeGlob(nameOfFile(query.uri)));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (): void => {
      this.#sourceChanged(source);
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  }

  #forget(uri: vscode.Uri): void {
    const preview = this.#open.get(uri.toString());
    if (preview === undefined) return;
    this.#open.delete(uri.toString());
    clearTimeout(preview.timer);
    preview.watcher.dispose();
  }

  #tabOpened({ input }: vscode.Tab): void {
    const preview = input instanceof vscode.TabInputText ? this.#open.get(input.uri.toString()) : undefined;
    if (preview?.isOutdated === true) this.#schedule(preview);
  }

  #allChanged(): void {
    for (const preview of this.#open.values()) this.#schedule(preview);
  }

  #sourceChanged(source: vscode.Uri): void {
    if (this.#open.size === 0) return;
    const spelled = source.toString();
    for (const preview of this.#open.values()) if (preview.query.uri === spelled) this.#schedule(preview);
  }

  #schedule(preview: OpenPreview): void {
    clearTimeout(preview.timer);
    preview.timer = setTimeout(() => {
      preview.isOutdated = tabsOf(preview.uri).length === 0;
      if (!preview.isOutdated) this.#changes.fire(preview.uri);
    }, pauseInTyping);
  }

  /** The object has another name, ID or version now, and so has its file: the tab follows. */
  async #rename({ uri, query, lastGood }: OpenPreview, name: string): Promise<void> {
    const next = previewUri(name, query);
    for (const { isActive, isPreview, group } of tabsOf(uri)) {
      // Showing the new one would otherwise take the place of what the user looks at.
      if (!isActive) continue;
      const { viewColumn } = group;
      await vscode.window.showTextDocument(next, { viewColumn, preserveFocus: true, preview: isPreview });
      const renamed = this.#open.get(next.toString());
      if (renamed !== undefined) renamed.lastGood ??= lastGood;
      const left = tabsOf(uri).filter((tab) => tab.group.viewColumn === viewColumn);
      await vscode.window.tabGroups.close(left, true);
    }
  }
}

/** The tabs that show a document. */
function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  const spelled = uri.toString();
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === spelled);
}
