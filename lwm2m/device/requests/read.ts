import { codecOf } from "../../codec/codecs.js";
import { codeOf } from "../../coap/codes.js";
import type { CoapResponse } from "../../coap/exchange.js";
import type { Content } from "../../data/entry.js";
import { printPath, type Path } from "../../data/path.js";
import { isReadable, readEntries } from "../store/readEntries.js";
import { refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";
import { canSayEmpty, defaultFormat, isUsable } from "./formats.js";
import { refuseTarget } from "./target.js";

/** Answers Read, and the reading part of Observe (LwM2M TS 1.1 §6.3.1). */
export function read(ctx: DeviceContext, path: Path, accept = defaultFormat): CoapResponse {
  const refusal = refuseTarget(ctx, path);
  if (refusal !== undefined) return refusal;
  const resource = ctx.store.resource(path);
  if (resource !== undefined && !isReadable(resource.definition.operations)) {
    return refuse("Method Not Allowed", `${printPath(path)} (${resource.definition.name}) cannot be read.`);
  }
  return contentResponse(ctx, path, readEntries(ctx.store, path), accept);
}

/** Values as a response in a format, or 4.06 if that cannot carry them. */
export function contentResponse(
  { store }: DeviceContext,
  path: Path,
  { entries, empty }: Content,
  contentFormat: number,
): CoapResponse {
  const codec = isUsable(contentFormat) ? codecOf(contentFormat) : undefined;
  if (codec === undefined) return refuse("Not Acceptable", `Content format ${contentFormat} is not supported.`);
  const told = canSayEmpty(contentFormat) ? empty : [];
  const encoded = codec.encode(entries, { basePath: path, resource: store.definitionOf }, told);
  if (encoded.payload === undefined) return refuse("Not Acceptable", encoded.problem);
  return { code: codeOf("Content"), contentFormat, payload: encoded.payload };
}
