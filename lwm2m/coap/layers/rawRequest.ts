import { toHex } from "../../base/bytes.js";
import { counted } from "../../base/words.js";
import { isStream, type Channel } from "../channel.js";
import { headerLength } from "../codec.js";
import type { RawRequest } from "../exchange.js";
import { contentOverhead, longestExtended } from "../optionCodec.js";
import { streamHeaderLength } from "../streamCodec.js";

/** Why a request cannot be written as a message, in a sentence; undefined if it can, however little sense it makes. */
export function unwritable({ code, token, options = [], payload }: RawRequest, channel: Channel): string | undefined {
  if (!isWithin(code, 0xff)) return `The code ${code} cannot be sent: a code is a number from 0 to 255.`;
  const tokenLength = token?.length ?? 0;
  if (tokenLength > longestExtended) {
    return `The token has ${counted(tokenLength, "byte")}; ${longestExtended} are the most that can be written.`;
  }
  for (const { number, value } of options) {
    if (!isWithin(number, 0xffff)) {
      return `The option ${number} cannot be sent: the number of an option is one from 0 to 65535.`;
    }
    if (value.length <= longestExtended) continue;
    return `The value of option ${number} has ${value.length} bytes; ${longestExtended} are the most that can be written.`;
  }
  const header = isStream(channel.transport) ? streamHeaderLength : headerLength;
  const length = header + contentOverhead(options, tokenLength) + (payload?.length ?? 0);
  const { largestMessageSize: most = length } = channel;
  if (length <= most) return undefined;
  return `The message would have about ${length} bytes; ${most} are the most that can be sent here.`;
}

/** What is said of a token that somebody else waits for responses with. */
export function tokenInUse(token: Uint8Array): string {
  const shown = token.length === 0 ? "The empty token" : `The token 0x${toHex(token.subarray(0, 16))}`;
  return `${shown} is in use: a request or an observation waits for responses with it. End that, or choose another token.`;
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
