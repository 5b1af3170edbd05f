import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import { dtlsChannel } from "../../lwm2m/coap/transport/dtls.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDefinitionSet } from "../../lwm2m/data/definitionSet.js";
import { connectToServer } from "../../lwm2m/device/connectToServer.js";
import { createSimulatedDevice } from "../../lwm2m/device/createSimulatedDevice.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import { cipherSuites } from "../../lwm2m/dtls/tables/suites.js";
import { createLwm2mServer } from "../../lwm2m/management/createServer.js";
import type { Device } from "../../lwm2m/management/device.js";
import { testRegistry } from "../fixtures/registry.js";
import { preferring } from "../../lwm2m/dtls/testing/preferSuite.js";

// Real sockets and real time, in whatever runtime this is.

const key = new Secret(Uint8Array.from({ length: 16 }, (_, index) => index));
const common = { clock: systemClock, random: systemRandom, logger: silentLogger };
const definitions = createDefinitionSet(testRegistry());
/** Milliseconds until something that must happen counts as failed. */
const patience = 30_000;

/** An LwM2M Server on a loopback port; resolves with the suite and the device of the first registration. */
async function startServer(t: TestContext): Promise<{
  readonly port: number;
  readonly registered: Promise<{ readonly suite: string | undefined; readonly device: Device }>;
}> {
  const server = createLwm2mServer({ ...common, definitions });
  const endpoint = createCoapEndpoint({ ...common, handler: server.handler });
  server.attach(endpoint);
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const dtls = createDtlsEndpoint({
    ...common,
    socket,
    server: { psk: (name) => (name === "meter" ? key : undefined) },
  });
  let suite: string | undefined;
  dtls.onSession((session) => {
    ({ suite } = session);
    endpoint.accept(dtlsChannel(session));
  });
  const registered = new Promise<{ suite: string | undefined; device: Device }>((resolve, reject) => {
    const watchdog = setTimeout(() => {
      reject(new Error("No device has registered."));
    }, patience);
    server.onEvent((event) => {
      if (event.kind !== "registered") return;
      clearTimeout(watchdog);
      resolve({ suite, device: event.device });
    });
  });
  t.after(() => {
    server.dispose();
    endpoint.dispose();
    dtls.dispose();
  });
  return { port: socket.localAddress.port, registered };
}

for (const { name, keyExchange } of cipherSuites) {
  // A simulated device has a pre-shared key and nothing else.
  if (keyExchange === "ecdhe_ecdsa") continue;

  test(`a device registers over loopback with ${name}, is read and written to`, async (t) => {
    await preferring(name, async () => {
      const { port, registered } = await startServer(t);
      const client = createSimulatedDevice({
        ...common,
        endpoint: "meter",
        objects: [],
        definitions,
        server: connectToServer({
          ...common,
          uri: `coaps://127.0.0.1:${port}`,
          address: { host: "127.0.0.1", port },
          socket: await openUdpSocket({ host: "127.0.0.1", port: 0 }),
          psk: { identity: "meter", key },
        }),
      });
      t.after(client.stop);
      const { suite, device } = await registered;
      assert.equal(suite, name);
      assert.deepEqual(device.identity, { kind: "psk", identity: "meter" });
      const written = await device.write("/3/0/14", { kind: "text", text: "+02:00" });
      assert.equal(written.kind, "success", JSON.stringify(written));
      const read = await device.read("/3/0/14");
      assert.ok(read.kind === "success");
      assert.deepEqual(read.values[0]?.value, { type: "String", value: "+02:00" });
    });
  });
}
