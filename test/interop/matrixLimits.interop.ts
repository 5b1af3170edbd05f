import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import { californiumPeer, listJavaSuites } from "./support/californium.js";
import { connectDtlsClient, dtlsClientFolder } from "./support/dtlsClient.js";
import { startDtlsEcho } from "./support/dtlsEcho.js";
import { connectStream, responseOf } from "./support/coapClient.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { leshanClasses, leshanPeers } from "./support/leshanProgram.js";
import { recordLimit, type Peer } from "./support/matrix.js";
import { peerOfPackage, peerOfProgram } from "./support/peers.js";
import { runProgram } from "./support/program.js";
import { startStreamServers } from "./support/streamServers.js";
import { temporaryFolder } from "./support/temporaryFolder.js";
import { printedBy } from "./support/programPath.js";

// What the releases of the peers that are here cannot do, found by asking them: the matrix says it with the version. A
// release that can is no failure, but needs a test of its own.

const identity = "stranger";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");
const hexKey = key.toString("hex");

function peer(program: string, ...args: readonly string[]): Peer {
  return peerOfProgram(program, args) ?? assert.fail(`${program} is no peer.`);
}

/** Why 1 and 10 MB over TLS are tested with shorter ones. */
const longMessages = "does not send messages longer than a record (16 KiB); what works was tested with shorter ones";

const roles = { s_client: "server", s_server: "client" } as const;

for (const mode of ["s_client", "s_server"] as const)
  test(`whether openssl ${mode} has raw public keys and ECDHE_PSK with AEAD`, (t) => {
    const openssl = peer("openssl", mode);
    const combination = { role: roles[mode], transport: "dtls" } as const;
    const help = printedBy("openssl", [mode, "-help"]);
    assert.match(help, /-dtls1_2/u);
    if (!help.includes("_rpk"))
      recordLimit(t, openssl, { ...combination, credential: "rpk" }, "has no raw public keys (OpenSSL 3.2 has)");
    const suite = "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256";
    const suites = printedBy("openssl", ["ciphers", "ALL:@SECLEVEL=0"]);
    assert.match(suites, /ECDHE-PSK-AES128-CBC-SHA256/u);
    if (!suites.includes("ECDHE-PSK-AES128-GCM-SHA256"))
      recordLimit(t, openssl, { ...combination, credential: "psk", suite }, "does not have this suite");
  });

for (const program of ["coap-client-openssl", "coap-server-openssl"])
  test(`whether ${program} has raw public keys`, (t) => {
    const text = printedBy(program, ["-p"]);
    assert.match(text, /RPK support/u);
    const role = program.includes("client") ? "server" : "client";
    if (text.includes("no RPK support"))
      recordLimit(
        t,
        peer(program),
        { role, credential: "rpk", transport: "dtls" },
        "was built without raw public keys",
      );
  });

test("whether gnutls-cli has ECDHE_PSK, or ends with a fault of its own", async (t) => {
  const { port } = await startDtlsEcho(t, { psk: (asked) => (asked === identity ? new Secret(key) : undefined) });
  const priority = "NONE:+VERS-DTLS1.2:+ECDHE-PSK:+AES-128-CBC:+SHA256:+SIGN-ALL:+COMP-NULL:+GROUP-ALL";
  const args = ["--udp", "-p", `${port}`, "--priority", priority, "--pskusername", identity, "--pskkey", hexKey];
  const client = runProgram(t, "gnutls-cli", [...args, "127.0.0.1"]);
  client.write("hello\n");
  const code = await Promise.race([
    client.ended,
    client.prints(/^HELLO$/mu).then(
      () => "works",
      () => null,
    ),
  ]);
  const suite = "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256";
  if (code === null)
    recordLimit(
      t,
      peer("gnutls-cli"),
      { role: "server", credential: "psk", suite, transport: "dtls" },
      "ends with a segmentation fault",
    );
  else assert.equal(code, "works", client.output());
});

for (const program of ["coap-server-openssl", "coap-server-gnutls"])
  test(`whether ${program} resumes a session`, async (t) => {
    const port = await freePortPair();
    const server = runProgram(t, program, ["-A", "127.0.0.1", "-k", "a key of libcoap", "-p", `${port}`]);
    await untilTaken(port + 1);
    const { endpoint } = await startDtlsEcho(t, {});
    const credentials = { kind: "psk", identity, key: new Secret(Buffer.from("a key of libcoap")) } as const;
    let isResumed = false;
    for (let time = 0; time < 2; time++) {
      const { session, report } = await endpoint.connect({ host: "127.0.0.1", port: port + 1 }, { credentials });
      assert.ok(session !== undefined, `${report.explanation}\n${server.output()}`);
      isResumed = report.isResumed;
      session.close();
    }
    const combination = { role: "client", credential: "psk", isResumed: true, transport: "dtls" } as const;
    if (!isResumed) recordLimit(t, peer(program), combination, "begins anew when it is asked to resume");
  });

