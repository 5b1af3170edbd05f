import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogRecord } from "../../engine/protocol/log.js";
import { detailsOf, type Detail } from "./details.js";
import { noFilter } from "./filter.js";
import { hexDump } from "./hexDump.js";
import { messageText } from "./messageText.js";
import type { NamesOf } from "./pathNames.js";
import { rowsOf } from "./rows.js";
import { answer, attempt, logOf, message, payload, value } from "./testing/records.js";

const namesOf: NamesOf = (_device, path) =>
  path === "/3303/0/5700" ? { name: "Sensor Value", units: "Cel" } : undefined;

const hasKey = (identity: string): boolean => identity === "known";

/** The newest line of a log. */
function newest(...records: readonly LogRecord[]) {
  const log = logOf(...records);
  const ctx = { linkOf: (entry: Parameters<typeof log.linkOf>[0]) => log.linkOf(entry), namesOf, hasKey };
  const [row] = rowsOf(log.entries, noFilter, ctx.linkOf, 9).rows;
  assert.ok(row);
  return { row, ctx, details: detailsOf(row, ctx) };
}

function keyed(details: readonly Detail[] | undefined, key: string): Detail {
  const found = details?.find((detail) => detail.key === key);
  assert.ok(found, `There is a detail ${key}.`);
  return found;
}

test("a message has its exchange, its head, its options, its values and its bytes", () => {
  const request = message({ path: "/3303/0/5700" });
  const { details } = newest(
    request,
    answer(request, {
      time: request.time + 1250,
      payload: payload([value("/3303/0/5700", "21.4"), { ...value("/3303/0/9", "7", "Integer"), isGuess: true }]),
      message: { options: [{ name: "Content-Format", value: "tlv" }] },
    }),
  );
  assert.deepEqual(
    details.map(({ key }) => key),
    ["link", "head", "options", "payload", "bytes"],
  );
  assert.equal(details[0]?.action?.kind, "show entry");
  assert.match(details[0].description ?? "", /^GET \/3303\/0\/5700 at [0-9:.]+, after 1\.25 s$/u);
  assert.equal(details[1]?.label, "ACK, acknowledgment");
  assert.match(details[1].description ?? "", /^message ID 1 · token aa · 127\.0\.0\.1:50000, DTLS$/u);
  const [known, guessed] = keyed(details, "payload").children ?? [];
  assert.equal(known?.label, "Sensor Value: 21.4 Cel");
  assert.equal(known.description, "/3303/0/5700");
  assert.equal(guessed?.label, "/3303/0/9: 7");
  assert.match(guessed.description ?? "", /taken for Integer/u);
});

test("a problem of a payload is told, and its byte is marked", () => {
  const problems = [{ offset: 17, message: "The length runs past the end.", path: "/3/0" }];
  const hex = "00".repeat(20);
  const { details } = newest(message({ payload: payload([], { hex, length: 20, problems }) }));
  const inPayload = keyed(details, "payload").children;
  assert.equal(keyed(inPayload, "problem 0").description, "/3/0 · byte 17");
  const second = keyed(inPayload, "payload bytes").children?.[1];
  assert.deepEqual(second?.marks, [[9, 11]]);
  assert.equal(second.label.slice(9, 11), "00");
});

test("bytes that are no message are shown with the reason", () => {
  const { kind, number, time, peer, transport, direction, summary, hex } = message();
  const problem = "It has no CoAP version.";
  const { details } = newest({ kind, number, time, peer, transport, direction, summary, hex, problem });
  assert.deepEqual(
    details.map(({ key }) => key),
    ["problem", "bytes"],
  );
});

test("an attempt has its remedy first, then what happened, and all attempts before it", () => {
  const { details } = newest(attempt(), attempt(), attempt());
  assert.deepEqual(
    details.map(({ label }) => label),
    [
      "Add PSK identity “thermostat-2”…",
      "No key is known for that identity. Add it if the device is yours.",
      "Step reached",
      "Peer",
      "2 earlier attempts",
    ],
  );
  assert.deepEqual(details[0]?.action, { kind: "add identity", identity: "thermostat-2" });
});

test("where a key is known already, the remedy is another one", () => {
  const { details } = newest(attempt({ remedy: { kind: "add credential", identity: "known" } }));
  assert.equal(details[0]?.label, "Replace the key of PSK identity “known”…");
});

test("a long explanation is broken between words, and none is lost", () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(" ");
  const text = `${words} ${"x".repeat(200)} end`;
  const { details } = newest(attempt({ explanation: text }));
  const lines = details.filter(({ key }) => key.startsWith("why"));
  assert.equal(lines.map(({ label }) => label).join(" "), text);
  assert.ok(lines.length > 4 && lines.every(({ label }) => label.length <= 120 || !label.includes(" ")));
});

test("a dump has sixteen bytes a line, with their offset and as text", () => {
  assert.deepEqual(hexDump(`${"41".repeat(16)}0a`), [
    { offset: 0, text: `0000  ${Array(16).fill("41").join(" ")}`, ascii: "A".repeat(16), marks: [] },
    { offset: 16, text: "0010  0a", ascii: ".", marks: [] },
  ]);
  assert.deepEqual(hexDump(""), []);
});

test("a message is copied with everything that the view shows", () => {
  const problems = [{ offset: 2, message: "Cut short." }];
  const { row, ctx } = newest(
    message({ path: "/3303/0/5700", payload: payload([value("/3303/0/5700", "21.4")], { problems }) }),
  );
  const text = messageText(row, ctx);
  assert.match(text, /^2026-[0-9T:.-]+Z to thermostat-1\nGET \/3303\/0\/5700: Sensor Value 21\.4 Cel\nno answer yet/u);
  assert.ok(text.includes("\n  Sensor Value: 21.4 Cel  /3303/0/5700\n"));
  const dump = "    0000  48 65 6c 6c 6f";
  const at = text.indexOf(dump);
  assert.ok(at > 0, text);
  assert.match(text.slice(at), /^ +0000 {2}48 65 6c 6c 6f +Hello\n {16}\^\^\n/u);
});
