import assert from "node:assert/strict";
import { test } from "node:test";
import { handshakeOutcomes, type HandshakeReport } from "../../lwm2m/dtls/handshakeReport.js";
import { handshakeRecord } from "./attempts.js";

function report(facts: Partial<HandshakeReport>): HandshakeReport {
  return {
    peer: { host: "192.0.2.1", port: 5000 },
    role: "server",
    startedAt: 1000,
    duration: 20,
    outcome: "unknown identity",
    explanation: "Explained.",
    step: "ClientKeyExchange",
    offeredSuites: ["TLS_PSK_WITH_AES_128_CCM_8"],
    offeredExtensions: [],
    isResumed: false,
    retransmissions: 0,
    ...facts,
  };
}

const running = { kind: "running", host: "127.0.0.1", port: 40_000, securePort: 40_001 } as const;

test("plain CoAP on the port for DTLS is told with the port for plain CoAP", () => {
  const facts = { outcome: "not DTLS" } as const;
  const record = handshakeRecord(report(facts), undefined, running);
  assert.ok(record?.kind === "attempt");
  assert.equal(record.explanation, "Explained. The port for plain CoAP is 40000.");
  const { host, securePort } = running;
  const without = handshakeRecord(report(facts), undefined, { kind: "running", host, securePort });
  assert.match(without?.kind === "attempt" ? without.explanation : "", /^Explained\. No port for plain CoAP is open/u);
  const asClient = handshakeRecord(report({ ...facts, role: "client" }), undefined, running);
  assert.equal(asClient?.kind === "attempt" && asClient.explanation, "Explained.");
});

test("offers to add the credential that is missing or wrong, where one can be added", () => {
  const remedy = (facts: Partial<HandshakeReport>): unknown => {
    const record = handshakeRecord(report(facts), undefined, running);
    return record?.kind === "attempt" ? record.remedy : undefined;
  };
  assert.deepEqual(remedy({ identity: "a" }), { kind: "add credential", identity: "a" });
  assert.deepEqual(remedy({ identity: "a", outcome: "wrong key" }), { kind: "add credential", identity: "a" });
  assert.equal(remedy({ identity: "a", outcome: "silence" }), undefined);
  assert.equal(remedy({ identity: "x".repeat(129) }), undefined);
  assert.equal(remedy({ identity: "a", role: "client" }), undefined);
  assert.equal(remedy({}), undefined);
});

test("has words for every outcome, and no record of what we ended ourselves", () => {
  const summaries = handshakeOutcomes.map(
    (outcome) => handshakeRecord(report({ outcome }), undefined, running)?.summary,
  );
  const told = summaries.filter((summary) => summary !== undefined);
  assert.equal(new Set(told).size, handshakeOutcomes.length - 1);
  assert.equal(summaries[handshakeOutcomes.indexOf("canceled")], undefined);
});

test("tells what was observed, and the time of the end", () => {
  const record = handshakeRecord(
    report({ outcome: "completed", identity: "a", suite: "TLS_PSK_WITH_AES_128_CCM_8", retransmissions: 2 }),
    undefined,
    running,
  );
  assert.deepEqual(record, {
    kind: "event",
    time: 1020,
    peer: "192.0.2.1:5000",
    transport: "dtls",
    summary: "Handshake completed with “a”",
    details: [
      { name: "Identity", value: "a" },
      { name: "Cipher suite", value: "TLS_PSK_WITH_AES_128_CCM_8" },
      { name: "Offered cipher suites", value: "TLS_PSK_WITH_AES_128_CCM_8" },
      { name: "Last step", value: "ClientKeyExchange" },
      { name: "Sent again", value: "2 times" },
      { name: "Duration", value: "20 ms" },
    ],
  });
});

test("shortens an identity that a stranger has made long", () => {
  const record = handshakeRecord(report({ identity: "x".repeat(60_000) }), undefined, running);
  assert.ok(JSON.stringify(record).length < 2000);
});
