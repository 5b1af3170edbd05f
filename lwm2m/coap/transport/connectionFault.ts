import { systemErrorCode } from "../../base/systemError.js";
import { tlsFault } from "./tlsFault.js";

/** What the operating system's codes mean for a connection. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nobody listens there. Check the port, and that the peer runs.",
  ECONNRESET: "The peer has broken the connection off.",
  EPIPE: "The peer has broken the connection off.",
  ETIMEDOUT: "The peer does not answer any more. Check the address, and the firewalls between.",
  EHOSTUNREACH: "There is no way to this address. Check the network.",
  ENETUNREACH: "There is no way to this address. Check the network.",
  EACCES: "The system forbids it. Look at the rules of its firewall or sandbox.",
  EPERM: "The system forbids it. Look at the rules of its firewall or sandbox.",
  EMFILE: "Too many files are open. Close other sockets and files, or raise the limit.",
};

/** Why a connection has failed, in sentences. */
export function connectionFault(error: unknown): string {
  // Its codes may look like those of the system (EPROTO).
  const fault = tlsFault(error);
  if (fault !== undefined) return fault;
  const code = systemErrorCode(error);
  if (code !== undefined) return reasons[code] ?? `The system says ${code}.`;
  return error instanceof Error ? `The connection has failed: ${error.message}.` : "The connection has failed.";
}
