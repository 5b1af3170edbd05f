import assert from "node:assert/strict";
import { test } from "node:test";
import { PrivateKey } from "../../base/privateKey.js";
import { ecKeys } from "../certificates/testing/issueCertificate.js";
import type { ServerCredentials } from "../credentials.js";
import { extensions } from "../tables/extensions.js";
import { certificates, rawPublicKeys } from "../testing/keyPairs.js";
import type { ClientHello } from "../wire/clientHello.js";
import { printNumberList } from "../wire/numberList.js";
import { chooseSuite, servableSuites } from "./chooseSuite.js";

const psk: ServerCredentials = { psk: () => undefined };
const rpk = rawPublicKeys().server;
const x509 = certificates().server;

/** A ClientHello with these suites, and lists in extensions. */
function hello(
  suites: readonly number[],
  lists: {
    readonly groups?: readonly number[];
    readonly signatures?: readonly number[];
    readonly formats?: readonly number[];
    readonly client?: readonly number[];
    readonly server?: readonly number[];
  } = {},
): ClientHello {
  const offered = new Map<number, Uint8Array>();
  const { groups, signatures, formats, client, server } = lists;
  if (groups !== undefined) offered.set(extensions.supported_groups, printNumberList(groups, 2, 2));
  if (signatures !== undefined) offered.set(extensions.signature_algorithms, printNumberList(signatures, 2, 2));
  if (formats !== undefined) offered.set(extensions.ec_point_formats, printNumberList(formats, 1, 1));
  if (client !== undefined) offered.set(extensions.client_certificate_type, printNumberList(client, 1, 1));
  if (server !== undefined) offered.set(extensions.server_certificate_type, printNumberList(server, 1, 1));
  return {
    version: 0xfefd,
    random: new Uint8Array(32),
    sessionId: new Uint8Array(),
    cookie: new Uint8Array(),
    suites,
    compressions: Uint8Array.of(0),
    extensions: offered,
  };
}

/** What is chosen, in a line; or the outcome and the alert. */
function chosen(client: ClientHello, credentials: ServerCredentials): string {
  const choice = chooseSuite(client, credentials);
  if (choice.kind === "fail") return `${choice.outcome}, ${choice.alert ?? "no alert"}: ${choice.problem}`;
  const { suite, keyExchange } = choice;
  const parts = [suite.name.replace(/^TLS_|_WITH_AES_128/gu, "")];
  if (keyExchange.kind !== "psk") parts.push(keyExchange.group);
  if (keyExchange.kind === "ecdhe_ecdsa")
    parts.push(keyExchange.signature, `client ${keyExchange.clientType}`, `server ${keyExchange.serverType}`);
  return parts.join(", ");
}

/** Every suite that clients are seen to offer. */
const all = [0x00ae, 0xc023, 0xc02b, 0x00a8, 0xd001, 0xc037, 0xc0ac, 0xc0ae, 0xc0a4, 0xc0a8, 0xcca9, 0x00ff];

test("the server picks by its own preference, CCM_8 first, among what its credentials can serve", () => {
  assert.equal(chosen(hello(all), { ...psk, ...x509 }), "PSK_CCM_8");
  assert.equal(chosen(hello(all), x509), "ECDHE_ECDSA_CCM_8, P-256, ECDSA with SHA-256, client X.509, server X.509");
  assert.equal(chosen(hello(all.filter((code) => code !== 0xc0a8)), psk), "PSK_CCM");
  assert.equal(chosen(hello([0x00ae, 0xc037, 0xd001, 0x00a8]), psk), "PSK_GCM_SHA256");
  assert.equal(chosen(hello([0x00ae, 0xc037, 0xd001]), psk), "ECDHE_PSK_GCM_SHA256, P-256");
  assert.match(chosen(hello([0xc023, 0xc02b, 0xc0ac]), x509), /^ECDHE_ECDSA_CCM,/u);
});

test("pitfall 17: the first group of the client that we have is taken, P-256 if it names none", () => {
  assert.match(chosen(hello([0xc0ae], { groups: [0x1a1a, 25, 29, 23] }), x509), /^ECDHE_ECDSA_CCM_8, X25519/u);
  assert.match(chosen(hello([0xc0ae], { groups: [24, 23] }), x509), /^ECDHE_ECDSA_CCM_8, P-384/u);
  assert.match(chosen(hello([0xc0ae]), x509), /^ECDHE_ECDSA_CCM_8, P-256/u);
  assert.match(
    chosen(hello([0xc0ae], { groups: [25, 30] }), x509),
    /^no common cipher suite, handshake_failure: It takes the groups P-521 and X448.*P-256, X25519 and P-384/u,
  );
});

test("pitfall 17: the curve of our own key has to be among the groups (RFC 8422 §5.1.1)", () => {
  const { server } = certificates({ curve: "P-384" });
  assert.match(chosen(hello([0xc0ae], { groups: [23, 24] }), server), /^ECDHE_ECDSA_CCM_8, P-256,/u);
  assert.match(chosen(hello([0xc0ae], { groups: [23] }), server), /^no common cipher suite.*on the curve P-384/u);
});

