import type * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../../server/protocol.js";
import { schemes } from "./documents.js";

/** What a language client is made from. */
export interface ClientSetup {
  /** The bundle of the language server. */
  readonly serverModule: string;
  readonly log: vscode.LogOutputChannel;
  /** Evaluated at each start. */
  readonly initializationOptions: () => InitializationOptions;
}

/** A language client that logs its troubles: whoever owns it decides which of them the user is told. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** The library also stops clients that are just starting, which it then refuses with a rejection nobody handles. */
  override stop(timeout?: number): Promise<void> {
    return this.isRunning() ? super.stop(timeout) : Promise.resolve();
  }
}

/** Makes a client for one run of the language server. It is not started, and never restarts by itself. */
export function createLanguageClient(setup: ClientSetup): LanguageClient {
  const run = { module: setup.serverModule, transport: TransportKind.ipc };
  const serverOptions: ServerOptions = {
    run,
    debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: schemes.map((scheme) => ({ language: "xml", scheme })),
    outputChannel: setup.log,
    initializationOptions: setup.initializationOptions,
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) < 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
    initializationFailedHandler: () => false,
    markdown: { isTrusted: { enabledCommands: ["lwm2m.showRule"] }, supportHtml: false },
  };
  return new QuietLanguageClient("lwm2m", "LwM2M Language Server", serverOptions, clientOptions);
}

export { State } from "vscode-languageclient/node";
