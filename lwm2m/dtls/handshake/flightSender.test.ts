import assert from "node:assert/strict";
import { test } from "node:test";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { RecordLayer } from "../record/recordLayer.js";
import { parseFragments } from "../wire/handshakeMessage.js";
import { parseRecords } from "../wire/record.js";
import { FlightSender } from "./flightSender.js";
import { Reassembly } from "./reassembly.js";
import type { Flight } from "./step.js";

const short: Flight = [
  { kind: "message", message: { type: 2, sequence: 1, body: new Uint8Array(70) }, epoch: 0 },
  { kind: "message", message: { type: 14, sequence: 2, body: new Uint8Array() }, epoch: 0 },
  { kind: "ChangeCipherSpec" },
];

const long: Flight = [{ kind: "message", message: { type: 11, sequence: 0, body: new Uint8Array(3000) }, epoch: 0 }];

function sender(retransmissions = 5) {
  const clock = new SimulatedClock();
  const sent: { readonly at: number; readonly datagram: Uint8Array }[] = [];
  const silences: number[] = [];
  const start = clock.now();
  const flights = new FlightSender({
    clock,
    limits: { retransmissions },
    records: new RecordLayer(),
    send: (datagram) => sent.push({ at: (clock.now() - start) / 1000, datagram }),
    onSilence: () => silences.push((clock.now() - start) / 1000),
  });
  return { clock, sent, silences, flights };
}

test("pitfall 6: a flight is sent again after 1 second, then after twice as long, and given up after a number of times", async () => {
  const { clock, sent, silences, flights } = sender();
  flights.send(short);
  await clock.advance(200_000);
  assert.deepEqual(
    sent.map(({ at }) => at),
    [0, 1, 3, 7, 15, 31],
  );
  assert.deepEqual(silences, [63]);
  assert.equal(flights.retransmissions, 5);
  assert.equal(clock.timers, 0);
});

test("pitfall 6: no timeout is longer than a minute", async () => {
  const { clock, sent, flights } = sender(9);
  flights.send(short);
  await clock.advance(400_000);
  assert.deepEqual(sent.map(({ at }) => at).slice(5), [31, 63, 123, 183, 243]);
});

test("the next flight ends the one before; a last flight waits for nothing", async () => {
  const { clock, sent, silences, flights } = sender();
  flights.send(short);
  await clock.advance(500);
  flights.sendLast(short);
  await clock.advance(100_000);
  assert.equal(sent.length, 2);
  assert.deepEqual(silences, []);
  flights.repeat();
  assert.equal(sent.length, 3);
  flights.repeat();
  assert.equal(sent.length, 3, "not twice in a moment");
  flights.dispose();
  await clock.advance(1000);
  flights.repeat();
  assert.equal(sent.length, 3);
});

test("pitfall 25: whoever asks for a flight without end gets it a number of times, and the next flight as often", async () => {
  const { clock, sent, flights } = sender();
  for (const expected of [17, 34]) {
    flights.sendLast(short);
    for (let count = 0; count < 100; count++) {
      await clock.advance(200);
      flights.repeat();
    }
    assert.equal(sent.length, expected);
  }
});

test("a flight that fits goes as one datagram", () => {
  const { sent, flights } = sender();
  flights.send(short);
  assert.equal(sent.length, 1);
  assert.equal(parseRecords(sent[0]?.datagram ?? new Uint8Array()).length, 3);
  flights.dispose();
});

test("pitfall 23: a flight that is lost again and again is cut into shorter datagrams, from which the message is whole", async () => {
  const { clock, sent, flights } = sender();
  flights.send(long);
  await clock.advance(70_000);
  const longest = (at: number): number =>
    Math.max(...sent.filter((one) => one.at === at).map(({ datagram }) => datagram.length));
  assert.deepEqual([0, 1, 3, 7, 15, 31].map(longest), [1200, 1200, 548, 548, 256, 256]);
  const reassembly = new Reassembly(5000);
  for (const { at, datagram } of sent)
    if (at === 31) for (const { fragment } of parseRecords(datagram)) reassembly.add(only(parseFragments(fragment)), 0);
  assert.equal(reassembly.next()?.body.length, 3000);
  const numbers = sent.flatMap(({ datagram }) => parseRecords(datagram).map(({ sequence }) => sequence));
  assert.equal(new Set(numbers).size, numbers.length, "pitfall 8: each retransmission has new numbers");
});

function only<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`There are ${values.length} values.`);
  return value;
}
