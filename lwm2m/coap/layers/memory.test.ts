import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../../base/event.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { seededRandom } from "../../../test/fixtures/seededRandom.js";
import type { Channel } from "../channel.js";
import { encodeMessage } from "../codec.js";
import { codeOf } from "../codes.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import { MessageMemory } from "./messageMemory.js";
import { Shelf, Shelved } from "./shelf.js";

class Thing extends Shelved {
  readonly gone: string[];
  readonly name: string;
  isPinned = false;

  constructor(name: string, gone: string[]) {
    super();
    this.name = name;
    this.gone = gone;
  }

  discard(): void {
    this.gone.push(this.name);
  }
}

test("a shelf keeps things for their time, with one timer", async () => {
  const clock = new SimulatedClock();
  const shelf = new Shelf(clock, 1000, 100);
  const gone: string[] = [];
  for (const name of ["a", "b", "c"]) {
    shelf.keep(new Thing(name, gone), 1);
    await clock.advance(400);
  }
  assert.deepEqual([gone, clock.timers], [["a"], 1]);
  await clock.advance(2000);
  assert.deepEqual([gone, clock.timers], [["a", "b", "c"], 0]);
});

test("a full shelf gives up the oldest, but nothing that is pinned", () => {
  const shelf = new Shelf(new SimulatedClock(), 1000, 10);
  const gone: string[] = [];
  const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => new Thing(name, gone));
  assert.ok(a && b && c && d);
  a.isPinned = true;
  for (const thing of [a, b, c]) shelf.keep(thing, 3);
  shelf.keep(b, 3);
  shelf.keep(d, 3);
  assert.deepEqual(gone, ["c"]);
  shelf.weigh(a, 9);
  assert.deepEqual(gone, ["c", "b", "d"]);
  shelf.weigh(a, 11);
  shelf.remove(a);
  assert.deepEqual(gone, ["c", "b", "d"]);
});

test("a memory finds what it has seen, forgets the oldest first, and never what is being worked on", () => {
  const shelf = new Shelf(new SimulatedClock(), 1000, 1e6);
  const memory = new MessageMemory(shelf, 3);
  const first = memory.remember(1, 11, 50);
  first.isPinned = true;
  for (const id of [2, 3, 4]) memory.remember(id, id, 50);
  const known = (now: number): readonly number[] =>
    [1, 2, 3, 4].filter((id) => memory.find(id, id === 1 ? 11 : id, now) !== undefined);
  assert.deepEqual(known(0), [1, 3, 4]);
  assert.deepEqual(known(60), [1]);
  assert.equal(memory.find(3, 99, 0), undefined);
  memory.clear();
  assert.deepEqual(known(0), []);
});

test("memories and their shelf agree, whatever happens", async () => {
  const { below } = seededRandom(4);
  const clock = new SimulatedClock();
  const shelf = new Shelf(clock, 1000, 20_000);
  const memories = [0, 1, 2].map(() => new MessageMemory(shelf, 20));
  for (let round = 0; round < 3000; round++) {
    const memory = memories[below(3)];
    const remembered = memory?.remember(below(40), below(3), clock.now() + 1000);
    if (remembered === undefined) continue;
    remembered.isPinned = below(10) === 0;
    if (below(2) === 0) remembered.keepAnswer(new Uint8Array(below(400)));
    if (below(50) === 0) memory?.clear();
    if (below(20) === 0) await clock.advance(below(300));
    remembered.isPinned = false;
  }
  for (const memory of memories) {
    const found = Array.from(
      { length: 40 },
      (_, id) => [0, 1, 2].filter((digest) => memory.find(id, digest, clock.now())).length,
    );
    assert.ok(found.reduce((sum, count) => sum + count, 0) <= 20);
  }
  await clock.advance(5000);
  assert.equal(clock.timers, 0);
});

/** A channel whose peer is the test itself. */
function loopChannel(received: Emitter<Uint8Array>): Channel & { readonly sent: () => number } {
  let sent = 0;
  return {
    id: "test",
    transport: "udp",
    peer: { host: "192.0.2.9", port: 5683 },
    identity: undefined,
    isOutgoing: false,
    maximumMessageSize: 1232,
    send: () => {
      sent++;
    },
    sent: () => sent,
    onData: received.event,
    onEnd: new Emitter<string>().event,
    close: () => undefined,
  };
}

test("a hundred thousand requests leave one timer and what the limits allow, and in the end nothing", async () => {
  const clock = new SimulatedClock();
  const handler = (): { readonly code: number } => ({ code: codeOf("Content") });
  const endpoint = createCoapEndpoint({ clock, random: seededBytes(1), logger: silentLogger, handler });
  const received = new Emitter<Uint8Array>();
  const channel = loopChannel(received);
  endpoint.accept(channel);
  const message = { type: "CON", code: codeOf("GET"), options: [], payload: new Uint8Array(0) } as const;
  for (let count = 0; count < 100_000; count++) {
    const token = Uint8Array.of(count >> 16, count >> 8, count);
    received.fire(encodeMessage({ ...message, messageId: count & 0xffff, token }));
  }
  assert.equal(channel.sent(), 100_000);
  assert.equal(clock.timers, 1);
  await clock.advance(600_000);
  assert.equal(clock.timers, 0);
});
