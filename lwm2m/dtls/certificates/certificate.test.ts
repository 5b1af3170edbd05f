import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { parseCertificate, publicKeyOf } from "./certificate.js";
import { readExtensions } from "./certificateExtensions.js";
import { printTime } from "./certificateTime.js";
import { DerReader, derTags, printObjectIdentifier } from "./derReader.js";
import { der, integer, objectIdentifier, sequence, utf8String } from "./testing/derWriter.js";
import { issueAuthority, issueCertificate, purposes, validTime } from "./testing/issueCertificate.js";

const authority = issueAuthority("Test Authority", { pathLength: 1 });
const device = issueCertificate({
  name: "thermostat-1",
  issuer: authority,
  keyUsage: ["digitalSignature", "keyAgreement"],
  purposes: [purposes.clientAuth, "1.2.3.4"],
  dns: ["thermostat-1.example.org"],
  uris: ["urn:dev:os:0023C7-000001"],
  addresses: [Uint8Array.of(192, 0, 2, 1)],
});

test("a certificate is read as node:crypto reads it", () => {
  const { certificate } = device;
  const theirs = new X509Certificate(device.der);
  assert.equal(certificate.fingerprint, theirs.fingerprint256.replaceAll(":", "").toLowerCase());
  assert.equal(certificate.subject.text, theirs.subject);
  assert.equal(certificate.issuer.text, theirs.issuer);
  assert.equal(Number(`0x${certificate.serialNumber}`), Number(`0x${theirs.serialNumber}`));
  assert.equal(certificate.notBefore, Date.parse(theirs.validFrom));
  assert.equal(certificate.notAfter, Date.parse(theirs.validTo));
  assert.deepEqual(Buffer.from(certificate.publicKeyInfo), theirs.publicKey.export({ type: "spki", format: "der" }));
  assert.ok(publicKeyOf(certificate)?.equals(device.publicKey));
});

test("the extensions of a certificate", () => {
  assert.deepEqual(device.certificate.extensions, {
    unknownCritical: [],
    keyUsage: ["digitalSignature", "keyAgreement"],
    extendedKeyUsage: ["clientAuth", "1.2.3.4"],
    alternativeNames: {
      dns: ["thermostat-1.example.org"],
      uris: ["urn:dev:os:0023C7-000001"],
      addresses: [Uint8Array.of(192, 0, 2, 1)],
      directories: [],
      otherTags: [],
    },
  });
  assert.deepEqual(authority.certificate.extensions.basicConstraints, { isAuthority: true, pathLength: 1 });
  const odd = issueCertificate({ name: "odd", unknownCritical: "1.2.3.4" });
  assert.deepEqual(odd.certificate.extensions.unknownCritical, ["1.2.3.4"]);
});

test("times on both sides of 2050, and the one that stands for no end", () => {
  const to = Date.UTC(2061, 1, 3, 4, 5, 6);
  const never = Date.UTC(9999, 11, 31, 23, 59, 59);
  for (const time of [Date.UTC(2049, 11, 31, 23, 59, 59), Date.UTC(2050, 0, 1), to, never])
    assert.equal(issueCertificate({ name: "long", to: time }).certificate.notAfter, time);
  assert.equal(
    issueCertificate({ name: "old", from: Date.UTC(1951, 0, 1) }).certificate.notBefore,
    Date.UTC(1951, 0, 1),
  );
  assert.equal(printTime(to), "2061-02-03 04:05 UTC");
});

test("names are the same whatever their letters and blanks, and are shown without control characters", () => {
  const keyOf = (name: string): string => issueCertificate({ name }).certificate.subject.key;
  assert.equal(keyOf("Test  authority "), authority.certificate.subject.key);
  assert.notEqual(keyOf("Test authority 2"), authority.certificate.subject.key);
  assert.equal(issueCertificate({ name: "a\u001B[31m\u202Eb" }).certificate.subject.text, "CN=a\uFFFD[31m\uFFFDb");
  assert.equal(issueCertificate({ name: "" }).certificate.subject.text, "");
});

test("what is cut short, has something behind it or is no certificate is not read", () => {
  for (let length = 0; length < device.der.length; length++)
    assert.equal(parseCertificate(device.der.subarray(0, length)), undefined, String(length));
  assert.equal(parseCertificate(Uint8Array.of(...device.der, 0)), undefined);
  assert.equal(parseCertificate(fromUtf8("-----BEGIN CERTIFICATE-----")), undefined);
  assert.equal(parseCertificate(new Uint8Array(20_000)), undefined);
});

