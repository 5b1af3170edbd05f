import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../base/bytes.js";
import { RawClient } from "./testing/rawClient.js";
import { simulatedPair } from "./testing/simulatedPair.js";
import { printClientHello, type ClientHello } from "./wire/clientHello.js";
import { printFragment } from "./wire/handshakeMessage.js";
import { printRecord } from "./wire/record.js";

/** The report of a handshake that begins like this, and what the client saw of it. */
async function greeted(changes: Partial<ClientHello>) {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet(changes);
  return { ...pair, raw, report: pair.reports.at(-1) };
}

test("pitfall 1: a ClientHello without a cookie is answered with HelloVerifyRequest and nothing is kept", async () => {
  const pair = simulatedPair();
  const { clock, reports } = pair;
  const client = new RawClient(pair);
  client.sequence = 7;
  client.sendMessage("ClientHello", 0, printClientHello(client.hello()));
  await clock.advance(50);
  assert.equal(client.records.length, 1);
  const [record] = client.records;
  assert.equal(record?.sequence, 7, "the record number of the question");
  assert.equal(record.version, 0xfeff);
  const [message] = client.messages("HelloVerifyRequest");
  assert.equal(message?.sequence, 0);
  assert.equal(toHex(message.data.subarray(0, 2)), "feff");
  await clock.advance(10_000);
  assert.equal(client.records.length, 1, "HelloVerifyRequest is not sent again by itself");
  assert.deepEqual(reports, []);
});

test("pitfall 1 and 2: the first ServerHello takes record number and message number from the ClientHello", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  raw.sequence = 41;
  await raw.greet();
  const [helloRecord] = raw.records.filter(({ version }) => version === 0xfefd);
  assert.equal(helloRecord?.sequence, 42);
  assert.equal(raw.messages("ServerHello")[0]?.sequence, 1);
  assert.equal(raw.messages("ServerHelloDone")[0]?.sequence, 2);
});

test("a cookie of another client gets a new one", async () => {
  const pair = simulatedPair();
  const [first, second] = [new RawClient(pair), new RawClient(pair, { host: "192.0.2.4", port: 50_000 })];
  first.sendMessage("ClientHello", 0, printClientHello(first.hello()));
  await pair.clock.advance(50);
  second.sendMessage("ClientHello", 1, printClientHello(second.hello({ cookie: first.cookie() })));
  await pair.clock.advance(50);
  assert.equal(second.messages("HelloVerifyRequest").length, 1);
  assert.equal(second.messages("ServerHello").length, 0);
});

test("pitfall 4: a ClientHello in pieces is put together", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  const send = (hello: ClientHello, sequence: number): void => {
    const message = { type: 1, sequence, body: printClientHello(hello) };
    for (const [offset, length] of [
      [30, message.body.length - 30],
      [0, 20],
      [10, 25],
    ] as const)
      raw.sendRecord({ fragment: printFragment(message, offset, length) });
  };
  send(raw.hello(), 0);
  await pair.clock.advance(50);
  send(raw.hello({ cookie: raw.cookie() }), 1);
  await pair.clock.advance(50);
  assert.equal(raw.messages("ServerHello").length, 1);
});

test("the server picks by its own preference", async () => {
  assert.equal((await greeted({ suites: [0x00a8, 0xc0a4, 0xc0a8] })).raw.serverHello()?.suite, 0xc0a8);
  assert.equal((await greeted({ suites: [0x00a8, 0xc0a4] })).raw.serverHello()?.suite, 0xc0a4);
  assert.equal((await greeted({ suites: [0xd001, 0x00a8] })).raw.serverHello()?.suite, 0x00a8);
});

test("without a common suite both lists are named", async () => {
  const { raw, report } = await greeted({ suites: [0xc0ae, 0xc02b, 0xabcd, 0x00ff, 0x1a1a] });
  assert.deepEqual(raw.alerts(), ["handshake_failure"]);
  assert.equal(report?.outcome, "wrong credential kind");
  const offered = ["TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "0xABCD"];
  assert.deepEqual(report.offeredSuites, offered);
  for (const name of [...offered, "TLS_PSK_WITH_AES_128_CCM_8", "TLS_PSK_WITH_AES_128_GCM_SHA256", "Security Mode"])
    assert.ok(report.explanation.includes(name), name);
  const unknown = (await greeted({ suites: [0xc02f, 0xabcd] })).report;
  assert.equal(unknown?.outcome, "no common cipher suite");
  for (const name of ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "0xABCD", "TLS_PSK_WITH_AES_128_CCM_8"])
    assert.ok(unknown.explanation.includes(name), name);
});

