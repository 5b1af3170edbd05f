import * as vscode from "vscode";
import { systemClock } from "../../lwm2m/base/clock.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { createLogger } from "../../lwm2m/base/logger.js";
import { versionOf } from "../../lwm2m/base/productVersion.js";
import type { DefinitionFeed } from "../language/definitionFeed.js";
import { crashReporter } from "../crashReporter.js";
import { registerDeviceCommands } from "./commands/register.js";
import { CredentialStore } from "./credentials/credentialStore.js";
import { EngineSession } from "./engineSession.js";
import { logTo } from "./logTo.js";
import { createDevicesView, type DevicesView } from "./view.js";

/** The device side of the extension. */
export interface DeviceSide extends Disposable {
  readonly session: EngineSession;
  readonly view: DevicesView;
}

/**
 * Sets up the device side: view and commands. Nothing of it runs, no engine is started and no key is read, until the
 * user opens the view or uses a command.
 */
export function registerDevices(context: vscode.ExtensionContext, definitions: DefinitionFeed): DeviceSide {
  const log = vscode.window.createOutputChannel("LwM2M Devices", { log: true });
  const logger = createLogger("trace", logTo(log));
  const credentials = new CredentialStore(context.secrets);
  const session = new EngineSession({
    connect: async () => {
      const { connectEngine } = await import("../../engine/client/connectEngine.js");
      return connectEngine({
        engineModule: context.asAbsolutePath("dist/engine.cjs"),
        client: { name: "VS Code", version: versionOf(context.extension.packageJSON) ?? "unknown" },
        logger: logger.child("engine"),
      });
    },
    clock: systemClock,
    logger,
    credentials,
    definitions,
    onCrash: crashReporter({
      name: "The engine that talks to devices",
      showLog: "lwm2m.showDeviceLog",
      startAgain: { title: "Try Again", command: "lwm2m.refreshDevices" },
    }),
  });
  const view = createDevicesView(session);
  const registryFile = context.asAbsolutePath("dist/registry.json.br");
  const memory = context.globalState;
  const commands = registerDeviceCommands({ session, credentials, view, definitions, registryFile, memory }, log);
  return {
    session,
    view,
    dispose: () => {
      vscode.Disposable.from(commands, view, session, credentials, log).dispose();
    },
  };
}
