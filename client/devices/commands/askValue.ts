import * as vscode from "vscode";
import { objectionTo, textInput, writeInput, type Choice, type WriteSubject } from "../input/writeInput.js";

/** How a value is asked for. */
export interface ValueQuestion {
  readonly title: string;
  /** The object instances that an Objlnk may point at. */
  readonly links: readonly Choice[];
}

/** Asks for a value in the way of its type: a choice where the values are few, else a text that is checked while typing. */
export async function askValue(subject: WriteSubject, question: ValueQuestion): Promise<string | undefined> {
  const input = writeInput(subject, question.links);
  if (input.kind === "choice") {
    const item = await chooseValue(question, input.choices, input.allowsOthers);
    if (item?.value !== undefined || item === undefined) return item?.value;
  }
  return askText(subject, question);
}

interface ValueItem extends vscode.QuickPickItem {
  readonly value?: string;
}

async function chooseValue(
  { title }: ValueQuestion,
  choices: readonly Choice[],
  allowsOthers: boolean,
): Promise<ValueItem | undefined> {
  const items: ValueItem[] = choices.map(({ value, meaning, isCurrent }) => ({
    label: value,
    description: [...(meaning === undefined ? [] : [meaning]), ...(isCurrent ? ["current value"] : [])].join(" · "),
    value,
  }));
  if (allowsOthers) items.push({ label: "Another value…", iconPath: new vscode.ThemeIcon("edit") });
  const placeHolder = "Which value?";
  return vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
}

/** Asks for a text. What the definition does not allow may be sent all the same: this is a tool to try devices with. */
function askText(subject: WriteSubject, { title }: ValueQuestion): Thenable<string | undefined> {
  const { prompt, placeholder, value } = textInput(subject);
  const { Error: problem, Warning: warning } = vscode.InputBoxValidationSeverity;
  return vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: placeholder,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const objection = objectionTo(text, subject);
      if (objection === undefined) return undefined;
      if (objection.severity === "problem") return { message: objection.message, severity: problem };
      return { message: `${objection.message} Press Enter to write it anyway.`, severity: warning };
    },
  });
}
