import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import { readState, StateFile, statePath } from "./stateFile.js";

function testFile(t: TestContext): {
  readonly folder: string;
  readonly clock: SimulatedClock;
  readonly file: StateFile;
} {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-state-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const clock = new SimulatedClock();
  let count = 0;
  const state = (): unknown => ({ count: ++count });
  return { folder, clock, file: new StateFile({ folder, clock, logger: silentLogger, state }) };
}

test("writes once for a crowd of changes, and reads that back", async (t) => {
  const { folder, clock, file } = testFile(t);
  assert.equal(readState(folder, silentLogger), undefined);
  for (let index = 0; index < 100; index++) file.changed();
  assert.equal(existsSync(statePath(folder)), false);
  await clock.advance(1000);
  assert.deepEqual(readState(folder, silentLogger), { count: 1 });
  file.changed();
  file.write();
  await clock.advance(1000);
  assert.deepEqual(readState(folder, silentLogger), { count: 2 });
  assert.equal(clock.timers, 0);
});

test("does not touch the state of before when a new one cannot be written", (t) => {
  const { folder, clock, file } = testFile(t);
  file.write();
  const before = readFileSync(statePath(folder), "utf8");
  const state = (): unknown => {
    throw new Error("no state");
  };
  new StateFile({ folder, clock, logger: silentLogger, state }).write();
  assert.equal(readFileSync(statePath(folder), "utf8"), before);
});

test("moves a file aside that is broken or of another version", (t) => {
  const { folder } = testFile(t);
  for (const text of ["", "{", "7", "null", `{"version":2,"state":{}}`]) {
    writeFileSync(statePath(folder), text);
    assert.equal(readState(folder, silentLogger), undefined);
    assert.equal(existsSync(statePath(folder)), false);
    assert.equal(readFileSync(`${statePath(folder)}.broken`, "utf8"), text);
  }
});
