import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCoapUri, printCoapUri } from "./coapUri.js";

test("URIs of servers are read, and printed as short as they can be", () => {
  for (const [text, transport, host, port, printed] of [
    ["coap://127.0.0.1", "udp", "127.0.0.1", 5683, "coap://127.0.0.1"],
    ["coaps://device.example:5684/", "dtls", "device.example", 5684, "coaps://device.example"],
    [" COAP://[::1]:61616 ", "udp", "::1", 61616, "coap://[::1]:61616"],
    ["coaps://h:", "dtls", "h", 5684, "coaps://h"],
  ] as const) {
    const { uri } = parseCoapUri(text);
    assert.deepEqual(uri, { transport, host, port }, text);
    assert.equal(printCoapUri(uri), printed);
  }
});

test("what is no server says what to write", () => {
  for (const text of ["", "127.0.0.1", "http://a", "coap://", "coap://a/b", "coap://a b", "coap://::1", "coap://u@a"]) {
    assert.match(parseCoapUri(text).problem ?? "", /Write coap:\/\/host:port/u, text);
  }
  for (const text of ["coap://a:0", "coap://a:65536"])
    assert.match(parseCoapUri(text).problem ?? "", /from 1 to 65535/u);
});
