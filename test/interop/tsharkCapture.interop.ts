import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fromUtf8, joinBytes } from "../../lwm2m/base/bytes.js";
import { createCapture } from "../../lwm2m/coap/capture/pcapng.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import type { IncomingRequest, TappedMessage } from "../../lwm2m/coap/session.js";
import type { CoapResponse } from "../../lwm2m/coap/exchange.js";
import { coapPair } from "../../lwm2m/coap/testing/coapPair.js";
import { streamPair } from "../../lwm2m/coap/testing/streamPair.js";
import { programPath } from "./support/programPath.js";
import { temporaryFolder } from "./support/temporaryFolder.js";

const get = codeOf("GET");
const handler = ({ observe }: IncomingRequest): CoapResponse => ({
  code: codeOf("Content"),
  contentFormat: 0,
  payload: fromUtf8("21.5"),
  ...(observe === 0 ? { observe: 12 } : {}),
});

/** What tshark reads in a capture: the fields of each packet. */
function dissected(
  t: TestContext,
  messages: readonly TappedMessage[],
  fields: readonly string[],
): readonly (readonly string[])[] {
  const pieces: Uint8Array[] = [];
  const capture = createCapture({ write: (data) => pieces.push(data) });
  for (const message of messages) assert.ok(capture.add(message));
  const file = join(temporaryFolder(t), "capture.pcapng");
  writeFileSync(file, joinBytes(pieces));
  const asked = fields.flatMap((field) => ["-e", field]);
  const { status, stdout, stderr } = spawnSync(programPath("tshark"), ["-r", file, "-T", "fields", ...asked], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stderr, /bug|assertion|malformed/iu);
  const lines = stdout.split("\n").filter((line) => line !== "");
  assert.equal(lines.length, messages.length, stdout);
  return lines.map((line) => line.split("\t"));
}

test("tshark dissects a capture of messages over datagrams, on any port, with their times and directions", async (t) => {
  const pair = coapPair({ handler });
  const seen: TappedMessage[] = [];
  pair.client.endpoint.onMessage((message) => seen.push(message));
  const observation = pair.session.observe({ code: get, path: ["3303", "0"] }, () => undefined);
  await pair.clock.until(observation.first);
  await pair.clock.until(pair.session.ping());
  const read = dissected(t, seen, [
    "_ws.col.Protocol",
    "ip.src",
    "exported_pdu.ipv4_src",
    "exported_pdu.src_port",
    "exported_pdu.dst_port",
    "coap.type",
    "coap.code",
    "coap.opt.uri_path_recon",
    "frame.time_epoch",
    "frame.packet_flags_direction",
    "coap.response_to",
    "_ws.malformed",
  ]);
  const time = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(3)}000000`;
  assert.deepEqual(
    read.map(([protocol, , source, from, to, type, code]) => [protocol, source, from, to, type, code].join(" ")),
    [
      "CoAP 192.0.2.1 40000 5683 0 1",
      "CoAP 192.0.2.2 5683 40000 2 69",
      "CoAP 192.0.2.1 40000 5683 0 0",
      "CoAP 192.0.2.2 5683 40000 3 0",
    ],
  );
  assert.deepEqual(
    read.map((row) => row[8]),
    seen.map((message) => time(message.time)),
  );
  assert.deepEqual([read[0]?.[7], read[1]?.[10], read[0]?.[11]], ["/3303/0", "1", ""]);
  assert.deepEqual(
    read.map((row) => Number(row[9])),
    [2, 1, 2, 1],
  );
});

test("tshark dissects a capture of messages over a stream, with their signals", async (t) => {
  const pair = streamPair({ handler });
  const seen: TappedMessage[] = [];
  pair.server.endpoint.onMessage((message) => seen.push(message));
  await pair.clock.until(pair.client.session.request({ code: get, path: ["3303", "0"] }));
  await pair.clock.until(pair.client.session.ping());
  const read = dissected(t, seen, ["_ws.col.Protocol", "_ws.col.Info", "exported_pdu.src_port", "coap.response_to"]);
  // It takes the options of signals for those of requests, so that it finds the one or the other malformed.
  assert.deepEqual(
    read.map(([protocol, info, port]) => {
      return `${protocol} ${(info ?? "").replace(/TKN:(?: ?[0-9a-f]{2})+, /u, "")} ${port}`;
    }),
    [
      "CoAP 7.01 CSM 40000",
      "CoAP GET, /3303/0 40000",
      "CoAP 2.05 Content (text/plain), /3303/0 5683",
      "CoAP 7.02 Ping 40000",
      "CoAP 7.03 Pong 5683",
    ],
  );
  assert.equal(read[2]?.[3], "2");
});
