import {
  DocumentDiagnosticReportKind,
  type Diagnostic as LspDiagnostic,
  type DocumentDiagnosticReport,
} from "vscode-languageserver";
import { validationOptions } from "../../lwm2m/definition/config.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import { validate, type ValidationOptions } from "../../lwm2m/definition/validate.js";
import { lspDiagnostics, type DiagnosticSupport } from "../features/diagnostics.js";
import type { OpenDefinition } from "../openDefinition.js";
import type { ConfigFiles } from "./configFiles.js";
import type { Documents } from "./documents.js";
import type { SettingsReader } from "./settings.js";
import { fileNameOf } from "./uris.js";

/** The verdict on one version of a document. */
export interface Verdict {
  readonly doc: OpenDefinition;
  readonly options: ValidationOptions;
  readonly diagnostics: readonly Diagnostic[];
  /** Unique in this session. */
  readonly resultId: string;
}

/** Judges open documents. */
export interface Diagnosing {
  /** How a file of that address is judged. */
  readonly optionsFor: (uri: string) => Promise<ValidationOptions>;
  /** The verdict on a document as it is now; undefined if it is no object definition. */
  readonly verdict: (uri: string) => Promise<Verdict | undefined>;
  readonly report: (uri: string, previousResultId: string | undefined) => Promise<DocumentDiagnosticReport>;
  readonly inLsp: (verdict: Verdict) => LspDiagnostic[];
  /** Settings or configuration have changed: every verdict is out of date. */
  readonly outdateAll: () => void;
  /** A document has been closed, and nothing of it is needed any more. */
  readonly closed: (uri: string) => void;
}

/** What verdicts are made from. */
export interface DiagnosingSetup {
  readonly registry: Registry;
  readonly documents: Documents;
  readonly settings: SettingsReader;
  readonly config: ConfigFiles;
  readonly support: () => DiagnosticSupport;
}

/** The result id of a document that is none of ours. */
const nothing = "none";

/** Judges documents by settings, configuration and registry; a verdict is kept as long as all of them stay. */
export function diagnosing(setup: DiagnosingSetup): Diagnosing {
  let verdicts = new Map<string, Verdict>();
  let lastResult = 0;

  async function optionsFor(uri: string): Promise<ValidationOptions> {
    const [overrides, config] = await Promise.all([setup.settings.rulesFor(uri), setup.config.configFor(uri)]);
    return validationOptions({ config, overrides, registry: setup.registry, fileName: fileNameOf(uri) });
  }

  async function verdict(uri: string): Promise<Verdict | undefined> {
    if (!setup.documents.isDefinition(uri)) return undefined;
    const era = verdicts;
    const options = await optionsFor(uri);
    // The document may have changed or closed in the meantime.
    const doc = setup.documents.definition(uri);
    if (doc === undefined) return undefined;
    const known = era.get(uri);
    if (known?.doc.source === doc.source) return known;
    const judged = { doc, options, diagnostics: validate(doc.file, options), resultId: String(++lastResult) };
    era.set(uri, judged);
    return judged;
  }

  const inLsp = ({ doc, diagnostics }: Verdict): LspDiagnostic[] =>
    lspDiagnostics(doc.source, diagnostics, setup.support());

  return {
    optionsFor,
    verdict,
    inLsp,
    report: async (uri, previousResultId) => {
      const found = await verdict(uri);
      const resultId = found?.resultId ?? nothing;
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: found === undefined ? [] : inLsp(found) };
    },
    outdateAll: () => {
      verdicts = new Map();
    },
    closed: (uri) => {
      verdicts.delete(uri);
    },
  };
}
