import type * as vscode from "vscode";
import type { LanguageSession } from "../language/session.js";

/** What generating from the editor works with. */
export interface GenerateSetup {
  readonly session: LanguageSession;
  readonly log: vscode.LogOutputChannel;
  /** What is remembered for this workspace. */
  readonly memory: vscode.Memento;
  /** The registry table, `registry.json.br`. */
  readonly registryFile: string;
}
