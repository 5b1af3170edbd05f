import { CodeActionKind, type CodeAction, type WorkspaceEdit } from "vscode-languageserver";
import type { Span } from "../../lwm2m/base/span.js";
import { applyEdits, compatibleFixes, safeFix } from "../../lwm2m/definition/fix.js";
import { fixAll } from "../../lwm2m/definition/fixAll.js";
import type { Diagnostic, Edit, Fix } from "../../lwm2m/definition/rules/rule.js";
import type { ValidationOptions } from "../../lwm2m/definition/validate.js";
import type { OpenDefinition } from "../openDefinition.js";
import { changedPart } from "../text/changedPart.js";
import { textEdits } from "../text/edits.js";
import { lspDiagnostic, type DiagnosticSupport } from "./diagnostics.js";
import { suppression } from "./suppress.js";

/** The kind of "fix all problems that can be fixed without asking". */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.lwm2m`;

/** What is asked for. */
export interface CodeActionQuery {
  readonly range: Span;
  /** The kinds that the client wants; undefined for all. */
  readonly only: readonly string[] | undefined;
}

/** What code actions are made from. */
export interface CodeActionContext {
  readonly doc: OpenDefinition;
  readonly diagnostics: readonly Diagnostic[];
  readonly options: ValidationOptions;
  readonly support: DiagnosticSupport & {
    /** Edits may name the version of the document that they are for. */
    readonly hasVersionedEdits: boolean;
  };
}

/** Fixes for the diagnostics in a range, the best first; then "fix all", if there is anything to fix. */
export function codeActions(ctx: CodeActionContext, { range, only }: CodeActionQuery): CodeAction[] {
  const wants = (kind: string): boolean => only === undefined || only.some((wanted) => isKindOf(kind, wanted));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(ctx, range));
  if (wants(fixAllKind)) actions.push(...fixAllAction(ctx, only !== undefined));
  return actions;
}

/** `source.fixAll.lwm2m` is a `source.fixAll`, and that a `source`. */
function isKindOf(kind: string, wanted: string): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}

/** A diagnostic with its place among all of them. */
type Hit = readonly [number, Diagnostic];

function quickFixes(ctx: CodeActionContext, range: Span): CodeAction[] {
  const hit = [...ctx.diagnostics.entries()].filter(
    ([, { span }]) => span.start <= range.end && range.start <= span.end,
  );
  return [
    ...hit.flatMap(([index, diagnostic]) => ownFixes(ctx, diagnostic, index)),
    ...kindFixes(ctx, hit),
    ...suppressions(ctx, hit),
  ];
}

/** One action for each line and rule, however many problems that rule has there. */
function suppressions(ctx: CodeActionContext, hit: readonly (readonly [number, Diagnostic])[]): CodeAction[] {
  const groups = new Map<string, { readonly fix: Fix; readonly places: (readonly [number, Diagnostic])[] }>();
  for (const place of hit) {
    const fix = suppression(ctx.doc, place[1]);
    if (fix === undefined) continue;
    const key = JSON.stringify(fix.edits);
    const group = groups.get(key) ?? { fix, places: [] };
    group.places.push(place);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ fix, places }) => action(ctx, fix.title, fix.edits, places));
}

function ownFixes(ctx: CodeActionContext, diagnostic: Diagnostic, index: number): CodeAction[] {
  return diagnostic.fixes.map((fix, position) => ({
    ...action(ctx, fix.title, fix.edits, [[index, diagnostic]]),
    ...(position === 0 && fix.isSafe ? { isPreferred: true } : {}),
  }));
}

/** One action for all problems of a rule in the file, where there are several. */
function kindFixes(ctx: CodeActionContext, hit: readonly Hit[]): CodeAction[] {
  return [...new Set(hit.map(([, { ruleId }]) => ruleId))].flatMap((ruleId) => {
    const same = ctx.diagnostics.filter((other) => other.ruleId === ruleId);
    const fixes = compatibleFixes(same.flatMap((diagnostic) => diagnostic.fixes.slice(0, 1)));
    if (fixes.length < 2) return [];
    const title = `Fix all ${fixes.length} problems of this kind (${ruleId})`;
    const edits = fixes.flatMap((fix) => fix.edits);
    return [
      action(
        ctx,
        title,
        edits,
        hit.filter(([, other]) => other.ruleId === ruleId),
      ),
    ];
  });
}

/** A longer text is fixed in one round, in UTF-16 code units: judging it again and again would keep the user waiting. */
const longestThorough = 200_000;

/**
 * Fixes what can be fixed without asking. Asked for by its kind, it goes on until nothing is left; in a list of
 * everything, which is made with every move of the caret, one round must do.
 */
function fixAllAction(ctx: CodeActionContext, isAskedFor: boolean): CodeAction[] {
  const { doc, diagnostics, options } = ctx;
  const first = compatibleFixes(diagnostics.flatMap((diagnostic) => safeFix(diagnostic) ?? []));
  if (first.length === 0) return [];
  const before = doc.source.text;
  const edits = first.flatMap((fix) => fix.edits);
  if (!isAskedFor || before.length > longestThorough) return [fixAllOf(ctx, first.length, edits)];
  const { text, fixCount } = fixAll(before, options);
  // The fixes themselves keep carets where they are; where one round is not enough, there is one large edit.
  if (applyEdits(before, edits) === text) return [fixAllOf(ctx, first.length, edits)];
  const edit = changedPart(before, text);
  return edit === undefined ? [] : [fixAllOf(ctx, fixCount, [edit])];
}

function fixAllOf(ctx: CodeActionContext, count: number, edits: readonly Edit[]): CodeAction {
  const title = count === 1 ? "Fix 1 problem" : `Fix all ${count} problems that have a safe fix`;
  return { title, kind: fixAllKind, edit: workspaceEdit(ctx, edits) };
}

function action(
  ctx: CodeActionContext,
  title: string,
  edits: readonly Edit[],
  diagnostics: readonly Hit[],
): CodeAction {
  const { source } = ctx.doc;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics.map(([index, diagnostic]) => lspDiagnostic(source, diagnostic, index, ctx.support)),
    edit: workspaceEdit(ctx, edits),
  };
}

/** An edit of the open document only; with its version where the client can check it. */
function workspaceEdit({ doc, support }: CodeActionContext, edits: readonly Edit[]): WorkspaceEdit {
  const { uri, version } = doc.source;
  const changes = textEdits(doc.source, edits);
  if (!support.hasVersionedEdits) return { changes: { [uri]: changes } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: changes }] };
}
