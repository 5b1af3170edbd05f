import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import { SimulatedNetwork } from "../../lwm2m/base/testing/simulatedNetwork.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import { createUdpTransport } from "../../lwm2m/coap/transport/udp.js";
import { noDefinitions } from "../../lwm2m/data/definitions.js";
import { createLwm2mServer } from "../../lwm2m/management/createServer.js";
import { connectDirectly, type DirectSetup } from "./directConnections.js";

/** An engine's direct connections on a simulated network, where handshakes are never answered. */
function scene(t: TestContext) {
  const [clock, random, logger] = [new SimulatedClock(), seededBytes(1), silentLogger];
  const network = new SimulatedNetwork(clock, random);
  const server = createLwm2mServer({ clock, random, logger, definitions: noDefinitions });
  const endpoint = createCoapEndpoint({ clock, random, logger });
  server.attach(endpoint);
  const transport = createUdpTransport({
    socket: network.socket("127.0.0.1", 1000),
    clock,
    onChannel: () => undefined,
  });
  const names = new Map<string, readonly string[]>();
  const setup: DirectSetup = {
    server,
    endpoint,
    outgoing: {
      plainChannel: (peer) => Promise.resolve(transport.channelTo(peer)),
      secureChannel: () => new Promise(() => undefined),
    },
    key: () => new Secret(Uint8Array.of(1)),
    clock,
    resolve: (host) => {
      const all = names.get(host.toLowerCase()) ?? [host];
      return Promise.resolve({ address: all[0] ?? "", all });
    },
  };
  t.after(() => {
    for (const part of [server, endpoint, transport]) part.dispose();
  });
  /** A CoAP server, or something else that answers everything with the same bytes. */
  const answering = (host: string, port: number, bytes?: Uint8Array): void => {
    const socket = network.socket(host, port);
    if (bytes !== undefined) {
      socket.onDatagram(({ from }) => {
        socket.send(bytes, from);
      });
      return;
    }
    const peer = createCoapEndpoint({ clock, random, logger });
    createUdpTransport({ socket, clock, onChannel: (channel) => void peer.accept(channel) });
  };
  const connect = (uri: string, more: { identity?: string; timeout?: number } = {}) =>
    clock.until(connectDirectly(setup, { uri, ...more }));
  return { clock, server, names, answering, connect };
}

const failed = (message: RegExp) => ({ name: "EngineError", code: "failed", message });

test("gives up a server that is silent, in words, and keeps no device of it", async (t) => {
  const { server, connect } = scene(t);
  await assert.rejects(
    connect("coap://192.0.2.1:7000"),
    failed(
      /^coap:\/\/192\.0\.2\.1:7000 has not answered within 25 seconds\. Check the address.*Port 7000 may also be one for DTLS.*write coaps:\/\/192\.0\.2\.1:7000, with the identity/u,
    ),
  );
  assert.equal(server.devices.size, 0);
});

test("the user's patience counts for all of connecting, with and without DTLS", async (t) => {
  const { clock, connect } = scene(t);
  for (const [uri, more] of [
    ["coap://192.0.2.1", {}],
    ["coaps://192.0.2.1", { identity: "me" }],
  ] as const) {
    const start = clock.now();
    await assert.rejects(
      connect(uri, { ...more, timeout: 3000 }),
      failed(/:\/\/192\.0\.2\.1 has not answered within 3 seconds\./u),
    );
    assert.equal(clock.now() - start, 3000);
  }
});

test("an address is the same device, however it is written", async (t) => {
  const { server, names, answering, connect } = scene(t);
  answering("127.0.0.1", 5683);
  names.set("sensor.example", ["192.0.2.9", "127.0.0.1"]);
  const first = await connect("coap://127.0.0.1");
  for (const uri of [
    "coap://127.0.0.1:5683/",
    "COAP://127.0.0.1",
    "coap://sensor.example",
    "coap://SENSOR.example.:5683",
  ]) {
    names.set("sensor.example.", ["127.0.0.1"]);
    assert.equal(await connect(uri), first, uri);
  }
  assert.equal(first.name, "coap://127.0.0.1");
  assert.equal(server.devices.size, 1);
});

test("a name whose address has changed is the same device at its new address", async (t) => {
  const { server, names, answering, connect } = scene(t);
  answering("192.0.2.7", 5683);
  answering("192.0.2.8", 5683);
  names.set("sensor.example", ["192.0.2.7"]);
  const before = await connect("coap://Sensor.example");
  assert.equal(before.name, "coap://sensor.example");
  names.set("sensor.example", ["192.0.2.8"]);
  assert.equal(await connect("coap://sensor.example"), before);
  assert.deepEqual([before.address.host, before.state, server.devices.size], ["192.0.2.8", "online", 1]);
});

test("a port of another protocol is told, and is no device", async (t) => {
  const { server, answering, connect } = scene(t);
  answering("192.0.2.7", 7000, Uint8Array.of(21, 0xfe, 0xfd, 0, 0));
  answering("192.0.2.8", 7000, Uint8Array.of(0xff));
  await assert.rejects(
    connect("coap://192.0.2.7:7000"),
    failed(/speaks DTLS, not plain CoAP\. Write coaps:\/\/192\.0\.2\.7:7000/u),
  );
  await assert.rejects(connect("coap://192.0.2.8:7000"), failed(/does not speak CoAP/u));
  assert.equal(server.devices.size, 0);
});
