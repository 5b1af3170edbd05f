import assert from "node:assert/strict";
import { test } from "node:test";
import { lineView } from "./lineView.js";
import { codeWords } from "./logEntry.js";
import type { MessageLog } from "./messageLog.js";
import { messagePath } from "./messagePath.js";
import type { NamesOf } from "./pathNames.js";
import { rowsOf } from "./rows.js";
import { answer, attempt, event, logOf, message, payload, value } from "./testing/records.js";
import { noFilter } from "./filter.js";

const namesOf: NamesOf = (_device, path) =>
  path === "/3303/0/5700" ? { name: "Sensor Value", units: "Cel" } : undefined;

const hasKey = (): boolean => false;

/** Label and description of each line, the oldest first; times left out. */
function lines(log: MessageLog): readonly string[] {
  const linkOf = (entry: Parameters<MessageLog["linkOf"]>[0]) => log.linkOf(entry);
  return rowsOf(log.entries, noFilter, linkOf, 100)
    .rows.toReversed()
    .map((row) => {
      const { label, description } = lineView(row, { linkOf, namesOf, hasKey });
      return `${label.replace(/^\d\d:\d\d:\d\d\.\d{3} {2}/u, "")} | ${description}`;
    });
}

test("a request and its answer read like what happened", () => {
  const request = message({ path: "/3303/0/5700" });
  const response = answer(request, {
    time: request.time + 23,
    payload: payload([value("/3303/0/5700", "21.4")]),
    summary: "2.05 Content tlv, 5 bytes",
  });
  assert.deepEqual(lines(logOf(request, response)), [
    "thermostat-1  GET /3303/0/5700 | 23 ms",
    "thermostat-1  2.05 Content: Sensor Value 21.4 Cel | GET /3303/0/5700, 23 ms",
  ]);
});

test("a refusal says what the device wrote about it", () => {
  const request = message({ path: "/3303/0/9" });
  const text = payload([], { text: "There is no\n  such resource." });
  const refusal = answer(request, {
    time: request.time,
    summary: "4.04 Not Found, 26 bytes",
    payload: text,
    message: { code: "4.04" },
  });
  assert.deepEqual(lines(logOf(request, refusal)).slice(1), [
    "thermostat-1  4.04 Not Found: There is no such resource. | GET /3303/0/9, under 1 ms",
  ]);
});

test("a time is that of the clock on the wall", () => {
  const [entry] = logOf(event({ time: new Date(2026, 0, 5, 9, 5, 3, 42).getTime() })).entries;
  assert.ok(entry);
  const row = { id: entry.id, entry, earlier: [] };
  assert.match(lineView(row, { linkOf: () => undefined, namesOf, hasKey }).label, /^09:05:03\.042 {2}/u);
});

test("many values are cut short, and those without a definition have their path", () => {
  const values = ["0", "1", "2", "3", "4"].map((id) => value(`/9/0/${id}`, id, "Integer"));
  const write = message({
    path: "/9/0",
    summary: "PUT /9/0 tlv, 5 bytes",
    payload: payload(values),
    message: { code: "0.03", options: ["9", "0"].map((segment) => ({ name: "Uri-Path", value: segment })) },
  });
  assert.deepEqual(lines(logOf(write)), [
    "thermostat-1  PUT /9/0: /9/0/0 0, /9/0/1 1, /9/0/2 2, 2 more | no answer yet",
  ]);
});

test("repetitions, problems and notifications are named in words", () => {
  const options = [
    { name: "Uri-Path", value: "3303" },
    { name: "Observe", value: "0" },
  ];
  const request = message({ summary: "GET /3303 Observe 0", message: { options } });
  const first = answer(request, { message: { options: [{ name: "Observe", value: "0" }] } });
  const later = answer(request, { message: { messageId: 8, options: [{ name: "Observe", value: "1" }] } });
  const again = message({ remark: "retransmission", summary: "GET /3303 Observe 0", message: { options } });
  const broken = message({
    direction: "in",
    summary: "2.05 Content tlv, 5 bytes",
    message: { code: "2.05", token: "ff" },
    payload: payload([], { problems: [{ offset: 3, message: "Cut short." }] }),
  });
  assert.deepEqual(
    lines(logOf(request, first, later, again, broken)).map((line) => line.replace(/^.* \| /u, "")),
    [
      `${first.time - request.time} ms`,
      `Observe /3303, ${first.time - request.time} ms`,
      "notification of /3303",
      "retransmission",
      "1 problem in the payload",
    ],
  );
});

