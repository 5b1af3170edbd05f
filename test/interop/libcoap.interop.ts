import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { startCoapServer } from "./support/coapServer.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { runProgram } from "./support/program.js";
import { startWorkbench, textsOf, valuesOf } from "./support/workbench.js";

const identity = "libcoap-1";
/** libcoap takes keys as text. */
const keyText = "a key of libcoap";
const keys = { [identity]: Buffer.from(keyText) };
const megabyte = 1024 * 1024;

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function testFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-interop-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

for (const library of ["openssl", "gnutls"] as const) {
  const client = `coap-client-${library}`;
  for (const isSecure of [false, true]) {
    const where = isSecure ? "over DTLS" : "over UDP";
    test(`${client} ${where} moves a megabyte in blocks, both ways, and observes`, async (t) => {
      const server = await startCoapServer(t, keys);
      const folder = testFolder(t);
      const uri = isSecure ? `coaps://127.0.0.1:${server.securePort}` : `coap://127.0.0.1:${server.port}`;
      const security = isSecure ? ["-u", identity, "-k", keyText] : [];
      const sent = randomBytes(megabyte);
      writeFileSync(join(folder, "sent"), sent);
      const common = [...security, "-B", "60", "-b", "1024"];

      const put = runProgram(t, client, [
        ...common,
        "-m",
        "put",
        "-t",
        "42",
        "-f",
        join(folder, "sent"),
        `${uri}/blob`,
      ]);
      assert.equal(await put.ended, 0, put.output());
      assert.equal(digest(server.blob()), digest(sent), put.output());
      assert.equal(server.handled.get("PUT /blob"), 1, "The body is handed over once.");

      const get = runProgram(t, client, [...common, "-m", "get", "-o", join(folder, "received"), `${uri}/blob`]);
      assert.equal(await get.ended, 0, get.output());
      assert.equal(digest(readFileSync(join(folder, "received"))), digest(sent), get.output());

      const observe = runProgram(t, client, [...security, "-B", "5", "-s", "2", "-w", `${uri}/count`]);
      await observe.ended;
      const counts = [...observe.output().matchAll(/^(\d+)$/gmu)].map(([, text]) => Number(text));
      assert.ok(counts.length >= 3, observe.output());
      assert.ok(
        counts.every((count, index) => index === 0 || count > (counts[index - 1] ?? 0)),
        counts.join(" "),
      );
    });
  }

  test(`${client} registers an endpoint over DTLS`, async (t) => {
    const bench = await startWorkbench(t, keys);
    const uri = `coaps://127.0.0.1:${bench.securePort}/rd?ep=${identity}&lwm2m=1.1&lt=60&b=U`;
    const links = `</>;rt="oma.lwm2m";ct=112,</1/0>,</3/0>,</3303>;ver=1.1,</3303/0>`;
    const security = ["-u", identity, "-k", keyText];
    const register = runProgram(t, client, [
      ...security,
      "-B",
      "20",
      "-v",
      "7",
      "-m",
      "post",
      "-t",
      "40",
      "-e",
      links,
      uri,
    ]);
    await register.ended;
    const device = await bench.until("it has registered", ({ devices }) =>
      devices.find(({ name }) => name === identity),
    );
    assert.deepEqual(device.security.kind, "psk");
    const tree = await bench.engine.request("devices/tree", { deviceId: device.id });
    assert.deepEqual(
      tree.objects.map(({ objectId, version }) => `${objectId} ${version}`),
      ["1 1.1", "3 1.1", "3303 1.1"],
    );
  });

  test(`coap-server-${library}: we connect, read, write, observe and move a megabyte`, async (t) => {
    const bench = await startWorkbench(t, keys);
    const folder = testFolder(t);
    for (const isSecure of [false, true]) {
      const port = await freePortPair();
      const peer = runProgram(t, `coap-server-${library}`, [
        "-A",
        "127.0.0.1",
        "-p",
        `${port}`,
        "-d",
        "5",
        "-k",
        keyText,
        "-v",
        "6",
      ]);
      await untilTaken(port + 1);
      const uri = isSecure ? `coaps://127.0.0.1:${port + 1}` : `coap://127.0.0.1:${port}`;
      const device = await bench.engine.request("devices/connect", { uri, ...(isSecure ? { identity } : {}) });
      const deviceId = device.id;
      const tree = await bench.engine.request("devices/tree", { deviceId });
      assert.ok(
        tree.plainResources.some(({ path }) => path === "/time"),
        JSON.stringify(tree),
      );

      const time = textsOf(await bench.engine.request("device/read", { deviceId, path: "/time" }));
      assert.match(time["/time"] ?? "", /\d\d:\d\d:\d\d/u);

      const sent = randomBytes(megabyte);
      writeFileSync(join(folder, "sent"), sent);
      const write = await bench.engine.request("device/writeFile", {
        deviceId,
        path: "/blob",
        file: join(folder, "sent"),
      });
      assert.equal(write.kind, "success", JSON.stringify(write));
      const [read] = valuesOf(await bench.engine.request("device/read", { deviceId, path: "/blob" }));
      assert.equal(digest(Buffer.from(read?.text ?? "", "hex")), digest(sent));

      valuesOf(await bench.engine.request("device/observe", { deviceId, path: "/time" }));
      await bench.nextValues(deviceId, "/time");
      await bench.engine.request("devices/forget", { deviceId });
      peer.kill();
    }
  });
}
