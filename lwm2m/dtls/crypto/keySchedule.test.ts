import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, fromUtf8, toHex } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { cipherSuites } from "../tables/suites.js";
import { masterSecret, pskPremasterSecret, trafficKeys, verifyData } from "./keySchedule.js";
import { hashOf, prf } from "./prf.js";

test("the PRF gives what its published test vector says", () => {
  const secret = fromHex("9bbe436ba940f017b17652849a71db35");
  const seed = fromHex("a0ba9f936cda311827a6f796ffd5198c");
  assert.ok(secret && seed);
  assert.equal(
    toHex(prf("sha256", secret, "test label", seed, 100)),
    "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17ab" +
      "fd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66",
  );
});

test("pitfall 15: the premaster secret has as many zeros as the key has bytes, then the key, each behind its length", () => {
  assert.equal(toHex(pskPremasterSecret(new Secret(fromUtf8("abc"))).reveal()), "00030000000003616263");
  assert.equal(toHex(pskPremasterSecret(new Secret(new Uint8Array())).reveal()), "00000000");
  assert.equal(pskPremasterSecret(new Secret(new Uint8Array(64))).byteLength, 132);
});

test("the two master secrets, the keys of both directions and the two Finished are all different", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const randoms = { client: new Uint8Array(32).fill(1), server: new Uint8Array(32).fill(2) };
  const premaster = pskPremasterSecret(new Secret(fromUtf8("abc")));
  const plain = masterSecret(suite, premaster, { randoms });
  const extended = masterSecret(suite, premaster, { sessionHash: hashOf("sha256", fromUtf8("messages")) });
  assert.equal(plain.byteLength, 48);
  assert.ok(!plain.equals(extended));
  const { client, server } = trafficKeys(suite, plain, randoms);
  const parts = [client.key, server.key, client.salt, server.salt];
  assert.deepEqual(
    parts.map(({ length }) => length),
    [16, 16, 4, 4],
  );
  // RFC 5246 §6.3: both keys, then both salts, of one block whose seed has the server's random first.
  const seed = Uint8Array.of(...randoms.server, ...randoms.client);
  assert.equal(
    parts.map((part) => toHex(part)).join(""),
    toHex(prf("sha256", plain.reveal(), "key expansion", seed, 40)),
  );
  const hash = hashOf("sha256", fromUtf8("messages"));
  const [ofClient, ofServer] = (["client", "server"] as const).map((side) => verifyData(suite, plain, side, hash));
  assert.equal(ofClient?.length, 12);
  assert.notDeepEqual(ofClient, ofServer);
});
