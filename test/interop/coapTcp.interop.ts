import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import { Secret } from "../../lwm2m/base/secret.js";
import type { CoapLimits } from "../../lwm2m/coap/limits.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import { bodySizes } from "./support/blobService.js";
import { connectStream, moveBothWays, observeThree } from "./support/coapClient.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { moveBodies, observeCount } from "./support/libcoapClient.js";
import { recordExchanges } from "./support/matrix.js";
import { issuePeerCertificates, type PeerCertificates } from "./support/peerKeys.js";
import { runProgram } from "./support/program.js";
import { startStreamServers } from "./support/streamServers.js";

const identity = "libcoap-1";
const keyText = "a key of libcoap";
const key = new Secret(fromUtf8(keyText));

type Security = "none" | "psk" | "x509";
const securities: readonly Security[] = ["none", "psk", "x509"];
const words = { none: "over TCP", psk: "over TLS with a pre-shared key", x509: "over TLS with certificates" } as const;

/** How one of libcoap's clients is told who it is. */
function clientArguments(security: Security, { files }: PeerCertificates): readonly string[] {
  switch (security) {
    case "none":
      return [];
    case "psk":
      return ["-u", identity, "-k", keyText];
    case "x509":
      return ["-c", files.deviceCertificate, "-j", files.deviceKey, "-R", files.authority];
  }
}

function serverArguments(security: Security, { files }: PeerCertificates): readonly string[] {
  switch (security) {
    case "none":
      return [];
    case "psk":
      return ["-k", keyText];
    case "x509":
      return ["-c", files.serverCertificate, "-j", files.serverKey, "-R", files.authority];
  }
}

function serverCredentials(security: Security, certificates: PeerCertificates): ServerCredentials | undefined {
  if (security === "none") return undefined;
  return security === "psk" ? { psk: (name) => (name === identity ? key : undefined) } : certificates.server;
}

function clientCredentials(security: Security, certificates: PeerCertificates): ClientCredentials | undefined {
  if (security === "none") return undefined;
  return security === "psk" ? { kind: "psk", identity, key } : certificates.device;
}

/** Its release sends no message over TLS that is longer than a record, and hangs; we ask for shorter ones. */
function limitsFor(library: string, security: Security): Partial<CoapLimits> {
  return library === "gnutls" && security !== "none" ? { message: 16_000 } : {};
}

for (const library of ["openssl", "gnutls"] as const) {
  const client = `coap-client-${library}`;
  const server = `coap-server-${library}`;
  for (const security of securities) {
    test(`${client} ${words[security]}: 1 and 10 MB go both ways, and it observes`, async (t) => {
      const certificates = issuePeerCertificates(t);
      const ours = await startStreamServers(t, {
        credentials: serverCredentials(security, certificates),
        limits: limitsFor(library, security),
      });
      const uri =
        security === "none" ? `coap+tcp://127.0.0.1:${ours.port}` : `coaps+tcp://127.0.0.1:${ours.securePort}`;
      const reaching = { program: client, uri };
      const own = clientArguments(security, certificates);
      await moveBodies(t, { ...reaching, arguments: [...own, "-B", "60"] }, ours, bodySizes);
      const proved = [...ours.endpoint.sessions].map(({ channel }) => channel.identity?.kind ?? "none");
      assert.ok(proved.every((kind) => kind === security));

      await observeCount(t, { ...reaching, arguments: [...own, "-B", "5"] });
    });

    test(`${server} ${words[security]}: 1 and 10 MB go both ways, and we observe`, async (t) => {
      const certificates = issuePeerCertificates(t);
      const port = await freePortPair();
      runProgram(t, server, [
        ...serverArguments(security, certificates),
        "-A",
        "127.0.0.1",
        "-p",
        `${port}`,
        "-d",
        "5",
      ]);
      await untilTaken(port);
      const at = { host: "127.0.0.1", port: security === "none" ? port : port + 1 };
      const limits = limitsFor(library, security);
      const { session } = await connectStream(t, at, clientCredentials(security, certificates), { limits });
      await moveBothWays(t, session, bodySizes);
      assert.ok((await session.ping()) !== undefined, "It answers a ping.");
      recordExchanges(t, "ping");
      const texts = await observeThree(t, session, "time");
      assert.ok(
        texts.every((text) => /\d\d:\d\d:\d\d/u.test(text)),
        texts.join(" "),
      );
    });
  }
}
