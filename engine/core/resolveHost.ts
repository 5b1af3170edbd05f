import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Clock } from "../../lwm2m/base/clock.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
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
    const found = await inTime(lookup(host, { all: true, verbatim: true }), clock);
    const best = found.find(({ family }) => family === 4) ?? found[0];
    return best === undefined ? { problem: `No address of “${host}” was found. ${advice}` } : { address: best.address };
  } catch (error) {
    const reason = reasons[systemCode(error) ?? ""] ?? messageOf(error);
    return { problem: `No address of “${host}” was found: ${reason}. ${advice}` };
  }
}

async function inTime<T>(answer: Promise<T>, clock: Clock): Promise<T> {
  let timer: Disposable | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = clock.after(patience, () => {
      reject(new Error(`the system has not answered within ${patience / 1000} seconds`));
    });
  });
  return Promise.race([answer, late]).finally(() => timer?.dispose());
}
