import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CancellationToken } from "vscode-languageserver";
import { findXmlFiles } from "./findDefinitions.js";
import { nodeFiles } from "./nodeFiles.js";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "lwm2m-server-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a text is read without its byte order mark; what is no text says why", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.xml");
    await writeFile(path, "\uFEFF<LWM2M/>");
    assert.deepEqual(await nodeFiles.read(path), { kind: "text", text: "<LWM2M/>" });
    assert.deepEqual(await nodeFiles.read(join(folder, "b.xml")), { kind: "missing" });
    await writeFile(path, Buffer.from([0x3c, 0xff, 0xfe]));
    const latin = await nodeFiles.read(path);
    assert.ok(latin.kind === "unreadable" && latin.message.includes("UTF-8"));
    await truncate(path, 100 * 1024 * 1024);
    const large = await nodeFiles.read(path);
    assert.ok(large.kind === "unreadable" && large.message.includes("too large"));
    assert.equal((await nodeFiles.read(folder)).kind, "unreadable");
  }));

test("XML files are found in all folders but those of tools, each once, and links are not followed", () =>
  inFolder(async (folder) => {
    await mkdir(join(folder, "deep", "er"), { recursive: true });
    await mkdir(join(folder, "node_modules"));
    for (const name of ["1.xml", "deep/er/2.XML", "node_modules/3.xml", "4.txt"])
      await writeFile(join(folder, name), "");
    await symlink(folder, join(folder, "deep", "loop"));
    const found = await findXmlFiles([folder, join(folder, "deep")], nodeFiles, CancellationToken.None);
    assert.deepEqual(found, [join(folder, "1.xml"), join(folder, "deep", "er", "2.XML")]);
    assert.deepEqual(await findXmlFiles([folder], nodeFiles, CancellationToken.Cancelled), []);
  }));

test("a pattern leads behind links, not into hidden folders, and tells the folders that it could not look into", () =>
  inFolder(async (folder) => {
    for (const name of ["deep", ".cache", "elsewhere", "node_modules"]) await mkdir(join(folder, name));
    for (const name of ["1.XML", "deep/2.xml", ".cache/3.xml", "elsewhere/4.xml", "node_modules/5.xml"])
      await writeFile(join(folder, name), "");
    await symlink(folder, join(folder, "deep", "loop"));
    await symlink(join(folder, "elsewhere"), join(folder, "deep", "link"));
    const found = await nodeFiles.glob("**/*.[xX][mM][lL]", join(folder, "deep"));
    assert.ok(found.paths.includes(join(folder, "deep", "2.xml")));
    assert.ok(found.paths.includes(join(folder, "deep", "link", "4.xml")));
    assert.ok(!found.paths.some((path) => path.includes(".cache") || path.includes("node_modules")));
    assert.deepEqual(found.unreadable, []);
    assert.deepEqual(await nodeFiles.glob("*.xml", join(folder, "none")), { paths: [], unreadable: [] });
    const file = join(folder, "1.XML");
    assert.deepEqual(
      (await nodeFiles.glob("*.xml", file)).unreadable.map(({ path }) => path),
      [file],
    );
  }));
