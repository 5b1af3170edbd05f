import assert from "node:assert/strict";
import { test } from "node:test";
import { filterWords, noFilter, type MessageFilter } from "./filter.js";
import type { MessageLog } from "./messageLog.js";
import { rowsOf } from "./rows.js";
import { answer, attempt, event, logOf, message, payload } from "./testing/records.js";

function shown(log: MessageLog, filter: MessageFilter = noFilter, limit = 100): readonly string[] {
  return rowsOf(log.entries, filter, (entry) => log.linkOf(entry), limit).rows.map(({ entry }) => entry.record.summary);
}

test("the newest comes first, up to a limit", () => {
  const log = logOf(event({ summary: "a" }), event({ summary: "b" }), event({ summary: "c" }));
  assert.deepEqual(shown(log), ["c", "b", "a"]);
  const { rows, hidden } = rowsOf(log.entries, noFilter, () => undefined, 2);
  assert.equal(rows.length, 2);
  assert.equal(hidden, 1);
});

test("attempts of a machine that fail for the same reason are one line, which keeps its id", () => {
  const first = attempt({ peer: "192.0.2.7:40000" });
  const second = attempt({ peer: "192.0.2.7:40001" });
  const others = [attempt({ peer: "192.0.2.8:40000" }), attempt({ summary: "Wrong key" })];
  const rows = (log: MessageLog) => rowsOf(log.entries, noFilter, () => undefined, 100).rows;
  const after = rows(logOf(first, second, ...others));
  assert.deepEqual(
    after.map(({ earlier }) => earlier.length),
    [0, 0, 1],
  );
  assert.equal(after[2]?.entry.record, second);
  assert.equal(after[2].earlier[0]?.record, first);
  assert.equal(after[2].id, rows(logOf(first))[0]?.id);
});

test("failures are attempts, refusals with their requests, and what is broken or belongs nowhere", () => {
  const good = message({ summary: "good", message: { token: "01", messageId: 1 } });
  const refused = message({ summary: "refused", message: { token: "02", messageId: 2 } });
  const log = logOf(
    good,
    answer(good),
    refused,
    answer(refused, { summary: "4.04 Not Found", message: { code: "4.04" } }),
    answer(good, { summary: "5.00", message: { code: "5.00" } }),
    message({ summary: "reset", message: { type: "RST", code: "0.00", token: "" } }),
    message({ summary: "no CoAP", problem: "It is too short." }),
    message({ summary: "bad payload", payload: payload([], { problems: [{ offset: 1, message: "Cut short." }] }) }),
    message({ summary: "stranger", remark: "unexpected" }),
    attempt({ summary: "attempt" }),
    event({ summary: "event" }),
  );
  assert.deepEqual(shown(log, { kind: "failures" }), [
    "attempt",
    "stranger",
    "bad payload",
    "no CoAP",
    "reset",
    "5.00",
    "4.04 Not Found",
    "refused",
  ]);
});

test("notifications are left out with their acknowledgments and repetitions", () => {
  const options = [{ name: "Observe", value: "0" }];
  const request = message({ summary: "observe", message: { options } });
  const notification = answer(request, { summary: "notification", message: { type: "CON", messageId: 7, options } });
  const log = logOf(
    request,
    answer(request, { summary: "first", message: { options } }),
    notification,
    answer(notification, { summary: "empty", message: { code: "0.00", token: "" } }),
    answer(request, { summary: "again", remark: "duplicate", message: { type: "CON", messageId: 7, options } }),
  );
  assert.deepEqual(shown(log, { kind: "without notifications" }), ["first", "observe"]);
});

test("one device's entries can be singled out", () => {
  const device = { id: "d2", name: "valve" };
  const log = logOf(event({ summary: "one" }), event({ summary: "two", deviceId: "d2" }), attempt());
  assert.deepEqual(shown(log, { kind: "all", device }), ["two"]);
  assert.equal(filterWords({ kind: "failures", device }), "valve · failures");
  assert.equal(filterWords(noFilter), undefined);
});
