import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  CodeActionRequest,
  CompletionRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  FileChangeType,
  FoldingRangeRequest,
  HoverRequest,
  WorkDoneProgress,
  type CompletionList,
  type DocumentDiagnosticReport,
  type FileEvent,
  type FullDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { fileText, itemText, objectText } from "../lwm2m/definition/rules/example.js";
import { closeTagRequest, validateWorkspaceCommand, type WorkspaceReport } from "./protocol.js";
import { fullClient, minimalClient } from "./testing/clients.js";
import { startSession, type SessionOptions, type TestSession } from "./testing/session.js";

const uri = "file:///project/10999.xml";
const good = fileText(objectText());
const wrong = fileText(objectText({ Resources: [itemText({ Name: "Füllstand", Mandatory: "Yes" })] }));

/** Runs a session and fails if the server has logged anything. */
async function inSession(options: SessionOptions, work: (session: TestSession) => Promise<void>): Promise<void> {
  const session = await startSession(options);
  try {
    await work(session);
    assert.deepEqual(session.log, []);
  } finally {
    await session.end();
  }
}

function full(report: DocumentDiagnosticReport): FullDocumentDiagnosticReport {
  assert.ok(report.kind === "full");
  return report;
}

async function pull({ client }: TestSession, of = uri): Promise<FullDocumentDiagnosticReport> {
  return full(await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: of } }));
}

const start = { line: 0, character: 0 };

describe("a client that can do everything", () => {
  test("pulls diagnostics with codes, pages and result ids, and gets fixes for them", () =>
    inSession({ capabilities: fullClient }, async (session) => {
      const { client } = session;
      assert.equal(session.result.capabilities.positionEncoding, "utf-16");
      assert.ok(session.result.capabilities.hoverProvider);
      await session.open(uri, wrong);
      const { items, resultId } = await pull(session);
      assert.deepEqual(
        items.map(({ code }) => code),
        ["name-not-ascii", "OMA 415"],
      );
      const found = items[1];
      assert.ok(found);
      assert.equal(found.codeDescription?.href, "file:///rules/mandatory-value.md");
      assert.equal(found.range.end.character - found.range.start.character, "Yes".length);
      const textDocument = { uri };
      assert.ok(resultId !== undefined);
      const again = { textDocument, previousResultId: resultId };
      assert.equal((await client.sendRequest(DocumentDiagnosticRequest.type, again)).kind, "unchanged");
      const context = { diagnostics: [found] };
      const actions = await client.sendRequest(CodeActionRequest.type, { textDocument, range: found.range, context });
      assert.ok(actions?.some(({ title }) => title === "Write Mandatory"));
      await session.change(uri, 2, "Mandatory", found.range);
      assert.equal((await pull(session)).items.length, 1);
    }));

  test("settings and configuration files decide about levels, and refresh what is shown", () => {
    const files = new Map([["/project/lwm2m.config.json", `{ "rules": { "name-not-ascii": "off" } }`]]);
    const settings: { rules: Record<string, string> } = { rules: {} };
    return inSession({ capabilities: fullClient, files, settings, folders: ["/project"] }, async (session) => {
      await session.open("file:///project/deep/10999.xml", wrong);
      const severities = async () =>
        (await pull(session, "file:///project/deep/10999.xml")).items.map(
          ({ code, severity }) => `${code ?? ""} ${severity ?? ""}`,
        );
      assert.deepEqual(await severities(), ["OMA 415 1"]);
      settings.rules = { "mandatory-value": "hint" };
      await session.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      await session.until("a refresh", () => session.refreshes() === 1);
      assert.deepEqual(await severities(), ["OMA 415 4"]);
      const changes: FileEvent[] = [{ uri: "file:///project/lwm2m.config.json", type: FileChangeType.Changed }];
      files.set("/project/lwm2m.config.json", `{ "rules": { "name-not-ascii": "off", `);
      await session.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      await session.until("a second refresh", () => session.refreshes() === 2);
      assert.deepEqual(await severities(), ["OMA 415 4"]);
      assert.equal(session.pushed.get("file:///project/lwm2m.config.json")?.diagnostics.length, 1);
      files.delete("/project/lwm2m.config.json");
      await session.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      await session.until("a third refresh", () => session.refreshes() === 3);
      assert.equal((await severities()).length, 2);
      assert.deepEqual(session.pushed.get("file:///project/lwm2m.config.json")?.diagnostics, []);
    });
  });

  test("every feature answers for a definition", () =>
    inSession({ capabilities: fullClient }, async ({ client, open }) => {
      await open(uri, good);
      const textDocument = { uri };
      const at = { line: 5, character: good.split("\n")[5]?.indexOf("<") ?? 0 };
      const position = { ...at, character: at.character + 2 };
      assert.ok(await client.sendRequest(HoverRequest.type, { textDocument, position }));
      assert.equal((await client.sendRequest(DocumentSymbolRequest.type, { textDocument }))?.length, 1);
      assert.ok(((await client.sendRequest(FoldingRangeRequest.type, { textDocument })) ?? []).length > 2);
      const options = { tabSize: 2, insertSpaces: true };
      assert.deepEqual(await client.sendRequest(DocumentFormattingRequest.type, { textDocument, options }), []);
      assert.equal(await client.sendRequest(closeTagRequest, { textDocument, position }), null);
    }));
});

