import assert from "node:assert/strict";
import { test } from "node:test";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { seededRandom } from "../../../test/fixtures/seededRandom.js";
import type { HandshakeFragment, HandshakeMessage } from "../wire/handshakeMessage.js";
import { Reassembly } from "./reassembly.js";

function part({ type, sequence, body }: HandshakeMessage, start: number, end: number): HandshakeFragment {
  return { type, sequence, length: body.length, offset: start, data: body.subarray(start, end) };
}

function message(sequence: number, length: number, type = 11): HandshakeMessage {
  return { type, sequence, body: seededBytes(sequence).bytes(length) };
}

test("pitfall 4: pieces may overlap, come twice and in any order, and be cut differently when they come again", () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = seededRandom(seed);
    const messages = [message(3, 500), message(4, 1), message(5, 0), message(6, 300)];
    const pieces = messages.flatMap((whole) =>
      [1 + random.below(100), 1 + random.below(400)].flatMap((size) =>
        Array.from({ length: Math.max(1, Math.ceil(whole.body.length / size)) }, (_, index) =>
          part(whole, Math.max(0, index * size - random.below(5)), Math.min(whole.body.length, (index + 1) * size)),
        ),
      ),
    );
    const reassembly = new Reassembly(10_000, 3);
    const taken: HandshakeMessage[] = [];
    for (const piece of random.shuffled(pieces)) {
      reassembly.add(piece, 0);
      for (let next = reassembly.next(); next !== undefined; next = reassembly.next()) taken.push(next);
    }
    assert.deepEqual(taken, messages, `seed ${seed}`);
    assert.equal(reassembly.expected, 7);
  }
});

test("a piece that is missing is waited for", () => {
  const whole = message(0, 10);
  const reassembly = new Reassembly(100);
  for (const [start, end] of [
    [0, 4],
    [6, 10],
    [4, 5],
  ] as const)
    reassembly.add(part(whole, start, end), 0);
  assert.equal(reassembly.next(), undefined);
  reassembly.add(part(whole, 5, 6), 0);
  assert.deepEqual(reassembly.next(), whole);
});

test("pitfall 25: no more bytes are kept than the limit allows, nor pieces that do not touch, nor messages far ahead", () => {
  const reassembly = new Reassembly(100);
  reassembly.add(part(message(0, 101), 0, 101), 0);
  assert.equal(reassembly.next(), undefined);
  reassembly.add(part(message(1, 60), 0, 1), 0);
  reassembly.add(part(message(0, 60), 0, 60), 0);
  assert.equal(reassembly.next(), undefined, "60 of 100 bytes are taken");
  reassembly.add(part(message(0, 40), 0, 40), 0);
  assert.equal(reassembly.next()?.sequence, 0);
  reassembly.add(part(message(1, 60), 1, 60), 0);
  assert.equal(reassembly.next()?.sequence, 1);
  const scattered = new Reassembly(1000);
  for (let offset = 0; offset < 500; offset += 2) scattered.add(part(message(0, 500), offset, offset + 1), 0);
  for (let offset = 1; offset < 500; offset += 2) scattered.add(part(message(0, 500), offset, offset + 1), 0);
  assert.equal(scattered.next(), undefined);
  const ahead = new Reassembly(1000);
  ahead.add(part(message(12, 4), 0, 4), 0);
  for (let sequence = 0; sequence < 12; sequence++) {
    ahead.add(part(message(sequence, 4), 0, 4), 0);
    assert.ok(ahead.next());
  }
  assert.equal(ahead.next(), undefined);
});

test("pieces that contradict the first one, and plain ones in the place of Finished, change nothing", () => {
  const whole = message(0, 10);
  const reassembly = new Reassembly(100);
  reassembly.add(part(whole, 0, 5), 0);
  reassembly.add(part(message(0, 5), 0, 5), 0);
  reassembly.add(part({ ...whole, type: 12 }, 5, 10), 0);
  assert.equal(reassembly.next(), undefined);
  reassembly.add(part(whole, 5, 10), 0);
  assert.deepEqual(reassembly.next(), whole);
  const finished = message(1, 12, 20);
  reassembly.add(part(finished, 0, 12), 0);
  reassembly.add(part(message(1, 12), 0, 12), 1);
  assert.equal(reassembly.next(), undefined);
  reassembly.add(part(finished, 0, 12), 1);
  assert.deepEqual(reassembly.next(), finished);
});
