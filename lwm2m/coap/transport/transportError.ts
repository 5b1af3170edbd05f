import { printAddress, type Address } from "../../base/datagram.js";

/** Why a socket could not be opened. */
export type TransportErrorCode =
  "address in use" | "address not available" | "address not valid" | "not permitted" | "too many open files" | "other";

/** A socket could not be opened. The message says what to do next. */
export class TransportError extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = "TransportError";
    this.code = code;
  }
}

/** What the operating system's codes mean, and what helps. */
const systemCodes: Readonly<Record<string, { readonly code: TransportErrorCode; readonly advice: string }>> = {
  EADDRINUSE: {
    code: "address in use",
    advice: "Another program has it. Stop that program, or choose another port.",
  },
  EADDRNOTAVAIL: {
    code: "address not available",
    advice: "This machine has no such address. Choose one that it has, or 0.0.0.0 for all.",
  },
  EAFNOSUPPORT: {
    code: "address not available",
    advice: "This machine does not speak this version of IP. Choose an address of the other one.",
  },
  EINVAL: { code: "address not valid", advice: "Write an IP address, such as 127.0.0.1 or ::1, not a name." },
  EACCES: {
    code: "not permitted",
    advice: "Ports below 1024 need more rights. Choose a higher port, such as 5683.",
  },
  EPERM: { code: "not permitted", advice: "The system forbids it. Look at the rules of its firewall or sandbox." },
  EMFILE: { code: "too many open files", advice: "Close other sockets and files, or raise the limit." },
};

/** The error for a code of the operating system. */
export function transportError(
  systemCode: string,
  address: Address,
  cause?: unknown,
  protocol: "UDP" | "TCP" = "UDP",
): TransportError {
  const { code, advice } = systemCodes[systemCode] ?? {
    code: "other" as const,
    advice: cause instanceof Error ? cause.message : "Choose another address or port.",
  };
  return new TransportError(code, `${protocol} ${printAddress(address)} cannot be opened. ${advice}`, cause);
}
