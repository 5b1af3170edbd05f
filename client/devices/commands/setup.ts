import type * as vscode from "vscode";
import type { DefinitionFeed } from "../../language/definitionFeed.js";
import type { CredentialStore } from "../credentials/credentialStore.js";
import type { EngineSession } from "../engineSession.js";
import type { DevicesView } from "../view.js";

/** What the commands on devices work with. */
export interface DeviceCommandSetup {
  readonly session: EngineSession;
  readonly credentials: CredentialStore;
  readonly view: DevicesView;
  readonly definitions: DefinitionFeed;
  /** The file of the OMA registry. */
  readonly registryFile: string;
  /** Where choices of the last time are kept. */
  readonly memory: vscode.Memento;
}
