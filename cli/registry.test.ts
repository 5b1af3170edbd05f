import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadRegistry } from "../lwm2m/definition/registry/loadRegistry.js";
import { fileText, objectText } from "../lwm2m/definition/rules/example.js";
import { registryBuild, type RegistryBuildOptions } from "./registry.js";

const object = fileText(objectText());
const sound = {
  "DDF.xml": "<DDFList><Item><ObjectID>10999</ObjectID><Ver>1.0</Ver><DDF>10999.xml</DDF></Item></DDFList>",
  "Common.xml":
    '<LWM2M><Object><Resources><Item ID="5700"><Name>Sensor Value</Name><Operations>R</Operations>' +
    "<Type>Float</Type></Item></Resources></Object></LWM2M>",
  "10999.xml": object,
  "version_history/10999-1_0.xml": object,
};

interface Expected {
  readonly exitCode: number;
  readonly stderr: RegExp;
}

/** Runs the command on a folder with these files and checks its exit code and its words; returns what it wrote. */
async function checkBuild(
  files: Readonly<Record<string, string>>,
  options: (folder: string) => RegistryBuildOptions,
  expected: Expected,
): Promise<{ stdout: string; file: string | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-registry-"));
  try {
    mkdirSync(join(folder, "version_history"));
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    const written = { stdout: "", stderr: "" };
    const exitCode = await registryBuild(folder, options(folder), {
      stdout: (text) => (written.stdout += text),
      stderr: (text) => (written.stderr += text),
    });
    assert.equal(exitCode, expected.exitCode);
    assert.match(written.stderr, expected.stderr);
    const { out } = options(folder);
    return {
      stdout: written.stdout,
      file: out === undefined || exitCode !== 0 ? undefined : readFileSync(out, "utf8"),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the table goes to standard output", async () => {
  const { stdout } = await checkBuild(sound, () => ({}), {
    exitCode: 0,
    stderr: /^Wrote 1 object version and 1 reusable resource from 4 files \(digest [0-9a-f]{12}\)\.\n$/u,
  });
  assert.equal(loadRegistry(JSON.parse(stdout)).object(10999)?.name, "Tank");
});

test("the table goes to a file, with the commit and date that were given", async () => {
  const options = { commit: "b62ffc2c", date: "2024-02-22" };
  const { stdout, file } = await checkBuild(sound, (folder) => ({ ...options, out: join(folder, "table.json") }), {
    exitCode: 0,
    stderr: /\(commit b62ffc2c of 2024-02-22\) to .*table\.json\.\n$/u,
  });
  assert.equal(stdout, "");
  assert.equal(loadRegistry(JSON.parse(file ?? "")).source.date, "2024-02-22");
});

test("the commit of a checkout is found", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-registry-"));
  try {
    mkdirSync(join(folder, ".git"));
    writeFileSync(join(folder, ".git", "HEAD"), "0123456789abcdef0123456789abcdef01234567\n");
    for (const name of ["DDF.xml", "Common.xml", "10999.xml"] as const) writeFileSync(join(folder, name), sound[name]);
    let stdout = "";
    await registryBuild(folder, {}, { stdout: (text) => (stdout += text), stderr: () => undefined });
    assert.equal(loadRegistry(JSON.parse(stdout)).source.commit, "0123456789abcdef0123456789abcdef01234567");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a damaged folder gives its problems and no table", async () => {
  const { stdout } = await checkBuild({ ...sound, "10999.xml": "<LWM2M>" }, () => ({}), {
    exitCode: 1,
    stderr: /10999\.xml: error: The XML is not well-formed at line 1\..*\n(.*\n)*No table was written/u,
  });
  assert.equal(stdout, "");
  await checkBuild({}, () => ({}), { exitCode: 1, stderr: /DDF\.xml: error: The file is missing; is this a folder/u });
});

test("a warning does not keep the table from being written", async () => {
  const rest = Object.fromEntries(Object.entries(sound).filter(([path]) => !path.startsWith("version_history")));
  const { stdout } = await checkBuild(rest, () => ({}), { exitCode: 0, stderr: /10999\.xml: warning: Its copy/u });
  assert.notEqual(stdout, "");
});

test("wrong usage and files that cannot be written are told apart from damage", async () => {
  await checkBuild(sound, () => ({ date: "yesterday" }), {
    exitCode: 2,
    stderr: /^lwm2m: The date "yesterday" is no day/u,
  });
  await checkBuild(sound, () => ({ commit: "HEAD" }), { exitCode: 2, stderr: /^lwm2m: The commit "HEAD" is none/u });
  await checkBuild(sound, (folder) => ({ out: join(folder, "no", "file") }), {
    exitCode: 2,
    stderr: /^lwm2m: .*no.file: There is no such file or folder\. No table was written\.\n$/u,
  });
  let stderr = "";
  const io = { stdout: () => undefined, stderr: (text: string) => (stderr += text) };
  assert.equal(await registryBuild("/no/such/folder", {}, io), 2);
  assert.equal(stderr, "lwm2m: /no/such/folder: There is no such file or folder. No table was written.\n");
});
