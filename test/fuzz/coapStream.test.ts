import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzzCoapStream } from "./coapStream.js";

test("damaged messages over streams leave the endpoint and other connections whole", async () => {
  for (const seed of [1, 2, 3]) assert.ok((await fuzzCoapStream(seed)) >= 2500, `seed ${seed}`);
});
