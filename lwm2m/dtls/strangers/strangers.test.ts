import assert from "node:assert/strict";
import { test } from "node:test";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import type { ClientHello } from "../wire/clientHello.js";
import { Cookies } from "./cookies.js";
import { recognizePlainCoap } from "./plainCoap.js";
import { ReportLimiter } from "./reportLimiter.js";

const peer = { host: "192.0.2.9", port: 1000 };

const hello: ClientHello = {
  version: 0xfefd,
  random: seededBytes(1).bytes(32),
  sessionId: new Uint8Array(),
  cookie: new Uint8Array(),
  suites: [0xc0a8],
  compressions: Uint8Array.of(0),
  extensions: new Map(),
};

test("pitfall 1: a cookie is for one address and one ClientHello, whatever its extensions", () => {
  const cookies = new Cookies(new SimulatedClock(), seededBytes(2));
  const answer = { ...hello, cookie: cookies.issue(peer, hello) };
  assert.ok(cookies.isValid(peer, answer));
  assert.ok(cookies.isValid(peer, { ...answer, extensions: new Map([[21, new Uint8Array(400)]]) }));
  assert.ok(!cookies.isValid({ ...peer, port: 1001 }, answer));
  assert.ok(!cookies.isValid({ ...peer, host: "192.0.2.8" }, answer));
  assert.ok(!cookies.isValid(peer, { ...answer, random: seededBytes(3).bytes(32) }));
  assert.ok(!cookies.isValid(peer, { ...answer, suites: [0xc0a8, 0xc0a4] }));
  assert.ok(!cookies.isValid(peer, { ...answer, sessionId: new Uint8Array(32) }));
  assert.ok(!cookies.isValid(peer, hello));
  assert.ok(!new Cookies(new SimulatedClock(), seededBytes(4)).isValid(peer, answer), "another secret");
});

test("pitfall 1: a cookie holds while its secret is the present or the previous one", async () => {
  const clock = new SimulatedClock();
  const cookies = new Cookies(clock, seededBytes(2));
  const answer = { ...hello, cookie: cookies.issue(peer, hello) };
  await clock.advance(61_000);
  assert.ok(cookies.isValid(peer, answer));
  assert.notDeepEqual(cookies.issue(peer, hello), answer.cookie);
  await clock.advance(61_000);
  assert.ok(!cookies.isValid(peer, answer));
  const late = new Cookies(clock, seededBytes(2));
  const early = { ...hello, cookie: late.issue(peer, hello) };
  await clock.advance(3_600_000);
  assert.ok(!late.isValid(peer, early));
});

test("CoAP without DTLS is recognized by its first bytes", () => {
  const token = [1, 2, 3, 4];
  assert.equal(recognizePlainCoap(Uint8Array.of(0x44, 0x02, 0, 1, ...token, 0xb2, 0x72, 0x64)), "POST");
  assert.equal(recognizePlainCoap(Uint8Array.of(0x40, 0x01, 0, 1)), "GET");
  assert.equal(recognizePlainCoap(Uint8Array.of(0x40, 0x00, 0, 1)), "an empty message");
  assert.equal(recognizePlainCoap(Uint8Array.of(0x60, 0x45, 0, 1)), "a response");
  for (const other of [
    [],
    [0x40],
    [0x40, 1, 0],
    [0x49, 1, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [0x44, 1, 0, 1, 1, 2],
    [0x80, 1, 0, 1],
    [0x40, 0x1f, 0, 1],
    [0x40, 0xff, 0, 1],
    [22, 0xfe, 0xff, 0, 0],
  ])
    assert.equal(recognizePlainCoap(Uint8Array.from(other)), undefined, String(other));
});

test("reports about strangers: one a minute for each host and outcome, and a number altogether", async () => {
  const clock = new SimulatedClock();
  const limiter = new ReportLimiter(clock, 3);
  assert.ok(limiter.allows("a", "not DTLS"));
  assert.ok(!limiter.allows("a", "not DTLS"));
  assert.ok(limiter.allows("a", "silence"));
  assert.ok(limiter.allows("b", "not DTLS"));
  assert.ok(!limiter.allows("c", "not DTLS"));
  await clock.advance(60_000);
  assert.ok(limiter.allows("a", "not DTLS"));
  assert.ok(limiter.allows("c", "not DTLS"));
});
