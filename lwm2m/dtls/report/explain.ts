import { explainAsClient } from "./explainAsClient.js";
import { explainAsServer } from "./explainAsServer.js";
import type { HandshakeFacts } from "./facts.js";

/** What happened and what to do next, in sentences for somebody who wants a device to connect. */
export function explain(facts: HandshakeFacts): string {
  const explanations = facts.role === "server" ? explainAsServer : explainAsClient;
  return explanations[facts.outcome](facts);
}
