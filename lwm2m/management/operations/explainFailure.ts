import type { RequestOutcome } from "../../coap/exchange.js";
import type { DeviceState } from "../device.js";
import type { FailureCause, OperationFailure } from "../results.js";

/** MAX_TRANSMIT_WAIT (RFC 7252 §4.8.2): how long a request waits unless the user says otherwise, in milliseconds. */
export const usualTimeout = 93_000;

/** An operation that failed, for a cause in words. */
export function failure(cause: FailureCause, explanation: string): OperationFailure {
  return { kind: "failed", cause, explanation };
}

/**
 * Why there is no answer, in sentences for the user (RFC 7252 §4.2, §4.3). `stray` is the sentence about what came from the
 * device instead.
 */
export function explainFailure(
  outcome: Exclude<RequestOutcome, { kind: "response" }>,
  timeout = usualTimeout,
  stray?: string,
): OperationFailure {
  const seconds = `${Math.round(timeout / 100) / 10} s`;
  switch (outcome.kind) {
    case "timeout":
      return outcome.isAcknowledged
        ? failure(
            "no response",
            `The device acknowledged the request, and then sent no response within ${seconds}. ${stray ?? "It may be busy with it, or have crashed over it."}`,
          )
        : failure(
            "not acknowledged",
            `The device did not acknowledge the request within ${seconds}. ${stray ?? "It may be asleep, switched off, or at another address by now; its next message shows where it is."}`,
          );
    case "reset":
      return failure(
        "reset",
        "The device rejected the message with a reset: it has no context for it, as after a reboot, or could not read it.",
      );
    case "closed":
      return failure("closed", `The connection ended before the answer: ${outcome.reason}`);
    case "canceled":
      return failure("canceled", "The request was canceled.");
    case "broken":
      return failure("broken", `The exchange with the device broke off: ${outcome.reason}`);
  }
}

const absence: Readonly<Record<DeviceState, string>> = {
  online: "There is no connection to the device.",
  disconnected: "The connection to the device has ended. Its next message, such as an Update, brings it back.",
  "not seen yet":
    "The device is known from before, but it has not been heard since this server started. Its next message brings it back.",
  expired: "The registration of the device has expired. It has to register again first.",
  deregistered: "The device has deregistered. It has to register again first.",
};

/** Why nothing can be sent to a device. */
export function explainAbsence(state: DeviceState): OperationFailure {
  return failure("no session", absence[state]);
}
