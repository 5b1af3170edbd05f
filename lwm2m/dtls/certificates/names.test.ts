import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOfAddress, printAddressBytes } from "./ipAddress.js";
import { hostsOf, isForHost } from "./names.js";
import { issueCertificate } from "./testing/issueCertificate.js";

const address = (text: string): Uint8Array => bytesOfAddress(text) ?? new Uint8Array();

test("a host is matched by DNS names and addresses (RFC 6125 §6)", () => {
  const { certificate } = issueCertificate({
    name: "cn.example.org",
    dns: ["a.example.org", "*.wild.example.org", "*.org", "f*.bar.example.org"],
    addresses: [address("192.0.2.1"), address("2001:db8::1")],
  });
  for (const host of ["a.example.org", "A.Example.ORG.", "x.wild.example.org", "192.0.2.1", "2001:DB8:0:0::1"])
    assert.ok(isForHost(certificate, host), host);
  for (const host of [
    "b.example.org",
    "cn.example.org",
    "wild.example.org",
    "x.y.wild.example.org",
    "example.org",
    "foo.bar.example.org",
    "192.0.2.2",
    "2001:db8::2",
    "",
  ])
    assert.ok(!isForHost(certificate, host), host);
  assert.deepEqual(hostsOf(certificate).slice(-2), ["192.0.2.1", "2001:db8:0:0:0:0:0:1"]);
});

test("the common name counts only without alternative names", () => {
  const { certificate } = issueCertificate({ name: "cn.example.org", uris: ["urn:x:y"] });
  assert.ok(isForHost(certificate, "cn.example.org"));
  assert.deepEqual(hostsOf(certificate), ["cn.example.org"]);
  const { certificate: byAddress } = issueCertificate({ name: "192.0.2.7" });
  assert.ok(isForHost(byAddress, "192.0.2.7"));
  assert.ok(!isForHost(byAddress, "192.0.2.8"));
});

test("names in other scripts are compared by their A-labels", () => {
  const { certificate } = issueCertificate({ name: "x", dns: ["xn--bcher-kva.example"] });
  assert.ok(isForHost(certificate, "bücher.example"));
});

test("a name that a URL would cut or decode is for nobody", () => {
  for (const name of [
    "a.example/.b.example",
    "a.example#.b.example",
    "a.example?.b.example",
    "a.example\\.b.example",
    "%61.example",
    "a.exa\tmple",
    "a.example\0.b.example",
  ]) {
    const { certificate } = issueCertificate({ name: "x", dns: [name, `*.${name}`] });
    for (const host of ["a.example", "x.a.example"])
      assert.ok(!isForHost(certificate, host), `${JSON.stringify(name)} for ${host}`);
  }
});

test("addresses as bytes and back", () => {
  assert.deepEqual([...address("10.0.0.255")], [10, 0, 0, 255]);
  assert.equal(printAddressBytes(address("::ffff:10.1.2.3")), "0:0:0:0:0:ffff:a01:203");
  assert.equal(printAddressBytes(address("fe80::1%eth0")), "fe80:0:0:0:0:0:0:1");
  assert.equal(printAddressBytes(address("1:2:3:4:5:6:7:8")), "1:2:3:4:5:6:7:8");
  assert.equal(printAddressBytes(address("::")), "0:0:0:0:0:0:0:0");
  for (const text of ["", "example.org", "1.2.3", "1:2", "1:2:3:4:5:6:7:8:9"])
    assert.equal(bytesOfAddress(text), undefined, text);
});
