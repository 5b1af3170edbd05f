import assert from "node:assert/strict";
import { basename, dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { displayPath, fileNamer } from "./fileAddress.js";

test("files in a row are named like each by itself", () => {
  const cwd = resolve("work", "objects");
  const nameOf = fileNamer(cwd);
  const top = resolve("/");
  for (const path of [
    join(cwd, "1.xml"),
    join(cwd, "2.xml"),
    join(cwd, "drafts", "2.xml"),
    join(cwd, "..", "1.xml"),
    join(cwd, "..", "other", "drafts", "1.xml"),
    join(top, "1.xml"),
    join(top, "a", "1.xml"),
    join(cwd, "1.xml"),
  ]) {
    assert.equal(nameOf(dirname(path), basename(path)), displayPath(path, cwd));
  }
  assert.equal(nameOf(join(cwd, "drafts"), "2.xml"), "drafts/2.xml");
});
