import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import { nameOfIdentity } from "../../lwm2m/dtls/identity.js";
import { checkEcho, checkTalk, nextText, startDtlsEcho } from "./support/dtlsEcho.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { issuePeerCertificates, makePeerRawKeys } from "./support/peerKeys.js";
import { runProgram } from "./support/program.js";
import { connectTwice } from "./support/opensslClient.js";

/** Cipher suites by our name, OpenSSL's, and GnuTLS's priority string. */
const suites = [
  { name: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", openssl: "ECDHE-ECDSA-AES128-CCM8", gnutls: "+AES-128-CCM-8:+AEAD" },
  { name: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", openssl: "ECDHE-ECDSA-AES128-CCM", gnutls: "+AES-128-CCM:+AEAD" },
  {
    name: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    openssl: "ECDHE-ECDSA-AES128-GCM-SHA256",
    gnutls: "+AES-128-GCM:+AEAD",
  },
  {
    name: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
    openssl: "ECDHE-ECDSA-AES128-SHA256",
    gnutls: "+AES-128-CBC:+SHA256",
  },
] as const;

/** Groups by our name, OpenSSL's and GnuTLS's. */
const groups = [
  { name: "P-256", openssl: "P-256", gnutls: "+GROUP-SECP256R1" },
  { name: "P-384", openssl: "P-384", gnutls: "+GROUP-SECP384R1" },
  { name: "X25519", openssl: "X25519", gnutls: "+GROUP-X25519" },
] as const;

/** Each suite once, with one of the groups; and each group once, with the first suite. */
const combinations = [
  ...suites.map((suite) => ({ suite, group: groups[0] })),
  ...groups.slice(1).map((group) => ({ suite: suites[0], group })),
];

for (const { suite, group } of combinations) {
  const what = `${suite.name} and ${group.name}`;
  const curve = group.name === "P-384" ? "P-384" : "P-256";
  // The curve of the certificate belongs to the groups.
  const opensslGroups = ["-groups", group.name === "X25519" ? "X25519:P-256" : group.openssl];
  const gnutlsGroups = group.name === "X25519" ? `${group.gnutls}:+GROUP-SECP256R1` : group.gnutls;

  test(`openssl s_client with a certificate, ${what}`, async (t) => {
    const { files, server } = issuePeerCertificates(t, { curve });
    const { port, reports } = await startDtlsEcho(t, server);
    const peer = runProgram(t, "openssl", [
      ...["s_client", "-dtls1_2", "-connect", `127.0.0.1:${port}`, "-cipher", `${suite.openssl}:@SECLEVEL=0`],
      ...["-cert", files.deviceCertificate, "-key", files.deviceKey, "-CAfile", files.authority],
      ...["-verify_return_error", ...opensslGroups],
    ]);
    await peer.prints(/Verify return code: 0 \(ok\)/u);
    await checkEcho(peer, "hello from a stranger");
    const [report] = reports;
    assert.deepEqual([report?.suite, report?.group], [suite.name, group.name], report?.explanation);
    assert.ok(report?.peerIdentity?.kind === "x509");
    assert.equal(report.peerIdentity.commonName, "interop-device");
  });

  test(`openssl s_server that asks for a certificate, ${what}`, async (t) => {
    const { files, device, server } = issuePeerCertificates(t, { curve });
    const { endpoint } = await startDtlsEcho(t, server);
    const port = await freePortPair();
    const peer = runProgram(t, "openssl", [
      ...["s_server", "-dtls1_2", "-accept", `127.0.0.1:${port}`, "-cipher", `${suite.openssl}:@SECLEVEL=0`],
      ...["-cert", files.serverCertificate, "-key", files.serverKey, "-CAfile", files.authority],
      ...["-Verify", "2", "-verify_return_error", "-quiet", "-serverpref", ...opensslGroups],
    ]);
    await untilTaken(port);
    const options = { credentials: device, serverName: "localhost" };
    const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, options);
    assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
    assert.deepEqual([report.suite, report.group], [suite.name, group.name]);
    await checkTalk(peer, session);
  });

  for (const kind of ["x509", "rpk"] as const) {
    const noun = kind === "rpk" ? "raw public key" : "certificate";
    const types = kind === "rpk" ? "+CTYPE-CLI-RAWPK:+CTYPE-SRV-RAWPK" : "+CTYPE-ALL";
    const usual = `NONE:+VERS-DTLS1.2:+ECDHE-ECDSA:${suite.gnutls}:+SIGN-ALL:+COMP-NULL`;
    const priority = ["--priority", `${usual}:${gnutlsGroups}:${types}`];

    test(`gnutls-cli with a ${noun}, ${what}`, async (t) => {
      const known = kind === "rpk" ? makePeerRawKeys(t, curve) : issuePeerCertificates(t, { curve });
      const { port, reports } = await startDtlsEcho(t, known.server);
      const own =
        "devicePublicKey" in known.files
          ? ["--rawpkkeyfile", known.files.deviceKey, "--rawpkfile", known.files.devicePublicKey, "--insecure"]
          : [
              ...["--x509certfile", known.files.deviceCertificate, "--x509keyfile", known.files.deviceKey],
              ...["--x509cafile", known.files.authority, "--verify-hostname", "localhost"],
            ];
      const peer = runProgram(t, "gnutls-cli", ["--udp", ...priority, ...own, "-p", `${port}`, "127.0.0.1"]);
      await peer.prints(/Handshake was completed/u);
      await checkEcho(peer, "hello from a stranger");
      const [report] = reports;
      assert.deepEqual([report?.suite, report?.group], [suite.name, group.name], report?.explanation);
      assert.equal(report?.peerIdentity?.kind, kind);
    });

    test(`gnutls-serv with a ${noun}, ${what}`, async (t) => {
      const known = kind === "rpk" ? makePeerRawKeys(t, curve) : issuePeerCertificates(t, { curve });
      const { endpoint } = await startDtlsEcho(t, known.server);
      const port = await freePortPair();
      const own =
        "serverPublicKey" in known.files
          ? ["--rawpkkeyfile", known.files.serverKey, "--rawpkfile", known.files.serverPublicKey]
          : [
              ...["--x509certfile", known.files.serverCertificate, "--x509keyfile", known.files.serverKey],
              ...["--x509cafile", known.files.authority, "--verify-client-cert"],
            ];
      const serving = ["--udp", "--echo", "--require-client-cert", "-p", `${port}`];
      const peer = runProgram(t, "gnutls-serv", [...serving, ...priority, ...own]);
      await untilTaken(port);
      const options = { credentials: known.device, serverName: "localhost" };
      const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, options);
      assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
      assert.equal(report.suite, suite.name);
      const echoed = nextText(session);
      session.send(Buffer.from("hello to a stranger\n"));
      assert.match(await echoed, /hello to a stranger/u);
    });
  }
}

