import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../lwm2m/base/clock.js";
import { blockOf, largestBlock } from "../../lwm2m/coap/block.js";
import type { CoapEndpoint } from "../../lwm2m/coap/endpoint.js";
import { optionNumbers } from "../../lwm2m/coap/options.js";
import type { CoapSession } from "../../lwm2m/coap/session.js";
import { connectTls } from "../../lwm2m/coap/transport/tlsClient.js";
import { bodySizes } from "./support/blobService.js";
import {
  californiumPeer,
  order,
  startCaliforniumClient,
  startCaliforniumServer,
  type CaliforniumSecurity,
} from "./support/californium.js";
import { checkCaliforniumClient, checkCaliforniumServer } from "./support/californiumExchanges.js";
import { connectStream } from "./support/coapClient.js";
import { freePortPair } from "./support/freePort.js";
import { recordExchanges, recordLimit } from "./support/matrix.js";
import { issuePeerCertificates } from "./support/peerKeys.js";
import { startStreamServers } from "./support/streamServers.js";

// CoAP over TCP and TLS with Eclipse Californium. It has none of the signals of RFC 8323, so that alone it talks with
// nobody who asks for the CSM (§5.3); with signals added in front of its connectors, all the rest is its own.

const transports = [
  { scheme: "coap+tcp", transport: "tcp", words: "TCP" },
  { scheme: "coaps+tcp", transport: "tls", words: "TLS with certificates" },
] as const;

/** Why a session has ended, in words. */
function endOf(session: Pick<CoapSession, "onEnd">): Promise<string> {
  return new Promise((resolve) => {
    session.onEnd(resolve);
  });
}

/** Collects which blocks hold several at once (RFC 8323 §6) and more than one, by option and direction. */
function watchBert(endpoint: CoapEndpoint): ReadonlySet<string> {
  const found = new Set<string>();
  endpoint.onMessage(({ message, direction }) => {
    if (message === undefined || message.payload.length <= largestBlock) return;
    for (const name of ["block1", "block2"] as const)
      if (blockOf(message, optionNumbers[name])?.isBert) found.add(`${name} ${direction}`);
  });
  return found;
}

for (const { scheme, transport, words } of transports) {
  const isSecure = transport === "tls";
  for (const host of ["127.0.0.1", "::1"]) {
    const address = host.includes(":") ? `[${host}]` : host;
    const bodies = host === "::1" ? bodySizes.slice(0, 1) : bodySizes;

    test(`a client of Californium over ${words} at ${address}: bodies go both ways, it observes`, async (t) => {
      const { files, server } = issuePeerCertificates(t);
      const security: CaliforniumSecurity = isSecure ? { kind: "x509", files } : { kind: "none" };
      const ours = await startStreamServers(t, { host, ...(isSecure && { credentials: server }) });
      const ended: string[] = [];
      ours.endpoint.onSession((session) => session.onEnd((reason) => ended.push(reason)));
      const uri = `${scheme}://${address}:${(isSecure ? ours.securePort : ours.port) ?? 0}`;
      const ignoresName = isSecure && host === "::1";
      if (ignoresName)
        t.diagnostic(
          "Californium 3.14.0 throws when it compares an IPv6 address with a certificate: it was told not to.",
        );
      const peer = await startCaliforniumClient(t, uri, { security, hasSignals: true, ignoresName });
      const berts = watchBert(ours.endpoint);
      await checkCaliforniumClient(t, peer, ours, bodies);
      assert.deepEqual([...berts].sort(), ["block1 in", "block2 out"]);
      const [session] = ours.endpoint.sessions;
      assert.equal(session?.channel.identity?.kind, isSecure ? "x509" : undefined);
      assert.ok((await session?.ping()) !== undefined, "A Ping is answered.");
      recordExchanges(t, "ping");
      session?.close();
      await peer.prints(/^signal release$/mu);
      assert.equal(ended.length, 1, "One connection was used for everything.");
    });

    test(`a server of Californium over ${words} at ${address}: bodies go both ways, we observe`, async (t) => {
      const { files, device } = issuePeerCertificates(t);
      const security: CaliforniumSecurity = isSecure ? { kind: "x509", files } : { kind: "none" };
      const at = { host, port: await freePortPair() };
      const peer = await startCaliforniumServer(t, scheme, at, { security, hasSignals: true });
      const { session, endpoint } = await connectStream(t, at, isSecure ? device : undefined);
      const berts = watchBert(endpoint);
      await checkCaliforniumServer(t, peer, session, bodies);
      assert.deepEqual([...berts].sort(), ["block1 out", "block2 in"]);
      assert.ok((await session.ping()) !== undefined, "A Ping is answered.");
      recordExchanges(t, "ping");
      session.close();
      await peer.prints(/^signal release$/mu);
    });
  }

  test(`a client of Californium over ${words} as it is sends no CSM, and is told so`, async (t) => {
    const { files, server } = issuePeerCertificates(t);
    const security: CaliforniumSecurity = isSecure ? { kind: "x509", files } : { kind: "none" };
    const ours = await startStreamServers(t, isSecure ? { credentials: server } : {});
    const ended = new Promise<string>((resolve) => {
      ours.endpoint.onSession((session) => session.onEnd(resolve));
    });
    const uri = `${scheme}://127.0.0.1:${(isSecure ? ours.securePort : ours.port) ?? 0}`;
    const peer = await startCaliforniumClient(t, uri, { security });
    peer.write("get /dev/null\n");
    assert.match(await ended, /A message has come before the CSM/u);
    const combination = { role: "server", transport, credential: security.kind } as const;
    recordLimit(t, californiumPeer("client"), combination, "sends no CSM and knows no signals (RFC 8323 §5)");
  });

  test(`a server of Californium over ${words} as it is sends no CSM, and is told so`, async (t) => {
    const { files, device } = issuePeerCertificates(t);
    const security: CaliforniumSecurity = isSecure ? { kind: "x509", files } : { kind: "none" };
    const at = { host: "127.0.0.1", port: await freePortPair() };
    await startCaliforniumServer(t, scheme, at, { security });
    const patience = { parameters: { csmTimeout: 2000 } };
    const { session } = await connectStream(t, at, isSecure ? device : undefined, patience);
    assert.match(await endOf(session), /No CSM has come/u);
    const combination = { role: "client", transport, credential: security.kind } as const;
    recordLimit(t, californiumPeer("server"), combination, "sends no CSM and knows no signals (RFC 8323 §5)");
  });
}

