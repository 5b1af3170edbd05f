import assert from "node:assert/strict";
import { test } from "node:test";
import { fullClient, minimalClient } from "../../server/testing/clients.js";
import { fuzzLanguageServer, requestsInSession } from "./languageServer.js";

for (const seed of [1, 2, 3]) {
  test(`every request on damaged text has a valid answer (seed ${seed})`, async () => {
    assert.ok((await fuzzLanguageServer(seed, fullClient, "utf-16")) >= requestsInSession);
  });
}

test("every request on damaged text has a valid answer for a client that counts in UTF-8", async () => {
  assert.ok((await fuzzLanguageServer(4, minimalClient, "utf-8")) >= requestsInSession);
});
