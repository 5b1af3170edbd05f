import assert from "node:assert/strict";
import { test } from "node:test";
import { rules } from "../lwm2m/definition/rules/index.js";
import { runIn, testFolder } from "./testing/runIn.js";

test("the version and the help go to standard output", async (t) => {
  const { path } = testFolder(t, {});
  assert.deepEqual(await runIn(path, ["--version"]), { exitCode: 0, stdout: "1.2.3\n", stderr: "" });
  const help = await runIn(path, ["validate", "--help"]);
  assert.deepEqual([help.exitCode, help.stderr], [0, ""]);
  assert.match(help.stdout, /--submission[\s\S]*Exit codes[\s\S]*Examples:/u);
});

test("wrong usage is exit code 2 with a hint on standard error", async (t) => {
  const { path } = testFolder(t, {});
  for (const [argv, message] of [
    [[], /Usage: lwm2m/u],
    [["validat"], /unknown command 'validat'\n\(Did you mean validate\?\)/u],
    [["validate", "--fixx"], /unknown option '--fixx'\n\(Did you mean --fix\?\)/u],
    [["validate", "--format", "xml"], /Allowed choices are text, json, sarif, github/u],
    [["explain"], /missing required argument 'rule'/u],
    [["explain", "no-such-rule"], /no rule "no-such-rule"/u],
    [["explain", "final-newlin"], /Did you mean "final-newline"\?/u],
  ] as const) {
    const { exitCode, stdout, stderr } = await runIn(path, argv);
    assert.deepEqual([exitCode, stdout], [2, ""], argv.join(" "));
    assert.match(stderr, message);
  }
});

test("rules lists every rule, also as JSON", async (t) => {
  const { path } = testFolder(t, {});
  const lines = (await runIn(path, ["rules"])).stdout.trimEnd().split("\n");
  assert.equal(lines.length, rules.length);
  const json: unknown = JSON.parse((await runIn(path, ["rules", "--json"])).stdout);
  assert.deepEqual(
    json,
    rules.map(({ id, level, oma, title, source }) => ({ id, level, oma: oma ?? null, title, source })),
  );
});

test("explain prints a rule by its id and by OMA's number", async (t) => {
  const { path } = testFolder(t, {});
  const byId = await runIn(path, ["explain", "type-on-executable"]);
  assert.equal(byId.exitCode, 0);
  assert.match(byId.stdout, /^type-on-executable \(error, OMA 413\)\n[\s\S]*Wrong[\s\S]*\^[\s\S]*Right/u);
  for (const name of ["413", "OMA 413", "oma413"])
    assert.equal((await runIn(path, ["explain", name])).stdout, byId.stdout);
  for (const { id } of rules) {
    const { exitCode, stdout } = await runIn(path, ["explain", id]);
    assert.equal(exitCode, 0, id);
    assert.match(stdout, /Wrong[\s\S]*\^ \S[\s\S]*Right/u, `${id} shows what it says about the wrong example`);
  }
});

test("the language server is started with whatever options an editor adds", async (t) => {
  const { path } = testFolder(t, {});
  const { exitCode, stdout } = await runIn(path, ["language-server", "--stdio", "--clientProcessId=7"]);
  assert.deepEqual([exitCode, stdout], [0, "language server\n"]);
});

test("registry build reports what a folder lacks", async (t) => {
  const { path } = testFolder(t, { "7.txt": "" });
  const { exitCode, stderr } = await runIn(path, ["registry", "build", path]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /Common\.xml: error: The file is missing/u);
});
