import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { seededBytes } from "../base/testing/seededBytes.js";
import { codeOf } from "../coap/codes.js";
import { Scene } from "./testing/scene.js";

const post = codeOf("POST");

test("a list of objects without end is cut, and its device is kept", async () => {
  const scene = new Scene({ limits: { instances: 100 } });
  const list = Array.from({ length: 3000 }, (_, index) => `</3303/${index}>`).join(",");
  assert.equal(await scene.client().register("ep=d&lwm2m=1.1", list), "2.01");
  const device = scene.device("d");
  assert.equal(device.objects[0]?.instances.length, 100);
  assert.match(device.warnings.join(" "), /2900 links more than 100 were left out/u);
});

test("a list of links that are not LwM2M's is cut, too", async () => {
  const scene = new Scene({ limits: { instances: 100 } });
  const list = Array.from({ length: 3000 }, (_, index) => `</x${index}>`).join(",");
  await scene.client().register("ep=d&lwm2m=1.1", list);
  assert.equal(scene.device("d").plainResources.length, 100);
});

test("a body of a megabyte is refused, and nothing of it stays", async () => {
  const scene = new Scene();
  const client = scene.client();
  const list = "</3303/0>,".repeat(104_858);
  assert.match(await client.register("ep=d&lwm2m=1.1", list), /^4\.13/u);
  assert.equal(scene.server.devices.size, 0);
  await client.register("ep=d&lwm2m=1.1");
  assert.match(await client.update("", list), /^4\.13/u);
  assert.match(await client.ask({ code: post, path: ["dp"], contentFormat: 110, payload: fromUtf8(list) }), /^4\.13/u);
  assert.equal(scene.device("d").objects.length, 2);
});

test("remarks on a body are few, however much is wrong with it", async () => {
  const scene = new Scene();
  const list = Array.from({ length: 2000 }, (_, index) => `</99999/${index}>;ver=x,<</${index}`).join(",");
  await scene.client().register("ep=d&lwm2m=1.1", `</3/0>,${list}`);
  const { warnings } = scene.device("d");
  assert.ok(warnings.length <= 20);
  assert.ok(warnings.every((warning) => warning.length < 400));
});

test("bytes that are no UTF-8 break neither the list nor the query", async () => {
  const scene = new Scene();
  const client = scene.client();
  const payload = Uint8Array.of(...fromUtf8("</3/0>,</"), 0xff, 0xfe, ...fromUtf8(">,</1/0>"));
  const answer = await client.ask({
    code: post,
    path: ["rd"],
    query: ["ep=d", "lwm2m=1.1"],
    contentFormat: 40,
    payload,
  });
  assert.equal(answer, "2.01");
  assert.equal(scene.device("d").objects.length, 2);
  assert.match(scene.device("d").warnings.join(" "), /not UTF-8/u);
});

test("devices are limited; those without a registration go first", async () => {
  const scene = new Scene({ limits: { devices: 5 } });
  const gone = scene.client();
  await gone.register("ep=gone&lwm2m=1.1");
  await gone.deregister();
  for (let count = 0; count < 5; count++) await scene.client().register(`ep=d${count}&lwm2m=1.1`);
  assert.equal(scene.server.devices.size, 5);
  assert.equal(scene.of("removed").length, 1);
  assert.match(await scene.client().register("ep=more&lwm2m=1.1"), /^5\.03/u);
  assert.equal(scene.of("refused registration").at(-1)?.cause, "too many devices");
  assert.equal(await scene.client().register("ep=d0&lwm2m=1.1"), "2.01");
});

test("values of a device are limited in number and bytes", async () => {
  const scene = new Scene({ limits: { values: 10 } });
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  const records = Array.from({ length: 500 }, (_, index) => `{"n":"/3303/${index}/5700","v":1}`).join(",");
  await client.ask({ code: post, path: ["dp"], contentFormat: 110, payload: fromUtf8(`[${records}]`) });
  const device = scene.device("d");
  assert.equal(device.values.size, 10);
  assert.ok(device.values.has("/3303/499/5700"));
});

test("requests of random bytes are answered, and nothing throws", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  const random = seededBytes(99);
  const below = (limit: number): number => Math.floor(random.fraction() * limit);
  const noise = (length: number): string => Buffer.from(random.bytes(length)).toString("latin1");
  for (let count = 0; count < 400; count++) {
    const path =
      below(2) === 0
        ? ["rd"]
        : [...client.location.slice(0, 1), below(3) === 0 ? noise(8) : (client.location[1] ?? "")];
    const query = Array.from({ length: below(6) }, () =>
      below(2) === 0
        ? noise(below(60))
        : `${["ep", "lt", "lwm2m", "b", "Q", "sms", "pid"][below(7)] ?? ""}=${noise(below(30))}`,
    );
    const names = ["POST", "PUT", "DELETE", "GET"] as const;
    const answer = await client.ask({
      code: codeOf(names[below(4)] ?? "POST"),
      path: below(10) === 0 ? ["dp"] : path,
      query,
      contentFormat: [40, 110, 112, 11542, 7][below(5)] ?? 0,
      payload:
        below(2) === 0 ? random.bytes(below(200)) : fromUtf8(`</${noise(below(20))}>;${noise(below(20))},</3/0>`),
    });
    assert.match(answer, /^[24]\.\d\d/u);
  }
  scene.close();
  assert.equal(scene.clock.timers < 1000, true);
});

test("values from a device may be any bytes", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  const device = scene.device("d");
  const random = seededBytes(5);
  for (let count = 0; count < 200; count++) {
    const formats = [0, 40, 42, 60, 110, 112, 320, 322, 11542, 11543, 11544, 50];
    const contentFormat = formats[count % formats.length] ?? 0;
    const payload = random.bytes(Math.floor(random.fraction() * 60));
    client.serve("/3/0", contentFormat, payload);
    client.serve("/3/0/1", contentFormat, payload);
    for (const path of ["/3/0", "/3/0/1"]) {
      const read = await scene.clock.until(device.read(path));
      assert.ok(read.kind === "success");
      assert.deepEqual(read.payload?.bytes ?? new Uint8Array(), payload);
      const discovered = await scene.clock.until(device.discover(path));
      assert.equal(discovered.kind, "success");
    }
  }
});

/** Asks again until there is an answer, as clients do. */
async function persist(ask: () => Promise<string>): Promise<string> {
  for (let tries = 0; tries < 5; tries++) {
    const answer = await ask();
    if (answer !== "timeout") return answer;
  }
  return "timeout";
}

test("registration and reads come through a network that loses every third datagram", async () => {
  const scene = new Scene();
  scene.network.faults = { ...scene.network.faults, loss: 0.3, duplication: 0.1, reordering: 0.1 };
  let reads = 0;
  for (let count = 0; count < 10; count++) {
    const client = scene.client();
    client.serveText("/3/0/0", "x");
    client.observable.add("/3/0/0");
    assert.equal(await persist(() => client.register(`ep=d${count}&lwm2m=1.1&lt=3600`)), "2.01");
    assert.equal(await persist(() => client.update("lt=7200")), "2.04");
    const device = scene.device(`d${count}`);
    assert.equal(device.registration?.lifetime, 7200);
    for (let round = 0; round < 10; round++) {
      const read = await scene.clock.until(device.read("/3/0/0"));
      if (read.kind === "success") reads++;
      else assert.equal(read.kind === "failed" && read.cause, "not acknowledged");
    }
  }
  assert.equal(scene.server.devices.size, 10);
  // Five transmissions, of which each comes back with 0.49: 96.5 of 100 are to be expected.
  assert.ok(reads >= 88, `${reads} of 100`);
});
