import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type DiagnosticRelatedInformation,
} from "vscode-languageserver";
import type { Level } from "../../lwm2m/base/level.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import type { SourceText } from "../text/sourceText.js";

/** Who reports: shown before the code in the editor's list of problems. */
export const diagnosticSource = "lwm2m";

const severities: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules about what could just as well be left out; the editor fades it. */
export const rulesOnSuperfluous: ReadonlySet<string> = new Set([
  "executable-range-or-units",
  "units-on-text",
  "units-on-time",
]);

/** What the client shows of a diagnostic. */
export interface DiagnosticSupport {
  readonly hasRelatedInformation: boolean;
  readonly hasCodeDescription: boolean;
  readonly hasTags: boolean;
  readonly hasData: boolean;
  /** The address of a rule's page, if there is one. */
  readonly rulePage: (ruleId: string) => string | undefined;
}

/** What a diagnostic remembers for its quick fixes: the rule, and its place among the diagnostics of that version. */
export interface DiagnosticData {
  readonly ruleId: string;
  readonly index: number;
  readonly version: number;
}

/** Diagnostics in LSP's terms, in the order given. */
export function lspDiagnostics(
  source: SourceText,
  diagnostics: readonly Diagnostic[],
  support: DiagnosticSupport,
): LspDiagnostic[] {
  return diagnostics.map((diagnostic, index) => lspDiagnostic(source, diagnostic, index, support));
}

/** One diagnostic in LSP's terms. */
export function lspDiagnostic(
  source: SourceText,
  diagnostic: Diagnostic,
  index: number,
  support: DiagnosticSupport,
): LspDiagnostic {
  const href = support.hasCodeDescription ? support.rulePage(diagnostic.ruleId) : undefined;
  const data: DiagnosticData = { ruleId: diagnostic.ruleId, index, version: source.version };
  return {
    range: source.rangeOf(diagnostic.span),
    severity: severities[diagnostic.level],
    code: diagnosticCode(diagnostic),
    source: diagnosticSource,
    message: diagnostic.message,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(support.hasTags && rulesOnSuperfluous.has(diagnostic.ruleId) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(support.hasRelatedInformation && diagnostic.related.length > 0
      ? { relatedInformation: relatedInformation(source, diagnostic) }
      : {}),
    ...(support.hasData ? { data } : {}),
  };
}

/** `OMA 413` where OMA has a number for the mistake, else the rule's id. */
export function diagnosticCode({ oma, ruleId }: Pick<Diagnostic, "oma" | "ruleId">): string {
  return oma === undefined ? ruleId : `OMA ${oma}`;
}

function relatedInformation(source: SourceText, { related }: Diagnostic): DiagnosticRelatedInformation[] {
  return related.map(({ span, message }) => ({ location: { uri: source.uri, range: source.rangeOf(span) }, message }));
}