test("pitfall 17: signatures are those that the client takes; SHA-256 if it does not say", () => {
  const signed = (signatures: readonly number[]): string => chosen(hello([0xc0ae], { signatures }), x509);
  assert.match(signed([0x0503, 0x0403]), /ECDSA with SHA-256/u);
  assert.match(signed([0x0503]), /ECDSA with SHA-384/u);
  assert.match(signed([0x0203, 0x0401]), /^no common cipher suite.*ECDSA with SHA-1 and RSA with SHA-256/u);
  assert.match(chosen(hello([0xc0ae]), x509), /ECDSA with SHA-256/u);
});

test("pitfall 16 and 17: without uncompressed points there is no ECDHE, but PSK alone does not care", () => {
  const compressed = { formats: [1, 2] };
  assert.match(chosen(hello([0xc0ae], compressed), x509), /^protocol error, illegal_parameter/u);
  assert.equal(chosen(hello([0xc0a8], compressed), psk), "PSK_CCM_8");
  assert.match(chosen(hello([0xc0ae], { formats: [1, 0] }), x509), /^ECDHE_ECDSA_CCM_8/u);
});

test("a list that is damaged or empty ends a handshake that needs it, and no other", () => {
  for (const code of [10, 11, 13, 19, 20])
    for (const data of [new Uint8Array(), Uint8Array.of(0), Uint8Array.of(0, 3, 0, 23), Uint8Array.of(0, 1, 0)]) {
      const damaged = { ...hello([0xc0ae, 0xc0a8]), extensions: new Map([[code, data]]) };
      assert.match(chosen(damaged, x509), /^protocol error, decode_error/u, `${code}`);
      assert.equal(chosen(damaged, psk), "PSK_CCM_8");
    }
});

test("pitfall 18: types of certificates are taken in the client's order, X.509 if it names none", () => {
  const types = (client: readonly number[], server: readonly number[], credentials: ServerCredentials): string =>
    chosen(hello([0xc0ae], { client, server }), credentials);
  assert.match(types([2], [2], rpk), /client RawPublicKey, server RawPublicKey/u);
  assert.match(
    types([1, 2, 0], [2, 0], x509),
    /client RawPublicKey, server RawPublicKey/u,
    "the key of the certificate",
  );
  assert.match(types([0, 2], [0, 2], x509), /client X\.509, server X\.509/u);
  assert.match(types([2, 0], [0, 2], rpk), /client RawPublicKey, server RawPublicKey/u, "there is no certificate");
  assert.match(
    types([2, 0], [0], { ...x509, peerKinds: ["x509"] }),
    /client X\.509, server X\.509/u,
    "the kind that is taken",
  );
});

test("credentials of another kind are told as that, with what both sides have", () => {
  for (const [client, credentials, expected] of [
    [
      hello([0xc0ae, 0xc02b]),
      psk,
      /handshake_failure: It wants to use a certificate.*this server has none of its own/u,
    ],
    [hello([0xc0a8]), x509, /handshake_failure: It wants to use a pre-shared key, and this server has none/u],
    [hello([0xc0ae]), rpk, /unsupported_certificate: It takes only certificates from a server.*only a raw public key/u],
    [hello([0xc0ae], { server: [1] }), x509, /unsupported_certificate: It takes only OpenPGP keys/u],
    [
      hello([0xc0ae], { client: [0], server: [2] }),
      { ...rpk, peerKinds: ["rpk"] },
      /unsupported_certificate: It has only certificates \(X\.509\).*takes raw public keys from devices/u,
    ],
    [hello([0xc0ae]), { certificate: x509.certificate ?? assert.fail() }, /has none of its own/u],
  ] as const) {
    const answer = chosen(client, credentials);
    assert.match(answer, /^wrong credential kind/u);
    assert.match(answer, expected);
  }
});

test("that a key of ours does not fit its certificate is not blamed on the client", () => {
  const { certificate, ...others } = x509;
  assert.ok(certificate);
  const mixed = { ...others, certificate: { ...certificate, privateKey: new PrivateKey(ecKeys().privateKey) } };
  assert.match(
    chosen(hello([0xc0ae]), mixed),
    /^wrong private key, internal_error: The private key that is set up here/u,
  );
});

test("the suites that credentials can serve are those that reports name", () => {
  const names = (credentials: ServerCredentials): readonly string[] => [
    ...new Set(servableSuites(credentials).map(({ keyExchange }) => keyExchange)),
  ];
  assert.deepEqual(names({}), []);
  assert.deepEqual(names(psk), ["psk", "ecdhe_psk"]);
  assert.deepEqual(names(rpk), ["ecdhe_ecdsa"]);
  assert.deepEqual(names({ ...psk, ...x509 }), ["psk", "ecdhe_psk", "ecdhe_ecdsa"]);
});
