import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzzCoap } from "./coap.js";

test("damaged messages leave a busy session whole", async () => {
  for (const seed of [1, 2, 3]) assert.ok((await fuzzCoap(seed)) > 500, `seed ${seed}`);
});
