import { codecOf } from "../../codec/codecs.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import type { CoapRequest, CoapResponse } from "../../coap/exchange.js";
import type { Content, Entry } from "../../data/entry.js";
import { isObjectPath, printPath, type ObjectInstancePath, type Path } from "../../data/path.js";
import { firmwareRefusal } from "../firmware/operations.js";
import { readEntries } from "../store/readEntries.js";
import { done, refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";
import { readPayload } from "./payload.js";
import { contentResponse } from "./read.js";
import { refuseTarget } from "./target.js";
import { apply } from "./write.js";

/** The formats of requests that name several places (LwM2M TS 1.1 §6.3.8, §6.3.9). */
const compositeFormats: readonly number[] = [contentFormatId("senml-json"), contentFormatId("senml-cbor")];

/** Places that one request may name; an observation keeps them, and looks at each of them again and again. */
const mostPaths = 1000;

/** Several places that a FETCH names, or the refusal that it deserves. */
export type NamedPaths =
  | { readonly paths: readonly Path[]; readonly contentFormat: number; readonly refusal?: undefined }
  | { readonly paths?: undefined; readonly contentFormat?: undefined; readonly refusal: CoapResponse };

/** Reads which places a Read-Composite or Observe-Composite names; `contentFormat` is that of the response. */
export function namedPaths(ctx: DeviceContext, request: CoapRequest): NamedPaths {
  const { contentFormat, accept, payload = new Uint8Array() } = request;
  const codec = compositeCodec(contentFormat);
  if (codec === undefined || contentFormat === undefined) return { refusal: refuseFormat(contentFormat) };
  const { entries, empty, problems } = codec.decode(payload, { basePath: {}, resource: ctx.store.definitionOf });
  const [problem] = problems;
  if (problem !== undefined) return { refusal: refuse("Bad Request", problem.message) };
  const [entry] = entries;
  if (entry !== undefined) {
    return {
      refusal: refuse("Bad Request", `${printPath(entry.path)} comes with a value, where only names are asked.`),
    };
  }
  const paths = [...new Map(empty.map((path) => [printPath(path), path])).values()];
  if (paths.length > mostPaths) {
    const problem = `A request may name ${mostPaths} places, and this one names ${paths.length}. Send several requests.`;
    return { refusal: refuse("Request Entity Too Large", problem) };
  }
  return { paths, contentFormat: accept ?? contentFormat };
}

/** Answers Read-Composite with what is there of the named places; what is not there is left out (LwM2M TS 1.1 §6.3.8). */
export function readComposite(ctx: DeviceContext, paths: readonly Path[], contentFormat: number): CoapResponse {
  if (!compositeFormats.includes(contentFormat)) {
    return refuse("Not Acceptable", `Values of several places are not sent in content format ${contentFormat}.`);
  }
  return contentResponse(ctx, {}, contentOf(ctx, paths), contentFormat);
}

/** The values at several places, each once. */
export function contentOf(ctx: DeviceContext, paths: readonly Path[]): Content {
  const entries = new Map<string, Entry>();
  for (const path of paths.flatMap((named) => objectsAt(ctx, named))) {
    if (refuseTarget(ctx, path) !== undefined) continue;
    for (const entry of readEntries(ctx.store, path).entries) entries.set(printPath(entry.path), entry);
  }
  return { entries: [...entries.values()], empty: [] };
}

/** A place that is named; the root stands for all objects (LwM2M TS 1.1.1 §7.4.5). */
function objectsAt({ store }: DeviceContext, path: Path): readonly Path[] {
  return isObjectPath(path) ? [path] : [...store.objects.keys()].map((objectId) => ({ objectId }));
}

/** Answers Write-Composite: all of it is written, or nothing (LwM2M TS 1.1 §6.3.9). */
export function writeComposite(ctx: DeviceContext, request: CoapRequest): CoapResponse {
  const { contentFormat, payload = new Uint8Array() } = request;
  if (contentFormat === undefined || compositeCodec(contentFormat) === undefined) return refuseFormat(contentFormat);
  const brought = readPayload(ctx, {}, { contentFormat, payload }, "refuse");
  if (brought.content === undefined) return brought.refusal;
  const { entries, empty } = brought.content;
  const [bare] = empty;
  if (bare !== undefined) return refuse("Bad Request", `${printPath(bare)} comes without a value.`);
  const firmware = firmwareRefusal(ctx.firmware, entries);
  if (firmware !== undefined) return firmware;
  for (const [place, ofInstance] of byInstance(entries))
    apply(ctx, place, { entries: ofInstance, empty: [] }, "update");
  ctx.actions.valuesChanged();
  return done("Changed");
}

function byInstance(entries: readonly Entry[]): Iterable<readonly [ObjectInstancePath, readonly Entry[]]> {
  const groups = new Map<string, [ObjectInstancePath, Entry[]]>();
  for (const entry of entries) {
    const { objectId, objectInstanceId } = entry.path;
    const key = `${objectId}/${objectInstanceId}`;
    const group = groups.get(key) ?? [{ objectId, objectInstanceId }, []];
    group[1].push(entry);
    groups.set(key, group);
  }
  return groups.values();
}

function compositeCodec(contentFormat: number | undefined) {
  return contentFormat === undefined || !compositeFormats.includes(contentFormat) ? undefined : codecOf(contentFormat);
}

function refuseFormat(contentFormat: number | undefined): CoapResponse {
  const found = contentFormat === undefined ? "has none" : `has ${contentFormat}`;
  return refuse(
    "Unsupported Content-Format",
    `Several places are named in SenML JSON or SenML CBOR; the request ${found}.`,
  );
}
