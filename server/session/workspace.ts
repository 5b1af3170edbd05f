import {
  CancellationToken,
  type Connection,
  type Diagnostic,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import { parseDefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { recognizesDefinition } from "../../lwm2m/definition/recognize.js";
import { validate } from "../../lwm2m/definition/validate.js";
import { lspDiagnostics } from "../features/diagnostics.js";
import { sourceText, type SourceText } from "../text/sourceText.js";
import type { WorkspaceReport } from "../protocol.js";
import type { Diagnosing, DiagnosingSetup } from "./diagnosing.js";
import { findXmlFiles } from "./findDefinitions.js";
import { isWithin } from "./folders.js";
import type { FileAccess } from "./environment.js";
import type { PositionEncoding } from "../text/positionEncoding.js";
import { pathOf, sameSpelling, uriOf } from "./uris.js";

/** Checks the definitions of the workspace that are not open, and keeps what it has shown of them up to date. */
export interface WorkspaceValidation {
  /** Checks everything in all folders and shows what it finds. */
  readonly run: (token: CancellationToken, progress: WorkDoneProgressReporter) => Promise<WorkspaceReport>;
  readonly opened: (uri: string) => void;
  readonly closed: (uri: string) => Promise<void>;
  /** A file has come, gone or changed on disk. */
  readonly fileChanged: (uri: string) => Promise<void>;
  /** Something has gone from the disk that may have been a folder. */
  readonly folderGone: (uri: string) => Promise<void>;
  /** Settings or configuration have changed. */
  readonly outdated: () => Promise<void>;
}

/** What a workspace is checked with. */
export interface WorkspaceSetup extends Pick<DiagnosingSetup, "documents" | "support"> {
  readonly connection: Connection;
  readonly judge: Diagnosing;
  readonly files: FileAccess;
  readonly encoding: () => PositionEncoding;
  readonly folders: () => readonly string[];
}

/** So many files are read at a time. */
const batchSize = 16;

/** What is known of one file. */
type Outcome =
  | { readonly kind: "definition"; readonly source: SourceText; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "other" }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly message: string };

const severityOfError = 1;
const severityOfWarning = 2;

/** Checks files one after the other and keeps neither their texts nor their trees. */
export function workspaceValidation(setup: WorkspaceSetup): WorkspaceValidation {
  const { connection, documents, judge } = setup;
  /** Files whose problems are shown although they are not open. */
  const shown = new Set<string>();
  /** Nothing is shown by itself before the user has asked for a validation. */
  let hasRun = false;
  let runs = 0;
  /** The last run that the user has asked for: nothing but another such run may cut it short. */
  let asked: Promise<unknown> = Promise.resolve();

  async function run(token: CancellationToken, progress: WorkDoneProgressReporter): Promise<WorkspaceReport> {
    hasRun = true;
    const thisRun = ++runs;
    const open = new Set(documents.all().map(({ uri }) => sameSpelling(uri)));
    const tally = newTally();
    progress.begin("Checking LwM2M object definitions", 0, "Looking for files", true);
    try {
      const paths = await findXmlFiles(setup.folders(), setup.files, token);
      const checked = new Set<string>();
      for (let at = 0; at < paths.length; at += batchSize) {
        if (token.isCancellationRequested || thisRun !== runs) break;
        progress.report(Math.floor((at * 100) / paths.length), `${at} of ${paths.length} files`);
        const batch = paths.slice(at, at + batchSize);
        const outcomes = await Promise.all(batch.map((path) => outcomeOf(path, open)));
        for (const [index, outcome] of outcomes.entries()) {
          const uri = uriOf(batch[index] ?? "");
          checked.add(uri);
          count(tally, uri, outcome);
          show(uri, outcome);
        }
      }
      const isCancelled = token.isCancellationRequested || thisRun !== runs;
      if (!isCancelled) for (const uri of shown) if (!checked.has(uri)) clear(uri);
      return { ...tally, isCancelled };
    } finally {
      progress.done();
    }
  }

  /** Judges a file by its text on disk, or by its text in the editor if it is open. */
  async function outcomeOf(path: string, open: ReadonlySet<string>): Promise<Outcome> {
    const uri = uriOf(path);
    const openUri = open.has(uri) ? documents.all().find((source) => sameSpelling(source.uri) === uri)?.uri : undefined;
    if (openUri !== undefined) {
      const verdict = await judge.verdict(openUri);
      if (verdict === undefined) return { kind: "other" };
      return { kind: "definition", source: verdict.doc.source, diagnostics: judge.inLsp(verdict) };
    }
    const file = await setup.files.read(path);
    if (file.kind !== "text") return file;
    if (!recognizesDefinition(file.text)) return { kind: "other" };
    const options = await judge.optionsFor(uri);
    const source = sourceText({ uri, languageId: "xml", version: 0, encoding: setup.encoding() }, file.text);
    const found = validate(parseDefinitionFile(file.text), options);
    return { kind: "definition", source, diagnostics: lspDiagnostics(source, found, setup.support()) };
  }

  function isOpen(uri: string): boolean {
    return documents.all().some((source) => sameSpelling(source.uri) === uri);
  }

  function show(uri: string, outcome: Outcome): void {
    if (isOpen(uri)) return;
    const diagnostics = outcome.kind === "definition" ? [...outcome.diagnostics] : [];
    if (diagnostics.length === 0) {
      clear(uri);
      return;
    }
    shown.add(uri);
    void connection.sendDiagnostics({ uri, diagnostics });
  }

  function clear(uri: string): void {
    if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async function showAgain(uri: string): Promise<void> {
    const path = pathOf(uri);
    if (path !== undefined && !isOpen(uri)) show(uri, await outcomeOf(path, new Set()));
  }

  return {
    run: (token, progress) => {
      const report = run(token, progress);
      asked = report.catch(() => undefined);
      return report;
    },
    opened: (uri) => {
      clear(sameSpelling(uri));
    },
    closed: async (uri) => {
      const path = pathOf(uri);
      if (!hasRun || path === undefined || !setup.folders().some((folder) => isWithin(path, folder))) return;
      await showAgain(sameSpelling(uri));
    },
    fileChanged: async (uri) => {
      if (hasRun) await showAgain(sameSpelling(uri));
    },
    folderGone: async (uri) => {
      const inside = `${sameSpelling(uri)}/`;
      for (const file of [...shown]) if (file.startsWith(inside)) await showAgain(file);
    },
    outdated: async () => {
      await asked;
      if (hasRun) await run(CancellationToken.None, silentProgress);
    },
  };
}

const silentProgress: WorkDoneProgressReporter = {
  begin: () => undefined,
  report: () => undefined,
  done: () => undefined,
};

type Tally = { -readonly [Key in Exclude<keyof WorkspaceReport, "isCancelled" | "unreadable">]: number } & {
  readonly unreadable: { uri: string; message: string }[];
};

function newTally(): Tally {
  return { definitions: 0, otherFiles: 0, errors: 0, warnings: 0, unreadable: [] };
}

function count(tally: Tally, uri: string, outcome: Outcome): void {
  switch (outcome.kind) {
    case "definition":
      tally.definitions++;
      tally.errors += outcome.diagnostics.filter(({ severity }) => severity === severityOfError).length;
      tally.warnings += outcome.diagnostics.filter(({ severity }) => severity === severityOfWarning).length;
      break;
    case "other":
      tally.otherFiles++;
      break;
    case "unreadable":
      tally.unreadable.push({ uri, message: outcome.message });
      break;
    case "missing":
      break;
  }
}
