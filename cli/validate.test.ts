import assert from "node:assert/strict";
import { lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileText, itemText, objectText } from "../lwm2m/definition/rules/example.js";
import { runIn, testFolder } from "./testing/runIn.js";

const good = fileText(objectText());
/** An error, OMA 414, that no fix mends: `Twice` is no value. */
const bad = fileText(objectText({ Resources: [itemText({ MultipleInstances: "Twice" })] }));
/** A warning with a safe fix: the final line end is missing. */
const careless = good.trimEnd();

test("a clean definition is counted and nothing else is said", async (t) => {
  const { path } = testFolder(t, { "10999.xml": good });
  assert.deepEqual(await runIn(path, ["validate"]), {
    exitCode: 0,
    stdout: "No problems in 1 object definition.\n",
    stderr: "",
  });
});

test("a finding is shown with its place, its rule and the line", async (t) => {
  const { path } = testFolder(t, { "a/10999.xml": bad });
  const { exitCode, stdout } = await runIn(path, ["validate", "a"]);
  assert.equal(exitCode, 1);
  assert.match(stdout, /^a\/10999\.xml:17:28: error: .*\[instances-value, OMA 414\]\n {3}17 \| {9}<MultipleInst/u);
  assert.match(stdout, /\n {6}\| {28}\^{5}\n/u);
  assert.match(stdout, /1 error in 1 of 1 object definition\./u);
});

test("other XML is passed over and counted, and named only if it was asked for", async (t) => {
  const { path } = testFolder(t, {
    "10999.xml": good,
    "pom.xml": "<project/>",
    "Common.xml": `<LWM2M><Object ObjectType="CommonResources"/></LWM2M>`,
    "notes.txt": "no XML",
    "node_modules/x/7.xml": bad,
    ".hidden/7.xml": bad,
  });
  const walked = await runIn(path, ["validate"]);
  assert.equal(walked.stdout, "No problems in 1 object definition. 2 other files passed over.\n");
  assert.equal(walked.stderr, "");
  const named = await runIn(path, ["validate", "10999.xml", "pom.xml", "Common.xml", "notes.txt"]);
  assert.equal(named.exitCode, 0);
  assert.match(named.stderr, /^lwm2m: pom\.xml: .*root element is project.*passed over\.$/mu);
  assert.match(named.stderr, /^lwm2m: Common\.xml: .*reusable resources/mu);
  assert.match(named.stderr, /^lwm2m: notes\.txt: This is no XML/mu);
});

test("a named file with a misspelled root element is checked all the same", async (t) => {
  const { path } = testFolder(t, { "10999.xml": good.replaceAll("LWM2M ", "LWM2N ").replace("/LWM2M", "/LWM2N") });
  const { exitCode, stdout } = await runIn(path, ["validate", "10999.xml"]);
  assert.equal(exitCode, 1, stdout);
});

test("nothing to check is trouble, never a clean verdict", async (t) => {
  const { path } = testFolder(t, { "pom.xml": "<project/>" });
  for (const args of [[], ["pom.xml"], ["."]]) {
    const { exitCode, stdout, stderr } = await runIn(path, ["validate", ...args]);
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.match(stderr, /No object definition was found/u);
  }
});

