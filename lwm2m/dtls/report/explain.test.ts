import assert from "node:assert/strict";
import { test } from "node:test";
import { handshakeOutcomes, handshakeSteps } from "../handshakeReport.js";
import { alerts } from "../tables/alerts.js";
import { explain } from "./explain.js";
import type { HandshakeFacts } from "./facts.js";

const facts: HandshakeFacts = {
  peer: { host: "2001:db8::7", port: 40_000 },
  local: { host: "::", port: 5684 },
  role: "server",
  outcome: "silence",
  step: "ServerHelloDone",
  identity: "thermostat-1",
  offeredSuites: ["TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8"],
  offeredExtensions: [],
  suite: "TLS_PSK_WITH_AES_128_CCM_8",
  isResumed: false,
  retransmissions: 5,
  problem: "",
  ourSuites: ["TLS_PSK_WITH_AES_128_CCM_8"],
  keyLength: 16,
  keyMistake: undefined,
};

/** Every explanation there is, by what it is about. */
function everyExplanation(): readonly (readonly [string, string])[] {
  return (["server", "client"] as const).flatMap((role) =>
    handshakeOutcomes.flatMap((outcome) =>
      handshakeSteps.flatMap((step) =>
        [undefined, ...Object.keys(alerts)].map((alert) => {
          const received = alert === undefined ? {} : { alertReceived: alert };
          return [
            `${role} ${outcome} ${step} ${alert ?? ""}`,
            explain({ ...facts, role, outcome, step, ...received }),
          ] as const;
        }),
      ),
    ),
  );
}

test("every explanation is made of whole sentences and names the peer", () => {
  for (const [name, text] of everyExplanation()) {
    assert.match(text, /^[A-Z][^]*\.$/u, name);
    assert.doesNotMatch(text, / {2}|undefined|\.\.|^\s|\?$/u, name);
    assert.ok(text.includes("[2001:db8::7]:40000"), name);
  }
});

test("every failure says what to do", () => {
  for (const outcome of handshakeOutcomes) {
    if (outcome === "completed" || outcome === "canceled") continue;
    const text = explain({ ...facts, outcome });
    assert.match(
      text,
      /Add|Correct|Compare|Enable|[Ss]et|Use|[Gg]ive|Issue|look for|Look for|[Ss]ee|may say/u,
      outcome,
    );
  }
});

/** The explanation of a server for these facts. */
function explained(changes: Partial<HandshakeFacts>): string {
  return explain({ ...facts, ...changes });
}

test("advice about suites looks at what the device offers", () => {
  const outcome = "no common cipher suite";
  assert.match(explained({ outcome }), /certificates or raw public keys.*Security Mode \(\/0\/x\/2\) to 0/su);
  assert.match(
    explained({ outcome, offeredSuites: ["TLS_PSK_WITH_AES_256_CCM"] }),
    /LwM2M requires TLS_PSK_WITH_AES_128_CCM_8/u,
  );
  assert.match(explained({ outcome, offeredSuites: [] }), /offers none\. .*Enable cipher suites/u);
  const many = Array.from({ length: 40 }, (_, index) => `SUITE_${index}`);
  assert.match(explained({ outcome, offeredSuites: many }), /SUITE_11 and 28 more/u);
});

test("a mistake in the key is told in the place of general advice", () => {
  const outcome = "wrong key";
  assert.match(explained({ outcome }), /has 16 bytes\. Compare/u);
  const text = explained({ outcome, keyMistake: "an empty key" });
  assert.match(text, /does decrypt with an empty key/u);
  assert.doesNotMatch(text, /Compare/u);
});

test("what of an identity cannot be seen is shown escaped", () => {
  const text = explained({ outcome: "unknown identity", identity: "a\u202eb\u2028c\u0085d\n" });
  assert.ok(text.includes(String.raw`"a\u{202e}b\u{2028}c\u{85}d\n"`), text);
});

test("an identity that is no text is explained", () => {
  assert.match(explained({ outcome: "unknown identity", identity: "0xff00" }), /begins with 0x is the bytes/u);
});
