import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromUtf8, toHex } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { createCcm } from "../crypto/ccm.js";
import { trafficKeys } from "../crypto/keySchedule.js";
import { contentTypes } from "../tables/contentTypes.js";
import { cipherSuites, type CipherSuite } from "../tables/suites.js";
import { parseRecords, printRecord, type DtlsRecord } from "../wire/record.js";
import { authenticatedHeader } from "./authenticatedHeader.js";
import { noConnectionIds, parseConnectionId, parseInnerPlaintext, printConnectionId } from "./connectionIds.js";
import { RecordLayer } from "./recordLayer.js";

const master = new Secret(new Uint8Array(48).fill(7));
const randoms = { client: new Uint8Array(32).fill(1), server: new Uint8Array(32).fill(2) };
const data = fromUtf8("temperature");
const id = Uint8Array.of(1, 2, 3, 4);

/** Two sides of which the server has given an ID and the client none. */
function pair(suite: CipherSuite): { readonly client: RecordLayer; readonly server: RecordLayer } {
  const [client, server] = [new RecordLayer(), new RecordLayer()];
  client.useConnectionIds({ ours: noConnectionIds.ours, theirs: id });
  server.useConnectionIds({ ours: id, theirs: noConnectionIds.theirs });
  client.protect(suite, master, randoms, "client");
  server.protect(suite, master, randoms, "server");
  return { client, server };
}

function recordOf(bytes: Uint8Array | undefined, length = id.length): DtlsRecord {
  return parseRecords(bytes ?? new Uint8Array(), length)[0] ?? assert.fail("no record");
}

test("pitfall 21: records of one direction have the ID, the others none, in every suite", () => {
  for (const suite of cipherSuites) {
    const { client, server } = pair(suite);
    const up = recordOf(client.seal(contentTypes.ApplicationData, 1, data));
    assert.deepEqual([up.type, up.connectionId], [contentTypes.ConnectionId, id], suite.name);
    assert.deepEqual(server.open(up), { type: contentTypes.ApplicationData, content: data, isNewest: true });
    const down = recordOf(server.seal(contentTypes.Alert, 1, data));
    assert.deepEqual([down.type, down.connectionId], [contentTypes.Alert, undefined]);
    assert.deepEqual(client.open(down), { type: contentTypes.Alert, content: data, isNewest: true });
    const plain = recordOf(client.seal(contentTypes.Handshake, 0, data));
    assert.deepEqual([plain.type, plain.connectionId], [contentTypes.Handshake, undefined], "epoch 0 has none");
  }
});

test("pitfall 21: the overhead has the ID and the inner type", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const { client, server } = pair(suite);
  assert.equal(client.overhead(1), 29 + id.length + 1);
  assert.equal(client.seal(contentTypes.ApplicationData, 1, data)?.length, data.length + client.overhead(1));
  assert.equal(server.overhead(1), 29);
});

test("pitfall 21: a record without the ID, with another one, or with one where none was given is refused", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const { client, server } = pair(suite);
  const record = recordOf(client.seal(contentTypes.ApplicationData, 1, data));
  assert.equal(server.open({ ...record, connectionId: Uint8Array.of(1, 2, 3, 5) }), "foreign");
  const { type, version, epoch, sequence, fragment } = record;
  assert.equal(server.open({ type, version, epoch, sequence, fragment }), "forged");
  const bare = new RecordLayer();
  bare.protect(suite, master, randoms, "client");
  assert.equal(server.open(recordOf(bare.seal(contentTypes.ApplicationData, 1, data))), "forged");
  assert.equal(client.open({ ...record, connectionId: id }), "foreign");
  assert.notEqual(server.open(record), "forged");
});

test("pitfall 21: the additional data begins with a placeholder for the number (RFC 9146 §5)", () => {
  const header = { type: contentTypes.ConnectionId, version: 0xfefd, epoch: 1, sequence: 5, connectionId: id };
  const expected = "ffffffffffffffff" + "19" + "04" + "19" + "fefd" + "0001000000000005" + "01020304" + "000c";
  assert.equal(toHex(authenticatedHeader(header, 12)), expected);
});

test("pitfall 21: records of drafts have the ID and its length behind the version, and fit no others", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const header = { type: contentTypes.ConnectionId, version: 0xfefd, epoch: 1, sequence: 5, connectionId: id };
  const expected = "0001000000000005" + "19" + "fefd" + "01020304" + "04" + "000c";
  assert.equal(toHex(authenticatedHeader({ ...header, isDraft: true }, 12)), expected);
  const { client, server } = pair(suite);
  client.useConnectionIds({ ours: noConnectionIds.ours, theirs: id, isDraft: true });
  const record = recordOf(client.seal(contentTypes.ApplicationData, 1, data));
  assert.equal(server.open(record), "forged");
  server.useConnectionIds({ ours: id, theirs: noConnectionIds.theirs, isDraft: true });
  assert.deepEqual(server.open(record), { type: contentTypes.ApplicationData, content: data, isNewest: true });
});

test("pitfall 21: zeros behind the inner type are padding, and content without a type is refused", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const { server } = pair(suite);
  const { key, salt } = trafficKeys(suite, master, randoms).client;
  const seal = (sequence: number, inner: Uint8Array): DtlsRecord => {
    const header = { type: contentTypes.ConnectionId, version: 0xfefd, epoch: 1, sequence, connectionId: id };
    const explicit = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, sequence);
    const sealed = createCcm(key, 8).seal(
      concatBytes(salt, explicit),
      inner,
      authenticatedHeader(header, inner.length),
    );
    return { ...header, fragment: concatBytes(explicit, sealed) };
  };
  const padded = concatBytes(data, Uint8Array.of(contentTypes.ApplicationData, 0, 0, 0));
  assert.deepEqual(server.open(seal(1, padded)), { type: contentTypes.ApplicationData, content: data, isNewest: true });
  for (const inner of [new Uint8Array(), new Uint8Array(9), Uint8Array.of(1, 2, contentTypes.ConnectionId), data])
    assert.equal(server.open(seal(2, inner)), "forged");
  assert.deepEqual(parseInnerPlaintext(Uint8Array.of(contentTypes.Alert)), {
    type: contentTypes.Alert,
    content: new Uint8Array(),
  });
});

test("pitfall 21: only a record above all others tells where the peer is", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const { client, server } = pair(suite);
  const records = [0, 1, 2].map(() => recordOf(client.seal(contentTypes.ApplicationData, 1, data)));
  const opened = [1, 0, 2].map((index) => server.open(records[index] ?? assert.fail()));
  assert.deepEqual(
    opened.map((one) => typeof one === "object" && one.isNewest),
    [true, false, true],
  );
});

test("records with an ID are found in a datagram by its length, and end the list where none is given", () => {
  const header = { version: 0xfefd, epoch: 1, sequence: 1, fragment: data };
  const first = { ...header, type: contentTypes.ConnectionId, connectionId: id };
  const second = { ...header, type: contentTypes.ApplicationData };
  const datagram = concatBytes(printRecord(first), printRecord(second));
  assert.deepEqual(parseRecords(datagram, id.length), [first, second]);
  assert.deepEqual(parseRecords(datagram), []);
});

test("the content of the extension", () => {
  assert.equal(toHex(printConnectionId(id)), "0401020304");
  assert.deepEqual(parseConnectionId(printConnectionId(id)), id);
  assert.deepEqual(parseConnectionId(Uint8Array.of(0)), new Uint8Array());
  for (const damaged of [[], [1], [1, 2, 3]]) assert.equal(parseConnectionId(Uint8Array.from(damaged)), undefined);
});
