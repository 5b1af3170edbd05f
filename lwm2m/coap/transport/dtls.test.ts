import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import type { SimulatedClock } from "../../base/testing/simulatedClock.js";
import type { NetworkFaults } from "../../base/testing/simulatedNetwork.js";
import { clientAddress, identity, serverAddress, simulatedPair } from "../../dtls/testing/simulatedPair.js";
import { codeOf } from "../codes.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import type { CoapEndpoint } from "../endpoint.js";
import type { CoapSession, IncomingRequest, RequestHandler } from "../session.js";
import { longEnough, patternOf, responseOf, textOf } from "../testing/coapPair.js";
import { dtlsChannel } from "./dtls.js";

const get = codeOf("GET");
const content = codeOf("Content");

interface Secured {
  readonly clock: SimulatedClock;
  readonly session: CoapSession;
  readonly endpoint: CoapEndpoint;
}

/** CoAP between two programs over a DTLS session. */
async function secured(handler: RequestHandler, faults: Partial<NetworkFaults> = {}): Promise<Secured> {
  const { clock, server, connect, network } = simulatedPair({ faults });
  const random = seededBytes(3);
  const endpoint = createCoapEndpoint({ clock, random, logger: silentLogger, handler });
  server.onSession((session) => void endpoint.accept(dtlsChannel(session)));
  const { session } = await connect();
  assert.ok(session);
  network.onSend.event(({ data }) => {
    assert.ok(data.length <= 1232);
  });
  const client = createCoapEndpoint({ clock, random, logger: silentLogger });
  return { clock, endpoint, session: client.accept(dtlsChannel(session)) };
}

test("requests over DTLS come with the identity of their peer", async () => {
  const requests: IncomingRequest[] = [];
  const { clock, session } = await secured((request) => {
    requests.push(request);
    return { code: content, payload: fromUtf8("21.5") };
  });
  assert.equal(textOf(await clock.until(session.request({ code: get, path: ["3303"] }))), "21.5");
  const { transport, peer, isOutgoing, identity: who } = requests[0]?.session.channel ?? assert.fail();
  assert.deepEqual({ transport, peer, isOutgoing }, { transport: "dtls", peer: clientAddress, isOutgoing: false });
  assert.deepEqual(who, { kind: "psk", identity });
  assert.deepEqual([session.channel.peer, session.channel.isOutgoing], [serverAddress, true]);
});

test("bodies go both ways over DTLS on a bad network, in datagrams that need no fragments", async () => {
  const body = patternOf(30_000);
  const { clock, session } = await secured(({ payload }) => ({ code: content, payload }), {
    loss: 0.2,
    duplication: 0.2,
    reordering: 0.2,
  });
  const outcome = await clock.until(session.request({ code: codeOf("POST"), path: ["echo"], payload: body }), 1e9);
  assert.deepEqual(responseOf(outcome).payload, body);
});

test("observations work over DTLS", async () => {
  const { clock, session, endpoint } = await secured(() => ({ code: content, observe: 0 }));
  const heard: number[] = [];
  const observation = session.observe({ code: get, path: ["3"] }, ({ payload = new Uint8Array(0) }) =>
    heard.push(...payload),
  );
  await clock.until(observation.first);
  const [serving] = endpoint.sessions;
  for (const number of [1, 2]) {
    const notified = serving?.notify(observation.token, { code: content, payload: Uint8Array.of(number) });
    assert.equal(await clock.until(notified ?? assert.fail()), "taken");
  }
  assert.deepEqual(heard, [1, 2]);
});

test("the CoAP session ends with the DTLS session, on both sides", async () => {
  const { clock, session, endpoint } = await secured(() => ({ code: content }));
  const ends: string[] = [];
  session.onEnd((reason) => ends.push(reason));
  for (const serving of endpoint.sessions) serving.onEnd((reason) => ends.push(reason));
  session.close();
  await clock.advance(longEnough);
  assert.deepEqual(ends, ["We closed it.", "The peer closed it."]);
  assert.equal((await session.request({ code: get, path: [] })).kind, "closed");
  assert.equal(endpoint.sessions.size, 0);
  assert.equal(clock.timers, 0);
});
