import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import { codeLabel, codeOf } from "../../coap/codes.js";
import type { Notification, Observation } from "../../coap/exchange.js";
import { decodeMessage } from "../../coap/codec.js";
import { exampleDevice, registeredDevice, request, type Example } from "../testing/exampleDevice.js";
import { published } from "../testing/exampleStore.js";
import { deviceAddress } from "../testing/exampleServer.js";

interface Notified {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly code: string;
}

interface Watch {
  readonly notified: Notified[];
  readonly observation: Observation;
}

/** Observes as text, and notes when notifications come. */
async function observe({ server, clock }: Example, path: string): Promise<Watch> {
  const notified: Notified[] = [];
  const take = ({ code, payload }: Notification): void => {
    notified.push({ at: clock.now(), text: toUtf8(payload ?? new Uint8Array()) ?? "", code: codeLabel(code) });
  };
  const observation = server.session?.observe(request("GET", path, { accept: 0 }), take);
  assert.ok(observation !== undefined);
  const first = await clock.until(observation.first);
  assert.ok(first.kind === "response" && first.response.observe !== undefined, `${path} is observed`);
  return { notified, observation };
}

function gaps(notified: readonly Notified[]): readonly number[] {
  return notified.slice(1).map(({ at }, index) => Math.round((at - (notified[index]?.at ?? 0)) / 1000));
}

test("an observed value is notified between the minimum and the maximum period, and only then a timer runs", async () => {
  const example = await registeredDevice({ objects: [published(3303)], lifetime: 86_400 });
  const { clock, server } = example;
  await clock.advance(600_000);
  const idle = clock.timers;
  await server.ask(request("PUT", "/3303/0/5700?pmin=10&pmax=60"));
  const { notified, observation } = await observe(example, "/3303/0/5700");
  await clock.advance(1_800_000);
  assert.ok(notified.length > 40, `${notified.length}`);
  assert.ok(
    gaps(notified).every((gap) => gap >= 10 && gap <= 61),
    gaps(notified).join(),
  );
  assert.ok(new Set(notified.map(({ text }) => text)).size > 5);
  await clock.until(observation.cancel("actively"));
  await clock.advance(600_000);
  assert.equal(clock.timers, idle);
});

test("what the server writes is notified at once", async () => {
  const example = await registeredDevice({ objects: [published(3306)] });
  const { clock, server } = example;
  const { notified } = await observe(example, "/3306/0/5850");
  await clock.advance(5000);
  await server.ask(request("PUT", "/3306/0/5850", { contentFormat: 0, payload: fromUtf8("1") }));
  await clock.advance(100);
  assert.equal(notified.at(-1)?.text, "1");
});

test("thresholds that are written hold for an observation that goes on", async () => {
  const example = await registeredDevice({ objects: [published(3306)] });
  const { clock, server } = example;
  await server.ask(request("PUT", "/1/0/3", { contentFormat: 0, payload: fromUtf8("0") }));
  await server.ask(request("PUT", "/3306/0/5851?gt=50"));
  const { notified } = await observe(example, "/3306/0/5851");
  for (const level of ["10", "40", "60", "70", "45"]) {
    await server.ask(request("PUT", "/3306/0/5851", { contentFormat: 0, payload: fromUtf8(level) }));
    await clock.advance(3000);
  }
  assert.deepEqual(
    notified.map(({ text }) => text),
    ["60", "45"],
  );
});

test("an observation ends by Observe 1 with its token, not with another", async () => {
  const example = await registeredDevice({ objects: [published(3303)] });
  const { clock, server } = example;
  const { notified, observation } = await observe(example, "/3303/0/5700");
  await server.ask(request("GET", "/3303/0/5700", { observe: 1, accept: 0 }));
  const before = notified.length;
  await clock.advance(120_000);
  assert.ok(notified.length > before);
  await clock.until(observation.cancel("actively"));
  const after = notified.length;
  await clock.advance(300_000);
  assert.equal(notified.length, after);
});

test("an observation ends by a reset", async () => {
  const example = await registeredDevice({ objects: [published(3303)], lifetime: 86_400 });
  const { clock, network } = example;
  const { observation } = await observe(example, "/3303/0/5700");
  await observation.cancel("passively");
  await clock.advance(120_000);
  let sent = 0;
  network.onSend.event(({ from }) => {
    if (from.port === deviceAddress.port) sent++;
  });
  await clock.advance(600_000);
  assert.equal(sent, 0);
});

