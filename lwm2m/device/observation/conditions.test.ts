import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../../data/entry.js";
import type { Value } from "../../data/value.js";
import { parseAttributes } from "../attributes/table.js";
import { AttributeStore } from "../attributes/attributeStore.js";
import { judge, type Verdict } from "./conditions.js";

const place = { objectId: 3, objectInstanceId: 0, resourceId: 9 };

function entry(value: number | string, resourceInstanceId?: number): Entry {
  const typed: Value = typeof value === "number" ? { type: "Float", value } : { type: "String", value };
  return { path: resourceInstanceId === undefined ? place : { ...place, resourceInstanceId }, value: typed };
}

interface Case {
  readonly from: number | string;
  readonly to: number | string;
  readonly attributes?: string;
  /** Seconds since the last notification. */
  readonly after?: number;
  readonly wasOwed?: boolean;
}

function checkVerdict(expected: Verdict, { from, to, attributes = "", after = 100, wasOwed = false }: Case): void {
  const query = attributes === "" ? [] : attributes.split("&");
  const assigned = new AttributeStore();
  const { changes = new Map<never, never>() } = parseAttributes(query);
  assigned.assign(place, assigned.changed(place, changes));
  const sent = { at: 0, entries: [entry(from)] };
  const now = { at: after * 1000, entries: [entry(to)] };
  const verdict = judge(now, sent, wasOwed, assigned.inForce(place), { minimum: 0, maximum: 0 });
  assert.equal(verdict, expected, `${from} to ${to} with ${attributes} after ${after} s`);
}

test("without conditions any change is told, and nothing else", () => {
  checkVerdict("notify", { from: 20, to: 20.1 });
  checkVerdict("nothing", { from: 20, to: 20 });
  checkVerdict("notify", { from: "on", to: "off" });
});

// The examples of LwM2M TS Transport 1.1 §6.4.4, and what they leave out.
test("thresholds and steps decide which changes are told", () => {
  const step = "gt=45&st=10";
  checkVerdict("notify", { from: 20, to: 35, attributes: step });
  checkVerdict("notify", { from: 45, to: 50, attributes: step });
  checkVerdict("notify", { from: 50, to: 40, attributes: step });
  checkVerdict("notify", { from: 35, to: 20, attributes: step });
  checkVerdict("nothing", { from: 35, to: 44, attributes: step });
  checkVerdict("nothing", { from: 50, to: 55, attributes: step });
  const all = "lt=20&gt=85&st=10";
  checkVerdict("notify", { from: 17, to: 24, attributes: all });
  checkVerdict("notify", { from: 75, to: 90, attributes: all });
  checkVerdict("notify", { from: 50, to: 10, attributes: all });
  checkVerdict("notify", { from: 87, to: 99, attributes: all });
  checkVerdict("nothing", { from: 50, to: 59, attributes: all });
  checkVerdict("nothing", { from: -3, to: -4, attributes: "lt=-10" });
  checkVerdict("notify", { from: -3, to: -11, attributes: "lt=-10" });
});

test("thresholds say nothing about texts", () => {
  checkVerdict("notify", { from: "20", to: "21", attributes: "gt=85" });
});

test("the minimum period keeps a notification back, the maximum period asks for one", () => {
  checkVerdict("owed", { from: 20, to: 21, attributes: "pmin=10", after: 9 });
  checkVerdict("notify", { from: 20, to: 21, attributes: "pmin=10", after: 10 });
  checkVerdict("notify", { from: 20, to: 20, attributes: "pmin=10", after: 10, wasOwed: true });
  checkVerdict("nothing", { from: 20, to: 20, attributes: "pmax=60", after: 59 });
  checkVerdict("notify", { from: 20, to: 20, attributes: "pmax=60", after: 60 });
  checkVerdict("notify", { from: 20, to: 20, attributes: "pmax=60&gt=50", after: 60 });
  checkVerdict("nothing", { from: 20, to: 20, attributes: "pmax=0", after: 1000 });
});

test("a maximum period below the minimum one is ignored", () => {
  checkVerdict("nothing", { from: 20, to: 20, attributes: "pmin=30&pmax=10", after: 100 });
});

test("the periods of the Server object hold where no attribute says otherwise", () => {
  const sent = { at: 0, entries: [entry(1)] };
  const now = { at: 30_000, entries: [entry(2)] };
  assert.equal(judge(now, sent, false, {}, { minimum: 60, maximum: 0 }), "owed");
  assert.equal(judge(now, sent, false, { pmin: 10 }, { minimum: 60, maximum: 0 }), "notify");
  const same = { at: 30_000, entries: [entry(1)] };
  assert.equal(judge(same, sent, false, {}, { minimum: 0, maximum: 20 }), "notify");
  assert.equal(judge(same, sent, false, { pmax: 40 }, { minimum: 0, maximum: 20 }), "nothing");
});

test("a resource instance that comes or goes is a change, whatever the thresholds", () => {
  const sent = { at: 0, entries: [entry(1, 0)] };
  const defaults = { minimum: 0, maximum: 0 };
  const more = { at: 1000, entries: [entry(1, 0), entry(1, 1)] };
  assert.equal(judge(more, sent, false, { gt: 50 }, defaults), "notify");
  assert.equal(judge({ at: 1000, entries: [entry(1, 1)] }, sent, false, { gt: 50 }, defaults), "notify");
});

test("attributes of a lower level win over those of a higher one, and can be unset", () => {
  const store = new AttributeStore();
  const assign = (path: object, ...query: string[]): void => {
    const { changes = new Map<never, never>() } = parseAttributes(query);
    store.assign(path, store.changed(path, changes));
  };
  assign({ objectId: 3 }, "pmin=1", "pmax=100");
  assign({ objectId: 3, objectInstanceId: 0 }, "pmin=5");
  assign(place, "gt=50");
  assert.deepEqual(store.inForce(place), { pmin: 5, pmax: 100, gt: 50 });
  assign({ objectId: 3, objectInstanceId: 0 }, "pmin");
  assert.deepEqual(store.inForce(place), { pmin: 1, pmax: 100, gt: 50 });
  store.forget({ objectId: 3, objectInstanceId: 0 });
  assert.deepEqual(store.inForce(place), { pmin: 1, pmax: 100 });
});
