import { isSuccess } from "../../coap/codes.js";
import type { CoapRequest, CoapResponse, RequestOutcome } from "../../coap/exchange.js";
import { toUtf8 } from "../../base/bytes.js";
import type { OperationOptions } from "../device.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { OperationFailure, OperationRefusal } from "../results.js";
import { explainAbsence, explainFailure, usualTimeout } from "./explainFailure.js";
import { explainRefusal, type OperationName } from "./explainRefusal.js";
import type { Target } from "./target.js";

/** What is asked of a device, and what is needed to explain a no. */
export interface Question {
  readonly operation: OperationName;
  readonly target: Target;
  /** Without its path and query, which are the target's. */
  readonly request: Omit<CoapRequest, "path" | "query">;
  readonly isFormatForced: boolean;
}

/** A successful response, or what became of the request otherwise. */
export type Answer =
  | { readonly kind: "response"; readonly response: CoapResponse; readonly milliseconds: number }
  | OperationRefusal
  | OperationFailure;

/** Diagnostic payloads are sentences; what is longer is cut. */
const longestDiagnostic = 1000;

/** The whole request of a question. */
export function requestOf({ request, target }: Question): CoapRequest {
  return {
    ...request,
    path: target.segments,
    ...(target.kind === "plain" && target.query.length > 0 ? { query: target.query } : {}),
  };
}

/** Sends a request to a device and says what the outcome means. */
export async function ask(device: ManagedDevice, question: Question, options: OperationOptions): Promise<Answer> {
  const { session } = device;
  if (session === undefined) return explainAbsence(device.state);
  return interpret(device, question, await session.request(requestOf(question), options), options);
}

/** Says what an outcome means. */
export function interpret(
  device: ManagedDevice,
  { operation, target, request, isFormatForced }: Question,
  outcome: RequestOutcome,
  { timeout }: OperationOptions,
): Answer {
  if (outcome.kind !== "response") {
    return explainFailure(outcome, timeout, device.strayWithin(timeout ?? usualTimeout));
  }
  const { response, milliseconds } = outcome;
  if (isSuccess(response.code)) return { kind: "response", response, milliseconds };
  const contentFormat = request.accept ?? request.contentFormat;
  const contentFormats = device.contentFormats;
  const explanation = explainRefusal({
    operation,
    path: target.text,
    code: response.code,
    isFormatForced,
    isSecured: device.identity !== undefined,
    ...(response.maxAge === undefined ? {} : { maxAge: response.maxAge }),
    ...(contentFormat === undefined ? {} : { contentFormat }),
    ...(contentFormats === undefined ? {} : { contentFormats }),
  });
  const diagnostic = diagnosticOf(response);
  return {
    kind: "refused",
    code: response.code,
    milliseconds,
    explanation,
    ...(diagnostic === undefined ? {} : { diagnostic }),
  };
}

/** What the device wrote about its refusal (RFC 7252 §5.5.2), if it is text. */
function diagnosticOf({ payload }: CoapResponse): string | undefined {
  if (payload === undefined || payload.length === 0) return undefined;
  return toUtf8(payload)?.slice(0, longestDiagnostic);
}
