import assert from "node:assert/strict";
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { GeneratedFile } from "../bindings.js";
import { printHeader } from "../print/header.js";
import { nodeDisk, type Disk } from "./disk.js";
import { existingFiles } from "./existingFiles.js";
import { planOutput } from "./plan.js";
import { writeOutput, type WriteProblem } from "./writeOutput.js";

const generated = (rest: string): string => `${printHeader("3303.xml", "0123456789abcdef", [])}\n${rest}\n`;
const file = (path: string, rest: string): GeneratedFile => ({ path, text: generated(rest) });

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-output-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

function write(folder: string, files: readonly GeneratedFile[], disk = nodeDisk): WriteProblem | undefined {
  return writeOutput(folder, planOutput(existingFiles(folder, disk), files, { prunes: true }), disk);
}

/** Everything below a folder, with its text. */
function contents(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.toSorted().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** A disk on which one kind of access fails for paths with a certain end. */
function failing(operation: "writeNew" | "move" | "makeFolder", end: string, code: string): Disk {
  const fail = (path: string): void => {
    if (path.replace(/\.\d+\.tmp$/u, "").endsWith(end)) throw Object.assign(new Error(code), { code });
  };
  return {
    ...nodeDisk,
    writeNew: (path, text, mode) => {
      // A full disk takes a part of the text.
      nodeDisk.writeNew(path, operation === "writeNew" ? text.slice(0, 5) : text, mode);
      if (operation === "writeNew") fail(path);
    },
    move: (from, to) => {
      if (operation === "move") fail(to);
      nodeDisk.move(from, to);
    },
    makeFolder: (path) => {
      if (operation === "makeFolder") fail(path);
      nodeDisk.makeFolder(path);
    },
  };
}

test("files are written, changed and removed, and empty folders go with them", (t) => {
  const folder = join(folderOf(t), "src", "lwm2m");
  assert.equal(write(folder, [file("a_1_v1_0.ts", "one"), file("runtime/internal/x.ts", "x")]), undefined);
  assert.equal(write(folder, [file("a_1_v1_0.ts", "two")]), undefined);
  assert.deepEqual(contents(folder), { "a_1_v1_0.ts": generated("two") });
  assert.deepEqual(readdirSync(folder), ["a_1_v1_0.ts"]);
});

test("a file that is as it should be is not touched", (t) => {
  const folder = folderOf(t);
  write(folder, [file("a_1_v1_0.ts", "one")]);
  const before = statSync(join(folder, "a_1_v1_0.ts"), { bigint: true });
  write(folder, [file("a_1_v1_0.ts", "one"), file("b_2_v1_0.ts", "two")]);
  const after = statSync(join(folder, "a_1_v1_0.ts"), { bigint: true });
  assert.deepEqual([after.mtimeNs, after.ino], [before.mtimeNs, before.ino]);
});

for (const [operation, code, message] of [
  ["writeNew", "ENOSPC", /^The disk is full\. Nothing was changed\.$/u],
  ["writeNew", "EACCES", /^You are not allowed to write here; check the permissions\. Nothing was changed\.$/u],
  ["makeFolder", "EROFS", /^The disk is read-only\. Nothing was changed\.$/u],
] as const) {
  test(`when ${operation} fails with ${code}, what was there before stays, and nothing is left behind`, (t) => {
    const folder = folderOf(t);
    write(folder, [file("a_1_v1_0.ts", "old"), file("z_9_v1_0.ts", "gone")]);
    const before = contents(folder);
    const end = operation === "makeFolder" ? "runtime" : "c_3_v1_0.ts";
    const wanted = [file("a_1_v1_0.ts", "new"), file("c_3_v1_0.ts", "c"), file("runtime/index.ts", "r")];
    const problem = write(folder, wanted, failing(operation, end, code));
    assert.match(problem?.message ?? "", message);
    assert.ok(problem?.path.startsWith(folder));
    assert.deepEqual(contents(folder), before);
  });
}

test("a file that another program holds is named, and no new text lies about", (t) => {
  const folder = folderOf(t);
  const problem = write(
    folder,
    [file("a_1_v1_0.ts", "a"), file("b_2_v1_0.ts", "b")],
    failing("move", "b_2_v1_0.ts", "EBUSY"),
  );
  assert.equal(problem?.path, join(folder, "b_2_v1_0.ts"));
  assert.match(problem.message, /^Another program uses this file\. Files before this one were written already/u);
  assert.deepEqual(Object.keys(contents(folder)), ["a_1_v1_0.ts"]);
});

test("a read-only file is not replaced", (t) => {
  const folder = folderOf(t);
  write(folder, [file("a_1_v1_0.ts", "old")]);
  chmodSync(join(folder, "a_1_v1_0.ts"), 0o444);
  const problem = write(folder, [file("a_1_v1_0.ts", "new")]);
  assert.equal(problem?.message, "This file is read-only. Nothing was changed.");
  assert.deepEqual(contents(folder), { "a_1_v1_0.ts": generated("old") });
});

test("an output folder that is a file is said to be one", (t) => {
  const path = join(folderOf(t), "out");
  writeFileSync(path, "mine");
  assert.throws(() => existingFiles(path, nodeDisk), { code: "ENOTDIR" });
  assert.equal(readFileSync(path, "utf8"), "mine");
});

test("a symbolic link stays one, and the file that it leads to is changed", (t) => {
  // Windows lets only some users make links.
  if (process.platform === "win32") return;
  const folder = folderOf(t);
  const elsewhere = join(folderOf(t), "real.ts");
  writeFileSync(elsewhere, generated("old"));
  symlinkSync(elsewhere, join(folder, "a_1_v1_0.ts"));
  assert.equal(write(folder, [file("a_1_v1_0.ts", "new")]), undefined);
  assert.equal(readFileSync(elsewhere, "utf8"), generated("new"));
});

test("only TypeScript of the folder itself and of the runtime is ever looked at", (t) => {
  const folder = folderOf(t);
  const disk: Disk = { ...nodeDisk, makeFolder: nodeDisk.makeFolder };
  for (const path of ["mine/deep.ts", "runtime/internal/x.ts", "a.ts", "notes.md"]) {
    disk.makeFolder(join(folder, path, ".."));
    writeFileSync(join(folder, path), generated("x"));
  }
  assert.deepEqual(existingFiles(folder, disk).paths, ["a.ts", "runtime/internal/x.ts"]);
});