test("pitfall 13: renegotiation_info is answered for the extension and for the signaling suite, and must be empty", async () => {
  const info = new Map([[0xff01, Uint8Array.of(0)]]);
  for (const changes of [{ suites: [0xc0a8, 0x00ff] }, { extensions: info }])
    assert.deepEqual((await greeted(changes)).raw.serverHello()?.extensions, info);
  assert.equal((await greeted({})).raw.serverHello()?.extensions.size, 0);
  const { raw, report } = await greeted({ extensions: new Map([[0xff01, Uint8Array.of(1, 7)]]) });
  assert.deepEqual(raw.alerts(), ["handshake_failure"]);
  assert.equal(report?.outcome, "protocol error");
});

test("pitfall 14: the extended master secret is answered only if it was offered", async () => {
  const offered = new Map([[23, new Uint8Array()]]);
  assert.deepEqual((await greeted({ extensions: offered })).raw.serverHello()?.extensions, offered);
});

test("pitfall 24: a client of DTLS 1.3 that also speaks 1.2 gets 1.2", async () => {
  const extensions = new Map([[43, Uint8Array.of(4, 0xfe, 0xfc, 0xfe, 0xfd)]]);
  const { raw } = await greeted({ suites: [0x1301, 0xc0a8], extensions });
  assert.equal(raw.serverHello()?.version, 0xfefd);
  assert.equal(raw.serverHello()?.extensions.size, 0);
});

test("pitfall 24: clients of DTLS 1.0 only, of 1.3 only and of TLS are told with protocol_version, and so is the user", async () => {
  const only13 = new Map([[43, Uint8Array.of(2, 0xfe, 0xfc)]]);
  for (const [changes, words] of [
    [{ version: 0xfeff }, /DTLS 1\.0 and nothing newer/u],
    [{ suites: [0x1301, 0x1305], extensions: only13 }, /DTLS 1\.3 only/u],
    [{ version: 0x0303 }, /TLS over UDP/u],
  ] as const) {
    const { raw, report } = await greeted(changes);
    assert.deepEqual(raw.alerts(), ["protocol_version"]);
    assert.equal(report?.outcome, "unsupported version");
    assert.match(report.explanation, words);
  }
});

test("pitfall 24: any record version FExx, unknown extensions and GREASE are passed over", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  const extensions = new Map([
    [0x1a1a, Uint8Array.of(1)],
    [0x7777, Uint8Array.of(1, 2)],
    [22, new Uint8Array()],
  ]);
  const hello = raw.hello({ suites: [0x2a2a, 0xc0a8], extensions });
  const send = (version: number, sequence: number, content: ClientHello): void => {
    const body = printClientHello(content);
    const fragment = printFragment({ type: 1, sequence, body }, 0, body.length);
    raw.sendBytes(printRecord({ type: 22, version, epoch: 0, sequence, fragment }));
  };
  send(0xfe00, 0, hello);
  await pair.clock.advance(50);
  send(0xfeff, 1, { ...hello, cookie: raw.cookie() });
  await pair.clock.advance(50);
  assert.equal(raw.serverHello()?.suite, 0xc0a8);
});

test("pitfall 24: a ClientHello with an extension twice is refused, once the address is proved", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  const doubled = (hello: ClientHello): Uint8Array =>
    Uint8Array.of(...printClientHello(hello), 0, 8, 0, 23, 0, 0, 0, 23, 0, 0);
  raw.sendMessage("ClientHello", 0, doubled(raw.hello()));
  await pair.clock.advance(50);
  raw.sendMessage("ClientHello", 1, doubled(raw.hello({ cookie: raw.cookie() })));
  await pair.clock.advance(50);
  assert.deepEqual(raw.alerts(), ["illegal_parameter"]);
  assert.match(pair.reports[0]?.explanation ?? "", /extended_master_secret twice/u);
});

test("without the null compression there is no handshake", async () => {
  const { raw, report } = await greeted({ compressions: Uint8Array.of(1) });
  assert.deepEqual(raw.alerts(), ["illegal_parameter"]);
  assert.equal(report?.outcome, "protocol error");
});

