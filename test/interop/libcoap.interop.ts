import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { megabyte } from "./support/blobService.js";
import { startCoapServer } from "./support/coapServer.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { runProgram } from "./support/program.js";
import { startWorkbench, textsOf, valuesOf } from "./support/workbench.js";
import { digest, observeCount } from "./support/libcoapClient.js";
import { temporaryFolder } from "./support/temporaryFolder.js";

const identity = "libcoap-1";
/** libcoap takes keys as text. */
const keyText = "a key of libcoap";
const keys = { [identity]: Buffer.from(keyText) };

for (const library of ["openssl", "gnutls"] as const) {
  const client = `coap-client-${library}`;
  for (const isSecure of [false, true]) {
    const where = isSecure ? "over DTLS" : "over UDP";
    test(`${client} ${where} observes`, async (t) => {
      const server = await startCoapServer(t, keys);
      const uri = isSecure ? `coaps://127.0.0.1:${server.securePort}` : `coap://127.0.0.1:${server.port}`;
      const security = isSecure ? ["-u", identity, "-k", keyText] : [];
      await observeCount(t, { program: client, uri, arguments: [...security, "-B", "5"] });
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
    const folder = temporaryFolder(t);
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
