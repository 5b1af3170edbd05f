import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import { SimulatedNetwork } from "../../lwm2m/base/testing/simulatedNetwork.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import { createUdpTransport } from "../../lwm2m/coap/transport/udp.js";
import { noDefinitions } from "../../lwm2m/data/definitions.js";
import { createLwm2mServer } from "../../lwm2m/management/createServer.js";
import { connectDirectly } from "./directConnections.js";

test("gives up a server that is silent, in words, and keeps no device of it", async () => {
  const [clock, random, logger] = [new SimulatedClock(), seededBytes(1), silentLogger];
  const network = new SimulatedNetwork(clock, random);
  const server = createLwm2mServer({ clock, random, logger, definitions: noDefinitions });
  const endpoint = createCoapEndpoint({ clock, random, logger });
  server.attach(endpoint);
  const socket = network.socket("127.0.0.1", 1000);
  const transport = createUdpTransport({ socket, clock, onChannel: () => undefined });
  const outgoing = {
    plainChannel: (peer: { host: string; port: number }) => Promise.resolve(transport.channelTo(peer)),
    secureChannel: () => Promise.resolve({ problem: "not here" }),
  };
  const setup = { server, endpoint, outgoing, key: () => undefined, clock };
  await assert.rejects(clock.until(connectDirectly(setup, { uri: "coap://192.0.2.1:7000" })), {
    name: "EngineError",
    code: "failed",
    message: /^coap:\/\/192\.0\.2\.1:7000 has not answered within 25 seconds\. Check the address/u,
  });
  assert.equal(server.devices.size, 0);
  for (const part of [server, endpoint, transport]) part.dispose();
});
