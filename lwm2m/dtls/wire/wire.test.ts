import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toHex } from "../../base/bytes.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { seededRandom } from "../../../test/fixtures/seededRandom.js";
import { parseClientHello, printClientHello, type ClientHello } from "./clientHello.js";
import { parseFragments, printFragment, printMessage } from "./handshakeMessage.js";
import { parseHelloVerifyRequest, printHelloVerifyRequest } from "./helloVerifyRequest.js";
import { parseCertificateMessage, printCertificateMessage } from "./certificateMessage.js";
import { parseCertificateRequest, printCertificateRequest } from "./certificateRequest.js";
import { parseCertificateVerify, printCertificateVerify } from "./certificateVerify.js";
import {
  parseEcdhClientKeyExchange,
  parseHintedEcdhParameters,
  parseSignedEcdhParameters,
  printEcdhClientKeyExchange,
  printHintedEcdhParameters,
  printSignedEcdhParameters,
} from "./ecdhKeyExchange.js";
import type { Parsed } from "./parsed.js";
import { parsePskClientKeyExchange, parsePskServerKeyExchange, printPskClientKeyExchange } from "./pskKeyExchange.js";
import { parseRecords, printRecord } from "./record.js";
import { parseServerHello, printServerHello } from "./serverHello.js";

const { bytes } = seededBytes(6);

const clientHello: ClientHello = {
  version: 0xfefd,
  random: bytes(32),
  sessionId: bytes(32),
  cookie: bytes(20),
  suites: [0xc0a8, 0x00ff],
  compressions: Uint8Array.of(0),
  extensions: new Map([
    [23, new Uint8Array()],
    [0xff01, Uint8Array.of(0)],
  ]),
};

test("hellos are read as they were written, with and without extensions", () => {
  for (const hello of [clientHello, { ...clientHello, extensions: new Map<number, Uint8Array>() }])
    assert.deepEqual(parseClientHello(printClientHello(hello)).value, hello);
  const { version, random, sessionId, extensions } = clientHello;
  const serverHello = { version, random, sessionId, suite: 0xc0a8, compression: 0, extensions };
  assert.deepEqual(parseServerHello(printServerHello(serverHello)).value, serverHello);
});

test("a hello that is cut anywhere or has more behind it is damaged, unless its extensions are just missing", () => {
  const whole = printClientHello(clientHello);
  const bare = printClientHello({ ...clientHello, extensions: new Map() });
  for (let length = 0; length < whole.length; length++) {
    const { value, problem } = parseClientHello(whole.subarray(0, length));
    assert.equal(value !== undefined, length === bare.length, `${length} bytes`);
    if (length !== bare.length) assert.equal(problem?.alert, "decode_error");
  }
  assert.equal(parseClientHello(Uint8Array.of(...whole, 0)).value, undefined);
});

test("half a suite and a session id that is too long make a hello damaged", () => {
  const body = printClientHello({ ...clientHello, sessionId: new Uint8Array(), cookie: new Uint8Array() });
  const odd = body.with(37, 3);
  assert.equal(parseClientHello(odd).value, undefined);
  assert.equal(parseClientHello(printClientHello({ ...clientHello, sessionId: bytes(33) })).value, undefined);
});

test("pitfall 24: an extension that comes twice is a problem", () => {
  const bare = printClientHello({ ...clientHello, extensions: new Map() });
  const doubled = Uint8Array.of(...bare, 0, 8, 0, 23, 0, 0, 0, 23, 0, 0);
  const { value, problem } = parseClientHello(doubled);
  assert.ok(value);
  assert.equal(problem?.alert, "illegal_parameter");
  assert.match(problem.sentence, /extended_master_secret twice/u);
});

test("HelloVerifyRequest says fe ff, and its version is not looked at", () => {
  assert.equal(toHex(printHelloVerifyRequest(Uint8Array.of(1, 2))), "feff020102");
  assert.deepEqual(parseHelloVerifyRequest(Uint8Array.of(0xfe, 0xfd, 2, 1, 2)).value?.cookie, Uint8Array.of(1, 2));
  assert.equal(parseHelloVerifyRequest(Uint8Array.of(0xfe, 0xfd, 3, 1, 2)).value, undefined);
});

test("identities are text, and bytes that are none show as 0x", () => {
  assert.equal(toHex(printPskClientKeyExchange("ab")), "00026162");
  assert.equal(parsePskClientKeyExchange(printPskClientKeyExchange("Wärme")).value?.identity, "Wärme");
  assert.equal(parsePskClientKeyExchange(Uint8Array.of(0, 2, 0xff, 0xfe)).value?.identity, "0xfffe");
  assert.equal(parsePskClientKeyExchange(Uint8Array.of(0, 0)).value?.identity, "");
  assert.equal(parsePskClientKeyExchange(Uint8Array.of(0, 3, 1, 2)).value, undefined);
  assert.equal(parsePskServerKeyExchange(Uint8Array.of(0, 1, 65)).value?.hint[0], 65);
  assert.equal(parsePskServerKeyExchange(Uint8Array.of(0, 1)).value, undefined);
});

test("pitfall 15: an identity of 128 bytes is taken, a longer one is not", () => {
  const longest = "é".repeat(64);
  assert.equal(parsePskClientKeyExchange(printPskClientKeyExchange(longest)).value?.identity, longest);
  const { problem } = parsePskClientKeyExchange(printPskClientKeyExchange(`${longest}x`));
  assert.match(problem?.sentence ?? "", /129 bytes.*128/u);
});

