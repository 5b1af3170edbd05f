import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { spawn } from "node:child_process";
import {
  createMessageConnection,
  DocumentDiagnosticRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { newDefinition } from "../../lwm2m/definition/newDefinition.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import { readZip } from "./zip.js";

const vsix = process.env.LWM2M_VSIX ?? "out/lwm2m-workbench.vsix";
const entries = readZip(readFileSync(vsix));
const paths = entries.map(({ path }) => path);

/** What must be in the VSIX besides the rule pages. */
const required = [
  "extension/package.json",
  "extension/readme.md",
  "extension/changelog.md",
  "extension/LICENSE.txt",
  "extension/dist/client.cjs",
  "extension/dist/server.cjs",
  "extension/dist/cli.cjs",
  "extension/dist/registry.json.br",
  "extension/bin/lwm2m",
  "extension/bin/lwm2m.cmd",
  "extension/dist/THIRD-PARTY-NOTICES.txt",
  "extension/docs/images/icon.png",
  "extension/schemas/lwm2m.config.schema.json",
  "extension/syntaxes/lwm2m-definition.tmLanguage.json",
];

test("the VSIX is smaller than 1 MB", () => {
  const { size } = statSync(vsix);
  assert.ok(size < 1024 * 1024, `It has ${size} bytes.`);
});

test("the VSIX holds what it needs, and nothing else", () => {
  const pages = rules.map(({ id }) => `extension/docs/rules/${id}.md`);
  for (const path of [...required, ...pages]) assert.ok(paths.includes(path), `${path} is missing.`);
  const known =
    /^(?:\[Content_Types\]\.xml|extension\.vsixmanifest|extension\/(?:bin|dist|docs\/rules|docs\/images|schemas|syntaxes)\/[^/]+|extension\/[^/]+\.(?:json|md|txt))$/u;
  assert.deepEqual(
    paths.filter((path) => !known.test(path)),
    [],
  );
  assert.deepEqual(
    paths.filter((path) => /node_modules|\.map$|\.ts$/u.test(path)),
    [],
  );
});

test("the language server starts from the unpacked VSIX and reports a mistake", { timeout: 60_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-vsix-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const { path, contents } of entries) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  const mistakes = await diagnose(
    join(folder, "extension"),
    newDefinition({ id: 10999, name: "Tank" }).text.replace("<Type>Integer</Type>", "<Type>Intger</Type>"),
  );
  assert.deepEqual(mistakes, ["OMA 412"]);
});

/** The codes of the diagnostics that the language server of an extension gives for a text. */
async function diagnose(extension: string, text: string): Promise<readonly unknown[]> {
  const server = spawn(process.execPath, [join(extension, "dist/server.cjs"), "--stdio"], { cwd: extension });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  try {
    const uri = "file:///project/10999.xml";
    await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "xml", version: 1, text },
    });
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return report.kind === "full" ? report.items.map(({ code }) => code) : [];
  } finally {
    connection.dispose();
    server.kill();
  }
}
