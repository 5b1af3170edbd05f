import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import { bodySizes } from "./support/blobService.js";
import {
  order,
  startCaliforniumClient,
  startCaliforniumServer,
  type CaliforniumSecurity,
} from "./support/californium.js";
import { checkCaliforniumClient, checkCaliforniumServer } from "./support/californiumExchanges.js";
import { connectDatagrams } from "./support/coapClient.js";
import { startCoapServer } from "./support/coapServer.js";
import { freePortPair } from "./support/freePort.js";

// CoAP over UDP and DTLS with Eclipse Californium, on which Leshan stands.

const identity = "californium-1";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");
const security: CaliforniumSecurity = { kind: "psk", identity, key };
const ours: ClientCredentials = { kind: "psk", identity, key: new Secret(key) };
const server: ServerCredentials = { psk: (asked) => (asked === identity ? new Secret(key) : undefined) };

for (const host of ["127.0.0.1", "::1"]) {
  const address = host.includes(":") ? `[${host}]` : host;
  const bodies = host === "::1" ? bodySizes.slice(0, 1) : bodySizes;

  test(`a client of Californium over UDP at ${address}: bodies go both ways, it observes`, async (t) => {
    const coap = await startCoapServer(t, {}, {}, { host });
    const peer = await startCaliforniumClient(t, `coap://${address}:${coap.port}`);
    await checkCaliforniumClient(t, peer, coap, bodies);
  });

  test(`a server of Californium over UDP at ${address}: bodies go both ways, we observe`, async (t) => {
    const port = await freePortPair();
    const peer = await startCaliforniumServer(t, "coap", { host, port });
    await checkCaliforniumServer(t, peer, await connectDatagrams(t, { host, port }), bodies);
  });
}

test("a client of Californium over DTLS: bodies go both ways, it observes", async (t) => {
  const coap = await startCoapServer(t, {}, server);
  const peer = await startCaliforniumClient(t, `coaps://127.0.0.1:${coap.securePort}`, { security });
  await checkCaliforniumClient(t, peer, coap, bodySizes);
  assert.equal(await order(peer, "ping"), "alive");
});

test("a server of Californium over DTLS: bodies go both ways, we observe", async (t) => {
  const at = { host: "127.0.0.1", port: await freePortPair() };
  const peer = await startCaliforniumServer(t, "coaps", at, { security });
  await checkCaliforniumServer(t, peer, await connectDatagrams(t, at, ours), bodySizes);
});