/** Two authorities of the same name, neither of which trusts the other; and a client of Californium for a server of ours. */
async function askAsStranger(t: TestContext, refuses: "client" | "server") {
  const [known, stranger] = [issuePeerCertificates(t), issuePeerCertificates(t)];
  const ours = await startStreamServers(t, { credentials: known.server });
  // Who refuses has only its own authority; the other one would take both.
  const files = refuses === "client" ? stranger.files : { ...stranger.files, authority: known.files.authority };
  const uri = `coaps+tcp://127.0.0.1:${ours.securePort ?? 0}`;
  const peer = await startCaliforniumClient(t, uri, { security: { kind: "x509", files }, hasSignals: true });
  return { answer: await order(peer, "get /dev/null"), refusals: ours.refusals, handled: ours.handled };
}

test("a certificate of Californium's client that nobody here trusts is refused, and told with its name", async (t) => {
  const { answer, refusals, handled } = await askAsStranger(t, "server");
  assert.match(refusals.join(), /^The certificate "CN=interop-device" was not signed by the key/u);
  assert.match(answer, /^failed .*ClosedChannelException/u);
  assert.equal(handled.size, 0);
});

test("a certificate of ours that Californium's client does not trust is refused there, and told here", async (t) => {
  const { answer, refusals, handled } = await askAsStranger(t, "client");
  assert.match(answer, /^failed .*PKIX path validation failed/u);
  assert.match(refusals.join(), /bad certificate/u);
  assert.equal(handled.size, 0);
});

test("a server of Californium that we do not trust, and one that does not trust us, are told apart", async (t) => {
  const [known, stranger] = [issuePeerCertificates(t), issuePeerCertificates(t)];
  const at = { host: "127.0.0.1", port: await freePortPair() };
  const security = { kind: "x509", files: known.files } as const;
  await startCaliforniumServer(t, "coaps+tcp", at, { security, hasSignals: true });
  const setup = { to: at, clock: systemClock, serverName: "localhost" };
  const untrusted = await connectTls({ ...setup, credentials: stranger.device });
  assert.match(untrusted.kind === "failed" ? untrusted.reason : "", /^The certificate "CN=localhost" was not signed/u);
  // In TLS 1.3 a server looks at the client's certificate when the client already takes the connection as ready.
  const credentials = { ...stranger.device, verifyPeer: known.device.verifyPeer };
  const distrusted = await connectTls({ ...setup, credentials });
  const reason = distrusted.kind === "failed" ? distrusted.reason : await endOf(distrusted.channel);
  assert.match(reason, /certificate unknown/u);
});
