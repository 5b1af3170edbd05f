import { stackOf } from "../base/errorText.js";
import type { Logger } from "../base/logger.js";
import type { ClientCredentials, PeerVerifier, ServerCredentials } from "./credentials.js";

/** Credentials whose functions never throw: what fails in them is logged, and the peer is not let in. */
export function guardCredentials(credentials: ServerCredentials, logger: Logger): ServerCredentials {
  const { psk, verifyPeer, knownOtherwise } = credentials;
  return {
    ...credentials,
    ...(psk && { psk: (identity) => guarded(logger, () => psk(identity), undefined) }),
    ...(verifyPeer && { verifyPeer: guardVerifier(verifyPeer, logger) }),
    ...(knownOtherwise && { knownOtherwise: (identity) => guarded(logger, () => knownOtherwise(identity), undefined) }),
  };
}

/** The same for a client: a server that cannot be checked is not trusted. */
export function guardClientCredentials(credentials: ClientCredentials, logger: Logger): ClientCredentials {
  if (credentials.kind === "psk") return credentials;
  return { ...credentials, verifyPeer: guardVerifier(credentials.verifyPeer, logger) };
}

function guardVerifier(verify: PeerVerifier, logger: Logger): PeerVerifier {
  const explanation = "Its credentials could not be checked because of an error here; the log has the details.";
  return (credential, context) =>
    guarded(logger, () => verify(credential, context), { kind: "refused", reason: "not trusted", explanation });
}

function guarded<Result>(logger: Logger, run: () => Result, failed: Result): Result {
  try {
    return run();
  } catch (error) {
    logger.log("error", "Credentials could not be looked up.", { error: stackOf(error) });
    return failed;
  }
}
