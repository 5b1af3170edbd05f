import assert from "node:assert/strict";
import { test } from "node:test";
import type { Channel } from "../../lwm2m/coap/channel.js";
import type { TappedMessage } from "../../lwm2m/coap/session.js";
import { misdirectedRecord } from "./misdirected.js";

function tapped(data: readonly number[], facts: Partial<Channel> = {}): TappedMessage {
  const channel: Channel = {
    id: "1",
    transport: "udp",
    peer: { host: "192.0.2.1", port: 5000 },
    identity: undefined,
    isOutgoing: false,
    maximumMessageSize: 1280,
    send: () => undefined,
    onData: () => ({ dispose: () => undefined }),
    onEnd: () => ({ dispose: () => undefined }),
    close: () => undefined,
    ...facts,
  };
  return { time: 1, channel, direction: "in", data: Uint8Array.from(data), problem: "No CoAP." };
}

test("a ClientHello on the plain port is an attempt that names the right port, whatever its record version", () => {
  for (const minor of [0xff, 0xfd, 0x00]) {
    const record = misdirectedRecord(tapped([22, 0xfe, minor, 0, 0]), {
      kind: "running",
      host: "127.0.0.1",
      port: 1,
      securePort: 40001,
    });
    assert.equal(record?.kind, "attempt");
    assert.match(record.explanation, /Let it use port 40001, which is for DTLS/u);
  }
});

test("other bytes, and DTLS where it belongs, are none", () => {
  const server = { kind: "stopped" } as const;
  assert.equal(misdirectedRecord(tapped([0x40, 1, 0, 1]), server), undefined);
  assert.equal(misdirectedRecord(tapped([22, 3, 3]), server), undefined);
  assert.equal(misdirectedRecord(tapped([]), server), undefined);
  assert.equal(misdirectedRecord(tapped([22, 0xfe, 0xfd], { transport: "dtls" }), server), undefined);
  assert.equal(misdirectedRecord(tapped([22, 0xfe, 0xfd], { isOutgoing: true }), server), undefined);
});