const psk = { identity: "stranger", key: Buffer.from("00112233445566778899aabbccddeeff", "hex") };
const opensslKey = ["-psk_identity", psk.identity, "-psk", psk.key.toString("hex")];
const gnutlsKey = ["--udp", "--pskusername", psk.identity, "--pskkey", psk.key.toString("hex")];
const pskClient = { credentials: { kind: "psk", identity: psk.identity, key: new Secret(psk.key) } } as const;
const pskServer = { psk: (asked: string) => (asked === psk.identity ? new Secret(psk.key) : undefined) };

// OpenSSL has no other suite of ECDHE_PSK that we have. GnuTLS 3.7.9 has it as well, but its client ends with a
// segmentation fault when it asks for it, whoever the server is.
const ecdhePsk = { name: "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", openssl: "ECDHE-PSK-AES128-CBC-SHA256" } as const;

for (const { name: group, openssl } of groups) {
  test(`openssl with ECDHE_PSK and ${group}`, async (t) => {
    const { port, endpoint, reports } = await startDtlsEcho(t, pskServer);
    const opensslOwn = ["-dtls1_2", "-cipher", `${ecdhePsk.openssl}:@SECLEVEL=0`, "-groups", openssl, ...opensslKey];
    const client = runProgram(t, "openssl", ["s_client", ...opensslOwn, "-connect", `127.0.0.1:${port}`]);
    await client.prints(/Extended master secret: yes/u);
    await checkEcho(client, "hello from a stranger");
    assert.deepEqual([reports[0]?.suite, reports[0]?.group], [ecdhePsk.name, group]);

    const serverPort = await freePortPair();
    const serving = ["-nocert", "-quiet", "-accept", `127.0.0.1:${serverPort}`];
    const server = runProgram(t, "openssl", ["s_server", ...opensslOwn, ...serving]);
    await untilTaken(serverPort);
    const { session, report } = await endpoint.connect({ host: "127.0.0.1", port: serverPort }, pskClient);
    assert.ok(session !== undefined, `${report.explanation}\n${server.output()}`);
    assert.deepEqual([report.suite, report.group], [ecdhePsk.name, group]);
    await checkTalk(server, session);
  });
}

