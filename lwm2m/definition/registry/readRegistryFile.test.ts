import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { factsText } from "../../../test/fixtures/registry.js";
import { packTable, packedTableName } from "./packedTable.js";
import { readRegistryFile } from "./readRegistryFile.js";
import { RegistryTableError } from "./readTable.js";
import type { Registry } from "./registry.js";

/** Reads a file with this table, or with these bytes; without them there is no file. */
function read(content: string | Uint8Array | undefined): Registry {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-registry-"));
  const path = join(folder, packedTableName);
  try {
    if (content !== undefined) writeFileSync(path, typeof content === "string" ? packTable(content) : content);
    return readRegistryFile(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Checks that a file is refused with a sentence. */
function checkRefused(content: string | Uint8Array | undefined, message: RegExp): void {
  assert.throws(
    () => read(content),
    (error) => error instanceof RegistryTableError && message.test(error.message),
  );
}

test("the table in a file becomes a registry", () => {
  assert.equal(read(factsText()).objects.length, 327);
});

test("a missing, damaged or foreign file is refused with a sentence", () => {
  checkRefused(
    undefined,
    /^The registry table cannot be read: ENOENT.*registry\.json\.br.*Install LwM2M Workbench again\.$/u,
  );
  checkRefused(factsText().slice(0, 1000), /^The registry table .*registry\.json\.br is damaged: .*again\.$/u);
  checkRefused(packTable(factsText()).subarray(0, 1000), /registry\.json\.br is damaged: .*again\.$/u);
  checkRefused("{}", /the format of this one is missing/u);
});
