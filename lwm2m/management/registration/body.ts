import { contentFormatId, contentFormatLabel } from "../../codec/contentFormats.js";
import type { IncomingRequest } from "../../coap/session.js";
import { readLinks } from "../links.js";
import { readObjectLinks, type ObjectList } from "./objectLinks.js";

/** The list of a Register or an Update, or the sentence that says why there is none. */
export type ParsedBody =
  { readonly list: ObjectList; readonly problem?: undefined } | { readonly list?: undefined; readonly problem: string };

/** More remarks than these about one body are not listed. */
const mostProblems = 3;

/** Reads the body of a Register or an Update. As long as a link is understood, the rest is only a warning. */
export function readBody({ payload, contentFormat }: IncomingRequest, limit: number, knownRoot?: string): ParsedBody {
  const { links, problems } = readLinks(payload);
  if (links.length === 0 && payload.length > 0) {
    return { problem: `The body is no list of links such as </3/0>. ${problems[0]?.message ?? ""}`.trim() };
  }
  const list = readObjectLinks(links, limit, knownRoot);
  const warnings = problems
    .slice(0, mostProblems)
    .map(({ offset, message }) => `At byte ${offset} of the list of objects: ${message}`);
  if (contentFormat !== contentFormatId("link-format") && payload.length > 0) {
    const named = contentFormat === undefined ? "no content format" : contentFormatLabel(contentFormat);
    warnings.push(`The list of objects came with ${named}; it should be link-format (40).`);
  }
  return { list: { ...list, warnings: [...warnings, ...list.warnings] } };
}
