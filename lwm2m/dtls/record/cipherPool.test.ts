import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret } from "../../base/secret.js";
import { contentTypes } from "../tables/contentTypes.js";
import { cipherSuites } from "../tables/suites.js";
import { parseRecords } from "../wire/record.js";
import { CipherPool } from "./cipherPool.js";
import { createProtection } from "./protection.js";
import { RecordLayer } from "./recordLayer.js";

test("ciphers that made room are made again, and go on where they were, in every suite", () => {
  const randoms = { client: new Uint8Array(32).fill(1), server: new Uint8Array(32).fill(2) };
  const ciphers = new CipherPool(1);
  for (const suite of cipherSuites) {
    const [client, server] = [new RecordLayer({ ciphers }), new RecordLayer({ ciphers })];
    const master = new Secret(new Uint8Array(48).fill(7));
    client.protect(suite, master, randoms, "client");
    server.protect(suite, master, randoms, "server");
    for (let count = 0; count < 3; count++) {
      const data = Uint8Array.of(count);
      const [record] = parseRecords(client.seal(contentTypes.ApplicationData, 1, data) ?? assert.fail());
      assert.ok(record);
      assert.equal(record.sequence, count);
      assert.deepEqual(server.open(record), { type: contentTypes.ApplicationData, content: data, isNewest: true });
    }
  }
});

test("a cipher is made once while it is in use, and again once it is forgotten", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  let made = 0;
  const make = (key: Parameters<typeof createProtection>[1]): ReturnType<typeof createProtection> => {
    made++;
    return createProtection(suite, key, false);
  };
  const pool = new CipherPool(2);
  const keys = [1, 2, 3].map((byte) => {
    return { key: new Uint8Array(16).fill(byte), salt: new Uint8Array(4), macKey: new Uint8Array() };
  });
  const [first, second, third] = keys;
  assert.ok(first && second && third);
  for (const key of [first, second, first, first]) pool.of(key, make);
  assert.equal(made, 2);
  pool.of(third, make);
  pool.of(first, make);
  assert.equal(made, 3, "the one that was not used for longest made room");
  pool.forget(first);
  pool.of(first, make);
  assert.equal(made, 4);
});

test("what a connection that is over had is of no use any more", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const layer = new RecordLayer();
  layer.protect(
    suite,
    new Secret(new Uint8Array(48)),
    { client: new Uint8Array(32), server: new Uint8Array(32) },
    "client",
  );
  layer.dispose();
  assert.equal(layer.seal(contentTypes.ApplicationData, 1, new Uint8Array()), undefined);
});
