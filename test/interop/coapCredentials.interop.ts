import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import { dtlsChannel } from "../../lwm2m/coap/transport/dtls.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import type { ClientCredentials } from "../../lwm2m/dtls/credentials.js";
import { startCoapServer } from "./support/coapServer.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { recordHandshakes } from "./support/matrix.js";
import { issuePeerCertificates, makePeerRawKeys } from "./support/peerKeys.js";
import { runProgram, type Program } from "./support/program.js";

/** What libcoap's programs can prove themselves with; raw public keys only with GnuTLS. */
const variants = [
  { library: "openssl", kind: "x509" },
  { library: "gnutls", kind: "x509" },
  { library: "gnutls", kind: "rpk" },
] as const;

/** GETs `/` of a server of libcoap, as the device that these credentials make us. */
async function getRoot(
  t: TestContext,
  {
    port,
    credentials,
    peer,
  }: { readonly port: number; readonly credentials: ClientCredentials; readonly peer: Program },
) {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const dtls = createDtlsEndpoint({ ...base, socket });
  recordHandshakes(t, dtls);
  const coap = createCoapEndpoint({ ...base, handler: () => ({ code: codeOf("Not Found") }) });
  t.after(() => {
    coap.dispose();
    dtls.dispose();
  });
  const options = { credentials, serverName: "localhost" };
  const { session, report } = await dtls.connect({ host: "127.0.0.1", port }, options);
  assert.ok(session !== undefined, `${report.explanation}\n${peer.output()}`);
  const outcome = await coap.accept(dtlsChannel(session)).request({ code: codeOf("GET"), path: [] });
  assert.ok(outcome.kind === "response", outcome.kind);
  return { text: Buffer.from(outcome.response.payload ?? []).toString(), report };
}

for (const { library, kind } of variants) {
  const noun = kind === "rpk" ? "raw public key" : "certificate";

  test(`coap-client-${library} with a ${noun}`, async (t) => {
    const known = kind === "rpk" ? makePeerRawKeys(t) : issuePeerCertificates(t);
    const server = await startCoapServer(t, {}, known.server);
    const own =
      "deviceSec1Key" in known.files
        ? ["-M", known.files.deviceSec1Key]
        : ["-c", known.files.deviceCertificate, "-j", known.files.deviceKey, "-C", known.files.authority];
    // libcoap compares the name in the certificate with that of the URI.
    const uri = `coaps://localhost:${server.securePort}/count`;
    const get = runProgram(t, `coap-client-${library}`, [...own, "-B", "20", "-m", "get", uri]);
    assert.equal(await get.ended, 0, get.output());
    assert.match(get.output(), /^\d+$/mu);
    const [report] = server.handshakes;
    assert.equal(report?.peerIdentity?.kind, kind, report?.explanation);
  });

  test(`coap-server-${library} with a ${noun}`, async (t) => {
    const known = kind === "rpk" ? makePeerRawKeys(t) : issuePeerCertificates(t);
    const port = await freePortPair();
    const own =
      "serverSec1Key" in known.files
        ? ["-M", known.files.serverSec1Key]
        : ["-c", known.files.serverCertificate, "-j", known.files.serverKey, "-C", known.files.authority];
    const peer = runProgram(t, `coap-server-${library}`, ["-A", "127.0.0.1", "-p", `${port}`, ...own, "-v", "6"]);
    await untilTaken(port + 1);
    const { text, report } = await getRoot(t, { port: port + 1, credentials: known.device, peer });
    assert.match(text, /libcoap/u);
    // The server has asked who we are.
    assert.equal(report.clientCertificate, kind === "rpk" ? "RawPublicKey" : "X.509");
  });
}