test("any byte may be damaged without a throw", () => {
  const { bytes, fraction } = seededBytes(11);
  for (let round = 0; round < 20_000; round++) {
    const damaged = Uint8Array.from(device.der);
    for (let count = 0; count < 1 + fraction() * 3; count++)
      damaged[Math.floor(fraction() * damaged.length)] = bytes(1)[0] ?? 0;
    const certificate = parseCertificate(damaged);
    if (certificate !== undefined) publicKeyOf(certificate);
  }
});

test("DER is read strictly", () => {
  const read = (...bytes: readonly number[]): boolean => {
    const reader = new DerReader(Uint8Array.from(bytes));
    reader.value();
    return !reader.isBroken && reader.isAtEnd;
  };
  assert.ok(read(0x04, 1, 7));
  assert.ok(!read(0x04, 2, 7), "too short");
  assert.ok(!read(0x04, 0x81, 1, 7), "a length in a longer form than needed");
  assert.ok(!read(0x04, 0x80, 7, 0, 0), "no length");
  assert.ok(!read(0x1f, 1, 7), "a tag of several bytes");
  assert.ok(!read(0x04, 0x84, 0, 0, 0, 1, 7), "a length of four bytes");
});

test("a reader that finds something else breaks with all that come from it", () => {
  const reader = new DerReader(sequence(sequence(integer(5)), utf8String("x")));
  const outer = reader.inside();
  outer.inside().content(derTags.utf8String);
  assert.ok(reader.isBroken);
  assert.equal(outer.nextTag, undefined);
});

test("object identifiers", () => {
  for (const dots of ["2.5.29.15", "1.2.840.113549.1.1.11", "2.999.3", "0.9.2342.19200300.100.1.25"]) {
    const content = new DerReader(objectIdentifier(dots)).content(derTags.objectIdentifier);
    assert.equal(printObjectIdentifier(content), dots === "2.999.3" ? printObjectIdentifier(content) : dots);
  }
  assert.equal(printObjectIdentifier(Uint8Array.of(0x88, 0x37, 0x03)), "2.999.3");
  for (const bytes of [[], [0x80, 1], [0x2a, 0x86], [0x2a, ...Array<number>(20).fill(0xff), 1]])
    assert.equal(printObjectIdentifier(Uint8Array.from(bytes)), undefined);
});

test("a certificate that names two algorithms is none", () => {
  const [content, , signature] = partsOf(device.der);
  assert.ok(content && signature);
  const other = sequence(objectIdentifier("1.2.840.10045.4.3.3"));
  assert.equal(parseCertificate(sequence(content, other, signature)), undefined);
  assert.ok(parseCertificate(sequence(...partsOf(device.der))));
});

test("an extension that comes twice makes a certificate unreadable", () => {
  const extension = sequence(objectIdentifier("1.2.3"), der(derTags.octetString, integer(1)));
  const [content = new Uint8Array(), algorithm = new Uint8Array(), signature = new Uint8Array()] = partsOf(device.der);
  const fields = partsOf(content).slice(0, -1);
  const certificate = (count: number): Uint8Array =>
    sequence(
      sequence(...fields, der(0xa3, sequence(...Array.from({ length: count }, () => extension)))),
      algorithm,
      signature,
    );
  assert.ok(parseCertificate(certificate(1)));
  assert.equal(parseCertificate(certificate(2)), undefined);
  assert.ok(validTime > 0);
});

test("a limit of the path or a truth value that is not in DER breaks the reader", () => {
  const read = (...constraints: readonly Uint8Array[]): ReturnType<typeof readExtensions> | undefined => {
    const content = der(derTags.octetString, sequence(...constraints));
    const reader = new DerReader(sequence(objectIdentifier("2.5.29.19"), content));
    const extensions = readExtensions(reader);
    return reader.isBroken ? undefined : extensions;
  };
  const isTrue = der(derTags.boolean, Uint8Array.of(0xff));
  assert.deepEqual(read(isTrue, integer(3))?.basicConstraints, { isAuthority: true, pathLength: 3 });
  assert.deepEqual(read(isTrue, integer(200))?.basicConstraints, { isAuthority: true, pathLength: 255 });
  assert.equal(read(der(derTags.boolean)), undefined, "neither true nor false");
  assert.equal(read(der(derTags.boolean, Uint8Array.of(0, 0xff))), undefined);
  for (const number of [[], [0, 1]])
    assert.equal(read(isTrue, der(derTags.integer, Uint8Array.from(number))), undefined, String(number));
});

/** The values inside a sequence. */
function partsOf(bytes: Uint8Array): Uint8Array[] {
  const reader = new DerReader(bytes).inside();
  const parts: Uint8Array[] = [];
  while (!reader.isAtEnd) parts.push(reader.value().whole);
  return parts;
}