test("what cannot be read is named, and the rest is checked", async (t) => {
  const { path } = testFolder(t, {
    "good.xml": good,
    "utf16.xml": Buffer.from(`\uFEFF${good}`, "utf16le"),
    "latin1.xml": Buffer.from(good.replace("Tank", "Tänk"), "latin1"),
    "binary.xml": Buffer.from([0x3c, 0x41, 0, 1, 2]),
    "large.xml": Buffer.alloc(17 * 1024 * 1024, 0x20),
    "dangling.xml": { link: "nowhere.xml" },
    loop: { link: "." },
    "a/b/up": { link: "../../a" },
    "round.xml": { link: "round.xml" },
  });
  const { exitCode, stdout, stderr } = await runIn(path, ["validate", ".", "missing.xml", "*.nothing", ""]);
  assert.equal(exitCode, 2);
  assert.match(stdout, /1 object definition\./u);
  for (const line of [
    /^lwm2m: utf16\.xml: This is UTF-16 \(little-endian\)/mu,
    /^lwm2m: latin1\.xml: .*byte \d+ \(0xE4, in line 5\)/mu,
    /^lwm2m: binary\.xml: .*byte 2 is zero/mu,
    /^lwm2m: large\.xml: This file has 17 MB/mu,
    /^lwm2m: dangling\.xml: This symbolic link leads nowhere/mu,
    /^lwm2m: loop: This symbolic link leads back/mu,
    /^lwm2m: a\/b\/up: This symbolic link leads back/mu,
    /^lwm2m: round\.xml: Its symbolic links lead in a circle/mu,
    /^lwm2m: missing\.xml: There is no such file/mu,
    /^lwm2m: \*\.nothing: No file matches/mu,
    /^lwm2m: \.: One argument is empty/mu,
  ]) {
    assert.match(stderr, line);
  }
  assert.equal(stderr.trimEnd().split("\n").length, 11, stderr);
});

test("patterns, repeated arguments and links to folders name each file once", async (t) => {
  const { path } = testFolder(t, {
    "a/[1].xml": good,
    "a/2.xml": good,
    "b/10.xml": good,
    "b/9.xml": good,
    c: { link: "b" },
    "b/pom.xml": "<project/>",
    "b/image.png": Buffer.from([0x89, 0x50, 0, 1]),
  });
  const files = async (args: readonly string[], platform: NodeJS.Platform = "linux"): Promise<readonly string[]> => {
    const { stdout, stderr } = await runIn(path, ["validate", "--format", "json", ...args], { platform });
    assert.equal(stderr, "");
    return [...stdout.matchAll(/"path": "(.*)"/gu)].map((match) => match[1] ?? "");
  };
  assert.deepEqual(await files(["a/[1].xml"]), ["a/[1].xml"]);
  assert.deepEqual(
    await files(["a", "a/2.xml", "a"]),
    ["a/2.xml", "a/[1].xml"].sort((x, y) => x.localeCompare(y)),
  );
  assert.deepEqual(await files(["**/*.xml", "b"]), [
    "a/[1].xml",
    "a/2.xml",
    "b/9.xml",
    "b/10.xml",
    "c/9.xml",
    "c/10.xml",
  ]);
  assert.deepEqual(await files(["b/*"]), ["b/9.xml", "b/10.xml"]);
  assert.deepEqual(await files(["b\\*.xml"], "win32"), ["b/9.xml", "b/10.xml"]);
  assert.deepEqual(await files(["."]), ["a/[1].xml", "a/2.xml", "b/9.xml", "b/10.xml"]);
});

test("--fix writes safe fixes, keeps byte order mark, line ends, mode and link, and says what is left", async (t) => {
  const text = `\uFEFF${bad.trimEnd()}`;
  const folder = testFolder(t, { "10999.xml": { text, mode: 0o640 }, "draft.xml": { link: "10999.xml" } });
  const { exitCode, stdout } = await runIn(folder.path, ["validate", "--fix", "draft.xml"]);
  assert.equal(exitCode, 1);
  assert.match(stdout, /Fixed \d+ problems? in 1 file\. 1 error/u);
  assert.equal(folder.read("10999.xml"), `\uFEFF${bad}`);
  assert.equal(lstatSync(join(folder.path, "draft.xml")).isSymbolicLink(), true);
  assert.equal(statSync(join(folder.path, "10999.xml")).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(folder.path), ["10999.xml", "draft.xml"]);
});

test("--fix says so where it may not write, and reports what was found", async (t) => {
  const folder = testFolder(t, { "10999.xml": { text: careless, mode: 0o444 } });
  const { exitCode, stdout, stderr } = await runIn(folder.path, ["validate", "--fix"]);
  assert.equal(exitCode, 2);
  assert.match(stderr, /^lwm2m: 10999\.xml: This file is read-only; it was not changed\.$/mu);
  assert.match(stdout, /final-newline/u);
  assert.equal(folder.read("10999.xml"), careless);
});

