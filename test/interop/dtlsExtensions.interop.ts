import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import { checkEcho, checkTalk, nextText, startDtlsEcho } from "./support/dtlsEcho.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { issuePeerCertificates, temporaryFile } from "./support/peerKeys.js";
import { runProgram } from "./support/program.js";
import { connectTwice } from "./support/opensslClient.js";

const identity = "stranger";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");
const opensslPsk = ["-cipher", "PSK-AES128-CCM8:@SECLEVEL=0", "-psk_identity", identity, "-psk", key.toString("hex")];
const gnutlsPsk = [
  ...["--priority", "NONE:+VERS-DTLS1.2:+PSK:+AES-128-CCM-8:+AEAD:+SIGN-ALL:+COMP-NULL:+GROUP-ALL"],
  ...["--pskusername", identity, "--pskkey", key.toString("hex")],
];

function startEcho(t: TestContext) {
  return startDtlsEcho(t, { psk: (asked) => (asked === identity ? new Secret(key) : undefined) });
}

test("openssl s_client resumes by a ticket of ours, also with certificates, and is the same peer", async (t) => {
  const { files, server } = issuePeerCertificates(t);
  const certificate = ["-cipher", "ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0", "-CAfile", files.authority];
  for (const [credentials, own] of [
    [{ psk: () => new Secret(key) }, opensslPsk],
    [server, [...certificate, "-cert", files.deviceCertificate, "-key", files.deviceKey]],
  ] as const) {
    const { port, reports } = await startDtlsEcho(t, credentials);
    const args = ["s_client", "-dtls1_2", "-connect", `127.0.0.1:${port}`, ...own];
    await connectTwice(t, args, /TLS session ticket lifetime hint: 86400/u);
    assert.deepEqual(
      reports.map(({ isResumed }) => isResumed),
      [false, true],
    );
    assert.deepEqual(reports[1]?.peerIdentity, reports[0]?.peerIdentity);
  }
});

test("gnutls-cli resumes by a ticket of ours, and by an id without tickets", async (t) => {
  for (const options of [[], ["--noticket"]]) {
    const { port, reports } = await startEcho(t);
    const args = ["--udp", "-p", `${port}`, ...gnutlsPsk, ...options, "--resume", "127.0.0.1"];
    const peer = runProgram(t, "gnutls-cli", args);
    await peer.prints(/This is a resumed session/u);
    await checkEcho(peer, "resumed");
    assert.deepEqual(
      reports.map(({ isResumed }) => isResumed),
      [false, true],
      options.join(" "),
    );
  }
});

test("we resume by a ticket of openssl s_server, and by an id without tickets", async (t) => {
  for (const usesTickets of [true, false]) {
    const port = await freePortPair();
    const args = ["s_server", "-dtls1_2", "-accept", `127.0.0.1:${port}`, "-nocert", "-quiet", ...opensslPsk];
    const peer = runProgram(t, "openssl", args);
    await untilTaken(port);
    const { endpoint } = await startDtlsEcho(t, {}, { usesTickets });
    const credentials = { kind: "psk", identity, key: new Secret(key) } as const;
    const resumed: boolean[] = [];
    for (const isFirst of [true, false]) {
      const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, { credentials });
      assert.ok(session !== undefined, report.explanation);
      if (isFirst) assert.equal(report.chosenExtensions?.includes("session_ticket"), usesTickets);
      resumed.push(report.isResumed);
      if (isFirst) await checkTalk(peer, session);
      session.close();
    }
    assert.deepEqual(resumed, [false, true], `tickets: ${usesTickets}`);
    peer.kill();
  }
});

for (const usesTickets of [true, false])
  test(`we resume by ${usesTickets ? "a ticket" : "an id"} of gnutls-serv`, async (t) => {
    const port = await freePortPair();
    const keys = temporaryFile(t, `${identity}:${key.toString("hex")}\n`);
    const own = ["--pskpasswd", keys, ...gnutlsPsk.slice(0, 2), ...(usesTickets ? [] : ["--noticket"])];
    const peer = runProgram(t, "gnutls-serv", ["--udp", "--echo", "-p", `${port}`, ...own]);
    await untilTaken(port);
    const { endpoint } = await startDtlsEcho(t, {}, { usesTickets });
    const credentials = { kind: "psk", identity, key: new Secret(key) } as const;
    const resumed: boolean[] = [];
    for (let time = 0; time < 2; time++) {
      const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, { credentials });
      assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
      if (time === 0) assert.equal(report.chosenExtensions?.includes("session_ticket"), usesTickets);
      resumed.push(report.isResumed);
      const echoed = nextText(session);
      session.send(Buffer.from("hello to a stranger\n"));
      assert.match(await echoed, /hello to a stranger/u);
      session.close();
    }
    assert.deepEqual(resumed, [false, true], peer.output());
  });

test("openssl s_server keeps to the length of fragments that we ask for", async (t) => {
  const { files, device } = issuePeerCertificates(t);
  const port = await freePortPair();
  const peer = runProgram(t, "openssl", [
    ...["s_server", "-dtls1_2", "-accept", `127.0.0.1:${port}`, "-quiet"],
    ...["-cipher", "ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0", "-CAfile", files.authority, "-Verify", "1"],
    ...["-cert", files.serverCertificate, "-key", files.serverKey],
  ]);
  await untilTaken(port);
  const { endpoint } = await startDtlsEcho(t, {});
  const options = { credentials: device, serverName: "localhost", maxFragmentLength: 512 } as const;
  const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, options);
  assert.ok(session !== undefined, report.explanation);
  assert.ok(report.chosenExtensions?.includes("max_fragment_length"));
  assert.equal(session.maximumDataSize, 512);
  await checkTalk(peer, session);
});

test("openssl s_client gets fragments as short as it asks for", async (t) => {
  const { files, server } = issuePeerCertificates(t);
  const { port, reports } = await startDtlsEcho(t, server);
  const peer = runProgram(t, "openssl", [
    ...["s_client", "-dtls1_2", "-connect", `127.0.0.1:${port}`, "-maxfraglen", "512"],
    ...["-cipher", "ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0", "-CAfile", files.authority, "-verify_return_error"],
    ...["-cert", files.deviceCertificate, "-key", files.deviceKey],
  ]);
  await peer.prints(/Verify return code: 0 \(ok\)/u);
  await checkEcho(peer, "short");
  assert.ok(reports[0]?.chosenExtensions?.includes("max_fragment_length"));
});

test("gnutls-cli gets records as short as it asks for", async (t) => {
  const { port, reports } = await startEcho(t);
  const peer = runProgram(t, "gnutls-cli", [
    "--udp",
    "-p",
    `${port}`,
    ...gnutlsPsk,
    "--recordsize",
    "600",
    "127.0.0.1",
  ]);
  await peer.prints(/Handshake was completed/u);
  await checkEcho(peer, "x".repeat(500));
  assert.ok(reports[0]?.chosenExtensions?.includes("record_size_limit"));
});
