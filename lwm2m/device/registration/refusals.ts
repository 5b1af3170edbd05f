import { toUtf8 } from "../../base/bytes.js";
import { codeLabel, codeOf } from "../../coap/codes.js";
import type { CoapResponse, RequestOutcome } from "../../coap/exchange.js";

/** What to do about the codes that a Register may be refused with (LwM2M TS Transport 1.1 §6.4.2). */
const advice: readonly { readonly code: number; readonly text: string }[] = [
  { code: codeOf("Bad Request"), text: "Check the endpoint name, and whether the server wants another one." },
  { code: codeOf("Unauthorized"), text: "Check that the server has credentials for this endpoint." },
  { code: codeOf("Forbidden"), text: "Check that the server lets this endpoint, with this identity, register." },
  { code: codeOf("Not Found"), text: "Check the address: what answers there is no LwM2M Server." },
  { code: codeOf("Method Not Allowed"), text: "Check the address: what answers there is no LwM2M Server." },
  { code: codeOf("Precondition Failed"), text: "The server does not support LwM2M 1.1." },
];

/** Longer diagnostics are cut. */
const longestDiagnostic = 300;

/** Says why Register was refused, with what the LwM2M Server wrote about it. */
export function refusalProblem({ code, payload }: CoapResponse): string {
  const text =
    toUtf8(payload ?? new Uint8Array())
      ?.trim()
      .slice(0, longestDiagnostic) ?? "";
  const written = text === "" ? "" : ` It says: "${text}".`;
  const todo = advice.find((row) => row.code === code)?.text ?? "See what the server's log says.";
  return `The LwM2M Server refuses the registration with ${codeLabel(code)}.${written} ${todo}`;
}

/** What to look at when nobody answers. */
function silenceAdvice(uri: string): string {
  const [ours, others] = uri.startsWith("coaps:") ? ["DTLS", "plain CoAP"] : ["plain CoAP", "DTLS"];
  return `Check that the LwM2M Server runs, its address and port, and firewalls between; a port for ${others} says nothing to ${ours}.`;
}

/** Says that no answer has come for so many seconds, while there still may be one. */
export function quietProblem(uri: string, seconds: number): string {
  return `No answer has come from ${uri} for ${seconds} seconds. ${silenceAdvice(uri)}`;
}

/** Says why there was no answer to Register or Update. */
export function silenceProblem(outcome: Exclude<RequestOutcome, { kind: "response" }>, uri: string): string {
  switch (outcome.kind) {
    case "timeout":
      return outcome.isAcknowledged
        ? `The LwM2M Server at ${uri} has received the registration, but does not answer it. See what its log says.`
        : `Nobody answers at ${uri}. ${silenceAdvice(uri)}`;
    case "reset":
      return `What answers at ${uri} rejects CoAP requests. Check the address and the port of the LwM2M Server.`;
    case "closed":
      return `The connection to ${uri} was closed: ${outcome.reason}`;
    case "canceled":
      return `The registration at ${uri} was given up.`;
    case "broken":
      return `The exchange with ${uri} broke off: ${outcome.reason}`;
  }
}
