import assert from "node:assert/strict";
import { test } from "node:test";
import { runIn, testFolder } from "./testing/runIn.js";

const formatted = "<LWM2M>\n  <Object>\n    <Name>A</Name>\n  </Object>\n</LWM2M>\n";
const flat = "<LWM2M><Object><Name>A</Name></Object></LWM2M>";

test("format writes what changes and prints its name", async (t) => {
  const folder = testFolder(t, { "a/1.xml": flat, "a/2.xml": formatted, "pom.xml": "<a><b/></a>" });
  assert.deepEqual(await runIn(folder.path, ["format"]), {
    exitCode: 0,
    stdout: "a/1.xml\n",
    stderr: "1 of 2 object definitions changed.\n",
  });
  assert.equal(folder.read("a/1.xml"), formatted);
  assert.equal(folder.read("pom.xml"), "<a><b/></a>");
});

test("--check writes nothing and fails if something would change", async (t) => {
  const folder = testFolder(t, { "1.xml": flat, "2.xml": formatted });
  const { exitCode, stdout } = await runIn(folder.path, ["format", "--check"]);
  assert.deepEqual([exitCode, stdout], [1, "1.xml\n"]);
  assert.equal(folder.read("1.xml"), flat);
  assert.equal((await runIn(folder.path, ["format", "--check", "2.xml"])).exitCode, 0);
  assert.equal((await runIn(folder.path, ["format", "--check", "-"], { stdin: flat })).exitCode, 1);
});

test("standard input goes formatted to standard output", async (t) => {
  const { path } = testFolder(t, {});
  assert.deepEqual(await runIn(path, ["format", "-"], { stdin: formatted }).then(({ stdout }) => stdout), formatted);
  const tabs = await runIn(path, ["format", "-", "--indent", "tab"], { stdin: flat });
  assert.equal(tabs.stdout, formatted.replaceAll("  ", "\t"));
  assert.equal((await runIn(path, ["format", "-", "--indent", "9"], { stdin: flat })).exitCode, 2);
});

test("a file with syntax errors is not touched, and the reason is told", async (t) => {
  const broken = "<LWM2M><Object></LWM2M>";
  const folder = testFolder(t, { "1.xml": broken, "2.xml": flat });
  const { exitCode, stdout, stderr } = await runIn(folder.path, ["format"]);
  assert.deepEqual([exitCode, stdout], [2, "2.xml\n"]);
  assert.match(stderr, /^lwm2m: 1\.xml:1:9: Close Object with <\/Object>\. It was not formatted\.$/mu);
  assert.equal(folder.read("1.xml"), broken);
  assert.equal((await runIn(folder.path, ["format", "-"], { stdin: broken })).stdout, "");
});
