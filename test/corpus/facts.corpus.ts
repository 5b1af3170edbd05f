import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTable } from "../../lwm2m/definition/registry/build/buildTable.js";
import type { RegistryFiles } from "../../lwm2m/definition/registry/build/files.js";
import { folderFiles } from "../../lwm2m/definition/registry/build/folder.js";
import { printTable } from "../../lwm2m/definition/registry/printTable.js";
import { factsText, testRegistry } from "../fixtures/registry.js";
import { registryFolder } from "./registryFolder.js";

/** The table that these files make, as text. Where they come from is taken over from the committed table. */
async function build(files: RegistryFiles): Promise<string> {
  const { table, problems } = await buildTable(files, testRegistry().source);
  assert.deepEqual(problems, []);
  return printTable(table);
}

/** The same folder with CRLF line ends and its files in another order, as another checkout has it. */
function otherCheckout(files: RegistryFiles): RegistryFiles {
  return {
    list: async (folder) => (await files.list(folder)).toReversed(),
    read: async (path) => {
      const bytes = await files.read(path);
      if (bytes === undefined) return undefined;
      return Buffer.from(Buffer.from(bytes).toString("utf8").replace(/\r?\n/gu, "\r\n"));
    },
  };
}

test("the registry gives exactly the committed table", async () => {
  // The first line that differs comes first: half a megabyte of text helps nobody.
  const text = await build(folderFiles(registryFolder()));
  const lines = text.split("\n");
  const committed = factsText().split("\n");
  assert.equal(
    lines.find((line, index) => line !== committed[index]),
    undefined,
    "Build it again with `lwm2m registry build`.",
  );
  assert.equal(text, factsText());
});

test("the table is the same for another checkout", async () => {
  assert.ok((await build(otherCheckout(folderFiles(registryFolder())))) === factsText());
});
