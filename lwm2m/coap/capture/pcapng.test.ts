import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, joinBytes, toHex } from "../../base/bytes.js";
import { codeOf } from "../codes.js";
import type { TappedMessage } from "../session.js";
import { coapPair } from "../testing/coapPair.js";
import { streamPair } from "../testing/streamPair.js";
import { createCapture, type CaptureSetup } from "./pcapng.js";

interface Written {
  readonly file: Uint8Array;
  /** The bodies of its blocks, by type. */
  readonly blocks: readonly { readonly type: number; readonly body: Uint8Array }[];
}

/** Writes a capture, and reads its blocks back. */
function written(messages: readonly TappedMessage[], setup: Partial<CaptureSetup> = {}): Written {
  const pieces: Uint8Array[] = [];
  const capture = createCapture({ write: (data) => pieces.push(data), ...setup });
  for (const message of messages) capture.add(message);
  const file = joinBytes(pieces);
  assert.equal(capture.bytes, file.length);
  const view = new DataView(file.buffer);
  const blocks: { type: number; body: Uint8Array }[] = [];
  for (let offset = 0; offset < file.length;) {
    const length = view.getUint32(offset + 4, true);
    assert.equal(length % 4, 0);
    assert.equal(view.getUint32(offset + length - 4, true), length);
    blocks.push({ type: view.getUint32(offset, true), body: file.subarray(offset + 8, offset + length - 4) });
    offset += length;
  }
  return { file, blocks };
}

async function tapped(): Promise<readonly TappedMessage[]> {
  const pair = coapPair({ handler: () => ({ code: codeOf("Content") }) });
  const seen: TappedMessage[] = [];
  pair.client.endpoint.onMessage((message) => seen.push(message));
  await pair.clock.until(pair.session.request({ code: codeOf("GET"), path: ["a"] }));
  return seen;
}

test("a message is a packet that names its dissector, its ends, its direction and its session", async () => {
  const [request, response] = await tapped();
  assert.ok(request !== undefined && response !== undefined);
  const { blocks } = written([request, { ...response, remark: "duplicate" }]);
  assert.deepEqual(
    blocks.map(({ type }) => type),
    [0x0a0d0d0a, 1, 6, 6],
  );
  assert.equal(toHex(blocks[1]?.body ?? assert.fail()), "fc00000000000000");
  const [, , out, back] = blocks.map(({ body }) => body);
  assert.ok(out !== undefined && back !== undefined);
  const head =
    "000c0004636f6170" +
    "00140004c0000201" +
    "00150004c0000202" +
    "0018000400000003" +
    "0019000400009c40" +
    "001a000400001633" +
    "00000000";
  assert.ok(toHex(out).includes(head + toHex(request.data)), toHex(out));
  const view = new DataView(out.buffer, out.byteOffset);
  const microseconds = view.getUint32(4, true) * 2 ** 32 + view.getUint32(8, true);
  assert.equal(microseconds, request.time * 1000);
  assert.equal(toHex(out.subarray(-12)), "02000400" + "02000000" + "00000000");
  assert.equal(toHex(back.subarray(-12)), "02000400" + "01000000" + "00000000");
  assert.match(Buffer.from(back).toString("latin1"), new RegExp(`${request.channel.id}, duplicate`, "u"));
});

test("messages of a stream are for the dissector of streams, and IPv6 addresses have their tags", async () => {
  const pair = streamPair();
  const seen: TappedMessage[] = [];
  pair.client.endpoint.onMessage((message) => seen.push(message));
  await pair.clock.advance(20);
  const [csm] = seen;
  assert.ok(csm !== undefined);
  const peer = { host: "2001:db8::2", port: 5683 };
  const { id, transport } = csm.channel;
  const channel = { ...csm.channel, id, transport, peer, localAddress: { host: "fe80::1%eth0", port: 1 } };
  const { blocks } = written([{ ...csm, channel }]);
  const shown = toHex(blocks[2]?.body ?? assert.fail());
  assert.ok(shown.includes("000c000c636f61705f7463705f746c73"));
  assert.ok(shown.includes(`00170010fe80${"0".repeat(26)}01`));
  assert.ok(shown.includes(`0016001020010db8${"0".repeat(22)}02`));
  assert.ok(shown.includes("0018000400000000"));
});

test("a capture stays within its size, without gaps that do not show", async () => {
  const messages = await tapped();
  const [request] = messages;
  assert.ok(request !== undefined);
  const long = { ...request, data: new Uint8Array(3000) };
  const pieces: Uint8Array[] = [];
  const capture = createCapture({ write: (data) => pieces.push(data), maximumBytes: 2000 });
  assert.deepEqual(
    [request, long, request].map((message) => capture.add(message)),
    [true, false, false],
  );
  assert.deepEqual([capture.messages, capture.leftOut], [1, 2]);
  assert.ok(capture.bytes <= 2000);
  assert.equal(joinBytes(pieces).length, capture.bytes);
});

test("of a message that is longer than Wireshark takes, the beginning is kept", async () => {
  const [request] = await tapped();
  assert.ok(request !== undefined);
  const { blocks } = written([{ ...request, data: new Uint8Array(300_000) }]);
  const body = blocks[2]?.body ?? assert.fail();
  const view = new DataView(body.buffer, body.byteOffset);
  assert.deepEqual([view.getUint32(12, true), view.getUint32(16, true)], [262_144, 300_052]);
});

test("what cannot be read is captured with the reason", async () => {
  const [request] = await tapped();
  assert.ok(request !== undefined);
  const { time, channel } = request;
  const data = fromHex("16feff") ?? assert.fail();
  const { blocks } = written([{ time, channel, direction: "in", data, problem: "This is not CoAP." }]);
  assert.match(Buffer.from(blocks[2]?.body ?? []).toString("latin1"), /udp-\d+, This is not CoAP\./u);
});
