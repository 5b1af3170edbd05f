import { stackOf } from "../base/errorText.js";
import type { Logger } from "../base/logger.js";
import type { ServerCredentials } from "./credentials.js";

/** Credentials whose functions never throw: what fails in them is logged, and the peer is not let in. */
export function guardCredentials(credentials: ServerCredentials, logger: Logger): ServerCredentials {
  const { psk, verifyPeer, knownOtherwise } = credentials;
  const guarded = <Result>(run: () => Result, failed: Result): Result => {
    try {
      return run();
    } catch (error) {
      logger.log("error", "Credentials could not be looked up.", { error: stackOf(error) });
      return failed;
    }
  };
  const explanation = "Its credentials could not be checked because of an error here; the log has the details.";
  return {
    ...credentials,
    ...(psk && { psk: (identity) => guarded(() => psk(identity), undefined) }),
    ...(verifyPeer && {
      verifyPeer: (credential, context) =>
        guarded(() => verifyPeer(credential, context), { kind: "refused", reason: "not trusted", explanation }),
    }),
    ...(knownOtherwise && { knownOtherwise: (identity) => guarded(() => knownOtherwise(identity), undefined) }),
  };
}
