import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toHex } from "../../base/bytes.js";
import { printAddress, type Address } from "../../base/datagram.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { createDtlsEndpoint } from "../createEndpoint.js";
import type { ConnectOptions, DtlsEndpointSetup } from "../endpoint.js";
import { clientOffer, serverOffer } from "../recordOffers.js";
import { contentTypes } from "../tables/contentTypes.js";
import { establishedPair } from "../testing/establishedPair.js";
import { received } from "../testing/received.js";
import { recordsIn } from "../testing/recordsIn.js";
import { clientAddress, identity, key, serverAddress } from "../testing/simulatedPair.js";

const moved: Address = { host: "192.0.2.77", port: 61_000 };
const elsewhere: Address = { host: "192.0.2.78", port: 62_000 };

/** A session between our endpoints; what comes at both sides, and where the server has seen the client. */
async function established(
  wishes: Partial<ConnectOptions> = {},
  serverSetup: Partial<DtlsEndpointSetup> = {},
  clientSetup: Partial<DtlsEndpointSetup> = {},
) {
  const { served: atServer, ...pair } = await establishedPair({ wishes, serverSetup, clientSetup });
  const { session } = pair;
  const changes: string[] = [];
  atServer.onPeerChange((before) => {
    changes.push(`${printAddress(before)} > ${printAddress(atServer.peer)}`);
  });
  const says = async (text: string): Promise<void> => {
    session.send(fromUtf8(text));
    await pair.clock.advance(50);
  };
  return { ...pair, atServer, changes, says, texts: received(atServer), answers: received(session) };
}

test("pitfall 21: a device whose address changes keeps its session, and is answered where it is", async () => {
  const pair = await established();
  pair.clientSocket.moveTo(moved);
  await pair.says("from a new address");
  pair.atServer.send(fromUtf8("seen"));
  await pair.clock.advance(50);
  assert.deepEqual(pair.texts, ["from a new address"]);
  assert.deepEqual(pair.answers, ["seen"]);
  assert.deepEqual(pair.changes, [`${printAddress(clientAddress)} > ${printAddress(moved)}`]);
  assert.equal(pair.reports.length, 1, "no second handshake");
});

test("pitfall 21: without connection IDs a session keeps its address", async () => {
  for (const pair of [await established({ connectionIds: "none" }), await established({}, { connectionIdLength: 0 })]) {
    assert.equal(pair.atServer.hasConnectionId, false);
    pair.clientSocket.moveTo(moved);
    await pair.says("from a new address");
    assert.deepEqual([pair.texts, pair.changes], [[], []]);
    assert.deepEqual(pair.atServer.peer, clientAddress);
  }
});

test("pitfall 21: IDs go in the directions that were agreed on, with the length that each side wants", async () => {
  const lengths = async (
    wishes: Partial<ConnectOptions>,
    ...setups: Partial<DtlsEndpointSetup>[]
  ): Promise<readonly string[]> => {
    const pair = await established(wishes, ...setups);
    const seen = new Set<string>();
    pair.network.onSend.event(({ data, from }) => {
      const side = from.port === serverAddress.port ? "server" : "client";
      seen.add(`${side} ${data[0] === contentTypes.ConnectionId ? "with" : "without"}, ${data.length}`);
    });
    await pair.says("up");
    pair.atServer.send(fromUtf8("up"));
    await pair.clock.advance(50);
    assert.deepEqual([pair.texts, pair.answers], [["up"], ["up"]]);
    return [...seen];
  };
  const plain = 2 + 29;
  assert.deepEqual(await lengths({}), [`client with, ${plain + 6 + 1}`, `server without, ${plain}`]);
  assert.deepEqual(await lengths({ connectionIds: "both" }), [
    `client with, ${plain + 6 + 1}`,
    `server with, ${plain + 6 + 1}`,
  ]);
  assert.deepEqual(await lengths({ connectionIds: "both" }, { connectionIdLength: 1 }, { connectionIdLength: 12 }), [
    `client with, ${plain + 1 + 1}`,
    `server with, ${plain + 12 + 1}`,
  ]);
});

test("pitfall 21: an older record, a repeated one and a forged one from elsewhere move nobody", async () => {
  const pair = await established();
  const caught: Uint8Array[] = [];
  pair.network.filter = ({ from, data }) => {
    if (from.port === clientAddress.port) caught.push(data);
    return caught.length !== 1;
  };
  await pair.says("older");
  await pair.says("newer");
  const [older, newer] = caught;
  assert.ok(older && newer);
  pair.network.filter = () => true;
  const forged = Uint8Array.from(newer);
  forged.set([0, 0, 0, 0, 0, 99], 5);
  for (const data of [newer, forged, older]) pair.network.send({ data, from: elsewhere, to: serverAddress });
  await pair.clock.advance(50);
  assert.deepEqual(pair.texts, ["newer", "older"], "an older record counts, but does not tell where the peer is");
  assert.deepEqual(pair.changes, []);
});

