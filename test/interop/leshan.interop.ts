import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { startLeshan } from "./support/leshan.js";
import { startWorkbench, textsOf, valuesOf } from "./support/workbench.js";

const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");

/** What every Leshan client does with us, however its channel is protected. */
async function checkLeshan(t: TestContext, psk: { readonly identity: string; readonly key: Uint8Array } | undefined) {
  const bench = await startWorkbench(t, psk === undefined ? {} : { [psk.identity]: psk.key });
  const uri = psk === undefined ? `coap://127.0.0.1:${bench.port}` : `coaps://127.0.0.1:${bench.securePort}`;
  const leshan = startLeshan(t, uri, "leshan-1", psk && { security: { kind: "psk", ...psk } });
  await leshan.prints(/^registered \/rd\//mu);
  const { id: deviceId, lwm2mVersion, security } = await bench.device("leshan-1");
  assert.equal(lwm2mVersion, "1.1");
  assert.equal(security.kind, psk === undefined ? "none" : "psk");

  const device = await bench.engine.request("device/read", { deviceId, path: "/3/0" });
  const texts = textsOf(device);
  assert.deepEqual([texts["/3/0/0"], texts["/3/0/1"], texts["/3/0/15"]], ["Leshan", "Peer", "Europe/Berlin"]);
  for (const contentFormat of [11542, 110, 112]) {
    const read = await bench.engine.request("device/read", { deviceId, path: "/3/0/0", contentFormat });
    assert.deepEqual(textsOf(read), { "/3/0/0": "Leshan" }, `content format ${contentFormat}`);
  }

  const write = await bench.engine.request("device/write", { deviceId, path: "/3/0/15", value: "Asia/Tokyo" });
  assert.equal(write.kind, "success", JSON.stringify(write));
  await leshan.prints(/^written Asia\/Tokyo$/mu);

  const execute = await bench.engine.request("device/execute", { deviceId, path: "/3/0/4", arguments: "0='now'" });
  assert.equal(execute.kind, "success", JSON.stringify(execute));
  await leshan.prints(/^executed 4 0='now'$/mu);

  const first = valuesOf(await bench.engine.request("device/observe", { deviceId, path: "/3/0/9" }))[0]?.text;
  let battery = first;
  while (battery === first) battery = (await bench.nextValues(deviceId, "/3/0/9"))[0]?.text;
  assert.match(battery ?? "", /^\d+$/u);
  const cancel = await bench.engine.request("device/cancelObservation", { deviceId, path: "/3/0/9" });
  assert.equal(cancel.kind, "success", JSON.stringify(cancel));

  const refused = await bench.engine.request("device/read", { deviceId, path: "/3/0/20" });
  assert.deepEqual([refused.kind, refused.kind === "refused" ? refused.code : ""], ["refused", "4.04 Not Found"]);

  const update = await bench.engine.request("device/execute", { deviceId, path: "/1/0/8" });
  assert.equal(update.kind, "success", JSON.stringify(update));
  await leshan.prints(/^updated$/mu);

  leshan.write("\n");
  leshan.kill();
}

test("Eclipse Leshan registers without security; read, write, execute, observe", async (t) => {
  await checkLeshan(t, undefined);
});

test("Eclipse Leshan registers over DTLS with a pre-shared key; read, write, execute, observe", async (t) => {
  await checkLeshan(t, { identity: "leshan-1", key });
});

test("Leshan with the wrong key is told apart from an unknown one", async (t) => {
  const bench = await startWorkbench(t, { "leshan-1": key });
  const uri = `coaps://127.0.0.1:${bench.securePort}`;
  startLeshan(t, uri, "leshan-1", { security: { kind: "psk", identity: "leshan-1", key: Buffer.alloc(16, 7) } });
  startLeshan(t, uri, "leshan-2", { security: { kind: "psk", identity: "leshan-2", key } });
  const summaries = await bench.until("both attempts are seen", ({ log }) => {
    const found = log.flatMap((record) => (record.kind === "attempt" ? [record.summary] : []));
    return found.some((text) => text.includes("leshan-1")) && found.some((text) => text.includes("leshan-2"))
      ? found
      : undefined;
  });
  assert.ok(
    summaries.some((text) => /key/iu.test(text) && text.includes("leshan-1")),
    summaries.join("\n"),
  );
  assert.ok(
    summaries.some((text) => /unknown/iu.test(text) && text.includes("leshan-2")),
    summaries.join("\n"),
  );
});
