import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import {
  order,
  startCaliforniumClient,
  startCaliforniumServer,
  type CaliforniumSecurity,
} from "./support/californium.js";
import { responseOf } from "./support/coapClient.js";
import { startCoapServer } from "./support/coapServer.js";
import { startDtlsClient } from "./support/coapOverDtls.js";
import { freePortPair } from "./support/freePort.js";
import { issuePeerCertificates, makePeerRawKeys } from "./support/peerKeys.js";
import { startRelay } from "./support/relay.js";

// Each cipher suite of Scandium, Californium's DTLS, that we have as well; sessions resumed by id; connection IDs.

const identity = "californium-1";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");
const host = "127.0.0.1";

/** What both sides prove themselves with. */
interface Known {
  readonly security: CaliforniumSecurity;
  readonly server: ServerCredentials;
  readonly device: ClientCredentials;
}

function withKey(): Known {
  return {
    security: { kind: "psk", identity, key },
    server: { psk: (asked) => (asked === identity ? new Secret(key) : undefined) },
    device: { kind: "psk", identity, key: new Secret(key) },
  };
}

function withCertificates(t: TestContext): Known {
  const { files, server, device } = issuePeerCertificates(t);
  return { security: { kind: "x509", files }, server, device };
}

function withRawKeys(t: TestContext): Known {
  const { files, server, device } = makePeerRawKeys(t);
  return { security: { kind: "rpk", files }, server, device };
}

const credentials = { psk: withKey, x509: withCertificates, rpk: withRawKeys } as const;
type Kind = keyof typeof credentials;

/** What Scandium calls its principals. */
const principals: Readonly<Record<Kind, string>> = {
  psk: "PreSharedKeyIdentity californium-1",
  x509: "X509CertPath CN=",
  rpk: "RawPublicKeyIdentity ni:",
};

const suites = [
  ["psk", "TLS_PSK_WITH_AES_128_CCM_8"],
  ["psk", "TLS_PSK_WITH_AES_128_CCM"],
  ["psk", "TLS_PSK_WITH_AES_128_GCM_SHA256"],
  ["psk", "TLS_PSK_WITH_AES_128_CBC_SHA256"],
  ["psk", "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256"],
  ["psk", "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256"],
  ["x509", "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8"],
  ["x509", "TLS_ECDHE_ECDSA_WITH_AES_128_CCM"],
  ["x509", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"],
  ["x509", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"],
  ["rpk", "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8"],
  ["rpk", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"],
] as const;

const get = { code: codeOf("GET"), path: ["blob"] } as const;
const put = { code: codeOf("PUT"), path: ["blob"], payload: Buffer.from("from us") } as const;

for (const [kind, suite] of suites) {
  test(`a client of Californium with ${suite} (${kind}) resumes by id`, async (t) => {
    const known = credentials[kind](t);
    const { securePort, handshakes } = await startCoapServer(t, {}, known.server);
    const peer = await startCaliforniumClient(t, `coaps://${host}:${securePort}`, {
      security: known.security,
      suite,
      connectionIdLength: 0,
    });
    assert.match(await order(peer, "get /dev/null"), new RegExp(`^2\\.05 from ${principals[kind]}.* ${suite}`, "u"));
    assert.equal(await order(peer, "resume"), "prepared");
    assert.match(await order(peer, "get //dev/null"), /^2\.05 /u);
    assert.deepEqual(
      handshakes.map(({ suite: chosen, isResumed, peerIdentity }) => [chosen, isResumed, peerIdentity?.kind]),
      [
        [suite, false, kind],
        [suite, true, kind],
      ],
      handshakes.map(({ explanation }) => explanation).join("\n"),
    );
  });

  test(`a server of Californium with ${suite} (${kind}) lets us resume by id`, async (t) => {
    const known = credentials[kind](t);
    const at = { host, port: await freePortPair() };
    const peer = await startCaliforniumServer(t, "coaps", at, { security: known.security, suite });
    const client = await startDtlsClient(t);
    const resumed: boolean[] = [];
    for (let time = 0; time < 2; time++) {
      const { coap, session, report } = await client.connect(at, { credentials: known.device });
      assert.equal(report.suite, suite);
      resumed.push(report.isResumed);
      assert.equal(responseOf(await coap.request(put)).code, codeOf("Changed"));
      session.close();
    }
    assert.deepEqual(resumed, [false, true]);
    await peer.prints(new RegExp(`^stored 7 from ${principals[kind]}.* ${suite}`, "mu"));
  });
}

for (const kind of ["psk", "x509"] as const) {
  test(`a client of Californium (${kind}) keeps its session over a change of address by connection IDs`, async (t) => {
    const known = credentials[kind](t);
    for (const connectionIdLength of [0, 4]) {
      const { securePort, handshakes } = await startCoapServer(t, {}, known.server);
      const relay = await startRelay(t, securePort);
      const uri = `coaps://localhost:${relay.port}`;
      const { security } = known;
      const peer = await startCaliforniumClient(t, uri, { security, connectionIdLength });
      assert.match(await order(peer, "get /dev/null"), /^2\.05 /u);
      await relay.rebind();
      assert.match(await order(peer, "get //dev/null"), /^2\.05 /u);
      assert.equal(handshakes.length, 1, "no other handshake was needed");
      assert.ok(handshakes[0]?.chosenExtensions?.includes("connection_id"));
    }
  });

  test(`a server of Californium (${kind}) keeps our session over a change of address by its connection ID`, async (t) => {
    const known = credentials[kind](t);
    const at = { host, port: await freePortPair() };
    await startCaliforniumServer(t, "coaps", at, { security: known.security, connectionIdLength: 6 });
    for (const connectionIds of ["ours", "both"] as const) {
      const relay = await startRelay(t, at.port);
      const client = await startDtlsClient(t);
      const through = { host, port: relay.port };
      const { coap, session, report } = await client.connect(through, { credentials: known.device, connectionIds });
      assert.ok(report.chosenExtensions?.includes("connection_id"));
      assert.equal(session.hasConnectionId, connectionIds === "both", "whether its records have one");
      responseOf(await coap.request(put));
      await relay.rebind();
      assert.equal(Buffer.from(responseOf(await coap.request(get)).payload ?? []).toString(), "from us");
    }
  });
}
