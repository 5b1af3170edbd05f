import * as vscode from "vscode";

/** How the user left a question. */
export type Answer<Value> =
  { readonly kind: "answered"; readonly value: Value } | { readonly kind: "back" } | { readonly kind: "canceled" };

/** Where a question stands in a row of questions. */
export interface Place {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** A question of a row: it takes what is known and gives what is known then. */
export type Question<Draft> = (draft: Draft, place: Place) => Promise<Answer<Draft>>;

/** Asks question after question, also backwards; undefined if the user gives up. */
export async function askInTurn<Draft>(
  title: string,
  start: Draft,
  questions: readonly Question<Draft>[],
): Promise<Draft | undefined> {
  const drafts = [start];
  for (;;) {
    const draft = drafts.at(-1);
    const question = questions[drafts.length - 1];
    if (draft === undefined || question === undefined) return draft;
    const answer = await question(draft, { title, step: drafts.length, totalSteps: questions.length });
    if (answer.kind === "canceled") return undefined;
    if (answer.kind === "answered") drafts.push(answer.value);
    else drafts.pop();
  }
}

/** Lets the user pick one of several items, beginning at the active one. */
export function pick<Item extends vscode.QuickPickItem>(
  place: Place,
  placeholder: string,
  items: readonly Item[],
  active?: Item,
): Promise<Answer<Item>> {
  const input = vscode.window.createQuickPick<Item>();
  input.items = items;
  if (active !== undefined) input.activeItems = [active];
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  return ask(input, place, () => input.selectedItems[0]);
}

/** What a text question needs. */
export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder: string;
  readonly value: string;
  /** Shows dots in the place of what is typed. */
  readonly isSecret?: boolean;
  /** Says why a text will not do; undefined if it will. */
  readonly problem: (text: string) => string | undefined;
}

/** Lets the user write a text; it is accepted only without a problem. */
export function askText(
  place: Place,
  { prompt, placeholder, value, isSecret = false, problem }: TextQuestion,
): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  Object.assign(input, { prompt, placeholder, value, valueSelection: [0, value.length], password: isSecret });
  input.onDidChangeValue((text) => (input.validationMessage = problem(text)));
  return ask(input, place, () => {
    input.validationMessage = problem(input.value);
    return input.validationMessage === undefined ? input.value.trim() : undefined;
  });
}

/** Shows an input until it is accepted with a value, left backwards, or closed. */
function ask<Value>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  place: Place,
  accepted: () => Value | undefined,
): Promise<Answer<Value>> {
  const { title } = place;
  // One question alone has no number.
  Object.assign(input, place.totalSteps > 1 ? place : { title }, { ignoreFocusOut: true });
  input.buttons = place.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise<Answer<Value>>((resolve) => {
    input.onDidAccept(() => {
      const value = accepted();
      if (value !== undefined) resolve({ kind: "answered", value });
    });
    input.onDidTriggerButton(() => {
      resolve({ kind: "back" });
    });
    input.onDidHide(() => {
      resolve({ kind: "canceled" });
    });
    input.show();
  }).finally(() => {
    input.dispose();
  });
}
