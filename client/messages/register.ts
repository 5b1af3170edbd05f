import * as vscode from "vscode";
import type { EngineSession } from "../devices/engineSession.js";
import type { DevicesView } from "../devices/view.js";
import { registerMessageCommands } from "./commands.js";
import { createMessagesView } from "./messagesView.js";

/** Sets up the Messages view and its commands over what the device side has. */
export function registerMessages(
  { session, view: devices }: { readonly session: EngineSession; readonly view: DevicesView },
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const messages = createMessagesView(session);
  return vscode.Disposable.from(messages, registerMessageCommands({ session, messages, devices, log }));
}
