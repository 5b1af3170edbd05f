import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  CompletionRequest,
  createMessageConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-languageserver/node";
import { validateWorkspaceCommand } from "../../server/protocol.js";
import { against, figure, percentile, timed } from "./timing.js";

const keystrokesPerFile = 30;

/** A warm language server over the ten largest objects, then its memory with the whole registry as a workspace. */
export async function benchLanguageServer(registry: string, calibration: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ["--expose-gc", "-r", "./out/bench/heapProbe.cjs", "dist/server.cjs", "--stdio"],
    {
      stdio: ["pipe", "pipe", "inherit", "ipc"],
    },
  );
  if (child.stdout === null || child.stdin === null) throw new Error("The language server has no pipes.");
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  try {
    await initialize(connection, registry);
    const times = await typing(connection, largest(registry, 10));
    console.log(`language server, warm, ten largest objects (calibration loop: ${figure(calibration)} ms)`);
    for (const [name, samples] of Object.entries(times)) {
      const p50 = percentile(samples, 0.5);
      const p95 = percentile(samples, 0.95);
      const ratio = `p95 is ${figure(p95 / calibration)} loops`;
      console.log(`  ${name.padEnd(24)} p50 ${figure(p50)} ms, p95 ${against(p95, 10, "ms")}; ${ratio}`);
    }
    await connection.sendRequest(ExecuteCommandRequest.type, { command: validateWorkspaceCommand, arguments: [] });
    const memory = await memoryOf(child);
    console.log(
      `  whole registry as workspace: heap ${against(memory.heapUsed / 1e6, 60, "MB")}, RSS ${figure(memory.rss / 1e6)} MB`,
    );
  } finally {
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    connection.dispose();
    if (child.exitCode === null) await once(child, "exit");
  }
}

async function initialize(connection: MessageConnection, registry: string): Promise<void> {
  const params = {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: {
        diagnostic: { dynamicRegistration: false },
        completion: { completionItem: { snippetSupport: true } },
      },
      window: { workDoneProgress: false },
    },
    workspaceFolders: [{ uri: pathToFileURL(registry).href, name: "registry" }],
  };
  await connection.sendRequest(InitializeRequest.type, params);
  await connection.sendNotification(InitializedNotification.type, {});
}

function largest(registry: string, count: number): readonly string[] {
  return readdirSync(registry)
    .filter((name) => /^\d+\.xml$/u.test(name))
    .map((name) => join(registry, name))
    .toSorted((a, b) => statSync(b).size - statSync(a).size)
    .slice(0, count);
}

/** What is timed while files are typed in. */
type Timed = "open to diagnostics" | "keystroke to diagnostics" | "completion";

async function typing(connection: MessageConnection, files: readonly string[]): Promise<Record<Timed, number[]>> {
  const times: Record<Timed, number[]> = {
    "open to diagnostics": [],
    "keystroke to diagnostics": [],
    completion: [],
  };
  for (const round of ["warm-up", "counted"]) {
    const isCounted = round === "counted";
    for (const file of files) {
      const uri = `${pathToFileURL(file).href}?${round}`;
      const text = readFileSync(file, "utf8");
      const open = await timed(async () => {
        await connection.sendNotification(DidOpenTextDocumentNotification.type, {
          textDocument: { uri, languageId: "xml", version: 1, text },
        });
        await diagnose(connection, uri);
      });
      if (isCounted) times["open to diagnostics"].push(open);
      const lines = text.split("\n");
      const typeLines = lines.flatMap((line, index) => (line.includes("<Type>") ? [index] : []));
      for (let key = 0; key < keystrokesPerFile; key++) {
        const line = typeLines[key % typeLines.length] ?? 0;
        const character = (lines[line] ?? "").indexOf("<Type>") + "<Type>".length;
        const position = { line, character };
        const keystroke = await timed(async () => {
          await connection.sendNotification(DidChangeTextDocumentNotification.type, {
            textDocument: { uri, version: key + 2 },
            contentChanges: [{ range: { start: position, end: position }, text: "S" }],
          });
          await diagnose(connection, uri);
        });
        const completion = await timed(() =>
          connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position }),
        );
        if (isCounted) {
          times["keystroke to diagnostics"].push(keystroke);
          times.completion.push(completion);
        }
      }
    }
  }
  return times;
}

async function diagnose(connection: MessageConnection, uri: string): Promise<void> {
  await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
}

async function memoryOf(child: ChildProcess): Promise<NodeJS.MemoryUsage> {
  return new Promise((resolve) => {
    child.once("message", (memory: NodeJS.MemoryUsage) => {
      resolve(memory);
    });
    child.send("memory");
  });
}
