import type { CoapResponse } from "../../coap/exchange.js";
import type { Entry } from "../../data/entry.js";
import type { Path } from "../../data/path.js";
import type { Attributes } from "../attributes/table.js";
import { contentOf, readComposite } from "../requests/composite.js";
import type { DeviceContext } from "../requests/context.js";
import { read } from "../requests/read.js";
import { readEntries } from "../store/readEntries.js";

/** What one observation looks at, whenever it looks. */
export interface Observed {
  readonly attributes: () => Attributes;
  readonly entries: () => readonly Entry[];
  /** The notification. */
  readonly read: () => CoapResponse;
}

/** One place, in a format. */
export function observedPath(ctx: DeviceContext, path: Path, contentFormat: number): Observed {
  return {
    attributes: () => ctx.attributes.inForce(path),
    entries: () => readEntries(ctx.store, path).entries,
    read: () => read(ctx, path, contentFormat),
  };
}

/** Several places together (LwM2M TS 1.1 §6.4.4). The thresholds of one say nothing about the others: any change counts. */
export function observedPaths(ctx: DeviceContext, paths: readonly Path[], contentFormat: number): Observed {
  return {
    attributes: () => ({}),
    entries: () => contentOf(ctx, paths).entries,
    read: () => readComposite(ctx, paths, contentFormat),
  };
}
