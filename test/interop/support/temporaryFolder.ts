import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A new folder, which is gone with the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-interop-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
