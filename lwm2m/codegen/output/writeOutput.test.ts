import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
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
function failing(operation: "writeNew" | "move" | "makeFolder" | "remove", end: string, code: string): Disk {
  const fail = (path: string): void => {
    if (path.replace(/\.\d+\.tmp$/u, "").endsWith(end)) throw Object.assign(new Error(code), { code });
  };
  return {
    ...nodeDisk,
    writeNew: (path, content, mode) => {
      // A full disk takes a part of the text.
      nodeDisk.writeNew(path, operation === "writeNew" ? content.slice(0, 5) : content, mode);
      if (operation === "writeNew") fail(path);
    },
    move: (from, to) => {
      if (operation === "move") fail(to);
      nodeDisk.move(from, to);
    },
    remove: (path) => {
      if (operation === "remove") fail(path);
      nodeDisk.remove(path);
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

test("when a file cannot take its place, those before it are put back", (t) => {
  const folder = folderOf(t);
  write(folder, [file("a_1_v1_0.ts", "old"), file("z_9_v1_0.ts", "gone")]);
  chmodSync(join(folder, "a_1_v1_0.ts"), 0o640);
  const before = contents(folder);
  const wanted = [file("a_1_v1_0.ts", "new"), file("b_2_v1_0.ts", "b"), file("runtime/index.ts", "r")];
  const problem = write(folder, wanted, failing("move", "a_1_v1_0.ts", "EBUSY"));
  assert.equal(problem?.path, join(folder, "a_1_v1_0.ts"));
  assert.equal(problem.message, "Another program uses this file. Nothing was changed.");
  assert.equal(write(folder, wanted, failing("move", "runtime/index.ts", "EBUSY"))?.message, problem.message);
  assert.deepEqual(contents(folder), before);
  assert.deepEqual(readdirSync(folder), ["a_1_v1_0.ts", "z_9_v1_0.ts"]);
  if (process.platform !== "win32") assert.equal(statSync(join(folder, "a_1_v1_0.ts")).mode & 0o777, 0o640);
});

test("what cannot be removed is named, and all the rest is written", (t) => {
  const folder = folderOf(t);
  write(folder, [file("z_9_v1_0.ts", "gone")]);
  const problem = write(folder, [file("a_1_v1_0.ts", "a")], failing("remove", "z_9_v1_0.ts", "EBUSY"));
  assert.equal(problem?.path, join(folder, "z_9_v1_0.ts"));
  assert.match(problem.message, /^Another program uses this file\. .*everything else was written/u);
  assert.deepEqual(Object.keys(contents(folder)), ["a_1_v1_0.ts", "z_9_v1_0.ts"]);
});

test("what somebody else puts into a place after it was looked at stays", (t) => {
  const folder = folderOf(t);
  write(folder, [file("a_1_v1_0.ts", "old"), file("z_9_v1_0.ts", "gone")]);
  const before = contents(folder);
  const writing = (name: string): Disk => ({
    ...nodeDisk,
    writeNew: (path, content, mode) => {
      writeFileSync(join(folder, name), "theirs");
      nodeDisk.writeNew(path, content, mode);
    },
  });
  for (const name of ["a_1_v1_0.ts", "b_2_v1_0.ts"]) {
    const problem = write(folder, [file("a_1_v1_0.ts", "new"), file("b_2_v1_0.ts", "b")], writing(name));
    assert.equal(problem?.path, join(folder, name));
    assert.match(problem.message, /^Somebody else .* move it away\. Nothing was changed\.$/u);
    assert.deepEqual(contents(folder), { ...before, [name]: "theirs" });
    rmSync(join(folder, name));
    write(folder, [file("a_1_v1_0.ts", "old"), file("z_9_v1_0.ts", "gone")]);
  }
  assert.equal(write(folder, [file("a_1_v1_0.ts", "new")], writing("z_9_v1_0.ts")), undefined);
  assert.deepEqual(contents(folder), { "a_1_v1_0.ts": generated("new"), "z_9_v1_0.ts": "theirs" });
});

test("a run that was ended by force does not hinder the next one", (t) => {
  const folder = folderOf(t);
  writeFileSync(join(folder, `a_1_v1_0.ts.${process.pid}.tmp`), "half");
  assert.equal(write(folder, [file("a_1_v1_0.ts", "a")]), undefined);
  assert.deepEqual(contents(folder), { "a_1_v1_0.ts": generated("a") });
});

test("a place where no folder can be made is named, and nothing is left of the attempt", (t) => {
  const folder = folderOf(t);
  const out = join(folder, "src", "lwm2m");
  const problem = write(out, [file("a_1_v1_0.ts", "a")], failing("makeFolder", "lwm2m", "ENOENT"));
  assert.equal(problem?.message, "The system lets no file be made here. Nothing was changed.");
  assert.deepEqual(readdirSync(folder), []);
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

test("a file whose name changes only in its case is not removed after it was written", (t) => {
  const folder = folderOf(t);
  write(folder, [file("Tank_1_v1_0.ts", "old")]);
  const done: string[] = [];
  const disk: Disk = {
    ...nodeDisk,
    move: (from, to) => {
      done.push(`write ${basename(to)}`);
      nodeDisk.move(from, to);
    },
    remove: (path) => {
      if (path.endsWith(".ts")) done.push(`remove ${basename(path)}`);
      nodeDisk.remove(path);
    },
  };
  assert.equal(write(folder, [file("tank_1_v1_0.ts", "new")], disk), undefined);
  assert.deepEqual(done, ["remove Tank_1_v1_0.ts", "write tank_1_v1_0.ts"]);
});

test("what is in the way is refused, though no list of the folder shows it as a file", (t) => {
  const folder = folderOf(t);
  const elsewhere = folderOf(t);
  mkdirSync(join(folder, "a_1_v1_0.ts"));
  writeFileSync(join(folder, "b_2_v1_0.ts"), Buffer.alloc(9 * 1024 * 1024));
  const refusals = (paths: readonly string[]): readonly string[] =>
    planOutput(
      existingFiles(folder, nodeDisk),
      paths.map((path) => file(path, "x")),
      { prunes: true },
    ).refused.map(({ path, message }) => `${path} ${message}`);
  assert.deepEqual(
    refusals(["a_1_v1_0.ts", "b_2_v1_0.ts"]).map((text) => text.split(".")[1]),
    ["ts There is a folder of this name", "ts This file was not generated, so it is not replaced"],
  );
  if (process.platform === "win32") return;
  writeFileSync(join(elsewhere, "index.ts"), "export const mine = 1;\n");
  symlinkSync(elsewhere, join(folder, "runtime"));
  symlinkSync("nowhere", join(folder, "c_3_v1_0.ts"));
  const [runtime, link] = refusals(["runtime/index.ts", "c_3_v1_0.ts"]);
  assert.match(runtime ?? "", /^runtime\/index\.ts This file was not generated/u);
  assert.match(link ?? "", /^c_3_v1_0\.ts This symbolic link leads nowhere/u);
});

test("a name that differs only in its case is the same file where the system says so", () => {
  const mine = new TextEncoder().encode("export const mine = 1;\n");
  const disk: Disk = {
    ...nodeDisk,
    list: () => [{ name: "Index.ts", isFolder: false }],
    exists: (path) => path.toLowerCase().endsWith("index.ts"),
    look: () => ({ kind: "file", size: mine.length }),
    read: () => mine,
  };
  const { created, refused } = planOutput(existingFiles("out", disk), [file("index.ts", "x")], { prunes: true });
  assert.deepEqual([created, refused.map(({ path }) => path)], [[], ["index.ts"]]);
});

test("only TypeScript of the folder itself and of the runtime is ever looked at", (t) => {
  const folder = folderOf(t);
  for (const path of ["mine/deep.ts", "runtime/internal/x.ts", "a.ts", "notes.md"]) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), generated("x"));
  }
  assert.deepEqual(existingFiles(folder, nodeDisk).paths, ["a.ts", "runtime/internal/x.ts"]);
});

test("what a run that was ended by force has left is removed, and nothing else of such a name", (t) => {
  const folder = folderOf(t);
  const left = { "a_1_v1_0.ts.71.tmp": generated("one"), "runtime/x.ts.71.tmp": "" };
  const kept = {
    "a_1_v1_0.ts.72.tmp": generated("one"),
    "b.ts.71.tmp": "// A text of somebody",
    "b.71.tmp": generated("one"),
    "other/a_1_v1_0.ts.71.tmp": generated("one"),
  };
  for (const name of ["runtime", "other"]) mkdirSync(join(folder, name));
  for (const [path, text] of Object.entries({ ...left, ...kept })) writeFileSync(join(folder, path), text);
  assert.equal(write(folder, [], { ...nodeDisk, isRunning: (number) => number === 72 }), undefined);
  assert.deepEqual(contents(folder), kept);
});

test("a disk knows which processes run", () => {
  assert.equal(nodeDisk.isRunning(process.pid), true);
  assert.equal(nodeDisk.isRunning(2 ** 31 - 1), false);
});