test("of many notifications some are confirmable, and most are not", async () => {
  const example = await registeredDevice({ objects: [published(3303)], lifetime: 86_400 });
  const { clock, network } = example;
  await observe(example, "/3303/0/5700");
  const types: string[] = [];
  network.onSend.event(({ from, data }) => {
    const { message } = decodeMessage(data);
    if (from.port === deviceAddress.port && message?.code === codeOf("Content")) types.push(message.type);
  });
  await clock.advance(1_800_000);
  const confirmable = types.filter((type) => type === "CON").length;
  assert.ok(confirmable > 1 && confirmable < types.length / 5, `${confirmable} of ${types.length}`);
});

test("an observed instance that is deleted says so last", async () => {
  const example = await registeredDevice({ objects: [published(3303)], instances: 2 });
  const { clock, server } = example;
  const { notified } = await observe(example, "/3303/1/5700");
  await server.ask(request("DELETE", "/3303/1"));
  await clock.advance(2000);
  assert.equal(notified.at(-1)?.code, "4.04 Not Found");
  const count = notified.length;
  await clock.advance(300_000);
  assert.equal(notified.length, count);
});

test("a new registration begins without observations", async () => {
  const example = await registeredDevice({ objects: [published(3303)] });
  const { clock, server } = example;
  const { notified } = await observe(example, "/3303/0/5700");
  await server.ask(request("POST", "/3/0/4"));
  await clock.advance(10_000);
  const count = notified.length;
  assert.equal(example.device.state.kind, "registered");
  await clock.advance(300_000);
  assert.equal(notified.length, count);
});

test("objects and instances are observed as a whole", async () => {
  const example = await registeredDevice({ objects: [published(3303)], instances: 2 });
  const { clock, server } = example;
  const notified: Notification[] = [];
  server.session?.observe(request("GET", "/3303"), (notification) => notified.push(notification));
  await clock.advance(60_000);
  assert.ok(notified.length > 5);
  assert.ok(notified.every(({ contentFormat }) => contentFormat === 112));
});

test("with loss notifications still come, and an unreachable observer is given up", async () => {
  const example = exampleDevice({ objects: [published(3303)], faults: { loss: 0.2 }, seed: 3, lifetime: 86_400 });
  const { clock, network, device } = example;
  await clock.advance(120_000);
  assert.equal(device.state.kind, "registered");
  const { notified } = await observe(example, "/3303/0/5700");
  await clock.advance(600_000);
  assert.ok(notified.length > 10, `${notified.length}`);
  network.faults = { ...network.faults, loss: 1 };
  await clock.advance(3_600_000);
  let sent = 0;
  network.onSend.event(({ data }) => {
    if (decodeMessage(data).message?.code === codeOf("Content")) sent++;
  });
  await clock.advance(3_600_000);
  assert.equal(sent, 0);
  assert.equal(device.state.kind, "failing");
});

test("several places are observed together, until their observation is canceled", async () => {
  const { clock, server } = await registeredDevice({ objects: [published(3306)], lifetime: 86_400 });
  const payload = fromUtf8(JSON.stringify([{ n: "/3306/0/5750" }, { n: "/3/0/0" }]));
  const notified: string[] = [];
  const asked = { code: codeOf("FETCH"), path: [], contentFormat: 110, payload };
  const observation = server.session?.observe(asked, ({ payload: told = new Uint8Array() }) => {
    notified.push(toUtf8(told) ?? "");
  });
  assert.ok(observation !== undefined);
  const first = await clock.until(observation.first);
  assert.ok(first.kind === "response" && first.response.observe !== undefined);
  await clock.advance(2000);
  await server.ask(request("PUT", "/3306/0/5750", { contentFormat: 0, payload: fromUtf8("valve") }));
  await clock.advance(2000);
  assert.equal(notified.length, 1);
  assert.match(notified[0] ?? "", /"vs":"valve".*LwM2M Workbench|LwM2M Workbench.*"vs":"valve"/u);
  await clock.until(observation.cancel("actively"));
  await server.ask(request("PUT", "/3306/0/5750", { contentFormat: 0, payload: fromUtf8("pump") }));
  await clock.advance(5000);
  assert.equal(notified.length, 1);
});
