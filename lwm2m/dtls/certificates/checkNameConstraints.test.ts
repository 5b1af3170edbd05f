import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { parseCertificate } from "./certificate.js";
import { checkNameConstraints } from "./checkNameConstraints.js";
import { checkClientCertificates, checkServerCertificates } from "./checkCertificates.js";
import { derTags } from "./derReader.js";
import { bytesOfAddress } from "./ipAddress.js";
import { certificateProblemInWords } from "./problemInWords.js";
import { der, integer, objectIdentifier, sequence, utf8String } from "./testing/derWriter.js";
import { issueAuthority, issueCertificate, validTime, type CertificateWishes } from "./testing/issueCertificate.js";

const dns = (text: string): Uint8Array => der(0x82, fromUtf8(text));
const uri = (text: string): Uint8Array => der(0x86, fromUtf8(text));
const email = (text: string): Uint8Array => der(0x81, fromUtf8(text));
const bytes = (text: string): Uint8Array => bytesOfAddress(text) ?? assert.fail(text);
const address = (text: string, mask: string): Uint8Array => der(0x87, concatBytes(bytes(text), bytes(mask)));
const directory = (commonName: string): Uint8Array =>
  der(0xa4, sequence(der(derTags.set, sequence(objectIdentifier("2.5.4.3"), utf8String(commonName)))));

type Bounds = Pick<CertificateWishes, "permitted" | "excluded">;

/** The name that a server's certificate must not have under an authority with these bounds; undefined if it is taken. */
function refusedName(bounds: Bounds, wishes: Partial<CertificateWishes>): string | undefined {
  const authority = issueAuthority("Bounded", bounds);
  const server = issueCertificate({ name: "server", issuer: authority, ...wishes });
  const trust = { usage: "trust anchor assertion", certificate: authority.certificate, trustStore: [] } as const;
  const verdict = checkServerCertificates([server.der], trust, validTime);
  if (verdict.kind === "trusted") return undefined;
  return verdict.problem.kind === "name constraint" ? verdict.problem.name : verdict.problem.kind;
}

test("an authority issues for hosts of its domains only, and for those below them (RFC 5280 §4.2.1.10)", () => {
  const bounds = { permitted: [dns("example.org")] };
  for (const host of ["example.org", "a.Example.org", "x.a.example.org", "*.example.org"])
    assert.equal(refusedName(bounds, { dns: [host] }), undefined, host);
  for (const host of ["example.com", "badexample.org", "example.org.evil.example", "*.org", "a b"])
    assert.equal(refusedName(bounds, { dns: ["a.example.org", host] }), host);
  assert.equal(refusedName({ permitted: [dns(".example.org")] }, { dns: ["example.org"] }), "example.org");
  assert.equal(refusedName({ permitted: [dns("")] }, { dns: ["any.example"] }), undefined);
});

test("what is excluded is refused although it is permitted, and so is a wildcard that may stand for it", () => {
  const bounds = { permitted: [dns("example.org")], excluded: [dns("secret.example.org")] };
  assert.equal(refusedName(bounds, { dns: ["open.example.org"] }), undefined);
  for (const host of ["secret.example.org", "a.secret.example.org", "*.example.org"])
    assert.equal(refusedName(bounds, { dns: [host] }), host);
});

test("a domain that is written in another way is the same domain, and what is none makes the authority unreadable", () => {
  for (const [domain, host] of [
    ["secret.example.org.", "a.secret.example.org"],
    ["bücher.example", "a.xn--bcher-kva.example"],
    ["SECRET.example.org", "secret.example.org"],
  ] as const)
    assert.equal(refusedName({ excluded: [dns(domain)] }, { dns: [host] }), host, domain);
  assert.throws(() => refusedName({ excluded: [dns("*.example.org")] }, { dns: ["a.example.org"] }));
});

test("a name that cannot be read is within no bounds of its kind", () => {
  const bounds = { permitted: [address("10.0.0.0", "255.0.0.0")] };
  const short = { dns: ["a.example"], otherNames: [der(0x87, new Uint8Array(5))] };
  assert.equal(refusedName(bounds, short), "a name that is not compared here");
  assert.equal(refusedName({ permitted: [dns("example")] }, short), undefined);
});

test("the common name of a server counts where clients would take it for its host, that of a device never", () => {
  const bounds = { permitted: [dns("example.org"), address("10.0.0.0", "255.0.0.0")] };
  assert.equal(refusedName(bounds, { name: "evil.example" }), "evil.example");
  assert.equal(refusedName(bounds, { name: "192.0.2.1" }), "192.0.2.1");
  assert.equal(refusedName(bounds, { name: "a.example.org" }), undefined);
  assert.equal(refusedName(bounds, { name: "Server of tests" }), undefined);
  assert.equal(refusedName(bounds, { name: "evil.example", dns: ["a.example.org"] }), undefined);
  const authority = issueAuthority("Bounded", bounds);
  const device = issueCertificate({ name: "thermostat-1", issuer: authority });
  assert.equal(checkClientCertificates([device.der], [authority.certificate], validTime).kind, "trusted");
});

