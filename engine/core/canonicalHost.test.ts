import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalHost } from "./canonicalHost.js";

test("every spelling of a host comes to one", () => {
  for (const [written, expected] of [
    ["Sensor.Example.", "sensor.example"],
    ["127.0.0.1", "127.0.0.1"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["2001:DB8:0:0::7", "2001:db8::7"],
    ["::ffff:127.0.0.1", "127.0.0.1"],
    ["::FFFF:c000:0207", "192.0.2.7"],
    ["fe80::1%ETH0", "fe80::1%eth0"],
  ] as const) {
    assert.equal(canonicalHost(written), expected, written);
  }
});