test("a failed attempt stands out and says how often; an event is quiet", () => {
  const log = logOf(attempt(), attempt(), event());
  assert.deepEqual(lines(log), [
    '192.0.2.7:40000  Unknown identity "thermostat-2" | 2 times',
    "thermostat-1 | Registered for 300 s",
  ]);
  const linkOf = () => undefined;
  const views = rowsOf(log.entries, noFilter, linkOf, 9).rows.map((row) => lineView(row, { linkOf, namesOf, hasKey }));
  assert.deepEqual(
    views.map(({ icon, facets }) => [icon.name, facets.join()]),
    [
      ["info", "event,device"],
      ["error", "attempt,addable"],
    ],
  );
});

test("an attempt that worked later is told so, and no longer stands out", () => {
  const details = [{ name: "Identity", value: "thermostat-2" }];
  const time = new Date(2026, 0, 5, 9, 6).getTime();
  const log = logOf(
    attempt({ details }),
    event({ summary: "Handshake completed", details, time }),
    attempt({ details }),
  );
  assert.deepEqual(
    lines(log).map((line) => line.replace(/^.* \| /u, "")),
    ["worked at 09:06:00.000", "Handshake completed", ""],
  );
  const rows = rowsOf(log.entries, noFilter, () => undefined, 9).rows;
  assert.equal(new Set(rows.map(({ id }) => id)).size, 3);
});

test("the code is the head of the summary", () => {
  const heads = {
    "GET /3/0 Observe 0 Accept tlv": "GET",
    "2.05 Content Observe 12 tlv, 87 bytes": "2.05 Content",
    "4.15 Unsupported Content-Format": "4.15 Unsupported Content-Format",
    "2.31 Continue Block1 0+/1024": "2.31 Continue",
    "2.01 Created /rd/1": "2.01 Created",
    "4.31": "4.31",
  };
  for (const [summary, head] of Object.entries(heads)) assert.equal(codeWords(message({ summary })), head);
});

test("direction and failure have icons of their own", () => {
  const request = message();
  const refusal = answer(request, { message: { code: "4.04" } });
  const log = logOf(request, refusal, message({ direction: "in" }));
  const ctx = { linkOf: () => undefined, namesOf, hasKey };
  const icons = rowsOf(log.entries, noFilter, ctx.linkOf, 9).rows.map((row) => lineView(row, ctx).icon.name);
  assert.deepEqual(icons, ["arrow-left", "warning", "arrow-right"]);
});

test("a message is about the path of its request, or of what its payload says", () => {
  const request = message({ path: "/3303/0/5700" });
  const registration = message({ path: "/rd", direction: "in", message: { token: "bb", messageId: 5, code: "0.02" } });
  const send = (values: readonly string[]) =>
    message({ direction: "in", message: { code: "0.02" }, payload: payload(values.map((path) => value(path, "1"))) });
  const log = logOf(
    request,
    answer(request),
    registration,
    send(["/3303/1/5700"]),
    send(["/3303/1/5700", "/3303/1/5701"]),
  );
  assert.deepEqual(
    log.entries.map((entry) => messagePath(entry, (of) => log.linkOf(of))),
    [
      { objectId: 3303, objectInstanceId: 0, resourceId: 5700 },
      { objectId: 3303, objectInstanceId: 0, resourceId: 5700 },
      undefined,
      { objectId: 3303, objectInstanceId: 1, resourceId: 5700 },
      { objectId: 3303 },
    ],
  );
});