test("addresses are in a network or not, in either version of IP", () => {
  const bounds = {
    permitted: [address("10.0.0.0", "255.0.0.0"), address("2001:db8::", "ffff:ffff::")],
    excluded: [address("10.9.0.0", "255.255.0.0")],
  };
  for (const host of ["10.1.2.3", "2001:db8:1::1"])
    assert.equal(refusedName(bounds, { addresses: [bytes(host)] }), undefined, host);
  for (const host of ["11.1.2.3", "10.9.2.3", "2001:db9:0:0:0:0:0:1"])
    assert.equal(refusedName(bounds, { addresses: [bytes(host)] }), host);
});

test("URIs count by their host, and those without one are refused where hosts are bounded", () => {
  const bounds = { permitted: [uri("lwm2m.example.org"), uri(".devices.example.org")] };
  for (const text of ["coaps://lwm2m.example.org:5684/rd", "coaps://user@a.devices.example.org"])
    assert.equal(refusedName(bounds, { uris: [text] }), undefined, text);
  for (const text of ["coaps://a.lwm2m.example.org", "coaps://devices.example.org", "coaps://[::1]/", "urn:dev:os:1"])
    assert.equal(refusedName(bounds, { uris: [text] }), text);
  assert.equal(refusedName({ excluded: [dns("example.org")] }, { uris: ["urn:dev:os:1"] }), undefined);
});

test("names of a directory count from their root on, in the subject too", () => {
  const bounds = { permitted: [directory("Example")] };
  assert.equal(refusedName(bounds, { name: "example" }), undefined, "letters of any case");
  assert.equal(refusedName(bounds, { name: "Other" }), "CN=Other");
  assert.equal(refusedName(bounds, { name: "Example", otherNames: [directory("Other")] }), "CN=Other");
  assert.equal(refusedName({ excluded: [directory("Example")] }, { name: "Example" }), "CN=Example");
});

test("a name of a kind that is not compared is refused where that kind is bounded, and nowhere else", () => {
  const otherNames = [email("a@example.org")];
  assert.equal(refusedName({ permitted: [email("example.org")] }, { otherNames }), "an e-mail address");
  assert.equal(refusedName({ excluded: [email("example.com")] }, { otherNames }), "an e-mail address");
  assert.equal(refusedName({ permitted: [dns("example.org")] }, { dns: ["example.org"], otherNames }), undefined);
});

test("bounds hold all the way down, but not for authorities that have only renewed themselves", () => {
  const top = issueAuthority("Top", { permitted: [directory("Top"), directory("device")] });
  const renewed = issueAuthority("Top", { issuer: top });
  const between = issueAuthority("Between", { issuer: top });
  const check = (issuer: typeof top) => {
    const { der: leaf } = issueCertificate({ name: "device", issuer });
    return checkClientCertificates([leaf, issuer.der], [top.certificate], validTime);
  };
  assert.equal(check(renewed).kind, "trusted");
  const verdict = check(between);
  assert.ok(verdict.kind === "untrusted");
  assert.match(
    certificateProblemInWords(verdict.problem),
    /^The certificate "CN=Between" has the name "CN=Between", for which the certificate "CN=Top" may not issue/u,
  );
});

test("bounds that cannot be read make a certificate unreadable", () => {
  const bad = [
    der(0x87, new Uint8Array(7)),
    concatBytes(dns("example.org"), der(0x80, Uint8Array.of(1))),
    der(0x82, Uint8Array.of(0xff)),
    der(0xa4, integer(1)),
  ];
  for (const base of bad) assert.throws(() => issueAuthority("Bad", { permitted: [base] }), /cannot be read/u);
});

test("bounds may be damaged in any byte without a throw", () => {
  const { der: whole } = issueAuthority("Bounded", {
    permitted: [dns("example.org"), address("10.0.0.0", "255.0.0.0"), directory("Example"), email("a")],
    excluded: [uri(".example.org")],
  });
  const { certificate: leaf } = issueCertificate({
    name: "a",
    dns: ["*.example.org"],
    uris: ["coaps://a"],
    addresses: [bytes("::1")],
  });
  const { bytes: random } = seededBytes(5);
  for (let round = 0; round < 10_000; round++) {
    const [high = 0, low = 0, value = 0] = random(3);
    const damaged = parseCertificate(whole.with((high * 256 + low) % whole.length, value));
    if (damaged !== undefined) checkNameConstraints([leaf, damaged], "serverAuth");
  }
});
