import { test } from "node:test";
import { checkTypingTable } from "../typing/checkTypingTable.js";
import { publishedFiles } from "./registryFolder.js";

test("published definitions can be worked with while they are written", (t) => {
  checkTypingTable(
    t,
    publishedFiles().map((file) => file.text),
    400,
  );
});
