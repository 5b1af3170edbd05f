import type { OperationResult } from "../../engine/protocol/operations.js";
import { exitCodes, type ExitCode } from "../io.js";

/** What the exit code of every command that talks to devices means; its help says the same. */
export const exitCodeMeanings: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  { code: exitCodes.clean, meaning: "done, or ended by you" },
  { code: exitCodes.findings, meaning: "the device refused, did not answer, or answered what cannot be read" },
  {
    code: exitCodes.trouble,
    meaning: "wrong usage (an option, a path, a value, a file), or no connection to the device, its port or the engine",
  },
];

/** The exit codes at the end of a command's help. */
export function exitCodesText(): string {
  return `\nExit codes:\n${exitCodeMeanings.map(({ code, meaning }) => `  ${code}  ${meaning}\n`).join("")}`;
}

/** The exit code of an operation: a script can tell by it whether it has its values. */
export function exitCodeOf(result: OperationResult): ExitCode {
  switch (result.kind) {
    case "success": {
      const isLost = result.problems.length > 0 && result.values.length === 0 && (result.links ?? []).length === 0;
      return isLost ? exitCodes.findings : exitCodes.clean;
    }
    case "refused":
      return exitCodes.findings;
    case "failed":
      return result.isInvalid === true ? exitCodes.trouble : exitCodes.findings;
  }
}
