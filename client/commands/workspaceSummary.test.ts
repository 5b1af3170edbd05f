import assert from "node:assert/strict";
import { test } from "node:test";
import type { WorkspaceReport } from "../../server/protocol.js";
import { workspaceSummary } from "./workspaceSummary.js";

const clean: WorkspaceReport = {
  definitions: 12,
  otherFiles: 0,
  errors: 0,
  warnings: 0,
  unreadable: [],
  isCancelled: false,
};

function checkSummary(report: Partial<WorkspaceReport>, expected: string): void {
  assert.equal(workspaceSummary({ ...clean, ...report }), expected);
}

test("the summary counts definitions, problems and other files", () => {
  checkSummary({}, "12 definitions, 0 errors, 0 warnings.");
  checkSummary({ definitions: 1, errors: 1, warnings: 2 }, "1 definition, 1 error, 2 warnings.");
  checkSummary(
    { errors: 3, warnings: 1, otherFiles: 4 },
    "12 definitions, 3 errors, 1 warning. 4 other XML files passed over.",
  );
});

test("the summary says so when there was nothing to check", () => {
  checkSummary({ definitions: 0 }, "There is no object definition in this workspace: no XML file.");
  checkSummary(
    { definitions: 0, otherFiles: 1 },
    "There is no object definition in this workspace: 1 XML file, none of them a definition.",
  );
});

test("the summary names what could not be read, and says that it was canceled", () => {
  const unreadable = [{ uri: "file:///w/big%20one.xml", message: "The file is larger than 32 MB." }];
  checkSummary(
    { unreadable },
    "12 definitions, 0 errors, 0 warnings. Could not read big one.xml: The file is larger than 32 MB.",
  );
  checkSummary(
    { unreadable: [...unreadable, ...unreadable, ...unreadable] },
    "12 definitions, 0 errors, 0 warnings. Could not read big one.xml and 2 other files: The file is larger than 32 MB.",
  );
  checkSummary({ isCancelled: true, definitions: 0 }, "Canceled before any file was checked.");
  checkSummary({ isCancelled: true }, "Canceled after 12 definitions, 0 errors, 0 warnings.");
});
