import { decodeLinks } from "../codec/linkFormatCodec.js";
import type { PayloadProblem } from "../codec/codec.js";
import type { DeviceLink } from "./results.js";

/** Links that were read, and what is wrong with the rest. */
export interface ReadLinks {
  readonly links: readonly DeviceLink[];
  readonly problems: readonly PayloadProblem[];
}

/** Reads the payload of a registration or a discovery as links (RFC 6690), whatever its content format says. */
export function readLinks(payload: Uint8Array): ReadLinks {
  const { links, problems } = decodeLinks(payload);
  return { links: links.map(({ target, attributes }) => ({ path: target, attributes })), problems };
}
