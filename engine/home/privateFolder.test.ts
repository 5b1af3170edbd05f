import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test, type TestContext } from "node:test";
import { ensurePrivateFolder } from "./privateFolder.js";

function testFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-private-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

test("makes a folder that is closed to others, and closes one that is open", (t) => {
  const root = testFolder(t);
  const [made, open] = [join(root, "a", "b"), join(root, "open")];
  ensurePrivateFolder(made);
  assert.equal(statSync(made).mode & 0o777, 0o700);
  mkdirSync(open);
  chmodSync(open, 0o777);
  ensurePrivateFolder(open);
  assert.equal(statSync(open).mode & 0o777, 0o700);
});

test("takes a link of the user's own, as people have who keep their files elsewhere", (t) => {
  const root = testFolder(t);
  mkdirSync(join(root, "elsewhere"));
  symlinkSync(join(root, "elsewhere"), join(root, "link"));
  ensurePrivateFolder(join(root, "link"));
});

test("does not take what belongs to somebody else", (t) => {
  const stranger = (process.getuid?.() ?? 0) + 1;
  assert.throws(
    () => {
      ensurePrivateFolder(testFolder(t), stranger);
    },
    { name: "EngineError", code: "not permitted", message: /belongs to somebody else/u },
  );
});

test("says what is wrong with a folder that cannot be", (t) => {
  const file = join(testFolder(t), "file");
  writeFileSync(file, "");
  for (const folder of [file, join(file, "below")]) {
    assert.throws(
      () => {
        ensurePrivateFolder(folder);
      },
      { name: "EngineError", message: /Set LWM2M_ENGINE_HOME|set LWM2M_ENGINE_HOME/u },
    );
  }
});
