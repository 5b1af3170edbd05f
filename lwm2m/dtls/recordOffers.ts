import type { Random } from "../base/random.js";
import type { ConnectOptions, DtlsEndpointSetup } from "./endpoint.js";
import { usualConnectionIdLength } from "./limits.js";
import type { RecordOffer } from "./record/recordHooks.js";

/** What a server answers that has no limit (RFC 8449 §4). */
const largestRecordSizeLimit = 2 ** 14;

/** How often a connection ID is thrown before there are too many of its length. */
const mostThrows = 16;

type OfferSetup = Pick<DtlsEndpointSetup, "connectionIdLength" | "recordSizeLimit" | "random">;

/** Bytes of the connection IDs that an endpoint gives. */
export function connectionIdLengthOf({ connectionIdLength }: OfferSetup): number {
  return connectionIdLength ?? usualConnectionIdLength;
}

/** What a server says about records. It gives an ID also to a client that wants none in its own records. */
export function serverOffer(setup: OfferSetup, isTaken: (id: Uint8Array) => boolean): RecordOffer {
  const { recordSizeLimit = largestRecordSizeLimit, random } = setup;
  const length = connectionIdLengthOf(setup);
  return { recordSizeLimit, ...(length > 0 && { connectionId: throwId(random, length, isTaken) }) };
}

/** What a client says about records: without a wish, that its records will have the ID that the server gives. */
export function clientOffer(
  setup: OfferSetup,
  { connectionIds = "ours", maxFragmentLength }: ConnectOptions,
  isTaken: (id: Uint8Array) => boolean,
): RecordOffer {
  const { recordSizeLimit, random } = setup;
  const length = connectionIds === "both" ? connectionIdLengthOf(setup) : 0;
  return {
    ...(connectionIds !== "none" && { connectionId: throwId(random, length, isTaken) }),
    ...(recordSizeLimit !== undefined && { recordSizeLimit }),
    ...(maxFragmentLength !== undefined && { maxFragmentLength }),
  };
}

/** An ID that no session has. Nobody can guess it, so that strangers do not make us compute; empty if there is none left. */
function throwId(random: Random, length: number, isTaken: (id: Uint8Array) => boolean): Uint8Array {
  for (let count = 0; length > 0 && count < mostThrows; count++) {
    const id = random.bytes(length);
    if (!isTaken(id)) return id;
  }
  return new Uint8Array();
}
