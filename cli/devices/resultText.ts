import type { OperationResult } from "../../engine/protocol/operations.js";
import type { ExitCode, Io } from "../io.js";
import { printable } from "../text/printable.js";
import { exitCodeOf } from "./exitCodes.js";
import { valueLines, type FactsByPath } from "./valueLines.js";

/** Shows what became of an operation, and answers its exit code. */
export function reportResult(result: OperationResult, facts: FactsByPath, json: boolean, io: Io): ExitCode {
  if (json) {
    io.stdout.write(`${JSON.stringify(result)}\n`);
    return exitCodeOf(result);
  }
  switch (result.kind) {
    case "success": {
      const lines = [
        ...valueLines(result.values, facts),
        ...(result.links ?? []).map(({ path, attributes }) =>
          printable(
            [path, ...attributes.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`))].join(
              "  ",
            ),
          ),
        ),
        ...(result.location === undefined ? [] : [`Created ${printable(result.location)}`]),
      ];
      io.stdout.write(lines.map((line) => `${line}\n`).join(""));
      if (lines.length === 0) io.stderr.write(`${result.code}\n`);
      for (const { offset, message } of result.problems) {
        io.stderr.write(`lwm2m: At byte ${offset} of the payload: ${printable(message)}\n`);
      }
      if (result.problems.length > 0 && result.payload !== undefined) {
        const { contentFormat = "no content format", length, hex } = result.payload;
        io.stderr.write(`lwm2m: The payload (${contentFormat}, ${length} bytes): ${hex}\n`);
      }
      return exitCodeOf(result);
    }
    case "refused": {
      const diagnostic = result.diagnostic === undefined ? "" : ` The device says: ${printable(result.diagnostic)}`;
      io.stderr.write(`lwm2m: ${result.code}. ${result.explanation}${diagnostic}\n`);
      return exitCodeOf(result);
    }
    case "failed":
      io.stderr.write(`lwm2m: ${printable(result.explanation)}\n`);
      return exitCodeOf(result);
  }
}