/** It goes in messages that are much longer than a record of TLS, unless we ask for shorter ones. */
const longBody = new Uint8Array(1024 * 1024);

test("whether coap-server-gnutls sends a message over TLS that is longer than a record", async (t) => {
  const port = await freePortPair();
  runProgram(t, "coap-server-gnutls", ["-A", "127.0.0.1", "-k", "a key of libcoap", "-p", `${port}`, "-d", "1"]);
  await untilTaken(port);
  const credentials = { kind: "psk", identity, key: new Secret(Buffer.from("a key of libcoap")) } as const;
  const { session } = await connectStream(t, { host: "127.0.0.1", port: port + 1 }, credentials);
  const put = { code: codeOf("PUT"), path: ["blob"], payload: longBody };
  responseOf(await session.request(put));
  const outcome = await session.request({ code: codeOf("GET"), path: ["blob"] }, { timeout: 3000 });
  const combination = { role: "client", credential: "psk", transport: "tls" } as const;
  if (outcome.kind === "response") return;
  // It says nothing, but neither refuses the request nor breaks the connection off.
  assert.equal(outcome.kind, "timeout");
  recordLimit(t, peer("coap-server-gnutls"), combination, longMessages);
});

test("whether coap-client-gnutls sends a message over TLS that is longer than a record", async (t) => {
  const credentials = { psk: () => new Secret(Buffer.from("a key of libcoap")) };
  const { securePort, handled } = await startStreamServers(t, { credentials });
  const uri = `coaps+tcp://127.0.0.1:${securePort ?? 0}/blob`;
  const file = join(temporaryFolder(t), "body");
  const put = async (body: Uint8Array): Promise<string> => {
    writeFileSync(file, body);
    const args = ["-u", identity, "-k", "a key of libcoap", "-B", "3", "-m", "put", "-f", file, uri];
    const client = runProgram(t, "coap-client-gnutls", args);
    await client.ended;
    return client.output();
  };
  // All but the length works.
  const output = await put(longBody.subarray(0, 5));
  assert.equal(handled.get("PUT /blob"), 1, output);
  await put(longBody);
  const combination = { role: "server", credential: "psk", transport: "tls" } as const;
  if (handled.get("PUT /blob") === 1) recordLimit(t, peer("coap-client-gnutls"), combination, longMessages);
});

for (const program of ["coap-client-openssl", "coap-client-gnutls"])
  test(`whether ${program} keeps a session from one run to the next`, async (t) => {
    const { port, reports } = await startDtlsEcho(t, { psk: () => new Secret(Buffer.from("any key")) });
    for (let time = 0; time < 2; time++) {
      const uri = `coaps://127.0.0.1:${port}/`;
      const client = runProgram(t, program, ["-u", identity, "-k", "any key", "-B", "1", uri]);
      await client.ended;
    }
    assert.equal(reports.length, 2, reports.map(({ explanation }) => explanation).join("\n"));
    const combination = { role: "server", credential: "psk", isResumed: true, transport: "dtls" } as const;
    if (reports[1]?.isResumed !== true) recordLimit(t, peer(program), combination, "keeps no session for its next run");
  });

test("whether node-dtls-client resumes a session", async (t) => {
  const { port, reports } = await startDtlsEcho(t, { psk: () => new Secret(key) });
  for (let time = 0; time < 2; time++) (await connectDtlsClient(port, { identity, key })).close();
  assert.equal(reports.length, 2);
  const combination = { role: "server", credential: "psk", isResumed: true, transport: "dtls" } as const;
  if (reports[1]?.isResumed !== true)
    recordLimit(t, peerOfPackage(dtlsClientFolder()), combination, "asks for no session again");
});

test("whether Java's TLS, on which Californium's stands, has pre-shared keys", async (t) => {
  const suites = await listJavaSuites(t);
  assert.match(suites, /^TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256$/mu);
  if (/_PSK_/u.test(suites)) return;
  for (const [peerRole, role] of [
    ["client", "server"],
    ["server", "client"],
  ] as const) {
    const combination = { role, credential: "psk", transport: "tls" } as const;
    recordLimit(t, californiumPeer(peerRole), combination, "Java's TLS has no pre-shared keys");
  }
});

// Californium, which would carry it, is tested over both by itself.
for (const transport of ["tcp", "tls"] as const)
  test(`whether Leshan's release has CoAP over ${transport.toUpperCase()}`, (t) => {
    // Its providers of endpoints, one for each transport.
    const providers = leshanClasses(/^org\/eclipse\/leshan\/client\/.*ProtocolProvider\.class$/u);
    assert.ok(
      providers.some((name) => name.endsWith("/CoapsClientProtocolProvider.class")),
      providers.join("\n"),
    );
    if (providers.some((name) => /tcp/iu.test(name))) return;
    const reason = "has no TCP transport in what is published of it; see Californium";
    recordLimit(t, leshanPeers.LeshanPeer, { role: "server", transport }, reason);
  });