test("pitfall 21: each record that is caught and sent on from another address brings that address little", async () => {
  const pair = await established();
  const caught: Uint8Array[] = [];
  pair.network.filter = ({ from, data }) => {
    if (from.port === clientAddress.port) caught.push(data);
    return from.port !== clientAddress.port;
  };
  for (const text of ["one", "two"]) await pair.says(text);
  pair.network.filter = () => true;
  let bytes = 0;
  pair.network.onSend.event(({ to, data }) => {
    if (to.port === elsewhere.port) bytes += data.length;
  });
  for (const [index, data] of caught.entries()) {
    pair.network.send({ data, from: elsewhere, to: serverAddress });
    await pair.clock.advance(50);
    for (let count = 0; count < 100; count++) pair.atServer.send(new Uint8Array(1000));
    assert.ok(bytes > 4000 * (index + 1) && bytes <= 8192 * (index + 1), String(bytes));
  }
});

test("pitfall 21: where the peer is heard again, nothing is held back after a caught record was sent on", async () => {
  const pair = await established();
  let caught: Uint8Array | undefined;
  pair.network.filter = ({ from, data }) => {
    if (from.port === clientAddress.port) caught = data;
    return from.port !== clientAddress.port;
  };
  await pair.says("caught");
  assert.ok(caught);
  pair.network.filter = () => true;
  let bytes = 0;
  pair.network.onSend.event(({ to, data }) => {
    if (to.port === elsewhere.port) bytes += data.length;
  });
  pair.network.send({ data: caught, from: elsewhere, to: serverAddress });
  await pair.clock.advance(50);
  for (let count = 0; count < 100; count++) pair.atServer.send(new Uint8Array(1000));
  assert.ok(bytes > 4000 && bytes <= 8192, String(bytes));
  await pair.says("I am still here");
  assert.deepEqual(pair.atServer.peer, clientAddress);
  for (let count = 0; count < 20; count++) pair.atServer.send(fromUtf8("x"));
  await pair.clock.advance(50);
  assert.equal(pair.answers.length, 20, "where the peer was heard again nothing is held back");
});

test("pitfall 21: a peer that moves to the address of another one takes nothing from it", async () => {
  const pair = await established();
  const victimSocket = pair.network.socket(elsewhere.host, elsewhere.port);
  const victim = createDtlsEndpoint({
    socket: victimSocket,
    clock: pair.clock,
    random: seededBytes(5),
    logger: silentLogger,
  });
  const options = { credentials: { kind: "psk", identity, key }, connectionIds: "none" } as const;
  const { session } = await pair.clock.until(victim.connect(serverAddress, options));
  await pair.clock.advance(50);
  const texts = received(pair.sessions[1]);
  let caught: Uint8Array | undefined;
  pair.network.filter = ({ from, data }) => {
    if (from.port === clientAddress.port) caught = data;
    return from.port !== clientAddress.port;
  };
  await pair.says("as somebody else");
  pair.network.filter = () => true;
  pair.network.send({ data: caught ?? assert.fail(), from: elsewhere, to: serverAddress });
  await pair.clock.advance(50);
  assert.deepEqual(pair.atServer.peer, elsewhere);
  session?.send(fromUtf8("still mine"));
  await pair.clock.advance(50);
  assert.deepEqual([texts, pair.texts], [["still mine"], ["as somebody else"]]);
});

test("pitfall 21: another device at an address that was left does not end the session that was there", async () => {
  const pair = await established();
  pair.keys.set("other", key);
  pair.clientSocket.moveTo(moved);
  const late = pair.network.socket(clientAddress.host, clientAddress.port);
  const other = createDtlsEndpoint({ socket: late, clock: pair.clock, random: seededBytes(6), logger: silentLogger });
  const { session } = await pair.clock.until(
    other.connect(serverAddress, { credentials: { kind: "psk", identity: "other", key } }),
  );
  assert.ok(session);
  await pair.says("the first one lives");
  assert.deepEqual(pair.texts, ["the first one lives"]);
});

test("pitfall 21: close_notify and data from a new address belong to the session", async () => {
  const pair = await established();
  const ends: string[] = [];
  pair.atServer.onEnd(({ kind }) => ends.push(kind));
  pair.clientSocket.moveTo(moved);
  pair.session.close();
  await pair.clock.advance(50);
  assert.deepEqual(ends, ["closed by the peer"]);
});

test("pitfall 21: an ID is thrown anew if a session has it, and none is given when all are taken", () => {
  let next = 0;
  const random = { bytes: (length: number) => new Uint8Array(length).fill(next++ % 4), fraction: () => 0 };
  const setup = { random, connectionIdLength: 1 };
  assert.deepEqual(serverOffer(setup, (id) => (id[0] ?? 0) < 2).connectionId, Uint8Array.of(2));
  assert.deepEqual(serverOffer(setup, () => true).connectionId, new Uint8Array());
  const options = { credentials: { kind: "psk", identity, key } } as const;
  assert.deepEqual(clientOffer(setup, options, () => false).connectionId, new Uint8Array());
  assert.equal(clientOffer(setup, { ...options, connectionIds: "none" }, () => false).connectionId, undefined);
});

test("pitfall 21: two sessions never have the same ID, and a resumed one gets another", async () => {
  const pair = await established();
  const ids = new Set<string>();
  pair.network.onSend.event(({ data }) => {
    for (const { connectionId } of recordsIn(data)) if (connectionId !== undefined) ids.add(toHex(connectionId));
  });
  await pair.says("first");
  const { session, report } = await pair.connect();
  assert.ok(session);
  session.send(fromUtf8("second"));
  await pair.clock.advance(50);
  assert.deepEqual([report.isResumed, ids.size], [true, 2]);
});
