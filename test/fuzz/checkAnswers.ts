import assert from "node:assert/strict";
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  LinkedEditingRanges,
  Position,
  Range,
  TextEdit,
} from "vscode-languageserver/node";
import type { SourceText } from "../../server/text/sourceText.js";

/** Fails where an answer names a place that the text does not have, or that LSP forbids. */
export interface AnswerChecks {
  readonly hover: (answer: Hover | null) => void;
  readonly completion: (answer: CompletionList | null, at: Position) => void;
  readonly resolved: (item: CompletionItem, list: CompletionList) => void;
  readonly symbols: (answer: readonly DocumentSymbol[], parent?: Range) => void;
  readonly folds: (answer: readonly FoldingRange[]) => void;
  readonly edits: (answer: readonly TextEdit[]) => void;
  readonly actions: (answer: readonly CodeAction[]) => void;
  readonly linked: (answer: LinkedEditingRanges | null) => void;
  readonly diagnostics: (answer: readonly Diagnostic[]) => void;
}

export function checksFor(source: SourceText): AnswerChecks {
  const isPosition = (position: Position): void => {
    assert.deepEqual(source.positionAt(source.offsetAt(position)), position, "The position is not in the text.");
  };
  const isRange = (range: Range): void => {
    isPosition(range.start);
    isPosition(range.end);
    assert.ok(isBefore(range.start, range.end), "The range ends before it starts.");
  };
  const areEdits = (edits: readonly TextEdit[]): void => {
    let last: Position = { line: 0, character: 0 };
    for (const { range } of edits.toSorted(
      (a, b) => compare(a.range.start, b.range.start) || compare(a.range.end, b.range.end),
    )) {
      isRange(range);
      assert.ok(isBefore(last, range.start), "Two edits overlap.");
      last = range.end;
    }
  };
  const mainRanges = (item: CompletionItem, list: CompletionList): { insert: Range; replace: Range } => {
    const { textEdit } = item;
    const given =
      textEdit === undefined ? list.itemDefaults?.editRange : "range" in textEdit ? textEdit.range : textEdit;
    assert.ok(given, "A completion item has no range.");
    return "insert" in given ? given : { insert: given, replace: given };
  };
  const completionItem = (item: CompletionItem, list: CompletionList, at: Position): void => {
    const { insert, replace } = mainRanges(item, list);
    isRange(replace);
    isRange(insert);
    assert.equal(replace.start.line, replace.end.line, "A completion range has several lines.");
    assert.deepEqual(insert.start, replace.start);
    assert.ok(isBefore(insert.end, replace.end) && isBefore(replace.start, at) && isBefore(at, replace.end));
    assert.ok(item.label !== "");
  };
  const symbols = (answer: readonly DocumentSymbol[], parent?: Range): void => {
    for (const { name, range, selectionRange, children } of answer) {
      isRange(range);
      isRange(selectionRange);
      assert.ok(name.trim() !== "");
      assert.ok(contains(range, selectionRange), "A symbol's selection is outside of it.");
      assert.ok(parent === undefined || contains(parent, range), "A symbol is outside of its parent.");
      symbols(children ?? [], range);
    }
  };
  return {
    hover: (answer) => {
      if (answer?.range !== undefined) isRange(answer.range);
    },
    completion: (answer, at) => {
      if (answer === null) return;
      assert.ok(answer.items.length > 0);
      for (const item of answer.items) completionItem(item, answer, at);
    },
    resolved: (item, list) => {
      areEdits([...(item.additionalTextEdits ?? []), { range: mainRanges(item, list).replace, newText: "" }]);
    },
    symbols,
    folds: (answer) => {
      for (const { startLine, endLine } of answer) {
        assert.ok(0 <= startLine && startLine < endLine && endLine < source.lineCount(), "A fold is not in the text.");
      }
    },
    edits: areEdits,
    actions: (answer) => {
      for (const { edit, title } of answer) {
        assert.ok(title !== "");
        for (const change of edit?.documentChanges ?? []) {
          assert.ok("textDocument" in change && change.textDocument.version === source.version);
          areEdits(change.edits.filter((each): each is TextEdit => "newText" in each));
        }
        for (const edits of Object.values(edit?.changes ?? {})) areEdits(edits);
      }
    },
    linked: (answer) => {
      for (const range of answer?.ranges ?? []) isRange(range);
    },
    diagnostics: (answer) => {
      for (const { range, message, relatedInformation } of answer) {
        isRange(range);
        assert.ok(message !== "");
        for (const { location } of relatedInformation ?? []) isRange(location.range);
      }
    },
  };
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

function isBefore(a: Position, b: Position): boolean {
  return compare(a, b) <= 0;
}

function contains(outer: Range, inner: Range): boolean {
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}
