import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { establishedPair } from "../testing/establishedPair.js";
import { certificates, certifiedName } from "../testing/keyPairs.js";
import { received } from "../testing/received.js";
import { recordsIn } from "../testing/recordsIn.js";
import { serverAddress, simulatedPair } from "../testing/simulatedPair.js";

test("pitfall 23: the overhead that a session tells is what its datagrams have more than their data", async () => {
  for (const connectionIds of ["none", "ours", "both"] as const) {
    const { network, session, served } = await establishedPair({ wishes: { connectionIds } });
    const lengths: number[] = [];
    network.onSend.event(({ data }) => lengths.push(data.length));
    session.send(new Uint8Array(100));
    served.send(new Uint8Array(100));
    assert.deepEqual(lengths, [100 + session.overhead, 100 + served.overhead]);
    const withId = 13 + 8 + 8 + 6 + 1;
    assert.equal(session.overhead, connectionIds === "none" ? 29 : withId);
    assert.equal(served.overhead, connectionIds === "both" ? withId : 29);
  }
});

test("pitfall 23: data that the peer would not take is not sent, and the log says how long it may be", async () => {
  for (const [wishes, clientSetup, limits] of [
    [{ maxFragmentLength: 512 }, {}, [512, 512]],
    [{}, { recordSizeLimit: 300 }, [16_384, 300]],
  ] as const) {
    const pair = simulatedPair({ wishes, clientSetup });
    const { session } = await pair.connect();
    await pair.clock.advance(50);
    const [served] = pair.sessions;
    assert.ok(session && served);
    assert.deepEqual([session.maximumDataSize, served.maximumDataSize], limits);
    const texts = received(session);
    served.send(new Uint8Array(served.maximumDataSize + 1));
    served.send(new Uint8Array(served.maximumDataSize).fill(65));
    await pair.clock.advance(50);
    assert.deepEqual(
      texts.map(({ length }) => length),
      [limits[1]],
    );
    const line = pair.lines.find(({ message }) => message.includes("was not sent"));
    assert.match(
      line?.message ?? "",
      new RegExp(`A message of ${limits[1] + 1} bytes was not sent: the peer takes at most ${limits[1]} bytes`, "u"),
    );
  }
});

/** Certificates with many names, which are longer than small records. */
const dns = Array.from({ length: 30 }, (_, index) => `name-${index}.example.org`);
const long = certificates({ client: { dns }, server: { dns: [certifiedName, ...dns] } });

/** A handshake with long certificates, and how long what is not encrypted was. */
async function withCertificates(
  options: Parameters<typeof simulatedPair>[0],
  passes: (datagram: Uint8Array) => boolean = () => true,
) {
  const pair = simulatedPair({ ...options, credentials: long.server });
  const plain: number[] = [];
  const datagrams: number[] = [];
  pair.network.filter = ({ from, data }) => {
    datagrams.push(data.length);
    for (const { epoch, fragment } of recordsIn(data))
      if (epoch === 0 && (from.port === serverAddress.port || plain.length > 1)) plain.push(fragment.length);
    return passes(data);
  };
  const { session, report } = await pair.connectWith(long.client, certifiedName);
  await pair.clock.advance(50);
  assert.equal(report.outcome, "completed", report.explanation);
  const texts = received(pair.sessions[0]);
  session?.send(fromUtf8("x"));
  await pair.clock.advance(50);
  assert.deepEqual(texts, ["x"]);
  return { plain, longest: Math.max(...datagrams), report };
}

test("pitfall 23: handshake messages are cut as short as the client has asked for, by both sides", async () => {
  const short = await withCertificates({ wishes: { maxFragmentLength: 512 } });
  assert.equal(Math.max(...short.plain), 512);
  const limited = await withCertificates({
    serverSetup: { recordSizeLimit: 200 },
    clientSetup: { recordSizeLimit: 400 },
  });
  assert.equal(Math.max(...limited.plain), 400);
  const free = await withCertificates({});
  assert.ok(Math.max(...free.plain) > 512);
});

test("pitfall 23: a flight that is lost again and again comes in smaller datagrams", async () => {
  const wide = await withCertificates({});
  assert.equal(wide.report.retransmissions, 0);
  assert.ok(wide.longest > 600);
  const narrow = await withCertificates({}, (datagram) => datagram.length <= 600);
  assert.ok(narrow.report.retransmissions > 0);
});