describe("a client that can do nothing", () => {
  test("gets pushed diagnostics in its own encoding, cleared at the end", () =>
    inSession({ capabilities: minimalClient }, async (session) => {
      assert.equal(session.result.capabilities.positionEncoding, "utf-8");
      assert.equal(session.result.capabilities.diagnosticProvider, undefined);
      await session.open(uri, wrong);
      await session.until("diagnostics", () => session.pushed.has(uri));
      const [name] = session.pushed.get(uri)?.diagnostics ?? [];
      assert.equal(name?.code, "name-not-ascii");
      const line = wrong.split("\n")[name.range.start.line] ?? "";
      assert.ok(name.range.end.character <= Buffer.byteLength(line));
      assert.ok(name.range.end.character > name.range.start.character);
      assert.equal(name.codeDescription, undefined);
      await session.change(uri, 2, good);
      await session.until("a clean document", () => session.pushed.get(uri)?.diagnostics.length === 0);
      await session.change(uri, 3, wrong);
      await session.until("diagnostics again", () => session.pushed.get(uri)?.diagnostics.length === 2);
      await session.close(uri);
      await session.until("nothing", () => session.pushed.get(uri)?.diagnostics.length === 0);
      assert.equal(session.registrations.size, 0);
    }));

  test("gets plain completion, also in an empty file", () =>
    inSession({ capabilities: minimalClient }, async ({ client, open }) => {
      await open(uri, "");
      const textDocument = { uri };
      const list = await client.sendRequest<CompletionList>(CompletionRequest.method, {
        textDocument,
        position: start,
      });
      assert.equal(list.items.length, 1);
      const newText = list.items[0]?.textEdit?.newText ?? "";
      assert.ok(newText.startsWith("<?xml"));
      assert.ok(!newText.includes("$"));
    }));
});

