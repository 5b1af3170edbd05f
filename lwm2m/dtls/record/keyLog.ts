import { toHex } from "../../base/bytes.js";
import type { Secret } from "../../base/secret.js";

/**
 * Takes a line for each session, in the format that Wireshark reads (`NSS key log`, `CLIENT_RANDOM`). Whoever has the
 * line can read and forge the whole session: it is as secret as the keys themselves, and nothing writes it unless asked.
 */
export type KeyLog = (line: string) => void;

/** The line of a session: the random of the client's hello and the master secret. */
export function keyLogLine(clientRandom: Uint8Array, master: Secret): string {
  return `CLIENT_RANDOM ${toHex(clientRandom)} ${toHex(master.reveal())}`;
}