for (const usesEncryptThenMac of [true, false]) {
  const how = usesEncryptThenMac ? "with" : "without";

  test(`openssl and gnutls with PSK and CBC ${how} encrypt_then_mac`, async (t) => {
    const { port, endpoint, reports } = await startDtlsEcho(t, pskServer);
    const own = ["-dtls1_2", "-cipher", "PSK-AES128-CBC-SHA256:@SECLEVEL=0", ...opensslKey];
    if (!usesEncryptThenMac) own.push("-no_etm");
    const client = runProgram(t, "openssl", ["s_client", ...own, "-connect", `127.0.0.1:${port}`]);
    await client.prints(/Extended master secret: yes/u);
    await checkEcho(client, "hello from a stranger");
    const usual = "NONE:+VERS-DTLS1.2:+PSK:+AES-128-CBC:+SHA256:+SIGN-ALL:+COMP-NULL";
    const priority = ["--priority", usesEncryptThenMac ? usual : `${usual}:%NO_ETM`];
    const other = runProgram(t, "gnutls-cli", [...gnutlsKey, ...priority, "-p", `${port}`, "127.0.0.1"]);
    await other.prints(/Handshake was completed/u);
    await checkEcho(other, "hello from another stranger");
    assert.deepEqual(
      reports.map(({ suite, chosenExtensions }) => [suite, chosenExtensions?.includes("encrypt_then_mac")]),
      Array.from({ length: 2 }, () => ["TLS_PSK_WITH_AES_128_CBC_SHA256", usesEncryptThenMac]),
    );

    const serverPort = await freePortPair();
    const serving = ["s_server", ...own, "-nocert", "-quiet", "-accept", `127.0.0.1:${serverPort}`];
    const server = runProgram(t, "openssl", serving);
    await untilTaken(serverPort);
    const { session, report } = await endpoint.connect({ host: "127.0.0.1", port: serverPort }, pskClient);
    assert.ok(session !== undefined, `${report.explanation}\n${server.output()}`);
    assert.equal(report.chosenExtensions?.includes("encrypt_then_mac"), usesEncryptThenMac);
    await checkTalk(server, session);
  });
}

test("openssl s_client resumes a session of its certificate", async (t) => {
  const { files, server } = issuePeerCertificates(t);
  const { port, reports } = await startDtlsEcho(t, server);
  const args = [
    ...["s_client", "-dtls1_2", "-no_ticket", "-connect", `127.0.0.1:${port}`],
    ...["-cert", files.deviceCertificate, "-key", files.deviceKey, "-CAfile", files.authority],
  ];
  await connectTwice(t, args, /Verify return code: 0/u);
  assert.deepEqual(
    reports.map(({ isResumed, peerIdentity }) => [isResumed, peerIdentity && nameOfIdentity(peerIdentity)]),
    [
      [false, "interop-device"],
      [true, "interop-device"],
    ],
  );
});

test("no certificate, one of another authority and a pre-shared key are told apart, and openssl is told", async (t) => {
  const known = issuePeerCertificates(t);
  const stranger = issuePeerCertificates(t);
  const { port, reports } = await startDtlsEcho(t, known.server);
  const common = ["s_client", "-dtls1_2", "-connect", `127.0.0.1:${port}`];
  const show = (certificate: string, key: string): readonly string[] => ["-cert", certificate, "-key", key];
  const nobody = runProgram(t, "openssl", common);
  await nobody.prints(/handshake failure/u);
  const other = runProgram(t, "openssl", [
    ...common,
    ...show(stranger.files.deviceCertificate, stranger.files.deviceKey),
  ]);
  await other.prints(/unknown ca/u);
  const onlyPsk = runProgram(t, "openssl", [
    ...[...common, "-cipher", "PSK-AES128-CCM8:@SECLEVEL=0", "-psk", "0102030405060708"],
  ]);
  await onlyPsk.prints(/handshake failure/u);
  assert.deepEqual(
    reports.map(({ outcome }) => outcome),
    ["no certificate", "not trusted", "wrong credential kind"],
  );
});
