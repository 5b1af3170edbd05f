import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { fromUtf8, toHex } from "../../lwm2m/base/bytes.js";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import { dtlsChannel } from "../../lwm2m/coap/transport/dtls.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import type { ConnectOptions } from "../../lwm2m/dtls/endpoint.js";
import { preferring } from "../../lwm2m/dtls/testing/preferSuite.js";
import { pcapOf } from "./support/pcap.js";
import { issuePeerCertificates, temporaryFile } from "./support/peerKeys.js";
import { programPath } from "./support/programPath.js";
import { startUdpProxy, type Proxied } from "./support/udpProxy.js";

const key = new Secret(Buffer.from("00112233445566778899aabbccddeeff", "hex"));

const variants: readonly Variant[] = [
  { suite: "TLS_PSK_WITH_AES_128_CCM_8", known: pskPair },
  { suite: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", known: issuePeerCertificates },
  { suite: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", known: issuePeerCertificates },
  { suite: "TLS_PSK_WITH_AES_128_CBC_SHA256", known: pskPair },
];

interface Variant {
  readonly suite: string;
  readonly known: (t: TestContext) => { readonly server: ServerCredentials; readonly device: ClientCredentials };
}

function pskPair() {
  return {
    server: { psk: () => key },
    device: { kind: "psk", identity: "logged", key },
  } as const;
}

for (const { suite, known } of variants) {
  test(`tshark decrypts what was said with ${suite}, in a new session and a resumed one`, async (t) => {
    const { server, device } = known(t);
    const lines: string[] = [];
    const { seen, port } = await preferredTalk(t, { suite, server, credentials: device, lines });
    assert.equal(lines.length, 2, "a line for each session");
    const shown = dissected(t, seen, { port, keys: lines });
    const expected = ["first", "second"].flatMap((path) => [`1\t/${path}\t`, `69\t/${path}\t${toHex(valueOf(path))}`]);
    assert.deepEqual(shown, expected);
    assert.deepEqual(dissected(t, seen, { port, keys: [] }), [], "without the key log nothing is shown");
  });
}

interface Talk {
  readonly suite: string;
  readonly server: ServerCredentials;
  readonly credentials: ClientCredentials;
  readonly lines: string[];
}

async function preferredTalk(t: TestContext, talk: Talk): Promise<{ seen: readonly Proxied[]; port: number }> {
  let result: Awaited<ReturnType<typeof overheardTalk>> | undefined;
  await preferring(talk.suite, async () => {
    result = await overheardTalk(t, talk);
  });
  return result ?? assert.fail("Nothing was said.");
}

function valueOf(path: string): Uint8Array {
  return fromUtf8(`value of ${path}`);
}

/** Two requests over CoAP, each in a session of its own, and all datagrams that went to and fro. */
async function overheardTalk(t: TestContext, { suite, server, credentials, lines }: Talk) {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const host = "127.0.0.1";
  const serving = await openUdpSocket({ host, port: 0 });
  const { port } = serving.localAddress;
  const ours = createDtlsEndpoint({ ...base, socket: serving, server, keyLog: (line) => lines.push(line) });
  const client = createDtlsEndpoint({ ...base, socket: await openUdpSocket({ host, port: 0 }) });
  const coap = createCoapEndpoint({
    ...base,
    handler: ({ path }) => ({
      code: codeOf("Content"),
      contentFormat: 42,
      payload: valueOf(path.join("/")),
    }),
  });
  ours.onSession((session) => void coap.accept(dtlsChannel(session)));
  const proxy = await startUdpProxy(t, port);
  t.after(() => {
    coap.dispose();
    client.dispose();
    ours.dispose();
  });
  for (const path of ["first", "second"]) {
    const options: ConnectOptions = { credentials, serverName: "localhost", connectionIds: "none" };
    const { session, report } = await client.connect({ host, port: proxy.port }, options);
    assert.ok(session !== undefined, report.explanation);
    assert.equal(session.suite, suite);
    const outcome = await coap.accept(dtlsChannel(session)).request({ code: codeOf("GET"), path: [path] });
    assert.equal(outcome.kind, "response");
    session.close();
  }
  return { seen: proxy.seen, port };
}

/** The code, the path and the payload of each CoAP message that tshark finds in what was seen. */
function dissected(
  t: TestContext,
  seen: readonly Proxied[],
  { port, keys }: { readonly port: number; readonly keys: readonly string[] },
): readonly string[] {
  const capture = temporaryFile(t, "");
  writeFileSync(capture, pcapOf(seen));
  const keyLog = temporaryFile(t, keys.map((line) => `${line}\n`).join(""));
  const fields = ["coap.code", "coap.opt.uri_path_recon", "data.data"];
  const { status, stdout, stderr } = spawnSync(
    programPath("tshark"),
    [
      ...[
        "-r",
        capture,
        "-o",
        `tls.keylog_file:${keyLog}`,
        "-d",
        `udp.port==${port},dtls`,
        "-d",
        `dtls.port==${port},coap`,
      ],
      ...["-Y", "coap", "-T", "fields", ...fields.flatMap((field) => ["-e", field])],
    ],
    { encoding: "utf8", timeout: 60_000 },
  );
  assert.equal(status, 0, stderr);
  return stdout.split("\n").filter((line) => line !== "");
}
