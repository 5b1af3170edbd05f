import { codeOf } from "../../coap/codes.js";
import { parseExecuteArguments } from "../../data/executeArguments.js";
import type { OperationOptions } from "../device.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { OperationResult } from "../results.js";
import { ask } from "./ask.js";
import { failure } from "./explainFailure.js";
import { receive } from "./receive.js";
import { needKinds } from "./target.js";
import { plainText } from "./writeContent.js";

/**
 * Executes (LwM2M TS 1.2 §6.3.5). Arguments that are outside the grammar are sent as they are, as that is how devices are
 * tested, and the result says so. On a plain resource it is a POST of that text.
 */
export async function execute(
  device: ManagedDevice,
  path: string,
  args = "",
  options: OperationOptions = {},
): Promise<OperationResult> {
  const { target, problem } = device.target(path);
  if (target === undefined) return failure("invalid request", problem);
  const kindProblem = needKinds(target, "executed", ["resource"]);
  if (kindProblem !== undefined) return failure("invalid request", kindProblem);
  const notes =
    target.kind === "plain"
      ? []
      : parseExecuteArguments(args).problems.map(({ message }) => `${message} The arguments were sent as they are.`);
  const { payload, contentFormat: usual } = plainText(args);
  const { contentFormat = usual } = options;
  const request = {
    code: codeOf("POST"),
    ...(args === "" ? {} : { payload }),
    ...(args === "" || contentFormat === "none" ? {} : { contentFormat }),
  };
  const isFormatForced = options.contentFormat !== undefined;
  const answer = await ask(device, { operation: "execute", target, request, isFormatForced }, options);
  if (answer.kind !== "response") return answer;
  const { response, milliseconds } = answer;
  const success = { kind: "success", code: response.code, milliseconds } as const;
  // A plain CoAP server may answer a POST with content (RFC 7252 §5.8.2).
  if (target.kind === "plain" && response.payload !== undefined && response.payload.length > 0) {
    return { ...success, ...receive(device, { cause: "read", target, response }) };
  }
  return { ...success, values: [], empty: [], problems: [], notes };
}
