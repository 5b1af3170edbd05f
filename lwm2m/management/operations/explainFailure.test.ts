import assert from "node:assert/strict";
import { test } from "node:test";
import type { RequestOutcome } from "../../coap/exchange.js";
import { deviceStates } from "../device.js";
import { explainAbsence, explainFailure } from "./explainFailure.js";

test("each outcome without an answer has its own cause and words", () => {
  const check = (outcome: Exclude<RequestOutcome, { kind: "response" }>, cause: string, words: RegExp): void => {
    const failure = explainFailure(outcome, 1500);
    assert.equal(failure.cause, cause);
    assert.match(failure.explanation, words);
  };
  check({ kind: "timeout", isAcknowledged: false }, "not acknowledged", /within 1\.5 s/u);
  check({ kind: "timeout", isAcknowledged: true }, "no response", /acknowledged the request, and then/u);
  check({ kind: "reset" }, "reset", /rejected the message with a reset/u);
  check({ kind: "closed", reason: "The peer said goodbye." }, "closed", /The peer said goodbye\./u);
  check({ kind: "canceled" }, "canceled", /canceled/u);
  check({ kind: "broken", reason: "Block 3 is missing." }, "broken", /Block 3 is missing\./u);
});

test("each state says why a device cannot be asked", () => {
  const sentences = new Set(deviceStates.map((state) => explainAbsence(state).explanation));
  assert.equal(sentences.size, deviceStates.length);
});
