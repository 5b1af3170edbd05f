import { equalBytes } from "../../base/bytes.js";
import type { HelloHook } from "../handshake/helloHook.js";
import { extensions } from "../tables/extensions.js";
import { ByteReader } from "../wire/byteReader.js";
import { undecodable, type MessageProblem } from "../wire/parsed.js";
import { uint } from "../wire/write.js";
import { parseConnectionId, printConnectionId } from "./connectionIds.js";
import type { RecordLayer } from "./recordLayer.js";

/** Lengths of fragments by their code (RFC 6066 §4). */
const fragmentLengths = { 1: 512, 2: 1024, 3: 2048, 4: 4096 } as const;

export type MaxFragmentLength = (typeof fragmentLengths)[keyof typeof fragmentLengths];

/** The least that anybody may ask for (RFC 8449 §4). */
const leastRecordSizeLimit = 64;

/** What we say about records. */
export interface RecordOffer {
  /** Stands in the records of the peer; empty if it shall write none; undefined if we do not speak of it (RFC 9146 §3). */
  readonly connectionId?: Uint8Array;
  /** Bytes that we take in one record (RFC 8449 §4). */
  readonly recordSizeLimit?: number;
  /** What we ask of both sides as a client (RFC 6066 §4). */
  readonly maxFragmentLength?: MaxFragmentLength;
}

/** The extensions that are about records. What both sides agree on holds for the record layer at once. */
export function recordHooks(offer: RecordOffer, records: RecordLayer): readonly HelloHook[] {
  const { connectionId, recordSizeLimit, maxFragmentLength } = offer;
  return [
    ...(connectionId === undefined ? [] : connectionIdHooks(connectionId, records)),
    ...(recordSizeLimit === undefined ? [] : [recordSizeLimitHook(recordSizeLimit, records)]),
    maxFragmentLengthHook(offer, maxFragmentLength, records),
  ];
}

/** Extensions for connection IDs, the one that goes first before others of the same hello (RFC 9146 §3). */
const connectionIdCodes = [
  extensions.connection_id,
  // Older clients have these, and authenticate their records in another way: drafts, and mbedTLS 2.28.
  extensions.connection_id_draft,
  extensions.connection_id_mbedtls,
] as const;

/** We offer what the RFC says, and answer the older ones too. */
function connectionIdHooks(ours: Uint8Array, records: RecordLayer): readonly HelloHook[] {
  return connectionIdCodes.map((code, index) => {
    const isDraft = code !== extensions.connection_id;
    const agree = (data: Uint8Array, message: string): MessageProblem | undefined => {
      const theirs = parseConnectionId(data);
      if (theirs === undefined) return undecodable(message).problem;
      records.useConnectionIds(isDraft ? { ours, theirs, isDraft } : { ours, theirs });
      return undefined;
    };
    return {
      code,
      offer: () => (isDraft ? undefined : printConnectionId(ours)),
      answer: (data, { offered }) => {
        if (connectionIdCodes.slice(0, index).some((other) => offered.has(other))) return undefined;
        // Nobody has registered the older numbers for good: what makes no sense may mean something else.
        if (isDraft && parseConnectionId(data) === undefined) return undefined;
        return agree(data, "ClientHello") ?? printConnectionId(ours);
      },
      accept: (answered) => answered && agree(answered, "ServerHello"),
    };
  });
}

/** RFC 8449 §4: each side says what it takes, and the other follows that. */
function recordSizeLimitHook(ours: number, records: RecordLayer): HelloHook {
  const agree = (data: Uint8Array, message: string): MessageProblem | undefined => {
    const reader = new ByteReader(data);
    const limit = reader.uint(2);
    if (!reader.isComplete) return undecodable(message).problem;
    if (limit < leastRecordSizeLimit)
      return illegal(`Its record_size_limit is ${limit}; RFC 8449 §4 forbids less than ${leastRecordSizeLimit}.`);
    records.limitContent(limit);
    return undefined;
  };
  return {
    code: extensions.record_size_limit,
    offer: () => uint(ours, 2),
    answer: (offered) => agree(offered, "ClientHello") ?? uint(ours, 2),
    accept: (answered) => answered && agree(answered, "ServerHello"),
  };
}

/** RFC 6066 §4: what the client asks for holds for both. RFC 8449 §5: the newer extension goes before this one. */
function maxFragmentLengthHook(
  { recordSizeLimit }: RecordOffer,
  asked: MaxFragmentLength | undefined,
  records: RecordLayer,
): HelloHook {
  const code = asked === undefined ? undefined : uint(Math.log2(asked) - 8, 1);
  return {
    code: extensions.max_fragment_length,
    offer: () => code,
    answer: (data, { offered }) => {
      const length = data.length === 1 ? lengthOf(data[0]) : undefined;
      if (length === undefined) return illegal("Its max_fragment_length is none of those that RFC 6066 §4 knows.");
      if (recordSizeLimit !== undefined && offered.has(extensions.record_size_limit)) return undefined;
      records.limitContent(length);
      return data;
    },
    accept: (answered, all) => {
      if (answered === undefined || asked === undefined) return undefined;
      if (all.has(extensions.record_size_limit))
        return illegal("It answers both max_fragment_length and record_size_limit, which RFC 8449 §5 forbids.");
      if (code === undefined || !equalBytes(answered, code))
        return illegal("It answers another max_fragment_length than was asked for (RFC 6066 §4).");
      records.limitContent(asked);
      return undefined;
    },
  };
}

function illegal(sentence: string): MessageProblem {
  return { alert: "illegal_parameter", sentence };
}

function lengthOf(code: number | undefined): MaxFragmentLength | undefined {
  return code === 1 || code === 2 || code === 3 || code === 4 ? fragmentLengths[code] : undefined;
}
