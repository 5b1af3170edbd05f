import * as vscode from "vscode";

const scheme = "lwm2m-message";

/** Read-only documents that show a message as text, in an editor of their own. */
export class MessageDocuments implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registrations: vscode.Disposable;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  /** Opens a text; the same id opens the same document. */
  async open(id: string, name: string, text: string): Promise<vscode.TextEditor> {
    const uri = vscode.Uri.from({ scheme, path: `/${name.replaceAll("/", "∕")}`, query: id });
    this.#texts.set(uri.toString(), text);
    return vscode.window.showTextDocument(uri, { preview: true });
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#texts.clear();
  }
}
