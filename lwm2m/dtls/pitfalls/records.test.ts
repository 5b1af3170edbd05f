import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toHex } from "../../base/bytes.js";
import { contentTypes } from "../tables/contentTypes.js";
import { RawClient } from "../testing/rawClient.js";
import { received } from "../testing/received.js";
import { recordsIn } from "../testing/recordsIn.js";
import { clientAddress, serverAddress, simulatedPair } from "../testing/simulatedPair.js";
import { lastSequence } from "../wire/record.js";
import { RecordLayer } from "../record/recordLayer.js";
import type { SessionEnd } from "../session.js";

test("pitfall 7: data that a client sends right behind its Finished waits for the keys, whatever arrives first", async () => {
  for (const connectionIds of ["none", "ours", "both"] as const) {
    const pair = simulatedPair({ wishes: { connectionIds } });
    // The client's last flight arrives only after the data that it sends when it has heard the server's Finished.
    let isHolding = false;
    const held: Uint8Array[] = [];
    pair.network.filter = ({ from, data }) => {
      if (from.port !== clientAddress.port || !isHolding) return true;
      held.push(data);
      return false;
    };
    const first = await pair.connect();
    first.session?.close();
    await pair.clock.advance(50);
    // In a resumed handshake the last flight is the client's.
    pair.network.filter = ({ from, data }) => {
      if (from.port !== clientAddress.port) return true;
      isHolding ||= recordsIn(data).some(({ type }) => type === contentTypes.ChangeCipherSpec);
      if (isHolding) held.push(data);
      return !isHolding;
    };
    const { session, report } = await pair.connect();
    assert.equal(report.isResumed, true);
    session?.send(fromUtf8("early"));
    const texts: string[] = [];
    pair.server.onSession((served) => served.onData((data) => texts.push(Buffer.from(data).toString())));
    pair.network.filter = () => true;
    for (const data of held.toReversed()) pair.network.send({ data, from: clientAddress, to: serverAddress });
    await pair.clock.advance(50);
    assert.deepEqual(texts, ["early"], connectionIds);
  }
});

test("pitfall 8: an epoch's numbers count from 0, and what is sent again has a new one", async () => {
  const pair = simulatedPair();
  const seen = new Set<string>();
  let count = 0;
  pair.network.filter = ({ from, data }) => {
    for (const { epoch, sequence } of recordsIn(data)) {
      const number = `${from.port}/${epoch}/${sequence}`;
      assert.ok(!seen.has(number) || epoch === 0, `${number} came twice`);
      seen.add(number);
    }
    return ++count % 3 !== 0;
  };
  const { session, report } = await pair.connect();
  assert.equal(report.outcome, "completed");
  assert.ok(report.retransmissions > 0);
  for (let index = 0; index < 50; index++) session?.send(fromUtf8("x"));
  await pair.clock.advance(100);
  assert.ok(seen.has(`${clientAddress.port}/1/0`));
});

test("pitfall 8: the nonce of a record is its epoch and its number, also with a connection ID", async () => {
  const pair = simulatedPair();
  const { session } = await pair.connect();
  const nonces: string[] = [];
  pair.network.onSend.event(({ from, data }) => {
    for (const { epoch, sequence, fragment } of recordsIn(data))
      if (from.port === clientAddress.port) {
        nonces.push(toHex(fragment.subarray(0, 8)));
        assert.equal(nonces.at(-1), `000${epoch}${sequence.toString(16).padStart(12, "0")}`);
      }
  });
  for (const text of ["one", "two", "three"]) session?.send(fromUtf8(text));
  assert.equal(nonces.length, 3);
});

test("pitfall 8: when the 48 bits are used up nothing more is sent, and no number comes again", () => {
  const layer = new RecordLayer({ firstSequence: lastSequence - 1 });
  const seal = (): number | undefined => {
    const bytes = layer.seal(contentTypes.Handshake, 0, new Uint8Array());
    return bytes && recordsIn(bytes)[0]?.sequence;
  };
  assert.deepEqual([seal(), seal(), seal(), seal()], [lastSequence - 1, lastSequence, undefined, undefined]);
});

test("pitfall 9: in a session each record counts once, old ones count as long as the window reaches", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  const records = await raw.shake();
  await pair.clock.advance(50);
  const [session] = pair.sessions;
  const texts = received(session);
  const sealed = Array.from({ length: 100 }, (_, index) => {
    return records.seal(contentTypes.ApplicationData, 1, fromUtf8(String(index))) ?? assert.fail();
  });
  const send = async (...indexes: readonly number[]): Promise<void> => {
    for (const index of indexes) raw.sendBytes(sealed[index] ?? assert.fail());
    await pair.clock.advance(50);
  };
  await send(0, 0, 99, 99, 98, 36, 35, 98, 36);
  assert.deepEqual(texts, ["0", "99", "98", "36"]);
});

test("pitfall 9: a number beyond all others that is forged does not push the window on", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  const records = await raw.shake();
  await pair.clock.advance(50);
  const [session] = pair.sessions;
  const texts = received(session);
  const ends: SessionEnd[] = [];
  session?.onEnd((end) => ends.push(end));
  const sealed = records.seal(contentTypes.ApplicationData, 1, fromUtf8("true")) ?? assert.fail();
  for (const sequence of [2 ** 47, lastSequence])
    raw.sendRecord({ type: contentTypes.ApplicationData, epoch: 1, sequence, fragment: new Uint8Array(40) });
  raw.sendBytes(sealed);
  await pair.clock.advance(50);
  assert.deepEqual([texts, ends], [["true"], []]);
});