test("standard input is checked under the name that it is given", async (t) => {
  const { path } = testFolder(t, { "lwm2m.config.json": `{ "rules": { "instances-value": "off" } }` });
  const unnamed = await runIn(path, ["validate", "-"], { stdin: careless });
  assert.match(unnamed.stdout, /^<stdin>:\d+:\d+: .*final-newline/u);
  const named = await runIn(path, ["validate", "-", "--stdin-filename", "a/10999.xml"], { stdin: bad });
  assert.deepEqual([named.exitCode, named.stdout], [0, "No problems in 1 object definition.\n"]);
  const empty = await runIn(path, ["validate", "-"], { stdin: "" });
  assert.match(empty.stdout, /^<stdin>:1:1: error: .*xml-syntax/u);
  const fixed = await runIn(path, ["validate", "-", "--fix"], { stdin: careless });
  assert.deepEqual([fixed.exitCode, fixed.stdout], [0, good]);
  assert.match(fixed.stderr, /^Fixed 1 problem/u);
});

test("--max-warnings is a limit, --quiet shows errors only", async (t) => {
  const { path } = testFolder(t, { "10999.xml": careless });
  assert.equal((await runIn(path, ["validate"])).exitCode, 0);
  assert.equal((await runIn(path, ["validate", "--max-warnings", "1"])).exitCode, 0);
  const over = await runIn(path, ["validate", "--max-warnings", "0", "--quiet"]);
  assert.equal(over.exitCode, 1);
  assert.match(over.stderr, /Too many warnings: 1, at most 0/u);
  assert.doesNotMatch(over.stdout, /final-newline/u);
  assert.equal((await runIn(path, ["validate", "--max-warnings", "many"])).exitCode, 2);
});

test("--submission fails on every OMA number, whatever configuration and comments say", async (t) => {
  const config = `{ "rules": { "instances-value": "off", "final-newline": "off" } }`;
  const silenced = bad.replace(
    /(\n\s*<MultipleInstances>Twice)/u,
    "\n<!-- lwm2m-disable-next-line instances-value -->$1",
  );
  const { path } = testFolder(t, { "lwm2m.config.json": config, "10999.xml": silenced });
  assert.equal((await runIn(path, ["validate"])).exitCode, 0);
  const { exitCode, stdout, stderr } = await runIn(path, ["validate", "--submission"]);
  assert.equal(exitCode, 1);
  assert.match(stdout, /OMA 414/u);
  assert.match(stderr, /Not ready for submission: OMA would object to 1 finding with an OMA number\./u);
});

test("the nearest configuration counts, up to the checkout; --config overrides it", async (t) => {
  const off = `{ "rules": { "instances-value": "off" } }`;
  const { path } = testFolder(t, {
    "lwm2m.config.json": off,
    "a/10999.xml": bad,
    "repo/.git/HEAD": "",
    "repo/10999.xml": bad,
    "strict.json": "{}",
  });
  assert.equal((await runIn(path, ["validate", "a"])).exitCode, 0);
  assert.equal((await runIn(path, ["validate", "repo"])).exitCode, 1);
  assert.equal((await runIn(path, ["validate", "repo", "-c", "lwm2m.config.json"])).exitCode, 0);
  assert.equal((await runIn(path, ["validate", "a", "--config", "strict.json"])).exitCode, 1);
  const missing = await runIn(path, ["validate", "a", "--config", "missing.json"]);
  assert.deepEqual([missing.exitCode, missing.stdout], [2, ""]);
  assert.match(missing.stderr, /^lwm2m: missing\.json: There is no such file/u);
});

test("a mistake in the configuration is reported with its place, once", async (t) => {
  const { path } = testFolder(t, { "lwm2m.config.json": `{\n  "ruels": {} }`, "1.xml": good, "2.xml": good });
  const { exitCode, stderr } = await runIn(path, ["validate"]);
  assert.equal(exitCode, 2);
  assert.equal(stderr, `lwm2m: lwm2m.config.json:2:3: Remove "ruels"; there is no such key. Did you mean "rules"?\n`);
});
