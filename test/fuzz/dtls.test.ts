import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzzDtls } from "./dtls.js";

test("thousands of damaged datagrams in every state of a handshake throw nothing and end no session", async () => {
  let inputs = 0;
  for (let seed = 1; seed <= 6; seed++) inputs += await fuzzDtls(seed);
  assert.ok(inputs > 3000, `${inputs} inputs`);
});
