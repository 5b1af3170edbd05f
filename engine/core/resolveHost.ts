import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Clock } from "../../lwm2m/base/clock.js";
import { messageOf } from "../../lwm2m/base/errorText.js";
import { systemCode } from "../home/systemError.js";

/** Milliseconds that looking up a name may take. */
const patience = 10_000;

/** An address, or a sentence for the user that says why there is none. */
export type ResolvedHost =
  | { readonly address: string; readonly problem?: undefined }
  | { readonly address?: undefined; readonly problem: string };

/** What the system's codes mean. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: "The name is not known",
  EAI_AGAIN: "The name server does not answer",
};

/**
 * The address of a host. Of a name with both kinds the IPv4 address is taken: few devices are reached by IPv6 only, and
 * over UDP a wrong choice would show only as silence.
 */
export async function resolveHost(host: string, clock: Clock): Promise<ResolvedHost> {
  if (isIP(host) !== 0) return { address: host };
  const advice = "Check the name and the network, or write an IP address.";
  try {
    const found = await Promise.race([lookup(host, { all: true, verbatim: true }), late(clock)]);
    const best = found.find(({ family }) => family === 4) ?? found[0];
    return best === undefined ? { problem: `No address of “${host}” was found. ${advice}` } : { address: best.address };
  } catch (error) {
    const reason = reasons[systemCode(error) ?? ""] ?? messageOf(error);
    return { problem: `No address of “${host}” was found: ${reason}. ${advice}` };
  }
}

function late(clock: Clock): Promise<never> {
  return new Promise((_, reject) => {
    clock.after(patience, () => {
      reject(new Error(`the system has not answered within ${patience / 1000} seconds`));
    });
  });
}