test("pitfall 5: a datagram may have several records, and a record several messages", () => {
  const header = { type: 22, version: 0xfefd, epoch: 0, sequence: 3 };
  const [first, second] = [1, 2].map((sequence) => printMessage({ type: 1, sequence, body: fromUtf8("body") }));
  assert.ok(first && second);
  const record = { ...header, fragment: Uint8Array.of(...first, ...second) };
  const datagram = Uint8Array.of(...printRecord(record), ...printRecord({ ...record, sequence: 2 ** 48 - 1 }));
  const records = parseRecords(datagram);
  assert.deepEqual(records, [record, { ...record, sequence: 2 ** 48 - 1 }]);
  assert.deepEqual(
    parseFragments(record.fragment).map(({ sequence }) => sequence),
    [1, 2],
  );
});

test("what is no record or no fragment ends the list; what was before it counts", () => {
  const record = { type: 22, version: 0xfefd, epoch: 0, sequence: 3, fragment: Uint8Array.of(1) };
  const good = printRecord(record);
  for (const bad of [[0x40, 1, 2, 3], [22], [22, 3, 3, ...good.subarray(3)], [99, ...good.subarray(1)]])
    assert.deepEqual(parseRecords(Uint8Array.of(...good, ...bad)), [record], String(bad));
  const message = { type: 1, sequence: 0, body: fromUtf8("body") };
  const beyond = printFragment({ ...message, body: fromUtf8("bo") }, 0, 2).with(8, 1);
  assert.equal(parseFragments(Uint8Array.of(...printMessage(message), ...beyond)).length, 1);
});

test("what is written of a key exchange with certificates is read again, and no byte may be missing or too many", () => {
  const point = bytes(65);
  const signed = { signature: 0x0403, signed: bytes(70) };
  const chain = { kind: "x509", chain: [bytes(300), bytes(20)] } as const;
  const raw = { kind: "rpk", publicKey: bytes(91) } as const;
  const request = { types: [64], signatures: [0x0403, 0x0503] };
  const parameters = { group: 23, publicKey: point };
  const cases: readonly (readonly [Uint8Array, (body: Uint8Array) => Parsed<unknown>, unknown])[] = [
    [printSignedEcdhParameters({ ...parameters, ...signed }), parseSignedEcdhParameters, { ...parameters, ...signed }],
    [printHintedEcdhParameters(parameters), parseHintedEcdhParameters, parameters],
    [printEcdhClientKeyExchange(point), parseEcdhClientKeyExchange, { publicKey: point }],
    [printCertificateRequest(request), parseCertificateRequest, request],
    [printCertificateVerify(signed), parseCertificateVerify, signed],
    [printCertificateMessage(chain), (body) => parseCertificateMessage(body, "X.509"), { credential: chain }],
    [printCertificateMessage(raw), (body) => parseCertificateMessage(body, "RawPublicKey"), { credential: raw }],
    [printCertificateMessage(undefined), (body) => parseCertificateMessage(body, "X.509"), {}],
    [printCertificateMessage(undefined), (body) => parseCertificateMessage(body, "RawPublicKey"), {}],
  ];
  for (const [body, parse, value] of cases) {
    assert.deepEqual(parse(body).value, value);
    assert.equal(parse(Uint8Array.of(...body, 0)).value, undefined, "one too many");
    for (let length = 0; length < body.length; length++) assert.equal(parse(body.subarray(0, length)).value, undefined);
  }
});

test("a chain of more certificates than anybody needs is not read, nor one with an empty certificate", () => {
  const chain = Array.from({ length: 17 }, () => bytes(3));
  const read = (list: readonly Uint8Array[]) =>
    parseCertificateMessage(printCertificateMessage({ kind: "x509", chain: list }), "X.509");
  assert.ok(read(chain.slice(1)).value);
  const { value, problem } = read(chain);
  assert.deepEqual([value, problem?.alert], [undefined, "bad_certificate"]);
  assert.match(problem?.sentence ?? "", /more than 16 certificates/u);
  assert.equal(read([bytes(3), new Uint8Array()]).problem?.alert, "decode_error");
});

test("parameters on a curve that is not named are not read", () => {
  const named = printHintedEcdhParameters({ group: 23, publicKey: bytes(65) });
  assert.equal(parseHintedEcdhParameters(named.with(2, 1)).value, undefined);
});

test("random bytes are read by every parser without an exception", () => {
  const random = seededRandom(7);
  const parsers = [
    parseClientHello,
    parseServerHello,
    parseHelloVerifyRequest,
    parsePskClientKeyExchange,
    parseSignedEcdhParameters,
    parseHintedEcdhParameters,
    parseEcdhClientKeyExchange,
    parseCertificateRequest,
    parseCertificateVerify,
    (body: Uint8Array) => parseCertificateMessage(body, "X.509"),
    (body: Uint8Array) => parseCertificateMessage(body, "RawPublicKey"),
  ];
  for (let round = 0; round < 500; round++) {
    const noise = bytes(random.below(120));
    for (const parse of parsers) assert.ok("value" in parse(noise) || "problem" in parse(noise));
    assert.ok(parseRecords(noise).length * 13 <= noise.length);
    assert.ok(parseFragments(noise).length * 12 <= noise.length);
  }
});
