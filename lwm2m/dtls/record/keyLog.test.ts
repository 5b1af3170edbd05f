import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { contentTypes } from "../tables/contentTypes.js";
import { recordsIn } from "../testing/recordsIn.js";
import { simulatedPair } from "../testing/simulatedPair.js";
import { keyLogLine } from "./keyLog.js";

test("a line names the client's random and the master secret", () => {
  const line = keyLogLine(new Uint8Array(32).fill(0xab), new Secret(new Uint8Array(48).fill(0x01)));
  assert.equal(line, `CLIENT_RANDOM ${"ab".repeat(32)} ${"01".repeat(48)}`);
});

test("both sides write the same line for each session that they make or resume, with the random that was sent", async () => {
  const lines: { readonly server: string[]; readonly client: string[] } = { server: [], client: [] };
  const pair = simulatedPair({
    serverSetup: { keyLog: (line) => lines.server.push(line) },
    clientSetup: { keyLog: (line) => lines.client.push(line) },
  });
  const randoms = new Set<string>();
  pair.network.onSend.event(({ data }) => {
    for (const { type, epoch, fragment } of recordsIn(data))
      if (epoch === 0 && type === contentTypes.Handshake && fragment[0] === 1)
        randoms.add(toHex(fragment.slice(14, 46)));
  });
  await pair.connect();
  await pair.clock.advance(50);
  assert.equal((await pair.connect()).report.isResumed, true);
  await pair.clock.advance(50);
  assert.equal(lines.client.length, 2);
  assert.deepEqual(lines.server, lines.client);
  assert.deepEqual(
    lines.client.map((line) => line.split(" ")[1]),
    [...randoms],
  );
});

test("no line and no secret is in the log", async () => {
  const lines: string[] = [];
  const pair = simulatedPair({ serverSetup: { keyLog: (line) => lines.push(line) } });
  await pair.connect();
  await pair.clock.advance(50);
  const [master] = lines.map((line) => line.split(" ")[2] ?? "");
  assert.ok(master && pair.lines.length > 0);
  assert.ok(!JSON.stringify(pair.lines).includes(master));
});
