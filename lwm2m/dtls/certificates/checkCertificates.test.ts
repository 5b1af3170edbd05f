import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { seededBytes } from "../../base/testing/seededBytes.js";
import type { CertificateProblem, CertificateVerdict } from "./certificateProblem.js";
import {
  checkClientCertificates,
  checkServerCertificates,
  type CertificateUsage,
  type ServerTrust,
} from "./checkCertificates.js";
import { certificateProblemInWords } from "./problemInWords.js";
import {
  ecKeys,
  issueAuthority,
  issueCertificate,
  purposes,
  validTime,
  type CertificateWishes,
  type Issued,
} from "./testing/issueCertificate.js";

const root = issueAuthority("Root");
const middle = issueAuthority("Middle", { issuer: root });
const stranger = issueAuthority("Stranger");

function device(wishes: Partial<CertificateWishes> = {}): Issued {
  return issueCertificate({ name: "device", issuer: middle, ...wishes });
}

function checkClient(shown: readonly Issued[], anchors: readonly Issued[], now = validTime): CertificateVerdict {
  return checkClientCertificates(
    shown.map(({ der }) => der),
    anchors.map(({ certificate }) => certificate),
    now,
  );
}

/** The names on the path, or the kind of problem and whose it is. */
function summary(verdict: CertificateVerdict): string {
  if (verdict.kind === "trusted") return verdict.path.map(({ subject }) => subject.commonNames[0]).join(" < ");
  const { problem } = verdict;
  return "certificate" in problem ? `${problem.kind}: ${problem.certificate.subject.text}` : problem.kind;
}

test("a path goes from the device over what it sends to an anchor", () => {
  const leaf = device();
  assert.equal(summary(checkClient([leaf, middle], [root])), "device < Middle < Root");
  assert.equal(summary(checkClient([leaf], [middle])), "device < Middle");
  assert.equal(summary(checkClient([leaf], [leaf])), "device", "the certificate of the device itself is trusted");
});

test("certificates may come in any order, with others between them", () => {
  const lower = issueAuthority("Lower", { issuer: middle });
  const leaf = device({ issuer: lower });
  const shown = [leaf, stranger, root, middle, middle, lower];
  assert.equal(summary(checkClient(shown, [root])), "device < Lower < Middle < Root");
});

test("an authority that is signed by two is followed to the one that is trusted, also in a loop", () => {
  const other = issueAuthority("Other");
  const crossed = issueAuthority("Middle", { issuer: other, keys: middle });
  const back = issueAuthority("Other", { issuer: middle, keys: other });
  const leaf = device();
  for (const shown of [
    [leaf, crossed, back, middle],
    [leaf, middle, back, crossed],
  ])
    assert.equal(summary(checkClient(shown, [root])), "device < Middle < Root");
  assert.equal(summary(checkClient([leaf, middle, crossed, back], [other])), "device < Middle < Other");
  assert.match(summary(checkClient([leaf, crossed, back], [root])), /^no path/u);
});

test("of two authorities of one name, the one whose key signed counts", () => {
  const namesake = issueAuthority("Middle", { issuer: root });
  const leaf = device();
  assert.equal(summary(checkClient([leaf, namesake, middle], [root])), "device < Middle < Root");
  assert.equal(summary(checkClient([leaf, namesake], [root])), "wrong signature: CN=device");
});

test("authorities with keys on P-384 and with RSA keys are verified", () => {
  const large = issueAuthority("Large", { keys: ecKeys("P-384") });
  assert.equal(summary(checkClient([device({ issuer: large })], [large])), "device < Large");
  const rsa = issueAuthority("RSA", { keys: generateKeyPairSync("rsa", { modulusLength: 2048 }) });
  assert.equal(summary(checkClient([device({ issuer: rsa })], [rsa])), "device < RSA");
});

const year = 365 * 24 * 3600 * 1000;

