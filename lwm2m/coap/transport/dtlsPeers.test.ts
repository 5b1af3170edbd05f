import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { serverAddress, simulatedPair } from "../../dtls/testing/simulatedPair.js";
import { codeOf } from "../codes.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import type { CoapSession } from "../session.js";
import { longEnough, patternOf, textOf } from "../testing/coapPair.js";
import { dtlsChannel } from "./dtls.js";

/** CoAP over a DTLS session; what each side sends in response. */
async function secured(options: Parameters<typeof simulatedPair>[0], payload: Uint8Array) {
  const pair = simulatedPair(options);
  const { clock, server, connect } = pair;
  const base = { clock, random: seededBytes(3), logger: silentLogger };
  const handler = () => ({ code: codeOf("Content"), payload });
  const endpoint = createCoapEndpoint({ ...base, handler });
  const served: CoapSession[] = [];
  server.onSession((session) => served.push(endpoint.accept(dtlsChannel(session))));
  const { session } = await connect();
  assert.ok(session);
  const channel = dtlsChannel(session);
  const client = createCoapEndpoint({ ...base, handler });
  const asked = client.accept(channel);
  await clock.advance(50);
  const [serving] = served;
  assert.ok(serving);
  return { ...pair, channel, asked, serving };
}

test("messages are no longer than the peer takes in a record, and long ones go in blocks", async () => {
  const payload = patternOf(3000);
  const { channel, asked, clock, network } = await secured({ wishes: { maxFragmentLength: 512 } }, payload);
  assert.equal(channel.maximumMessageSize, 512);
  const lengths: number[] = [];
  network.onSend.event(({ data }) => lengths.push(data.length));
  const outcome = await clock.until(asked.request({ code: codeOf("GET"), path: ["long"] }), longEnough);
  assert.ok(outcome.kind === "response");
  assert.deepEqual(outcome.response.payload, payload);
  assert.ok(Math.max(...lengths) <= 512 + 40, String(Math.max(...lengths)));
});

test("a device whose address changes is asked at the new one, without a word of its own about it", async () => {
  const { asked, serving, clock, clientSocket } = await secured({}, fromUtf8("hello"));
  const moved = { host: "192.0.2.99", port: 60_000 };
  clientSocket.moveTo(moved);
  const up = await clock.until(asked.request({ code: codeOf("GET"), path: ["any"] }), longEnough);
  assert.ok(up.kind === "response");
  assert.deepEqual(serving.channel.peer, moved);
  const down = await clock.until(serving.request({ code: codeOf("GET"), path: ["any"] }), longEnough);
  assert.ok(down.kind === "response");
  assert.equal(textOf(down), "hello");
  assert.deepEqual(asked.channel.peer, serverAddress);
});
