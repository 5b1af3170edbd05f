import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromUtf8, toHex } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { createCcm } from "../crypto/ccm.js";
import { trafficKeys } from "../crypto/keySchedule.js";
import { contentTypes } from "../tables/contentTypes.js";
import { cipherSuites, type CipherSuite } from "../tables/suites.js";
import { lastSequence, parseRecords, printRecord, type DtlsRecord } from "../wire/record.js";
import { RecordLayer, type Opened, type Refusal } from "./recordLayer.js";

const master = new Secret(new Uint8Array(48).fill(7));
const randoms = { client: new Uint8Array(32).fill(1), server: new Uint8Array(32).fill(2) };
const data = fromUtf8("temperature");

function pair(suite: CipherSuite): { readonly client: RecordLayer; readonly server: RecordLayer } {
  const [client, server] = [new RecordLayer(), new RecordLayer()];
  client.protect(suite, master, randoms, "client");
  server.protect(suite, master, randoms, "server");
  return { client, server };
}

function sealed(layer: RecordLayer, epoch: 0 | 1 = 1): DtlsRecord {
  const bytes = layer.seal(contentTypes.ApplicationData, epoch, data);
  const [record] = parseRecords(bytes ?? new Uint8Array());
  return record ?? assert.fail("no record");
}

function contentOf(opened: Opened | Refusal): Uint8Array | Refusal {
  return typeof opened === "string" ? opened : opened.content;
}

test("what one side seals the other opens, in every suite, with the overhead that it says", () => {
  const overheads = cipherSuites.map((suite) => {
    const { client, server } = pair(suite);
    const record = sealed(client);
    assert.deepEqual(contentOf(server.open(record)), data, suite.name);
    assert.equal(client.open(record), "forged", "the key is for one direction");
    const added = printRecord(record).length - data.length;
    // With CBC it depends on the length of the content how many bytes of padding there are.
    if (suite.cipher === "cbc") assert.ok(added <= client.overhead(1) && added > client.overhead(1) - 16, suite.name);
    else assert.equal(added, client.overhead(1), suite.name);
    return client.overhead(1);
  });
  const ofCcm8 = overheads.filter((_, index) => cipherSuites[index]?.tagLength === 8);
  assert.deepEqual(ofCcm8, [29, 29], "pitfall 23: 13 + 8 + 8 for CCM_8");
});

test("pitfall 8: numbers count up in each epoch, stand in the nonce, and are never used twice", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const { client } = pair(suite);
  const records = [sealed(client), sealed(client), sealed(client, 0), sealed(client)];
  assert.deepEqual(
    records.map(({ epoch, sequence }) => [epoch, sequence]),
    [
      [1, 0],
      [1, 1],
      [0, 0],
      [1, 2],
    ],
  );
  assert.equal(toHex(records[3]?.fragment.subarray(0, 8) ?? data), "0001000000000002");
  const almostThere = new RecordLayer({ firstSequence: lastSequence });
  assert.equal(sealed(almostThere, 0).sequence, lastSequence);
  assert.equal(almostThere.seal(contentTypes.ApplicationData, 0, data), undefined);
});

test("pitfall 16: CCM_8 has salt and explicit nonce, a tag of 8 bytes, and the length of the plaintext in its data", () => {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const record = sealed(pair(suite).client);
  assert.equal(record.fragment.length, 8 + data.length + 8);
  const { key, salt } = trafficKeys(suite, master, randoms).client;
  const explicit = record.fragment.subarray(0, 8);
  // Epoch and number, type, version, length (RFC 5246 §6.2.3.3).
  const additional = concatBytes(Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 23, 0xfe, 0xfd, 0, data.length));
  const opened = createCcm(key, 8).open(concatBytes(salt, explicit), record.fragment.subarray(8), additional);
  assert.deepEqual(opened, data);
});

test("pitfall 9: a forged record is refused and does not move the window", () => {
  for (const suite of cipherSuites) {
    const { client, server } = pair(suite);
    const record = sealed(client);
    assert.equal(server.open({ ...record, sequence: 2 ** 40 }), "forged");
    assert.equal(server.open({ ...record, type: contentTypes.Alert }), "forged");
    assert.equal(server.open({ ...record, version: 0xfeff }), "forged");
    assert.equal(server.open({ ...record, epoch: 2 }), "foreign");
    assert.equal(server.open({ ...record, fragment: record.fragment.subarray(0, 10) }), "forged");
    assert.equal(server.open({ ...record, fragment: new Uint8Array() }), "forged");
    assert.deepEqual(contentOf(server.open(record)), data, suite.name);
    assert.equal(server.open(record), "replayed");
  }
});

test("a record with more content than any may have is dropped, also if the key is right (RFC 5246 §6.2.1)", () => {
  const { client, server } = pair(cipherSuites[0] ?? assert.fail("no suite"));
  for (const [length, taken] of [
    [2 ** 14, true],
    [2 ** 14 + 1, false],
  ] as const) {
    const [record] = parseRecords(client.seal(contentTypes.ApplicationData, 1, new Uint8Array(length)) ?? data);
    assert.equal(typeof server.open(record ?? assert.fail("no record")) !== "string", taken);
  }
});

test("without keys nothing is sealed or opened in epoch 1", () => {
  const layer = new RecordLayer();
  assert.equal(layer.seal(contentTypes.ApplicationData, 1, data), undefined);
  assert.equal(layer.open({ type: 23, version: 0xfefd, epoch: 1, sequence: 0, fragment: data }), "forged");
  assert.equal(layer.overhead(0), 13);
});
