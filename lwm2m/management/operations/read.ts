import { contentFormatLabel } from "../../codec/contentFormats.js";
import { codeLabel, codeOf } from "../../coap/codes.js";
import type { OperationOptions } from "../device.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { OperationResult } from "../results.js";
import { ask, type Answer, type Question } from "./ask.js";
import { failure } from "./explainFailure.js";
import { pickFormat } from "./formats.js";
import { receive } from "./receive.js";
import { needKinds } from "./target.js";

/** The codes by which a device says that it does not like the format that we ask for. */
const formatRefusals = [
  codeOf("Not Acceptable"),
  codeOf("Unsupported Content-Format"),
  codeOf("Bad Option"),
] as readonly number[];

/** True if a refusal may be about the Accept option of the request. */
export function isAboutFormat(answer: Answer, { request, isFormatForced }: Question): boolean {
  return (
    answer.kind === "refused" && !isFormatForced && request.accept !== undefined && formatRefusals.includes(answer.code)
  );
}

/** What to tell the user when a device was asked again without Accept. */
export function retryNote(code: number, accept: number): string {
  return `The device answered ${codeLabel(code)} to ${contentFormatLabel(accept)}, so it was asked again without Accept.`;
}

/** Reads (LwM2M TS 1.2 §6.3.1). If the device does not like the format that was chosen for it, it may choose itself. */
export async function read(
  device: ManagedDevice,
  path: string,
  options: OperationOptions = {},
): Promise<OperationResult> {
  const { target, problem } = device.target(path);
  if (target === undefined) return failure("invalid request", problem);
  const kindProblem = needKinds(target, "read", ["object", "object instance", "resource", "resource instance"]);
  if (kindProblem !== undefined) return failure("invalid request", kindProblem);

  const { contentFormat: accept, isForced } = pickFormat(device, "read", target, options);
  const code = codeOf("GET");
  const question: Question = {
    operation: "read",
    target,
    request: accept === undefined ? { code } : { code, accept },
    isFormatForced: isForced,
  };
  const notes: string[] = [];
  let answer = await ask(device, question, options);
  if (answer.kind === "refused" && accept !== undefined && isAboutFormat(answer, question)) {
    notes.push(retryNote(answer.code, accept));
    answer = await ask(device, { ...question, request: { code } }, options);
  }
  if (answer.kind !== "response") return answer;
  const { response, milliseconds } = answer;
  const received = receive(device, { cause: "read", target, response });
  if (notes.length === 0) notes.push(...otherFormatNote(accept, response.contentFormat));
  return {
    kind: "success",
    code: response.code,
    milliseconds,
    ...received,
    notes: [...notes, ...received.notes],
  };
}

/** A device that answers in another format than asked for breaks RFC 7252 §5.10.4; the answer is taken all the same. */
export function otherFormatNote(accept: number | undefined, got: number | undefined): readonly string[] {
  if (accept === undefined || got === undefined || accept === got) return [];
  return [`${contentFormatLabel(accept)} was asked for, but the device answered in ${contentFormatLabel(got)}.`];
}
