import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Clock } from "../../lwm2m/base/clock.js";
import { messageOf } from "../../lwm2m/base/errorText.js";
import { systemCode } from "../home/systemError.js";
import { canonicalHost } from "./canonicalHost.js";
import { inTime } from "./inTime.js";

/** Milliseconds that looking up a name may take. */
const patience = 10_000;

/** An address and all that the name has, the best first; or a sentence for the user that says why there is none. */
export type ResolvedHost =
  | { readonly address: string; readonly all: readonly string[]; readonly problem?: undefined }
  | { readonly address?: undefined; readonly problem: string };

/** What the system's codes mean. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: "The name is not known",
  EAI_AGAIN: "The name server does not answer",
};

/**
 * The address of a host, in the one way in which it is written. Of a name with both kinds the IPv4 address is taken: few
 * devices are reached by IPv6 only, and over UDP a wrong choice would show only as silence.
 */
export async function resolveHost(host: string, clock: Clock, timeout = patience): Promise<ResolvedHost> {
  const written = canonicalHost(host);
  if (isIP(written) !== 0) return { address: written, all: [written] };
  // No name server is to be asked for this machine (RFC 6761 §6.3).
  if (written === "localhost" || written.endsWith(".localhost")) return { address: "127.0.0.1", all: ["127.0.0.1"] };
  const advice = "Check the name and the network, or write an IP address.";
  try {
    const wait = Math.min(timeout, patience);
    const found = await inTime(lookup(written, { all: true, verbatim: true }), clock, wait);
    if (found === undefined) {
      return {
        problem: `No address of “${host}” was found: the system has not answered within ${wait / 1000} seconds. ${advice}`,
      };
    }
    const all = [4, 6].flatMap((family) =>
      found.filter((one) => one.family === family).map(({ address }) => canonicalHost(address)),
    );
    const [address] = all;
    return address === undefined ? { problem: `No address of “${host}” was found. ${advice}` } : { address, all };
  } catch (error) {
    const reason = reasons[systemCode(error) ?? ""] ?? messageOf(error);
    return { problem: `No address of “${host}” was found: ${reason}. ${advice}` };
  }
}
