import { counted } from "../../lwm2m/base/words.js";
import type { CoapUri } from "../../lwm2m/coap/coapUri.js";

/** What has come from an address that we have asked in vain. */
export type Heard = "nothing" | "DTLS" | "something else";

/** A server that has not answered. */
export interface SilentServer {
  readonly uri: CoapUri;
  /** Its address as people are told it. */
  readonly name: string;
  /** Milliseconds. */
  readonly patience: number;
  readonly heard: Heard;
}

/** Says that a server has not answered, and what may be the reason: often its port is one of the other kind. */
export function explainSilence({ uri, name, patience, heard }: SilentServer): string {
  const isSecure = uri.transport === "dtls";
  // The port belongs there: it is not the standard one of the other scheme.
  const other = name.replace(/^coaps?:/u, isSecure ? "coap:" : "coaps:");
  const address = /:\d+$/u.test(other) ? other : `${other}:${uri.port}`;
  if (heard === "DTLS") {
    return `What answers at ${name} speaks DTLS, not plain CoAP. Write ${address}, with the identity of a credential.`;
  }
  if (heard === "something else") {
    return `What answers at ${name} does not speak CoAP. Check the address and the port.`;
  }
  const seconds = counted(Math.round(patience / 100) / 10, "second");
  const kind = isSecure
    ? `Port ${uri.port} may also be one for plain CoAP, which says nothing to DTLS: then write ${address}.`
    : `Port ${uri.port} may also be one for DTLS, which says nothing to plain CoAP: then write ${address}, with the identity of a credential.`;
  return `${name} has not answered within ${seconds}. Check the address and the port, and that it is switched on; a firewall may be in between. ${kind}`;
}
