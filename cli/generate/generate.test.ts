import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { headerStart } from "../../lwm2m/codegen/print/header.js";
import { fileText, itemText, objectText } from "../../lwm2m/definition/rules/example.js";
import { runIn, testFolder, type RunResult } from "../testing/runIn.js";

const tank = fileText(objectText({ ObjectID: "10999", Name: "Tank", Resources: [] }));
const vessel = fileText(objectText({ ObjectID: "10998", Name: "Vessel" }));

/** The files below a folder with their texts. */
function contents(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function expect(run: RunResult, exitCode: number, output: RegExp): void {
  const all = run.stdout + run.stderr;
  assert.match(all, output);
  assert.equal(run.exitCode, exitCode, all);
}

test("definition files and objects of the registry become files, and a second run changes nothing", async (t) => {
  const { path } = testFolder(t, { "objects/10999.xml": tank, "pom.xml": "<project/>" });
  const argv = ["generate", ".", "--objects", "3,3303@1.0", "--out", "src/lwm2m"];
  expect(
    await runIn(path, argv),
    0,
    /^created {2}src\/lwm2m\/tank_10999_v1_0\.ts$[^]*^3 objects generated: 4 files written\.$/mu,
  );
  const before = contents(join(path, "src"));
  assert.deepEqual(Object.keys(before), [
    "lwm2m/device_3_v1_2.ts",
    "lwm2m/runtime/index.ts",
    "lwm2m/tank_10999_v1_0.ts",
    "lwm2m/temperature_3303_v1_0.ts",
  ]);
  expect(await runIn(path, argv), 0, /^3 objects generated: 4 up to date\.$/mu);
  assert.deepEqual(contents(join(path, "src")), before);
});

test("the configuration says what, where to and how; the command line is stronger", async (t) => {
  const config = `{ "generate": { "out": "lib", "definitions": ["*.xml"], "objects": [3303], "int64": "bigint" } }`;
  const { path } = testFolder(t, { "lwm2m.config.json": config, "10999.xml": tank, "deep/here.txt": "" });
  expect(await runIn(join(path, "deep"), ["generate"]), 0, /2 objects generated/u);
  assert.match(readFileSync(join(path, "lib/tank_10999_v1_0.ts"), "utf8"), /options int64=bigint\./u);
  expect(await runIn(path, ["generate", "--check", "--int64", "number"]), 1, /2 lines differ|not up to date/u);
  expect(await runIn(path, ["generate", "--check"]), 0, /^What is generated for 2 objects is up to date\.$/mu);
});

test("what the configuration does not name any more goes; a run for one object leaves the others", async (t) => {
  const config = (objects: string): string => `{ "generate": { "out": "lib", "objects": [${objects}] } }`;
  const folder = testFolder(t, { "lwm2m.config.json": config("3, 3303"), "lib/own.ts": "export {};\n" });
  await runIn(folder.path, ["generate"]);
  expect(await runIn(folder.path, ["generate", "--objects", "3304"]), 0, /created {2}lib\/humidity_3304/u);
  assert.equal(Object.keys(contents(join(folder.path, "lib"))).length, 5);
  expect(await runIn(folder.path, ["generate"]), 0, /^removed {2}lib\/humidity_3304_v1_1\.ts$/mu);
  assert.equal(folder.read("lib/own.ts"), "export {};\n");
});

test("an emptied file is not taken for a definition that is gone", async (t) => {
  const config = `{ "generate": { "out": "lib", "definitions": ["objects"] } }`;
  const files = { "lwm2m.config.json": config, "objects/10999.xml": tank, "objects/10998.xml": vessel };
  const folder = testFolder(t, files);
  await runIn(folder.path, ["generate"]);
  const before = contents(join(folder.path, "lib"));
  writeFileSync(join(folder.path, "objects/10998.xml"), "");
  expect(
    await runIn(folder.path, ["generate"]),
    2,
    /^lwm2m: objects\/10998\.xml: There is no XML element in this file/mu,
  );
  assert.deepEqual(contents(join(folder.path, "lib")), before);
  rmSync(join(folder.path, "objects/10998.xml"));
  expect(await runIn(folder.path, ["generate"]), 0, /^removed {2}lib\/vessel_10998_v1_0\.ts$/mu);
});

test("a run for one object leaves the files about all objects alone, unless it is told to write them", async (t) => {
  const config = `{ "generate": { "out": "lib", "objects": [3, 3303], "index": true, "aliases": true } }`;
  const folder = testFolder(t, { "lwm2m.config.json": config });
  await runIn(folder.path, ["generate"]);
  const index = folder.read("lib/index.ts");
  expect(await runIn(folder.path, ["generate", "--objects", "3303@1.0"]), 0, /1 object generated: 1 file written/u);
  assert.equal(folder.read("lib/index.ts"), index);
  assert.match(folder.read("lib/temperature_3303.ts"), /temperature_3303_v1_1/u);
  await runIn(folder.path, ["generate", "--objects", "3303@1.0", "--index"]);
  assert.notEqual(folder.read("lib/index.ts"), index);
});

test("the same definition twice counts once; two that differ are a mistake", async (t) => {
  const { path } = testFolder(t, { "a/10999.xml": tank, "b/copy.xml": tank.replaceAll("\n", "\r\n"), "c.xml": vessel });
  expect(await runIn(path, ["generate", "b", "a", "--out", "lib"]), 0, /1 object generated: 2 files written/u);
  assert.match(readFileSync(join(path, "lib/tank_10999_v1_0.ts"), "utf8"), / from 10999\.xml;/u);
  writeFileSync(join(path, "b/copy.xml"), tank.replace("Tank", "Vat"));
  expect(await runIn(path, ["generate", "b", "a", "--out", "lib"]), 2, /10999\.xml and copy\.xml do; leave one out/u);
});

test("--json tells what was done, and what is wrong", async (t) => {
  const broken = fileText(objectText({ ObjectID: "10998", Resources: itemText({ Type: "Intger" }) }));
  const { path } = testFolder(t, { "10999.xml": tank, "bad/10998.xml": broken });
  const json = async (...argv: readonly string[]): Promise<unknown> =>
    JSON.parse((await runIn(path, ["generate", "--out", "lib", "--json", ...argv])).stdout);
  const nothing = { created: [], changed: [], removed: [], unchanged: [], refused: [], problems: [], troubles: [] };
  const files = ["lib/tank_10999_v1_0.ts", "lib/runtime/index.ts"];
  assert.deepEqual(await json("10999.xml"), { version: 1, ...nothing, created: files });
  assert.deepEqual(await json("10999.xml", "--check"), { version: 1, ...nothing, unchanged: files });
  const at = broken.slice(0, broken.indexOf("Intger")).split("\n");
  const place = { path: "bad/10998.xml", line: at.length, column: (at.at(-1) ?? "").length + 1 };
  const { stderr } = await runIn(path, ["generate", "bad", "--out", "lib"]);
  const message = /: error: (.*)$/mu.exec(stderr)?.[1];
  assert.deepEqual(await json("bad"), { version: 1, ...nothing, problems: [{ level: "error", ...place, message }] });
  const troubles = [{ path: "none.xml", message: "There is no such file or folder." }];
  assert.deepEqual(await json("none.xml"), { version: 1, ...nothing, troubles });
});

test("what is empty or misspelled on the command line is said before anything is written", async (t) => {
  const { path } = testFolder(t, { "10999.xml": tank });
  const generate = (...argv: readonly string[]): Promise<RunResult> => runIn(path, ["generate", ...argv]);
  expect(await generate("10999.xml", "--out", ""), 2, /Write the name of a folder/u);
  expect(await generate("--objects", " ", "--out", "lib"), 2, /Write IDs, such as 3,3303@1\.1/u);
  expect(await generate("10999.xml", "--out", "lib", "--resources", "70000"), 2, /Write IDs from 0 to 65535/u);
  expect(await generate("10999.xml", "--out", "lib", "--runtime", ""), 2, /Write the name of a package/u);
  assert.deepEqual(Object.keys(contents(path)), ["10999.xml"]);
  expect(
    await generate("10999.xml", "--out", "lib", "--resources", "0,9"),
    0,
    /^lwm2m: warning: No object that is generated has resource 0 or 9\.$/mu,
  );
});

test("what stands in a home folder is safe from a folder that is mistyped", async (t) => {
  const mine = {
    "index.ts": "// mine\n",
    "film.ts": "GGG",
    "runtime/index.ts": "// mine too\n",
    "src/a.ts": headerStart,
  };
  const { path } = testFolder(t, { ...mine, "10999.xml": tank });
  const argv = ["generate", "10999.xml", "--out", ".", "--index", "--prune"];
  expect(await runIn(path, argv), 2, /Nothing was written, because of 2 files in the way\./u);
  assert.deepEqual(contents(path), { ...mine, "10999.xml": tank });
  rmSync(join(path, "index.ts"));
  expect(await runIn(path, [...argv, "--runtime", "our-runtime"]), 0, /2 files written\./u);
  const { "index.ts": index, ...others } = mine;
  assert.ok(index.startsWith("// mine"));
  const { "tank_10999_v1_0.ts": tankFile, "index.ts": newIndex, ...rest } = contents(path);
  assert.ok([tankFile, newIndex].every((text) => text?.startsWith(headerStart)));
  assert.deepEqual(rest, { ...others, "10999.xml": tank });
});

test("--check finds every difference, with a line that editors find the file by", async (t) => {
  const folder = testFolder(t, { "lwm2m.config.json": `{ "generate": { "out": "lib", "objects": [3303] } }` });
  const file = join(folder.path, "lib/temperature_3303_v1_1.ts");
  await runIn(folder.path, ["generate"]);
  const text = readFileSync(file, "utf8");
  const check = (): Promise<RunResult> => runIn(folder.path, ["generate", "--check"]);

  writeFileSync(file, text.replace("id: 5700", "id: 5701"));
  const line = text.slice(0, text.indexOf("id: 5700")).split("\n").length;
  expect(
    await check(),
    1,
    new RegExp(
      `^lib/temperature_3303_v1_1\\.ts:${line}:1: error: This file is not up to date: 1 line differs\\.\\n  - .*5701.*\\n  \\+ .*5700`,
      "mu",
    ),
  );
  assert.match(readFileSync(file, "utf8"), /id: 5701/u);
  writeFileSync(file, text.replaceAll("\n", "\r\n"));
  expect(await check(), 0, /is up to date/u);
  rmSync(file);
  expect(await check(), 1, /^lib\/temperature_3303_v1_1\.ts:1:1: error: This file is missing\.$/mu);
  writeFileSync(file, text);
  writeFileSync(join(folder.path, "lib/extra.ts"), `${headerStart}x\n`);
  expect(await check(), 1, /^lib\/extra\.ts:1:1: error: Nothing generates this file any more/mu);
  writeFileSync(join(folder.path, "lib/extra.ts"), "// mine\n");
  expect(await check(), 0, /is up to date/u);
  writeFileSync(file, "// mine\n");
  expect(await check(), 1, /^lib\/temperature_3303_v1_1\.ts:1:1: error: This file was not generated/mu);
});

test("a broken definition generates nothing, names every mistake, and leaves what there was", async (t) => {
  const folder = testFolder(t, { "10999.xml": tank, "10998.xml": vessel });
  await runIn(folder.path, ["generate", ".", "--out", "lib"]);
  const before = contents(join(folder.path, "lib"));
  const items = [itemText({ id: "0", Type: "Intger" }), itemText({ id: "1", Operations: "X" })].join("\n");
  writeFileSync(join(folder.path, "10999.xml"), fileText(objectText({ ObjectID: "10999", Resources: items })));
  writeFileSync(join(folder.path, "10998.xml"), vessel.replace("Vessel", "Ship"));
  const run = await runIn(folder.path, ["generate", ".", "--out", "lib"]);
  expect(
    run,
    2,
    /^10999\.xml:\d+:\d+: error: .*Integer[^]*^10999\.xml:\d+:\d+: error: [^]*Nothing was written, because of 2 mistakes\.$/mu,
  );
  assert.deepEqual(contents(join(folder.path, "lib")), before);
  expect(
    await runIn(folder.path, ["generate", ".", "--out", "lib", "--keep-going", "--prune"]),
    2,
    /created {2}lib\/ship_10998/u,
  );
  assert.equal(contents(join(folder.path, "lib"))["tank_10999_v1_0.ts"], before["tank_10999_v1_0.ts"]);
});

test("a file of somebody else stays, and nothing else is written either", async (t) => {
  const folder = testFolder(t, { "lib/temperature_3303_v1_1.ts": "export const mine = 1;\n", file: "x" });
  const run = await runIn(folder.path, ["generate", "--objects", "3,3303", "--out", "lib"]);
  expect(run, 2, /lib\/temperature_3303_v1_1\.ts: This file was not generated, so it is not replaced\./u);
  assert.deepEqual(contents(join(folder.path, "lib")), { "temperature_3303_v1_1.ts": "export const mine = 1;\n" });
  expect(
    await runIn(folder.path, ["generate", "--objects", "3", "--out", "file"]),
    2,
    /file: A part of this path is a file/u,
  );
  assert.equal(folder.read("file"), "x");
  const check = await runIn(folder.path, [
    "generate",
    "--objects",
    "3303",
    "--out",
    "lib",
    "--check",
    "--runtime",
    "r",
  ]);
  expect(check, 1, /not generated, so it is not replaced\.[^]*^1 file not up to date\.$/mu);
});

test("the order of the arguments, line ends and the folder make no difference", async (t) => {
  const one = testFolder(t, { "10999.xml": tank, "10998.xml": vessel });
  const other = testFolder(t, {
    "x/10998.xml": vessel.replaceAll("\n", "\r\n"),
    "y/10999.xml": tank.replaceAll("\n", "\r\n"),
  });
  const flags = ["--out", "lib", "--index", "--aliases"];
  await runIn(one.path, ["generate", "10999.xml", "10998.xml", "--objects", "3303,3", ...flags]);
  await runIn(other.path, ["generate", "x", "y/10999.xml", "--objects", "3,3303", ...flags]);
  assert.deepEqual(contents(join(one.path, "lib")), contents(join(other.path, "lib")));
});

test("--list tells what there would be, also without a folder", async (t) => {
  const { path } = testFolder(t, { "10999.xml": tank });
  const run = await runIn(path, ["generate", "10999.xml", "--objects", "3303@1.0", "--list"]);
  assert.equal(
    run.stdout,
    "3303@1.0   Temperature  Temperature_3303_v1_0  temperature_3303_v1_0.ts\n" +
      "10999@1.0  Tank         Tank_10999_v1_0        tank_10999_v1_0.ts\n",
  );
  const { stdout } = await runIn(path, ["generate", "--objects", "all-versions", "--list", "--json"]);
  const rows: unknown = JSON.parse(stdout);
  assert.equal(Array.isArray(rows) ? rows.length : 0, 424);
});

test("what is missing or wrong is said, with what to do", async (t) => {
  const { path } = testFolder(t, { "10999.xml": tank, "empty/x.txt": "", "bad.json": `{ "generate": { "out": 7 } }` });
  const generate = (...argv: readonly string[]): Promise<RunResult> => runIn(path, ["generate", ...argv]);
  expect(await generate(), 2, /Say what to generate from.*there is no lwm2m\.config\.json/u);
  expect(await generate("10999.xml"), 2, /Say where to generate with --out/u);
  expect(await generate("missing.xml", "--out", "lib"), 2, /missing\.xml: There is no such file/u);
  expect(await generate("empty", "--out", "lib"), 2, /No object definition was found; nothing was generated/u);
  expect(await generate("--objects", "3303@9.9", "--out", "lib"), 2, /version 1\.0 and 1\.1, not in 9\.9/u);
  expect(await generate("--config", "bad.json"), 2, /bad\.json:1:24: Write out as a text/u);
  expect(await generate("--objects", "3", "--out", "lib", "--int64", "long"), 2, /Allowed choices are number, bigint/u);
  assert.deepEqual(Object.keys(contents(path)), ["10999.xml", "bad.json", "empty/x.txt"]);
});

test("a definition may come from standard input", async (t) => {
  const { path } = testFolder(t, {});
  const argv = ["generate", "-", "--out", "lib", "--stdin-filename", "tank.xml"];
  expect(await runIn(path, argv, { stdin: tank }), 0, /created {2}lib\/tank_10999_v1_0\.ts/u);
  assert.match(readFileSync(join(path, "lib/tank_10999_v1_0.ts"), "utf8"), / from tank\.xml; /u);
});
