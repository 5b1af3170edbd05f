import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import { checkEcho, checkTalk, nextText, startDtlsEcho } from "./support/dtlsEcho.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { temporaryFile } from "./support/peerKeys.js";
import { runProgram } from "./support/program.js";
import { connectTwice } from "./support/opensslClient.js";

const identity = "stranger";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");

/** Cipher suites by our name, OpenSSL's, and GnuTLS's priority string. */
const suites = [
  { name: "TLS_PSK_WITH_AES_128_CCM_8", openssl: "PSK-AES128-CCM8", gnutls: "+AES-128-CCM-8" },
  { name: "TLS_PSK_WITH_AES_128_CCM", openssl: "PSK-AES128-CCM", gnutls: "+AES-128-CCM" },
  { name: "TLS_PSK_WITH_AES_128_GCM_SHA256", openssl: "PSK-AES128-GCM-SHA256", gnutls: "+AES-128-GCM" },
] as const;

/** An echo of ours that knows the key. */
async function startEcho(t: TestContext) {
  const { endpoint, port, reports } = await startDtlsEcho(t, {
    psk: (asked) => (asked === identity ? new Secret(key) : undefined),
  });
  const established = (): readonly unknown[] => reports.map(({ suite, isResumed }) => ({ suite, isResumed }));
  return { endpoint, port, established, outcomes: () => reports.map(({ outcome }) => outcome) };
}

for (const suite of suites) {
  test(`openssl s_client with ${suite.name}`, async (t) => {
    const { port, established } = await startEcho(t);
    const args = ["s_client", "-dtls1_2", "-connect", `127.0.0.1:${port}`, "-cipher", `${suite.openssl}:@SECLEVEL=0`];
    const peer = runProgram(t, "openssl", [...args, "-psk_identity", identity, "-psk", key.toString("hex")]);
    await peer.prints(/Extended master secret: yes/u);
    await checkEcho(peer, "hello from a stranger");
    assert.deepEqual(established(), [{ suite: suite.name, isResumed: false }]);
  });

  test(`gnutls-cli with ${suite.name}`, async (t) => {
    const { port, established } = await startEcho(t);
    const priority = `NONE:+VERS-DTLS1.2:+PSK:${suite.gnutls}:+AEAD:+SIGN-ALL:+COMP-NULL:+GROUP-ALL`;
    const peer = runProgram(t, "gnutls-cli", [
      ...["--udp", "-p", `${port}`, "--priority", priority, "--pskusername", identity, "--pskkey", key.toString("hex")],
      "127.0.0.1",
    ]);
    await peer.prints(/Handshake was completed/u);
    await checkEcho(peer, "hello from a stranger");
    assert.deepEqual(established(), [{ suite: suite.name, isResumed: false }]);
  });

  test(`openssl s_server with ${suite.name}`, async (t) => {
    const { endpoint } = await startEcho(t);
    const port = await freePortPair();
    const args = [
      "s_server",
      "-dtls1_2",
      "-accept",
      `127.0.0.1:${port}`,
      "-nocert",
      "-cipher",
      `${suite.openssl}:@SECLEVEL=0`,
    ];
    const peer = runProgram(t, "openssl", [...args, "-psk_identity", identity, "-psk", key.toString("hex"), "-quiet"]);
    await untilTaken(port);
    const credentials = { kind: "psk", identity, key: new Secret(key) } as const;
    const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, { credentials });
    assert.ok(session !== undefined, report.explanation);
    assert.equal(session.suite, suite.name);
    await checkTalk(peer, session);
  });
}

const cbc = "+AES-128-CBC:+SHA256";

for (const { name, exchange, gnutls } of [
  ...suites.map((suite) => ({ ...suite, exchange: "+PSK", gnutls: `${suite.gnutls}:+AEAD` })),
  { name: "TLS_PSK_WITH_AES_128_CBC_SHA256", exchange: "+PSK", gnutls: cbc },
  { name: "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", exchange: "+ECDHE-PSK", gnutls: cbc },
] as const)
  test(`gnutls-serv with ${name}`, async (t) => {
    const { endpoint } = await startEcho(t);
    const port = await freePortPair();
    const priority = `NONE:+VERS-DTLS1.2:${exchange}:${gnutls}:+SIGN-ALL:+COMP-NULL:+GROUP-ALL`;
    const keys = temporaryFile(t, `${identity}:${key.toString("hex")}\n`);
    const serving = ["--udp", "--echo", "-p", `${port}`, "--priority", priority, "--pskpasswd", keys];
    const peer = runProgram(t, "gnutls-serv", serving);
    await untilTaken(port);
    const credentials = { kind: "psk", identity, key: new Secret(key) } as const;
    const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, { credentials });
    assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
    assert.equal(session.suite, name);
    const echoed = nextText(session);
    session.send(Buffer.from("hello to a stranger\n"));
    assert.match(await echoed, /hello to a stranger/u);
  });

test("openssl s_client resumes its session", async (t) => {
  const { port, established } = await startEcho(t);
  const args = [
    "s_client",
    "-dtls1_2",
    "-no_ticket",
    "-connect",
    `127.0.0.1:${port}`,
    "-cipher",
    "PSK-AES128-CCM8:@SECLEVEL=0",
  ];
  const psk = ["-psk_identity", identity, "-psk", key.toString("hex")];
  await connectTwice(t, [...args, ...psk], /Extended master secret: yes/u);
  const suite = "TLS_PSK_WITH_AES_128_CCM_8";
  assert.deepEqual(established(), [
    { suite, isResumed: false },
    { suite, isResumed: true },
  ]);
});

test("a wrong key, an unknown identity and no common suite are told apart, and openssl is told", async (t) => {
  const { port, outcomes } = await startEcho(t);
  const args = ["s_client", "-dtls1_2", "-connect", `127.0.0.1:${port}`];
  const ccm = ["-cipher", "PSK-AES128-CCM8:@SECLEVEL=0"];
  const wrongKey = runProgram(t, "openssl", [...args, ...ccm, "-psk_identity", identity, "-psk", "0102030405060708"]);
  await wrongKey.prints(/alert/u);
  const unknown = runProgram(t, "openssl", [...args, ...ccm, "-psk_identity", "nobody", "-psk", "0102030405060708"]);
  await unknown.prints(/unknown psk identity/u);
  const noSuite = runProgram(t, "openssl", [...args, "-cipher", "ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"]);
  await noSuite.prints(/handshake failure/u);
  assert.deepEqual(outcomes(), ["wrong key", "unknown identity", "no common cipher suite"]);
});
