import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { HostError } from "./hostError.mjs";
import { install } from "./install.mjs";

const component = { folder: "thing-1.0.0", title: "Thing 1.0.0", size: "small", packages: ["thing@1.0.0"], recipe: 1 };

let folder = "";
const npmBefore = process.env.npm_execpath;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lwm2m-install-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  if (npmBefore === undefined) delete process.env.npm_execpath;
  else process.env.npm_execpath = npmBefore;
});

/**
 * Puts a program in the place of npm.
 * @param {string} program
 */
async function pretendNpm(program) {
  const script = join(folder, "npm-cli.js");
  // Whatever a package.json above the temporary folder says, this script is CommonJS.
  await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }');
  await writeFile(script, program);
  process.env.npm_execpath = script;
}

const counting = 'require("fs").appendFileSync("../../calls.txt", process.argv.slice(2).join(" ") + "\\n");';

/** @returns {Promise<number>} how often npm was called */
async function calls() {
  const file = join(folder, "calls.txt");
  return existsSync(file) ? (await readFile(file, "utf8")).trimEnd().split("\n").length : 0;
}

function context() {
  return { cache: join(folder, "cache"), env: process.env, report: () => undefined };
}

test("a component is installed once", async () => {
  await pretendNpm(counting);
  assert.equal(await install(context(), component), join(folder, "cache", "thing-1.0.0"));
  await install(context(), component);
  assert.equal(await calls(), 1);
  await install(context(), { ...component, recipe: 2 });
  assert.equal(await calls(), 2, "another recipe is installed anew");
});

test("a failed install leaves nothing and is told with npm's reason", async () => {
  await pretendNpm('console.error("E404 no such thing"); process.exit(1);');
  await assert.rejects(install(context(), component), (error) => {
    assert.ok(error instanceof HostError);
    assert.equal(error.code, "install");
    assert.match(error.message, /could not install thing@1\.0\.0[^]*E404 no such thing/);
    return true;
  });
  assert.deepEqual(await readdir(join(folder, "cache")), []);
});

test("what an interrupted install has left is removed, and a folder without its marker is made anew", async () => {
  await pretendNpm(counting);
  // Process ids end far below this number, so nobody is still at it.
  await mkdir(join(folder, "cache", "thing-1.0.0.part-999999999"), { recursive: true });
  await mkdir(join(folder, "cache", "thing-1.0.0"));
  await install(context(), component);
  assert.equal(await calls(), 1);
  assert.deepEqual(await readdir(join(folder, "cache")), ["thing-1.0.0"]);
});
