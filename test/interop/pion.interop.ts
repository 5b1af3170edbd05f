import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import { nextText, startDtlsEcho } from "./support/dtlsEcho.js";
import { freePortPair } from "./support/freePort.js";
import { recordLimit } from "./support/matrix.js";
import { issuePeerCertificates } from "./support/peerKeys.js";
import { pionPeer, startPion } from "./support/pion.js";
import { startRelay } from "./support/relay.js";

// pion/dtls knows connection IDs as they are in RFC 9146, and its author is nobody of those who wrote the other peers.

const identity = "pion-1";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");

/** What both sides prove themselves with. */
interface Known {
  readonly kind: "psk" | "x509";
  readonly server: ServerCredentials;
  readonly device: ClientCredentials;
  readonly pionClient: readonly string[];
  readonly pionServer: readonly string[];
}

function withKey(): Known {
  const own = ["-psk", key.toString("hex"), "-identity", identity];
  return {
    kind: "psk",
    server: { psk: (asked) => (asked === identity ? new Secret(key) : undefined) },
    device: { kind: "psk", identity, key: new Secret(key) },
    pionClient: own,
    pionServer: own,
  };
}

function withCertificates(t: TestContext): Known {
  const { files, device, server } = issuePeerCertificates(t);
  return {
    kind: "x509",
    server,
    device,
    pionClient: ["-cert", files.deviceCertificate, "-key", files.deviceKey, "-ca", files.authority],
    pionServer: ["-cert", files.serverCertificate, "-key", files.serverKey, "-ca", files.authority],
  };
}

const ecdhePsk = "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256";

/** Each suite that both have, and how it is authenticated. */
const suites = {
  TLS_PSK_WITH_AES_128_CCM_8: withKey,
  TLS_PSK_WITH_AES_128_CCM: withKey,
  TLS_PSK_WITH_AES_128_GCM_SHA256: withKey,
  [ecdhePsk]: withKey,
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8: withCertificates,
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM: withCertificates,
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: withCertificates,
} as const;

/** Whose records have a connection ID. */
const connectionIds = {
  none: { client: false, server: false },
  send: { client: true, server: false },
  both: { client: true, server: true },
} as const;

for (const [suite, credentials] of Object.entries(suites))
  for (const cid of ["none", "send", "both"] as const) {
    if (suite === ecdhePsk && cid !== "none") continue;
    const usesIds =
      cid === "none" ? "without connection IDs" : `with connection IDs of ${cid === "send" ? "ours" : cid}`;

    test(`a client of pion/dtls with ${suite}, ${usesIds}`, async (t) => {
      const known = credentials(t);
      const { port, reports, endpoint } = await startDtlsEcho(t, known.server);
      const sessions: DtlsSession[] = [];
      endpoint.onSession((session) => sessions.push(session));
      const relay = await startRelay(t, port);
      const peer = startPion(t, "client", {
        port: relay.port,
        args: ["-suite", suite, "-cid", cid, ...known.pionClient],
      });
      await peer.prints(/^established/mu);
      peer.write("hello\n");
      await peer.prints(/: HELLO$/mu);
      const [report] = reports;
      assert.deepEqual([report?.suite, report?.peerIdentity?.kind], [suite, known.kind], report?.explanation);
      const [session] = sessions;
      assert.equal(session?.hasConnectionId, connectionIds[cid].client);
      if (cid === "none") return;
      await relay.rebind();
      peer.write("from elsewhere\n");
      await peer.prints(/: FROM ELSEWHERE$/mu);
      assert.deepEqual(session.peer, relay.outside());
      assert.equal(reports.length, 1, "no other handshake was needed");
    });

    test(`a server of pion/dtls with ${suite}, ${usesIds}`, async (t) => {
      const known = credentials(t);
      const port = await freePortPair();
      const serverIds = cid === "none" ? "none" : "both";
      const peer = startPion(t, "server", { port, args: ["-suite", suite, "-cid", serverIds, ...known.pionServer] });
      await peer.prints(/^listening/mu);
      const relay = await startRelay(t, port);
      const { endpoint } = await startDtlsEcho(t, {});
      const { session, report } = await endpoint.connect(
        { host: "127.0.0.1", port: relay.port },
        {
          credentials: known.device,
          serverName: "localhost",
          connectionIds: cid === "send" ? "ours" : cid,
        },
      );
      assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
      assert.equal(report.suite, suite);
      const usesId = report.chosenExtensions?.includes("connection_id");
      assert.equal(usesId, cid !== "none");
      await peer.prints(/^established/mu);
      session.send(Buffer.from("hello"));
      await peer.prints(/: hello$/mu);
      if (cid !== "none") await relay.rebind();
      session.send(Buffer.from("from elsewhere"));
      await peer.prints(new RegExp(`^from 127\\.0\\.0\\.1:${relay.outside().port}: from elsewhere$`, "mu"));
      const heard = nextText(session);
      peer.write("and back\n");
      assert.equal(await heard, "and back");
    });
  }