describe("a client with other XML extensions", () => {
  const initializationOptions = { perDocument: true, rulePage: "command:page?{id}" };

  test("has features registered for object definitions only, while they are open", () =>
    inSession({ capabilities: fullClient, initializationOptions }, async (session) => {
      assert.equal(session.result.capabilities.hoverProvider, undefined);
      assert.ok(session.result.capabilities.diagnosticProvider);
      const forDocuments = () =>
        [...session.registrations.values()].filter(({ method }) => method.startsWith("textDocument/"));
      await session.until("the status", () => session.statuses.length === 1);
      assert.equal(session.statuses[0]?.registryDate, "2024-02-22");
      await session.open("file:///project/other.xml", "<project/>");
      await session.open("file:///project/a[1].xml", wrong);
      await session.until("registrations", () => forDocuments().length === 8);
      const hover = forDocuments().find(({ method }) => method === "textDocument/hover");
      assert.deepEqual(hover?.registerOptions, {
        documentSelector: [
          { language: "xml", scheme: "file", pattern: { baseUri: "file:///project", pattern: "a[[]1[]].xml" } },
        ],
      });
      const { items } = await pull(session, "file:///project/a[1].xml");
      assert.equal(items[0]?.codeDescription?.href, "command:page?name-not-ascii");
      assert.deepEqual((await pull(session, "file:///project/other.xml")).items, []);
      await session.change("file:///project/a[1].xml", 2, "<project/>");
      await session.until("no registrations", () => forDocuments().length === 0);
      await session.change("file:///project/a[1].xml", 3, good);
      await session.until("registrations again", () => forDocuments().length === 8);
      await session.open("untitled:Untitled-1", "<LWM2M");
      await session.until("registrations of a new file", () => forDocuments().length === 16);
      await session.close("file:///project/a[1].xml");
      await session.close("untitled:Untitled-1");
      await session.until("no registrations at the end", () => forDocuments().length === 0);
    }));

  test("keeps tags and folding to the others if it says so", () =>
    inSession(
      { capabilities: fullClient, initializationOptions: { ...initializationOptions, leaveTagsToOthers: true } },
      async (session) => {
        const text = "<LWM2M><Object>";
        await session.open(uri, text);
        await session.until("registrations", () =>
          [...session.registrations.values()].some(({ method }) => method === "textDocument/hover"),
        );
        const methods = [...session.registrations.values()].map(({ method }) => method);
        assert.ok(
          !methods.includes("textDocument/foldingRange") && !methods.includes("textDocument/linkedEditingRange"),
        );
        const params = { textDocument: { uri }, position: { line: 0, character: text.length } };
        assert.equal(await session.client.sendRequest(closeTagRequest, params), null);
      },
    ));
});

test("other XML and other languages get nothing from any feature", () =>
  inSession({ capabilities: fullClient }, async (session) => {
    const { client } = session;
    await session.open("file:///project/pom.xml", "<project>\n<a></a></project>");
    await session.open("file:///project/a.txt", good, "plaintext");
    for (const other of ["file:///project/pom.xml", "file:///project/a.txt", "file:///project/never-opened.xml"]) {
      const textDocument = { uri: other };
      const position = { line: 1, character: 1 };
      const range = { start, end: position };
      const options = { tabSize: 2, insertSpaces: true };
      assert.deepEqual((await pull(session, other)).items, []);
      assert.equal(await client.sendRequest(HoverRequest.type, { textDocument, position }), null);
      assert.equal(await client.sendRequest(CompletionRequest.type, { textDocument, position }), null);
      assert.deepEqual(await client.sendRequest(DocumentSymbolRequest.type, { textDocument }), []);
      assert.deepEqual(await client.sendRequest(FoldingRangeRequest.type, { textDocument }), []);
      assert.deepEqual(await client.sendRequest(DocumentFormattingRequest.type, { textDocument, options }), []);
      const context = { diagnostics: [] };
      assert.deepEqual(await client.sendRequest(CodeActionRequest.type, { textDocument, range, context }), []);
    }
  }));

