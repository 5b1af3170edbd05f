import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzzDtls } from "./dtls.js";
import { fuzzDtlsAfter } from "./dtlsAfter.js";
import { fuzzDtlsBefore } from "./dtlsBefore.js";

test("thousands of damaged datagrams in every state of a handshake throw nothing and end no session", async () => {
  let inputs = 0;
  for (let seed = 1; seed <= 6; seed++) inputs += await fuzzDtls(seed);
  assert.ok(inputs > 3000, `${inputs} inputs`);
});

test("thousands of damaged datagrams from addresses without a handshake make no session and end none", async () => {
  for (let seed = 1; seed <= 3; seed++) assert.equal(await fuzzDtlsBefore(seed), 3000);
});

test("thousands of damaged datagrams and of good keys around nonsense end no session of others", async () => {
  let inputs = 0;
  for (let seed = 1; seed <= 3; seed++) inputs += await fuzzDtlsAfter(seed);
  assert.ok(inputs > 7000, `${inputs} inputs`);
});
