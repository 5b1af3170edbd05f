import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { TestContext } from "node:test";
import { toUtf8 } from "../../../lwm2m/base/bytes.js";
import { systemClock } from "../../../lwm2m/base/clock.js";
import type { Address } from "../../../lwm2m/base/datagram.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { codeLabel, codeOf, isSuccess } from "../../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import type { CoapEndpoint, CoapEndpointSetup } from "../../../lwm2m/coap/endpoint.js";
import type { CoapResponse, RequestOutcome } from "../../../lwm2m/coap/exchange.js";
import type { CoapSession } from "../../../lwm2m/coap/session.js";
import type { ConnectOutcome } from "../../../lwm2m/coap/transport/streamClient.js";
import { connectTcp } from "../../../lwm2m/coap/transport/tcp.js";
import { connectTls } from "../../../lwm2m/coap/transport/tlsClient.js";
import { createUdpTransport } from "../../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import type { ClientCredentials } from "../../../lwm2m/dtls/credentials.js";
import { startDtlsClient } from "./coapOverDtls.js";
import { digest } from "./libcoapClient.js";
import { recordChannels, recordExchanges, transferOf } from "./matrix.js";

const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
const nothing = new Uint8Array(0);

/** A session of ours with a server over UDP, or over DTLS with credentials; it ends with the test. */
export async function connectDatagrams(
  t: TestContext,
  to: Address,
  credentials?: ClientCredentials,
): Promise<CoapSession> {
  if (credentials !== undefined) return (await (await startDtlsClient(t, to.host)).connect(to, { credentials })).coap;
  const endpoint = createCoapEndpoint(base);
  recordChannels(t, endpoint);
  t.after(() => {
    endpoint.dispose();
  });
  const socket = await openUdpSocket({ host: to.host, port: 0 });
  const transport = createUdpTransport({ socket, clock: systemClock, onChannel: () => undefined });
  t.after(transport.dispose);
  return endpoint.accept(transport.channelTo(to));
}

/** A session of ours with a server over TCP, or over TLS with credentials; it ends with the test. */
export async function connectStream(
  t: TestContext,
  to: Address,
  credentials?: ClientCredentials,
  setup: Pick<CoapEndpointSetup, "limits" | "parameters"> = {},
): Promise<{ readonly session: CoapSession; readonly endpoint: CoapEndpoint }> {
  const endpoint = createCoapEndpoint({ ...base, ...setup });
  recordChannels(t, endpoint);
  t.after(() => {
    endpoint.dispose();
  });
  const reaching = { to, clock: systemClock };
  // A peer may open its ports one after the other.
  let outcome: ConnectOutcome | undefined;
  for (let attempt = 0; attempt < 50 && outcome?.kind !== "connected"; attempt++) {
    outcome =
      credentials === undefined
        ? await connectTcp(reaching)
        : await connectTls({ ...reaching, credentials, serverName: "localhost" });
    if (outcome.kind === "failed") await new Promise((again) => setTimeout(again, 100));
  }
  if (outcome?.kind !== "connected") throw new Error(outcome?.reason ?? "It was not tried.");
  return { session: endpoint.accept(outcome.channel), endpoint };
}

/** The response that there must be, with a code of success. */
export function responseOf(outcome: RequestOutcome): CoapResponse {
  if (outcome.kind !== "response") throw new Error(JSON.stringify(outcome));
  const { response } = outcome;
  assert.ok(isSuccess(response.code), codeLabel(response.code));
  return response;
}

/** Moves bodies of several sizes to `/blob` of a server and back. */
export async function moveBothWays(t: TestContext, session: CoapSession, sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const sent = randomBytes(size);
    responseOf(await session.request({ code: codeOf("PUT"), path: ["blob"], payload: sent }));
    const got = responseOf(await session.request({ code: codeOf("GET"), path: ["blob"] }));
    assert.equal(digest(got.payload ?? nothing), digest(sent));
    recordExchanges(t, transferOf(size, "to it"), transferOf(size, "from it"));
  }
}

/** Observes a resource of a server until three notifications have come, ends it, and tells their texts. */
export async function observeThree(t: TestContext, session: CoapSession, path: string): Promise<readonly string[]> {
  const texts: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const observation = session.observe({ code: codeOf("GET"), path: [path] }, ({ payload }) => {
      texts.push(toUtf8(payload ?? nothing) ?? "");
      if (texts.length === 3)
        observation.cancel("actively").then(() => {
          resolve();
        }, reject);
    });
    observation.first.then((first) => {
      if (first.kind !== "response" || first.response.observe === undefined) reject(new Error(JSON.stringify(first)));
    }, reject);
  });
  recordExchanges(t, "observe");
  return texts;
}
