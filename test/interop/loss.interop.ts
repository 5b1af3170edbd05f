import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import type { HandshakeReport } from "../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import { startDtlsEcho } from "./support/dtlsEcho.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { issuePeerCertificates, temporaryFile } from "./support/peerKeys.js";
import { runProgram, type Program } from "./support/program.js";
import { printedBy } from "./support/programPath.js";
import { startUdpProxy, type UdpProxy } from "./support/udpProxy.js";

// A handshake with OpenSSL whose datagrams are lost, doubled and reordered. Each side repeats its flights by its own
// timers, a second at first, so all that belong together run side by side.

const identity = "stranger";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");

const networks = {
  "30 % loss": { loss: 0.3, duplication: 0, reordering: 0 },
  "duplicates and reordering": { loss: 0, duplication: 0.5, reordering: 0.5 },
  "30 % loss, duplicates and reordering": { loss: 0.3, duplication: 0.2, reordering: 0.3 },
} as const;

/** Of the first ten seeds those with which OpenSSL, which waits twice as long each time, is done within a few seconds. */
const seeds = [4, 6, 8];

/** Milliseconds until data that must arrive counts as lost, and until it is said again. */
const [patience, pause] = [60_000, 500];

/** What both sides prove themselves with. */
interface Known {
  readonly suite: string;
  readonly server: ServerCredentials;
  readonly device: ClientCredentials;
  readonly opensslClient: readonly string[];
  readonly opensslServer: readonly string[];
}

const kinds: Readonly<Record<string, (t: TestContext) => Known>> = {
  "a pre-shared key": () => {
    const own = ["-cipher", "PSK-AES128-CCM8:@SECLEVEL=0", "-psk_identity", identity, "-psk", key.toString("hex")];
    return {
      suite: "TLS_PSK_WITH_AES_128_CCM_8",
      server: { psk: (asked) => (asked === identity ? new Secret(key) : undefined) },
      device: { kind: "psk", identity, key: new Secret(key) },
      opensslClient: own,
      opensslServer: [...own, "-nocert"],
    };
  },
  certificates: (t) => {
    const { files, device, server } = issuePeerCertificates(t);
    const own = ["-cipher", "ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0", "-CAfile", files.authority, "-verify_return_error"];
    return {
      suite: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8",
      server,
      device,
      opensslClient: [...own, "-cert", files.deviceCertificate, "-key", files.deviceKey],
      opensslServer: [...own, "-cert", files.serverCertificate, "-key", files.serverKey, "-Verify", "2"],
    };
  },
};

for (const [kind, make] of Object.entries(kinds)) {
  for (const [network, faults] of Object.entries(networks)) {
    test(`openssl s_client with ${kind}: ${network}`, async (t) => {
      t.diagnostic(printedBy("openssl", ["version"]).trim());
      const known = make(t);
      await Promise.all(
        seeds.map(async (seed) => {
          const { port, reports } = await startDtlsEcho(t, known.server);
          const proxy = await startUdpProxy(t, port, { seed, ...faults });
          const session = temporaryFile(t, "");
          const args = ["s_client", "-nbio", "-dtls1_2", "-no_ticket", "-connect", `127.0.0.1:${proxy.port}`];
          for (const resuming of [
            ["-sess_out", session],
            ["-sess_in", session],
          ]) {
            const peer = runProgram(t, "openssl", [...args, ...known.opensslClient, ...resuming]);
            await peer.prints(/Extended master secret: yes/u);
            await untilEchoed(peer, `hello from seed ${seed}`);
            // It ends if a Q is the first of what it reads.
            await repeating(() => {
              peer.write("Q\n");
            }, peer.ended);
          }
          tell(t, seed, proxy, reports);
          assert.deepEqual(
            completed(reports).map(({ suite, isResumed }) => [suite, isResumed]),
            [
              [known.suite, false],
              [known.suite, true],
            ],
          );
        }),
      );
    });

    test(`openssl s_server with ${kind}: ${network}`, async (t) => {
      const known = make(t);
      await Promise.all(
        seeds.map(async (seed) => {
          const { endpoint, reports } = await startDtlsEcho(t, known.server);
          const serverPort = await freePortPair();
          const args = ["s_server", "-nbio", "-dtls1_2", "-quiet", "-accept", `127.0.0.1:${serverPort}`];
          const peer = runProgram(t, "openssl", [...args, ...known.opensslServer]);
          await untilTaken(serverPort);
          const proxy = await startUdpProxy(t, serverPort, { seed, ...faults });
          const options = { credentials: known.device, serverName: "localhost" };
          const { session, report } = await endpoint.connect({ host: "127.0.0.1", port: proxy.port }, options);
          assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
          await untilHeard(peer, session, `hello from seed ${seed}`);
          tell(t, seed, proxy, reports);
          assert.equal(report.suite, known.suite);
        }),
      );
    });
  }
}

function completed(reports: readonly HandshakeReport[]): readonly HandshakeReport[] {
  return reports.filter(({ outcome }) => outcome === "completed");
}

function tell(t: TestContext, seed: number, { seen }: UdpProxy, reports: readonly HandshakeReport[]): void {
  const lost = seen.filter(({ isLost }) => isLost).length;
  const repeated = completed(reports).map(({ retransmissions }) => retransmissions);
  t.diagnostic(`seed ${seed}: ${lost} of ${seen.length} datagrams lost, ${repeated.join(" and ")} flights repeated`);
}

/** What s_client types comes back in capitals, if it is said often enough. */
async function untilEchoed(peer: Program, word: string): Promise<void> {
  await repeating(
    () => {
      peer.write(`${word}\n`);
    },
    peer.prints(new RegExp(`^${word.toUpperCase()}$`, "mu")),
  );
}

/** What we say is printed, and what is typed there comes here, if it is said often enough. */
async function untilHeard(peer: Program, session: DtlsSession, word: string): Promise<void> {
  await repeating(
    () => {
      session.send(Buffer.from(`${word}\n`));
    },
    peer.prints(new RegExp(word, "u")),
  );
  const heard = new Promise<void>((resolve) => {
    session.onData((data) => {
      if (Buffer.from(data).toString("latin1") === "and back\n") resolve();
    });
  });
  await repeating(() => {
    peer.write("and back\n");
  }, heard);
}

/** Does something again and again until another thing has happened. */
async function repeating(act: () => void, happened: Promise<unknown>): Promise<void> {
  act();
  const again = setInterval(act, pause);
  let watchdog: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    watchdog = setTimeout(() => {
      reject(new Error("What was said did not arrive within a minute."));
    }, patience);
  });
  try {
    await Promise.race([happened, tooLate]);
  } finally {
    clearInterval(again);
    clearTimeout(watchdog);
  }
}
