import assert from "node:assert/strict";
import { test } from "node:test";
import type { OperationResult } from "../../engine/protocol/operations.js";
import type { Io } from "../io.js";
import { reportResult } from "./resultText.js";

const quiet = { write: () => undefined, isTerminal: false, columns: undefined };
const io: Io = {
  cwd: "/",
  env: {},
  platform: "linux",
  stdin: new ReadableStream<Uint8Array>(),
  stdout: quiet,
  stderr: quiet,
  interrupted: () => Promise.resolve("interrupted"),
};

const success = { kind: "success", code: "2.05 Content", milliseconds: 1, values: [], problems: [] } as const;
const value = { path: "/3/0/9", type: "Integer", text: "95", json: 95, receivedAt: 0 } as const;
const problem = { offset: 0, message: "This is no TLV." };

/** What came of an operation, and the exit code of the command. */
const results: readonly (readonly [OperationResult, exitCode: number])[] = [
  [success, 0],
  [{ ...success, values: [value] }, 0],
  [{ ...success, values: [value], problems: [problem] }, 0],
  [{ ...success, problems: [problem] }, 1],
  [{ kind: "refused", code: "4.04 Not Found", explanation: "There is none." }, 1],
  [{ kind: "failed", explanation: "It did not answer." }, 1],
  [{ kind: "failed", explanation: "/3/x is no path.", isInvalid: true }, 2],
];

test("a script can tell by the exit code whether it has its values", () => {
  for (const [result, exitCode] of results) {
    for (const json of [false, true]) assert.equal(reportResult(result, new Map(), json, io), exitCode);
  }
});