describe("validating the workspace", () => {
  const files = () =>
    new Map([
      ["/project/good/10999.xml", good],
      ["/project/wrong/10999.xml", wrong],
      ["/project/pom.xml", "<project/>"],
      ["/project/node_modules/10999.xml", wrong],
      ["/project/notes.txt", wrong],
    ]);
  const wrongUri = "file:///project/wrong/10999.xml";

  async function validate({ client }: TestSession, workDoneToken?: string): Promise<WorkspaceReport> {
    return client.sendRequest<WorkspaceReport>(ExecuteCommandRequest.method, {
      command: validateWorkspaceCommand,
      ...(workDoneToken === undefined ? {} : { workDoneToken }),
    });
  }

  test("reports what it has found, with progress, and shows it in files that are not open", () =>
    inSession({ capabilities: fullClient, files: files(), folders: ["/project"] }, async (session) => {
      const steps: string[] = [];
      session.client.onProgress(WorkDoneProgress.type, "token", (step) => {
        steps.push(`${step.kind} ${"message" in step ? (step.message ?? "") : ""}`);
      });
      const report = await validate(session, "token");
      assert.deepEqual(report, {
        definitions: 2,
        otherFiles: 1,
        errors: 1,
        warnings: 1,
        unreadable: [],
        isCancelled: false,
      });
      assert.deepEqual(steps, ["begin Looking for files", "report 0 of 3 files", "end "]);
      assert.equal(session.pushed.get(wrongUri)?.diagnostics.length, 2);
      assert.equal(session.pushed.size, 1);
    }));

  test("what it shows follows the files", () => {
    const disk = files();
    return inSession({ capabilities: fullClient, files: disk, folders: ["/project"] }, async (session) => {
      await validate(session);
      const count = () => session.pushed.get(wrongUri)?.diagnostics.length;
      assert.equal(count(), 2);
      await session.open(wrongUri, wrong);
      await session.until("open documents to be pulled", () => count() === 0);
      await session.close(wrongUri);
      await session.until("the closed file to be shown again", () => count() === 2);
      const changed = async (text: string | undefined) => {
        if (text === undefined) disk.delete("/project/wrong/10999.xml");
        else disk.set("/project/wrong/10999.xml", text);
        const changes: FileEvent[] = [{ uri: wrongUri, type: FileChangeType.Changed }];
        await session.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      };
      await changed(good);
      await session.until("a clean file", () => count() === 0);
      await changed(wrong);
      await session.until("a wrong file", () => count() === 2);
      await changed(undefined);
      await session.until("a deleted file", () => count() === 0);
      await changed(wrong);
      await session.until("a wrong file", () => count() === 2);
      disk.delete("/project/wrong/10999.xml");
      const changes: FileEvent[] = [{ uri: "file:///project/wrong", type: FileChangeType.Deleted }];
      await session.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      await session.until("a deleted folder", () => count() === 0);
    });
  });

  test("is not disturbed by a change of settings while it runs, as clients send one when they start", () =>
    inSession({ capabilities: fullClient, files: files(), folders: ["/project"] }, async (session) => {
      const answer = validate(session);
      await session.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      const report = await answer;
      assert.equal(report.isCancelled, false);
      assert.equal(report.definitions, 2);
    }));

  test("can be cancelled", () =>
    inSession({ capabilities: fullClient, files: files(), folders: ["/project"] }, async (session) => {
      const { CancellationTokenSource } = await import("vscode-languageserver/node");
      const source = new CancellationTokenSource();
      const params = { command: validateWorkspaceCommand };
      const answer = session.client.sendRequest(ExecuteCommandRequest.type, params, source.token);
      source.cancel();
      await answer.then(
        (report: WorkspaceReport) => {
          assert.ok(report.isCancelled);
        },
        (error: unknown) => {
          assert.match(String(error), /cancel/iu);
        },
      );
    }));
});

test("a failing request answers empty and is logged without the document's text", async () => {
  const registry = {
    source: { commit: undefined, date: undefined, digest: "" },
    objects: [],
    versions: () => [],
    object: () => undefined,
    reusableResources: [],
    reusableResource: (): undefined => {
      throw new Error("The registry is broken.");
    },
  };
  const session = await startSession({ capabilities: fullClient, environment: { registry } });
  const text = fileText(objectText({ Resources: [itemText({ id: "5700", Name: "Secret" })] }));
  await session.open(uri, text);
  const line = text.split("\n").findIndex((candidate) => candidate.includes("<Item"));
  const params = { textDocument: { uri }, position: { line, character: 8 } };
  assert.equal(await session.client.sendRequest(HoverRequest.type, params), null);
  await session.until("a log", () => session.log.length > 0);
  assert.match(session.log.join("\n"), /hover failed: Error: The registry is broken\./u);
  assert.ok(!session.log.join("\n").includes("Secret"));
  await session.end();
});

test("a missing registry is told in words", async () => {
  const environment = { registryTrouble: "The table could not be read." };
  const session = await startSession({ capabilities: fullClient, environment, initializationOptions: {} });
  await session.until("the status", () => session.statuses.length > 0);
  assert.equal(session.statuses[0]?.trouble, "The table could not be read.");
  await session.end();
});
