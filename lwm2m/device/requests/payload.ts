import { codecOf } from "../../codec/codecs.js";
import type { CoapResponse } from "../../coap/exchange.js";
import { checkValue } from "../../data/checkValue.js";
import type { Content, Entry } from "../../data/entry.js";
import { nullId } from "../../data/objectLink.js";
import { isObjectPath, isWithin, printPath, resourceOf, type Path, type ResourcePath } from "../../data/path.js";
import type { Value } from "../../data/value.js";
import { isWritable } from "../store/readEntries.js";
import { roomProblem } from "../store/room.js";
import { refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";
import { isUsable } from "./formats.js";
import { refuseTarget } from "./target.js";

/** What a payload brings, or the refusal that it deserves. */
export type Brought =
  | { readonly content: Content; readonly refusal?: undefined }
  | { readonly content?: undefined; readonly refusal: CoapResponse };

/**
 * Decodes and checks what is to be written below `path` (LwM2M TS 1.1 §6.3.3): format, type and range of each value.
 * Resources that the client does not know are passed over, as the specification wants.
 * @param readOnly what is done with values that a server may not write
 */
export function readPayload(
  ctx: DeviceContext,
  path: Path,
  { contentFormat, payload }: { readonly contentFormat: number; readonly payload: Uint8Array },
  readOnly: "refuse" | "pass over",
): Brought {
  const codec = isUsable(contentFormat) ? codecOf(contentFormat) : undefined;
  if (codec === undefined) {
    return { refusal: refuse("Unsupported Content-Format", `Content format ${contentFormat} is not supported.`) };
  }
  const { entries, empty, problems } = codec.decode(payload, { basePath: path, resource: ctx.store.definitionOf });
  const [problem] = problems;
  if (problem !== undefined) return { refusal: refuse("Bad Request", problem.message) };
  const known: Entry[] = [];
  for (const entry of entries) {
    const fate = fateOf(ctx, path, entry, readOnly);
    if (fate === "take") known.push(entry);
    else if (fate !== "pass over") return { refusal: fate };
  }
  const room = roomProblem(ctx.store, known, payload.length);
  if (room !== undefined) return { refusal: refuse("Request Entity Too Large", room) };
  return { content: { entries: known, empty } };
}

function fateOf(
  ctx: DeviceContext,
  base: Path,
  { path, value }: Entry,
  readOnly: "refuse" | "pass over",
): "take" | "pass over" | CoapResponse {
  if (!isWithin(path, base)) {
    return refuse("Bad Request", `${printPath(path)} is not below ${printPath(base)}, where the request goes.`);
  }
  // A composite request names its places one by one, and means each of them (LwM2M TS 1.1 §6.3.9).
  const refusal = isObjectPath(base) ? undefined : refuseTarget(ctx, resourceOf(path));
  if (refusal !== undefined) return refusal;
  const definition = ctx.store.definitionOf(path.objectId, path.resourceId);
  if (definition === undefined) return "pass over";
  if (!isWritable(definition.operations)) {
    if (readOnly === "pass over") return "pass over";
    return refuse("Method Not Allowed", `${printPath(path)} (${definition.name}) cannot be written.`);
  }
  const problem = checkValue(value, definition) ?? linkProblem(ctx, value) ?? lifetimeProblem(path, value);
  return problem === undefined ? "take" : refuse("Bad Request", `${printPath(path)}: ${problem}`);
}

/** A link must lead to what the client has, or nowhere (LwM2M TS 1.1 §6.3.3). */
function linkProblem({ store }: DeviceContext, value: Value): string | undefined {
  if (value.type !== "Objlnk") return undefined;
  const { objectId, objectInstanceId } = value.value;
  const instances = store.objects.get(objectId)?.instances;
  const isNowhere = objectId === nullId && objectInstanceId === nullId;
  const isThere = instances !== undefined && (objectInstanceId === nullId || instances.has(objectInstanceId));
  return isNowhere || isThere ? undefined : `The device has no ${objectId}:${objectInstanceId} to link to.`;
}

/** A lifetime of nothing would end the registration at once; the definition does not forbid it. */
function lifetimeProblem({ objectId, resourceId }: ResourcePath, { value }: Value): string | undefined {
  const isWrong = objectId === 1 && resourceId === 1 && typeof value === "bigint" && value < 1n;
  return isWrong ? "The lifetime must be at least a second." : undefined;
}
