import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import { createUdpTransport } from "../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { runIn, testFolder } from "../testing/runIn.js";

/** A server on the loopback interface that takes every registration. */
async function startServer(t: TestContext) {
  const asked: { readonly method: number; readonly text: string }[] = [];
  const endpoint = createCoapEndpoint({
    clock: systemClock,
    random: systemRandom,
    logger: silentLogger,
    handler: ({ code, path, query, payload }) => {
      asked.push({ method: code, text: `/${path.join("/")}?${query.join("&")} ${Buffer.from(payload).toString()}` });
      if (code === codeOf("DELETE")) return { code: codeOf("Deleted") };
      return { code: codeOf("Created"), locationPath: ["rd", "1"] };
    },
  });
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const transport = createUdpTransport({
    socket,
    clock: systemClock,
    onChannel: (channel) => void endpoint.accept(channel),
  });
  t.after(() => {
    endpoint.dispose();
    transport.dispose();
  });
  return { uri: `coap://127.0.0.1:${socket.localAddress.port}`, asked };
}

test("simulate registers objects of the registry and of files, and deregisters when it is interrupted", async (t) => {
  const { path } = testFolder(t, { "42001.xml": readFileSync("examples/objects/42001.xml", "utf8") });
  const { uri, asked } = await startServer(t);
  const argv = ["simulate", "3303@1.1", "42001.xml", "--server", uri, "--endpoint", "test-1", "--lifetime", "60"];
  const { exitCode, stdout, stderr } = await runIn(path, argv, { interruptAt: /is registered/u });
  assert.deepEqual([exitCode, stderr], [0, ""]);
  assert.match(stdout, /Registering test-1 at coap:.*\n.*test-1 is registered\./u);
  assert.match(asked[0]?.text ?? "", /^\/rd\?ep=test-1&lt=60&lwm2m=1\.1/u);
  assert.match(asked[0]?.text ?? "", /<\/3303>;ver=1\.1.*<\/42001>;ver=1\.1/u);
  assert.deepEqual(asked.at(-1)?.method, codeOf("DELETE"));
});

test("simulate says what it lacks", async (t) => {
  const { path } = testFolder(t, { "keys.json": { text: `{ "a": "0011" }`, mode: 0o600 }, "other.xml": "<svg/>" });
  const secure = ["3303", "--server", "coaps://127.0.0.1:1"];
  for (const [argv, problem] of [
    [["9999"], /registry has no object 9999\. Name the file that defines it/u],
    [["none.xml"], /none\.xml/u],
    [["other.xml"], /No object definition was found/u],
    [["3303", "--server", "127.0.0.1"], /Write coap:\/\/host:port/u],
    [secure, /needs --identity, and --credentials/u],
    [[...secure, "--identity", "b", "--credentials", "keys.json"], /keys\.json has no key of "b"/u],
  ] as const) {
    const { exitCode, stdout, stderr } = await runIn(path, ["simulate", ...argv]);
    assert.deepEqual([exitCode, stdout], [2, ""], argv.join(" "));
    assert.match(stderr, problem);
  }
});