const refusals: readonly (readonly [string, () => CertificateVerdict, string, RegExp])[] = [
  ["nothing is sent", () => checkClient([], [root]), "none", /no certificate/u],
  [
    "what is sent is no certificate",
    () => checkClientCertificates([device().der, Uint8Array.of(1, 2)], [root.certificate], validTime),
    "damaged",
    /Certificate 2 .* cannot be read/u,
  ],
  ["nobody is trusted", () => checkClient([device()], []), "no anchors", /No certificate is trusted here/u],
  [
    "the authority is missing",
    () => checkClient([device()], [root]),
    "no path: CN=device",
    /The certificate "CN=device" was issued by "CN=Middle", whose certificate is neither trusted here nor was it sent/u,
  ],
  [
    "the path ends elsewhere",
    () => checkClient([device({ issuer: stranger }), stranger], [root]),
    "no path: CN=Stranger",
    /The certificate "CN=Stranger" is signed by itself and not trusted here/u,
  ],
  [
    "the device's own certificate is unknown",
    () => checkClient([issueCertificate({ name: "alone" })], [root]),
    "no path: CN=alone",
    /signed by itself/u,
  ],
  [
    "it has expired",
    () => checkClient([device({ to: validTime - 1000 })], [middle]),
    "expired: CN=device",
    /expired on 2026-05-31 23:59 UTC; now it is 2026-06-01 00:00 UTC/u,
  ],
  [
    "an authority has expired",
    () => checkClient([device({ to: validTime + 5 * year }), middle], [root], validTime + 2 * year),
    "expired: CN=Middle",
    /"CN=Middle" expired/u,
  ],
  [
    "its time has not come",
    () => checkClient([device({ from: validTime + 60_000 })], [middle]),
    "not yet valid: CN=device",
    /valid from 2026-06-01 00:01 UTC on/u,
  ],
  [
    "another device has signed",
    () => checkClient([issueCertificate({ name: "below", issuer: device() }), device()], [middle]),
    "wrong signature: CN=below",
    /was not signed by the key/u,
  ],
  [
    "a signature is made with a broken hash",
    () => checkClient([device({ algorithm: "1.2.840.113549.1.1.5" })], [middle]),
    "unknown algorithm: CN=device",
    /sha1WithRSAEncryption/u,
  ],
  [
    "the key is not for signing",
    () => checkClient([device({ keyUsage: ["keyAgreement"] })], [middle]),
    "key usage: CN=device",
    /key usage of the certificate "CN=device" is keyAgreement; it needs digitalSignature/u,
  ],
  [
    "the authority's key is not for certificates",
    () => {
      const odd = issueAuthority("Odd", { keyUsage: ["digitalSignature"] });
      return checkClient([device({ issuer: odd })], [odd]);
    },
    "key usage: CN=Odd",
    /it needs keyCertSign/u,
  ],
  [
    "it is for servers only",
    () => checkClient([device({ purposes: [purposes.serverAuth] })], [middle]),
    "purpose: CN=device",
    /is serverAuth; it needs clientAuth/u,
  ],
  [
    "a critical extension is not understood",
    () => checkClient([device({ unknownCritical: "1.2.3.4" })], [middle]),
    "unknown extension: CN=device",
    /critical extension 1\.2\.3\.4/u,
  ],
];

for (const [what, check, expected, words] of refusals)
  test(`certificates are refused if ${what}`, () => {
    const verdict = check();
    assert.equal(summary(verdict), expected);
    assert.ok(verdict.kind === "untrusted");
    assert.match(certificateProblemInWords(verdict.problem), words);
  });

test("critical certificate policies are taken, as nobody asks for certain ones", () => {
  assert.equal(summary(checkClient([device({ unknownCritical: "2.5.29.32" })], [middle])), "device < Middle");
});

test("an authority must say that it is one, unless it is of version 1 and trusted by itself", () => {
  const plain = issueCertificate({ name: "Plain", issuer: root });
  const below = device({ issuer: plain });
  const verdict = checkClient([below, plain], [root]);
  assert.equal(summary(verdict), "no authority: CN=Plain");
  assert.match(words(verdict), /"CN=Plain" has signed the certificate "CN=device"/u);
  const old = issueCertificate({ name: "Old", version: 1 });
  assert.equal(summary(checkClient([device({ issuer: old })], [old])), "device < Old");
  const oldBelow = issueCertificate({ name: "Old", version: 1, issuer: root });
  assert.equal(summary(checkClient([device({ issuer: oldBelow }), oldBelow], [root])), "no authority: CN=Old");
});

test("pathLenConstraint counts the authorities below", () => {
  const top = issueAuthority("Top", { pathLength: 1 });
  const first = issueAuthority("First", { issuer: top });
  const second = issueAuthority("Second", { issuer: first });
  assert.equal(summary(checkClient([device({ issuer: first }), first], [top])), "device < First < Top");
  const verdict = checkClient([device({ issuer: second }), second, first], [top]);
  assert.equal(summary(verdict), "path too long: CN=Top");
  assert.match(words(verdict), /at most 1 authorities/u);
});

