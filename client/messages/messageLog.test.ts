import assert from "node:assert/strict";
import { test } from "node:test";
import { capacity, MessageLog } from "./messageLog.js";
import { answer, event, logOf, message } from "./testing/records.js";

test("records are taken once, whether they come with a snapshot or as news", () => {
  const log = new MessageLog();
  const records = [event(), event(), event()];
  log.add(1, records.slice(0, 2));
  assert.equal(log.add(1, records).length, 1);
  assert.deepEqual(
    log.entries.map(({ record }) => record),
    records,
  );
});

test("another engine numbers anew, and its records are others", () => {
  const log = new MessageLog();
  const record = event();
  log.add(1, [record]);
  log.add(2, [record]);
  assert.equal(new Set(log.entries.map(({ id }) => id)).size, 2);
});

test("the oldest make room, and what is cleared does not come back", () => {
  const log = new MessageLog();
  const records = Array.from({ length: capacity + 10 }, () => event());
  log.add(1, records);
  assert.equal(log.entries.length, capacity);
  assert.equal(log.entries[0]?.record, records[10]);
  const oldest = log.entries[0];
  assert.equal(log.find(oldest?.id ?? ""), oldest);
  log.clear();
  assert.deepEqual(log.entries, []);
  assert.deepEqual(log.add(1, records), []);
  assert.equal(log.find(oldest?.id ?? ""), undefined);
});

/** What each entry of a log is linked to, by summary. */
function links(log: MessageLog): readonly string[] {
  return log.entries.map((entry) => {
    const link = log.linkOf(entry);
    return link === undefined ? "" : `${link.kind} ${link.other.record.summary}`;
  });
}

test("a request and its response know each other, by token, and how long it took", () => {
  const request = message({ path: "/3/0", summary: "GET /3/0" });
  const other = message({ summary: "GET /1", message: { token: "bb", messageId: 2 } });
  const response = answer(request, { time: request.time + 42 });
  const log = logOf(request, other, response);
  assert.deepEqual(links(log), ["answered 2.05 Content", "", "answers GET /3/0"]);
  const [first] = log.entries;
  const link = first && log.linkOf(first);
  assert.equal(link?.kind === "answered" ? link.milliseconds : undefined, 42);
});

test("the same token of another peer, or in the other direction, is another exchange", () => {
  const request = message({ summary: "GET /3/0" });
  const stranger = answer(request, { peer: "127.0.0.1:60000" });
  const ours = answer(request, { direction: "out" });
  assert.deepEqual(links(logOf(request, stranger, ours)), ["", "", ""]);
});

test("later responses with the option Observe are notifications", () => {
  const observe = [{ name: "Observe", value: "0" }];
  const request = message({ summary: "Observe", message: { options: observe } });
  const first = answer(request, { message: { options: observe } });
  const later = answer(request, {
    message: { type: "CON", messageId: 77, options: [{ name: "Observe", value: "9" }] },
  });
  const acknowledgment = message({ message: { type: "ACK", code: "0.00", messageId: 77, token: "", options: [] } });
  assert.deepEqual(links(logOf(request, first, later, acknowledgment)), [
    "answered 2.05 Content",
    "answers Observe",
    "notifies Observe",
    "acknowledges 2.05 Content",
  ]);
});

test("a separate response comes after an empty acknowledgment, and a reset names what it rejects", () => {
  const request = message({ summary: "GET /3/0" });
  const empty = answer(request, { message: { code: "0.00", token: "" } });
  const response = answer(request, { message: { type: "CON", messageId: 9 } });
  const reset = answer(response, { summary: "Reset", message: { type: "RST", code: "0.00", token: "" } });
  assert.deepEqual(links(logOf(request, empty, response, reset)), [
    "answered 2.05 Content",
    "acknowledges GET /3/0",
    "answers GET /3/0",
    "resets 2.05 Content",
  ]);
});

test("a retransmission repeats its message, and the time counts from the first one", () => {
  const request = message({ summary: "GET /3/0" });
  const again = message({ summary: "GET /3/0", remark: "retransmission" });
  const response = answer(request, { time: request.time + 2100 });
  const log = logOf(request, again, response);
  assert.deepEqual(links(log), ["answered 2.05 Content", "repeats GET /3/0", "answers GET /3/0"]);
  const last = log.entries.at(-1);
  const link = last && log.linkOf(last);
  assert.equal(link?.kind === "answers" ? link.milliseconds : undefined, 2100);
});