for (const [suite, credentials] of Object.entries(suites)) {
  const kind = suite.includes("ECDSA") ? "x509" : "psk";

  test(`a client of pion/dtls with ${suite} resumes by id`, async (t) => {
    const known = credentials(t);
    const { port, reports } = await startDtlsEcho(t, known.server);
    const peer = startPion(t, "client", { port, args: ["-suite", suite, "-resume", ...known.pionClient] });
    for (const word of ["first", "second"]) {
      if (word === "second") peer.write("again\n");
      peer.write(`${word}\n`);
      await peer.prints(new RegExp(`: ${word.toUpperCase()}$`, "mu"));
    }
    assert.deepEqual(
      reports.map(({ suite: chosen, isResumed, peerIdentity }) => [chosen, isResumed, peerIdentity?.kind]),
      [
        [suite, false, kind],
        [suite, true, kind],
      ],
    );
  });

  test(`a server of pion/dtls with ${suite} resumes by id${kind === "psk" ? "" : " no session of a certificate"}`, async (t) => {
    const known = credentials(t);
    const port = await freePortPair();
    const peer = startPion(t, "server", { port, args: ["-suite", suite, "-resume", ...known.pionServer] });
    await peer.prints(/^listening/mu);
    const { endpoint } = await startDtlsEcho(t, {});
    const options = { credentials: known.device, serverName: "localhost" };
    const resumed: boolean[] = [];
    for (const word of ["first", "second"]) {
      const { session, report } = await endpoint.connect({ host: "127.0.0.1", port }, options);
      assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
      session.send(Buffer.from(word));
      await peer.prints(new RegExp(`: ${word}$`, "mu"));
      resumed.push(report.isResumed);
      session.close();
      if (word === "first") await peer.prints(/^ended/mu);
    }
    // It keeps no session in which a client has shown a certificate.
    const canResume = kind === "psk";
    assert.deepEqual(resumed, [false, canResume]);
    const combination = { role: "client", credential: kind, isResumed: true, transport: "dtls" } as const;
    if (!canResume)
      recordLimit(t, pionPeer("server"), combination, "keeps no session in which the client has shown a certificate");
  });
}

test("pion/dtls authenticates the content of records with CBC and connection IDs twice, and so does not talk with us", async (t) => {
  const { pionClient, server } = withKey();
  const { port, reports } = await startDtlsEcho(t, server);
  const peer = startPion(t, "client", { port, args: ["-suite", ecdhePsk, "-cid", "both", ...pionClient] });
  await peer.prints(/^failed: handshake error: alert/mu);
  assert.equal(reports[0]?.suite, ecdhePsk);
  const combination = {
    role: "server",
    credential: "psk",
    suite: ecdhePsk,
    hasConnectionId: true,
    transport: "dtls",
  } as const;
  recordLimit(t, pionPeer("client"), combination, "authenticates the content of such records twice (RFC 9146 §5.1)");
});