test("a path has a longest length, and strangers with a thousand ways up cost little", () => {
  const chain = [issueAuthority("0", { issuer: root })];
  for (let depth = 1; depth < 8; depth++) {
    const [issuer] = chain.slice(-1);
    chain.push(issueAuthority(String(depth), issuer ? { issuer } : {}));
  }
  const [lowest] = chain.slice(-1);
  assert.ok(lowest);
  const verdict = checkClient([device({ issuer: lowest }), ...chain], [root]);
  assert.match(summary(verdict), /^no path/u);
  const keys = ecKeys();
  const same = Array.from({ length: 15 }, (_, index) =>
    issueAuthority("Same", { keys, issuer: issueAuthority("Same"), to: validTime + index * 1000 }),
  );
  assert.match(summary(checkClient([device({ issuer: issueAuthority("Same") }), ...same], [root])), /^no path/u);
});

function checkServer(
  usage: CertificateUsage,
  shown: readonly Issued[],
  trust: { readonly given: Issued; readonly store?: readonly Issued[]; readonly host?: string },
  now = validTime,
): CertificateVerdict {
  const setup: ServerTrust = {
    usage,
    certificate: trust.given.certificate,
    trustStore: (trust.store ?? []).map(({ certificate }) => certificate),
    host: trust.host ?? "lwm2m.example.org",
  };
  return checkServerCertificates(
    shown.map(({ der }) => der),
    setup,
    now,
  );
}

const server = device({ name: "server", dns: ["lwm2m.example.org"] });
const store = [root];

test("usage 0, CA constraint: the path ends in the trust store and goes through the given authority", () => {
  const check = (given: Issued, trusted = store): string =>
    summary(checkServer("CA constraint", [server, middle], { given, store: trusted }));
  assert.equal(check(middle), "server < Middle < Root");
  assert.equal(check(root), "server < Middle < Root");
  assert.equal(check(stranger), "pin: CN=server");
  assert.equal(check(server), "pin: CN=server", "the server is no authority");
  assert.equal(check(middle, []), "no anchors");
  assert.equal(check(middle, [stranger]), "no path: CN=Middle");
});

test("usage 1, service certificate constraint: the very certificate, and a path to the trust store", () => {
  const check = (given: Issued, trusted = store): string =>
    summary(checkServer("service certificate constraint", [server, middle], { given, store: trusted }));
  assert.equal(check(server), "server < Middle < Root");
  assert.equal(check(middle), "pin: CN=server");
  assert.equal(check(server, [stranger]), "no path: CN=Middle");
});

test("usage 2, trust anchor assertion: the path ends in the given authority", () => {
  const check = (given: Issued, trusted: readonly Issued[] = []): string =>
    summary(checkServer("trust anchor assertion", [server, middle], { given, store: trusted }));
  assert.equal(check(root), "server < Middle < Root");
  assert.equal(check(middle), "server < Middle");
  assert.equal(check(stranger, store), "no path: CN=Middle", "the trust store does not count");
});

test("usage 3, domain-issued certificate: the very certificate, whatever its dates and names", () => {
  const alone = issueCertificate({ name: "alone", to: validTime - year / 2 });
  const check = (given: Issued): CertificateVerdict =>
    checkServer("domain-issued certificate", [alone], { given, host: "elsewhere.example.org" });
  assert.equal(summary(check(alone)), "alone");
  assert.equal(summary(check(server)), "pin: CN=alone");
  assert.match(words(check(server)), new RegExp(alone.certificate.fingerprint, "u"));
});

test("a server is known by its name, in all usages but the last", () => {
  for (const [usage, given] of [
    ["CA constraint", root],
    ["service certificate constraint", server],
    ["trust anchor assertion", root],
  ] as const) {
    const verdict = checkServer(usage, [server, middle], { given, store, host: "other.example.org" });
    assert.equal(summary(verdict), "name: CN=server");
    assert.match(words(verdict), /is for lwm2m\.example\.org, not for other\.example\.org/u);
  }
});

test("a server's certificate must be one for servers", () => {
  const wrong = device({ name: "server", dns: ["lwm2m.example.org"], purposes: [purposes.clientAuth] });
  assert.equal(summary(checkServer("trust anchor assertion", [wrong, middle], { given: root })), "purpose: CN=server");
});

test("damaged certificates never throw out of a check", () => {
  const { bytes, fraction } = seededBytes(3);
  const whole = [device().der, middle.der];
  for (let round = 0; round < 2000; round++) {
    const shown = whole.map((der) => Uint8Array.from(der));
    const target = shown[round % 2];
    if (target !== undefined) target[Math.floor(fraction() * target.length)] = bytes(1)[0] ?? 0;
    const verdict = checkClientCertificates(shown, [root.certificate], validTime);
    if (verdict.kind === "untrusted") certificateProblemInWords(verdict.problem);
  }
});

function words(verdict: CertificateVerdict): string {
  const problem: CertificateProblem | undefined = verdict.kind === "untrusted" ? verdict.problem : undefined;
  return problem === undefined ? "" : certificateProblemInWords(problem);
}