test("an extension that must be empty and is not is refused with decode_error (RFC 7627 §5.1, RFC 7366 §2)", async () => {
  for (const code of [23, 22]) {
    const { raw, report } = await greeted({ extensions: new Map([[code, Uint8Array.of(0)]]) });
    assert.deepEqual(raw.alerts(), ["decode_error"]);
    assert.match(report?.explanation ?? "", /in its ClientHello is not empty/u);
  }
});

test("a damaged ClientHello is reported, but not answered", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  raw.sendMessage("ClientHello", 0, printClientHello(raw.hello()).subarray(0, 40));
  await pair.clock.advance(50);
  assert.equal(raw.records.length, 0);
  assert.equal(pair.reports[0]?.outcome, "protocol error");
});

test("pitfall 25: a ClientHello that is too long is reported, but not answered, in one piece or in several", async () => {
  for (const [padding, answers] of [
    [3900, 1],
    [4096, 0],
  ] as const) {
    const pair = simulatedPair();
    const raw = new RawClient(pair);
    const body = printClientHello(raw.hello({ extensions: new Map([[21, new Uint8Array(padding)]]) }));
    raw.sendMessage("ClientHello", 0, body);
    const message = { type: 1, sequence: 1, body };
    for (let offset = 0; offset < body.length; offset += 1000)
      raw.sendRecord({ fragment: printFragment(message, offset, Math.min(1000, body.length - offset)) });
    await pair.clock.advance(50);
    assert.equal(raw.records.length, 2 * answers);
    assert.equal(pair.reports.length, 1 - answers);
    if (answers === 0) assert.match(pair.reports[0]?.explanation ?? "", /has 4\d{3} bytes; the longest.*4096/u);
  }
});

test("a client that never brings its cookie back is reported once, with what it offered", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  for (let attempt = 0; attempt < 3; attempt++) {
    raw.sendMessage("ClientHello", 0, printClientHello(raw.hello()));
    await pair.clock.advance(4000);
  }
  const early = pair.reports.length;
  await pair.clock.advance(10_000);
  assert.deepEqual([early, pair.reports.length], [0, 1]);
  const [report] = pair.reports;
  assert.equal(report?.outcome, "no answer after HelloVerifyRequest");
  assert.equal(report.step, "HelloVerifyRequest");
  assert.deepEqual(report.offeredSuites, ["TLS_PSK_WITH_AES_128_CCM_8"]);
  assert.match(report.explanation, /192\.0\.2\.3:50000.*firewall.*port 5684/su);
  assert.equal(pair.clock.timers, 0);
});

test("pitfall 25: of clients that never come back no more are kept or reported than the limits say", async () => {
  const pair = simulatedPair({ limits: { unverified: 20, reportsAboutStrangers: 5 } });
  for (let index = 0; index < 500; index++) {
    const raw = new RawClient(pair, { host: `198.51.100.${index % 250}`, port: 1000 + index });
    raw.sendMessage("ClientHello", 0, printClientHello(raw.hello()));
  }
  await pair.clock.advance(60_000);
  assert.equal(pair.reports.length, 5);
  assert.equal(pair.clock.timers, 0);
});

test("plain CoAP on the port for DTLS is reported, once a minute for each host", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  const register = Uint8Array.of(0x42, 0x02, 0, 1, 1, 2, 0xb2, 0x72, 0x64);
  for (let count = 0; count < 5; count++) raw.sendBytes(register);
  await pair.clock.advance(100);
  assert.equal(pair.reports.length, 1);
  assert.equal(pair.reports[0]?.outcome, "not DTLS");
  assert.match(pair.reports[0].explanation, /POST.*192\.0\.2\.3:50000.*port 5684.*coaps:\/\//su);
  assert.equal(raw.records.length, 0);
  await pair.clock.advance(60_000);
  raw.sendBytes(register);
  await pair.clock.advance(100);
  assert.equal(pair.reports.length, 2);
});

test("an endpoint without credentials of a server answers nobody", async () => {
  const pair = simulatedPair();
  const { client, clock, network } = pair;
  const raw = new RawClient({ network, clock, server: client });
  raw.sendMessage("ClientHello", 0, printClientHello(raw.hello()));
  raw.sendBytes(Uint8Array.of(0x40, 1, 0, 1));
  await clock.advance(60_000);
  assert.equal(raw.records.length, 0);
});
