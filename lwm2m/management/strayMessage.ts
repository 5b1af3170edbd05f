import { toHex } from "../base/bytes.js";
import { dottedCode, isResponseCode } from "../coap/codes.js";
import type { TappedMessage } from "../coap/session.js";

/**
 * What a message of a device shows that answers nothing, in a sentence for the user, who otherwise would take the device
 * for silent; undefined for what belongs to an exchange, or is of no interest.
 */
export function explainStray({ message, problem, remark }: TappedMessage): string | undefined {
  if (message === undefined) {
    return `Meanwhile something came from it that is no CoAP message: ${problem ?? "its bytes make no sense."}`;
  }
  const { code, token } = message;
  if (remark !== "unexpected" || !isResponseCode(code)) return undefined;
  const named = token.length === 0 ? "no token" : `the token ${toHex(token)}`;
  return `Meanwhile a ${dottedCode(code)} with ${named} came from it, which no request is waiting for: a response must repeat the token of its request, and an acknowledgment its message ID (RFC 7252 §5.3.2).`;
}
