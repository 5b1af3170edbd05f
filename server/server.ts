import { ErrorCodes, ResponseError, type Connection, type InitializeResult } from "vscode-languageserver";
import { configFileName } from "../lwm2m/definition/configKeys.js";
import type { DiagnosticSupport } from "./features/diagnostics.js";
import { answerBindingRequests } from "./generate/answerBindingRequests.js";
import { statusNotification, validateWorkspaceCommand, type WorkspaceReport } from "./protocol.js";
import { clientFacts, type ClientFacts } from "./session/clientFacts.js";
import { configFiles } from "./session/configFiles.js";
import { diagnosing } from "./session/diagnosing.js";
import { followDocuments } from "./session/documents.js";
import type { ServerEnvironment } from "./session/environment.js";
import { answerFeatures } from "./session/featureRequests.js";
import { isXml } from "./session/findDefinitions.js";
import { workspaceFolders } from "./session/folders.js";
import { answerDefinitionRequests } from "./session/definitionRequests.js";
import { pushing } from "./session/pushing.js";
import { documentRegistrations, serverCapabilities } from "./session/registration.js";
import { serverStatus } from "./session/registryStatus.js";
import { requestGuard } from "./session/requestGuard.js";
import { settingsReader } from "./session/settings.js";
import { telling } from "./session/telling.js";
import { watching } from "./session/watching.js";
import { workspaceValidation } from "./session/workspace.js";

/** What is assumed of a client before it has introduced itself. */
const unknownClient = { capabilities: {}, workspaceFolders: null };

/** Serves a client on a connection until it says goodbye. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  let facts: ClientFacts = clientFacts(unknownClient);
  let folders = workspaceFolders(unknownClient);
  const guard = requestGuard(connection.console);
  const currentFacts = (): ClientFacts => facts;
  const support = (): DiagnosticSupport => ({ ...facts.diagnostics, rulePage });

  function rulePage(ruleId: string): string | undefined {
    return facts.options.rulePage?.replaceAll("{id}", ruleId) ?? environment.rulePage(ruleId);
  }

  const documents = followDocuments(connection, () => facts.encoding, {
    onOpen: (uri) => {
      validation.opened(uri);
    },
    onChange: (uri) => {
      registrations.update(uri, documents.isDefinition(uri));
      if (!facts.pullsDiagnostics) pushes.changed(uri);
      if (facts.options.tellsDefinitions === true) tells.changed(uri);
    },
    onClose: (uri) => {
      registrations.update(uri, false);
      judge.closed(uri);
      pushes.closed(uri);
      tells.closed(uri);
      guard.background("checking a closed file", () => validation.closed(uri));
    },
  });
  const registrations = documentRegistrations(connection, currentFacts, guard);
  const watchers = watching(connection, currentFacts);
  const settings = settingsReader(connection, currentFacts, (uri) => folders.folderOf(uri) ?? uri);
  const config = configFiles({
    connection,
    files: environment.files,
    encoding: () => facts.encoding,
    folders: () => folders.paths(),
    isWatched: watchers.watchesConfig,
  });
  const { registry } = environment;
  const judge = diagnosing({ registry, documents, settings, config, support });
  const pushes = pushing(connection, judge, environment.timers, guard);
  const tells = telling({
    connection,
    documents,
    files: environment.files,
    folders: () => folders.paths(),
    timers: environment.timers,
    guard,
  });
  const validation = workspaceValidation({
    connection,
    documents,
    support,
    judge,
    files: environment.files,
    encoding: () => facts.encoding,
    folders: () => folders.paths(),
  });

  /** Everything that was judged must be judged again. */
  function outdate(): void {
    judge.outdateAll();
    if (!facts.pullsDiagnostics) for (const { uri } of documents.all()) pushes.changed(uri);
    else if (facts.refreshesDiagnostics)
      guard.background("refreshing", () => connection.languages.diagnostics.refresh());
    guard.background("checking the workspace again", () => validation.outdated());
  }

  connection.onInitialize((params): InitializeResult => {
    facts = clientFacts(params);
    folders = workspaceFolders(params);
    return {
      capabilities: serverCapabilities(facts),
      serverInfo: { name: "lwm2m-workbench", version: environment.version },
    };
  });

  connection.onInitialized(() => {
    if (facts.hasWorkspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        folders.changed(event);
        outdate();
        guard.background("telling definitions", tells.foldersChanged);
      });
    }
    guard.background("following the settings", settings.follow);
    guard.background("watching configuration files", watchers.watchConfig);
    guard.background("sending the status", sendStatus);
  });

  async function sendStatus(): Promise<void> {
    const { registryTrouble } = environment;
    if (registryTrouble !== undefined) connection.console.warn(registryTrouble);
    if (facts.isOurs) await connection.sendNotification(statusNotification, serverStatus(registry, registryTrouble));
  }

  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settings.changed(pushed);
    outdate();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const [configChanges, others] = partition(changes, ({ uri }) => uri.endsWith(`/${configFileName}`));
    if (configChanges.length > 0) {
      config.changed();
      outdate();
      guard.background("telling that previews are out of date", bindings.configChanged);
    }
    for (const { uri } of others) {
      for (const follows of [validation, tells]) {
        guard.background("following files", () => (isXml(uri) ? follows.fileChanged(uri) : follows.folderGone(uri)));
      }
    }
  });

  connection.onExecuteCommand(async ({ command }, token, progress): Promise<WorkspaceReport | null> => {
    if (command !== validateWorkspaceCommand) return null;
    guard.background("watching definitions", watchers.watchDefinitions);
    try {
      return await validation.run(token, progress);
    } catch (error) {
      guard.report("checking the workspace", error);
      throw new ResponseError(ErrorCodes.InternalError, "The workspace could not be checked; the log says why.");
    }
  });

  answerFeatures({ connection, guard, facts: currentFacts, documents, judge, registry, support });
  answerDefinitionRequests({
    connection,
    guard,
    facts: currentFacts,
    documents,
    registry,
    files: environment.files,
    tells,
    watchDefinitions: watchers.watchDefinitions,
  });
  const bindings = answerBindingRequests({
    connection,
    guard,
    facts: currentFacts,
    documents,
    registry,
    files: environment.files,
    disk: environment.disk,
    runtimeFiles: environment.runtimeFiles,
    config,
    folders: () => folders.paths(),
  });
  connection.onShutdown(() => {
    pushes.dispose();
    tells.dispose();
  });
  connection.listen();
}

function partition<Entry>(all: readonly Entry[], isFirst: (entry: Entry) => boolean): [Entry[], Entry[]] {
  return [all.filter(isFirst), all.filter((entry) => !isFirst(entry))];
}
