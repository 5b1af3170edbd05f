import { PassThrough } from "node:stream";
import {
  ApplyWorkspaceEditRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidOpenTextDocumentNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  ProposedFeatures,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  UnregistrationRequest,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
} from "vscode-languageserver/node";
import { statusNotification, type InitializationOptions, type ServerStatus } from "../protocol.js";
import type { ServerEnvironment } from "../session/environment.js";
import { startServer } from "../server.js";
import { memoryFiles } from "./memoryFiles.js";
import { smallRegistry } from "./registry.js";

/** What a test client is started with. */
export interface SessionOptions {
  readonly capabilities: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  readonly folders?: readonly string[];
  /** Files on disk by path; a test may change it. */
  readonly files?: Map<string, string>;
  /** The section `lwm2m` of the user's settings. */
  readonly settings?: { rules?: Record<string, string> };
  readonly environment?: Partial<ServerEnvironment>;
}

/** A client in a session with a language server in the same process, over real messages. */
export interface TestSession {
  readonly client: ProtocolConnection;
  readonly result: InitializeResult;
  /** Everything the server has pushed, the last for each document. */
  readonly pushed: ReadonlyMap<string, PublishDiagnosticsParams>;
  readonly registrations: ReadonlyMap<string, Registration>;
  readonly log: readonly string[];
  readonly statuses: readonly ServerStatus[];
  readonly refreshes: () => number;
  readonly open: (uri: string, text: string, languageId?: string) => Promise<void>;
  readonly change: (uri: string, version: number, text: string, range?: Range) => Promise<void>;
  readonly close: (uri: string) => Promise<void>;
  /** Waits until a condition holds; fails after a generous time. */
  readonly until: (what: string, holds: () => boolean) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Timers that let messages pass, but no time. */
const immediateTimers: ServerEnvironment["timers"] = {
  after: (_, callback) => {
    const handle = setImmediate(callback);
    return () => {
      clearImmediate(handle);
    };
  },
};

/** Starts a server and introduces a client to it. */
export async function startSession(options: SessionOptions): Promise<TestSession> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const files = options.files ?? new Map<string, string>();
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
    registry: smallRegistry,
    registryTrouble: undefined,
    files: memoryFiles(files),
    timers: immediateTimers,
    version: "0.0.0",
    rulePage: (ruleId) => `file:///rules/${ruleId}.md`,
    ...options.environment,
  });
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const state = listen(client, options);
  client.listen();
  const result = await client.sendRequest<InitializeResult>(InitializeRequest.method, {
    processId: null,
    capabilities: options.capabilities,
    workspaceFolders: (options.folders ?? []).map((path) => ({ uri: `file://${path}`, name: path })),
    ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
  });
  await client.sendNotification(InitializedNotification.type, {});
  return {
    client,
    result,
    ...state,
    open: (uri, text, languageId = "xml") =>
      client.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      }),
    change: (uri, version, text, range) =>
      client.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [range === undefined ? { text } : { range, text }],
      }),
    close: (uri) => client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    until,
    end: async () => {
      await client.sendRequest(ShutdownRequest.type);
      client.dispose();
      up.destroy();
      down.destroy();
    },
  };
}

/** Answers what the server asks of a client, and remembers what it says. */
function listen(client: ProtocolConnection, options: SessionOptions) {
  const pushed = new Map<string, PublishDiagnosticsParams>();
  const registrations = new Map<string, Registration>();
  const log: string[] = [];
  const statuses: ServerStatus[] = [];
  let refreshes = 0;
  client.onNotification(PublishDiagnosticsNotification.type, (params) => {
    pushed.set(params.uri, params);
  });
  client.onNotification(LogMessageNotification.type, ({ message }) => {
    log.push(message);
  });
  client.onNotification(statusNotification, (status: ServerStatus) => {
    statuses.push(status);
  });
  client.onRequest(RegistrationRequest.type, (params) => {
    for (const registration of params.registrations) registrations.set(registration.id, registration);
  });
  client.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
    for (const { id } of unregisterations) registrations.delete(id);
  });
  client.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => options.settings ?? null));
  client.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: false }));
  client.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshes++;
  });
  return { pushed, registrations, log, statuses, refreshes: () => refreshes };
}

/** Turns of the event loop after which a test gives up: no correct session needs a hundredth of it. */
const patience = 100_000;

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < patience; turn++) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`Waited in vain for ${what}.`);
}
