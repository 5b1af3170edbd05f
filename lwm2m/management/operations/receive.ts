import { decodePayload } from "../../codec/codecs.js";
import { contentFormatId, contentFormatLabel } from "../../codec/contentFormats.js";
import type { Decoded, PayloadProblem } from "../../codec/codec.js";
import type { CoapResponse } from "../../coap/exchange.js";
import type { Entry } from "../../data/entry.js";
import { pathKind, printPath, type Path } from "../../data/path.js";
import type { ManagementEvent } from "../events.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { KnownValue, RawPayload } from "../results.js";
import { decodePlain } from "./plainContent.js";
import type { Target } from "./target.js";

type ValuesEvent = Extract<ManagementEvent, { kind: "values" }>;

/** What a payload of a device came to. */
export interface Received {
  readonly values: readonly KnownValue[];
  readonly empty: readonly string[];
  readonly problems: readonly PayloadProblem[];
  readonly payload: RawPayload;
  readonly notes: readonly string[];
}

/** A payload that has come. */
export interface Arrival {
  readonly cause: ValuesEvent["cause"];
  readonly target: Target;
  readonly response: Pick<CoapResponse, "contentFormat" | "payload">;
}

/**
 * Takes a payload with values: decodes it, remembers the values, adds what is new to the tree, and tells of all that.
 * Whatever the bytes are, they are kept in the result.
 */
export function receive(device: ManagedDevice, { cause, target, response }: Arrival): Received {
  const { contentFormat, payload: bytes = new Uint8Array() } = response;
  const payload: RawPayload = { bytes, ...(contentFormat === undefined ? {} : { contentFormat }) };
  const receivedAt = device.services.clock.now();
  const notes: string[] = [];
  const decoded =
    target.kind === "plain"
      ? { ...decodePlain(target.text, payload, receivedAt), entries: [], empty: [] }
      : decodeEntries(device, target.path, payload, receivedAt, notes);
  remember(device, target, decoded);
  const { values, empty, problems } = decoded;
  device.services.emit({ kind: "values", device, cause, path: target.text, values, problems, payload });
  return { values, empty: empty.map(printPath), problems, payload, notes };
}

interface Understood {
  readonly values: readonly KnownValue[];
  readonly entries: readonly Entry[];
  readonly empty: readonly Path[];
  readonly problems: readonly PayloadProblem[];
}

function decodeEntries(
  device: ManagedDevice,
  basePath: Path,
  { contentFormat, bytes }: RawPayload,
  receivedAt: number,
  notes: string[],
): Understood {
  const assumed = contentFormat ?? contentFormatId(pathKind(basePath) === "resource" ? "text" : "tlv");
  if (contentFormat === undefined) {
    notes.push(`The payload does not say its content format; ${contentFormatLabel(assumed)} is assumed.`);
  }
  const decoded: Decoded = decodePayload(assumed, bytes, { basePath, resource: device.lookUp, receivedAt });
  const values = decoded.entries.map((entry) => knownValue(entry, receivedAt));
  return { values, entries: decoded.entries, empty: decoded.empty, problems: decoded.problems };
}

/** A value of the tree as it is known from now on. */
export function knownValue({ path, value, time, isGuess }: Entry, receivedAt: number): KnownValue {
  return {
    path: printPath(path),
    value,
    receivedAt,
    ...(time === undefined ? {} : { time }),
    ...(isGuess === undefined ? {} : { isGuess }),
  };
}

function remember(device: ManagedDevice, target: Target, { values, entries, empty }: Understood): void {
  device.known.set(values);
  if (target.kind === "plain") return;
  const isLarger = device.tree.add([...entries.map(({ path }) => path), ...empty]);
  const isExplored = device.tree.explore(target.path);
  if (isLarger || isExplored) device.services.emit({ kind: "tree changed", device });
}
