import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { createLogWriter, logPath, openLog } from "./logFile.js";

function testFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-log-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

test("begins a log anew when it is long, and keeps the one before", (t) => {
  const folder = testFolder(t);
  const descriptor = openSync(logPath(folder), "a");
  const write = createLogWriter(folder, descriptor);
  for (let index = 0; index < 5000; index++) {
    write({ level: "info", part: "", message: `${index} ${"x".repeat(1000)}`, fields: { count: index, name: "a b" } });
  }
  closeSync(descriptor);
  assert.ok(statSync(logPath(folder)).size <= 1024 * 1024);
  assert.ok(statSync(`${logPath(folder)}.old`).size <= 1024 * 1024);
  assert.match(readFileSync(logPath(folder), "utf8"), /info engine: 4999 x+ count=4999 name="a b"\n$/u);
});

test("tells the end of what was logged since it was opened", (t) => {
  const folder = testFolder(t);
  const before = openLog(folder);
  writeSync(before.descriptor, "before\n");
  before.close();
  const log = openLog(folder);
  assert.equal(log.tail(), "");
  writeSync(log.descriptor, `${"y".repeat(5000)}\nthe end\n`);
  assert.match(log.tail(), /^y+\nthe end$/u);
  assert.equal(log.tail().length < 2100, true);
  log.close();
});

test("begins a log anew for a new engine when it is half full", (t) => {
  const folder = testFolder(t);
  const before = openLog(folder);
  writeSync(before.descriptor, "z".repeat(600_000));
  before.close();
  openLog(folder).close();
  assert.equal(statSync(logPath(folder)).size, 0);
  assert.equal(statSync(`${logPath(folder)}.old`).size, 600_000);
});
