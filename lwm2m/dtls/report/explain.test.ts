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

test("a server that asks for a cookie and never goes on is told as that, with the usual reason", () => {
  const text = explained({ role: "client", outcome: "no answer after HelloVerifyRequest", step: "HelloVerifyRequest" });
  assert.match(
    text,
    /asked for our cookie.*repeated ourselves 5 times.*NAT or a load balancer.*We offer TLS_PSK_WITH_AES_128_CCM_8\.$/su,
  );
});

test("a Finished of a resumed session that does not decrypt is no matter of the key that is stored here", () => {
  const text = explained({ outcome: "wrong key", isResumed: true });
  assert.match(text, /wants to resume its session as "thermostat-1".*Restart the device/su);
  assert.doesNotMatch(text, /names the PSK identity/u);
});

test("a device that has shown its certificate is not asked whether it got ours", () => {
  const step = "Certificate of the client";
  const presented = { kind: "x509", chain: [new Uint8Array()] } as const;
  const { identity, ...unnamed } = facts;
  const shown = explain({ ...unnamed, step, presented, clientCertificate: "X.509", serverCertificate: "X.509" });
  assert.match(shown, /has shown its certificate, but the rest of its part never came whole/u);
  assert.ok(!shown.includes(String(identity)));
  assert.match(explain({ ...unnamed, serverCertificate: "X.509" }), /got our certificate, or did not/u);
});

test("the alert for a certificate that has expired may also mean one that is not valid yet", () => {
  for (const role of ["server", "client"] as const)
    assert.match(
      explained({ role, outcome: "certificate expired", alertReceived: "certificate_expired" }),
      /not valid any more, or not yet.*clock/su,
    );
});

test("an alert that says nothing by itself is told with the suite that was chosen", () => {
  assert.match(
    explained({ outcome: "alert from the peer", alertReceived: "handshake_failure" }),
    /The cipher suite was TLS_PSK_WITH_AES_128_CCM_8\./u,
  );
});
