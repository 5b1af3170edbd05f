import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gitHead } from "./gitHead.js";

const commit = "0123456789abcdef0123456789abcdef01234567";

/** Checks the commit of a folder with these files. */
async function checkHead(files: Readonly<Record<string, string>>, expected: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-git-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    assert.equal(await gitHead(join(folder, "registry")), expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the commit of a checkout is read from its branch", async () => {
  await checkHead(
    { "registry/.git/HEAD": "ref: refs/heads/prod\n", "registry/.git/refs/heads/prod": `${commit}\n` },
    commit,
  );
});

test("the commit of a fresh clone is read from the packed branches", async () => {
  const packed = `# pack-refs with: peeled\n${"f".repeat(40)} refs/heads/other\n${commit} refs/heads/prod\n`;
  await checkHead({ "registry/.git/HEAD": "ref: refs/heads/prod\n", "registry/.git/packed-refs": packed }, commit);
});

test("the commit of a detached checkout is read from its head", async () => {
  await checkHead({ "registry/.git/HEAD": `${commit}\n` }, commit);
});

test("the commit of a worktree is read through its link", async () => {
  await checkHead(
    {
      "registry/.git": "gitdir: ../main/.git/worktrees/registry\n",
      "main/.git/worktrees/registry/HEAD": "ref: refs/heads/prod\n",
      "main/.git/worktrees/registry/commondir": "../..\n",
      "main/.git/refs/heads/prod": `${commit}\n`,
    },
    commit,
  );
});

test("a folder without a checkout, or with a broken one, has no commit", async () => {
  await checkHead({ "registry/DDF.xml": "" }, undefined);
  await checkHead({ "registry/.git/HEAD": "ref: refs/heads/prod\n" }, undefined);
  await checkHead({ "registry/.git/HEAD": "nothing\n" }, undefined);
  await checkHead({ ".git/HEAD": `${commit}\n`, "registry/DDF.xml": "" }, undefined);
});
