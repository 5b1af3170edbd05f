import { listed } from "../../base/words.js";
import { parsePath, pathIds, pathKind, printPath, type Path, type PathKind } from "../../data/path.js";

/** Where an operation goes: into LwM2M's tree, or to any resource of a CoAP server. */
export type Target =
  | { readonly kind: "lwm2m"; readonly path: Path; readonly text: string; readonly segments: readonly string[] }
  | {
      readonly kind: "plain";
      readonly text: string;
      readonly segments: readonly string[];
      readonly query: readonly string[];
    };

/** A target, or the sentence that says why the text is none. */
export type ParsedTarget =
  { readonly target: Target; readonly problem?: undefined } | { readonly target?: undefined; readonly problem: string };

/** Longer segments do not fit the option (RFC 7252 §5.10). */
const longestSegment = 255;

/**
 * Reads where an operation shall go. A path of numbers is LwM2M's, below the device's alternate path, unless the device
 * has a plain resource of exactly that name.
 */
export function parseTarget(text: string, rootPath: string, isPlain: (path: string) => boolean): ParsedTarget {
  const trimmed = text.trim();
  const isNumeric = /^\/?(?:\d+(?:\/|$)|$)/u.test(trimmed);
  if (isNumeric && !isPlain(trimmed)) {
    const { path, problem } = parsePath(trimmed);
    if (path === undefined) return { problem };
    const segments = [...splitSegments(rootPath), ...pathIds(path).map(String)];
    return { target: { kind: "lwm2m", path, text: printPath(path), segments } };
  }
  const [before = "", ...queries] = trimmed.split("?");
  const segments = splitSegments(before);
  const query = queries
    .join("?")
    .split("&")
    .filter((part) => part !== "");
  const long = [...segments, ...query].find((part) => Buffer.byteLength(part) > longestSegment);
  if (long !== undefined) {
    return {
      problem: `"${long.slice(0, 40)}…" is too long for a part of a path; ${longestSegment} bytes are the most.`,
    };
  }
  return { target: { kind: "plain", text: trimmed.startsWith("/") ? trimmed : `/${trimmed}`, segments, query } };
}

/** The segments of a path of a URI, without their percent-encoding (RFC 7252 §6.4). */
function splitSegments(path: string): readonly string[] {
  const inner = path.replace(/^\//u, "");
  return inner === "" ? [] : inner.split("/").map(decode);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Checks that a path names one of these; the sentence says what is needed otherwise. */
export function needKinds(target: Target, verb: string, kinds: readonly PathKind[]): string | undefined {
  if (target.kind === "plain" || kinds.includes(pathKind(target.path))) return undefined;
  const wanted = kinds.map((kind) => `${kind === "object" || kind === "object instance" ? "an" : "a"} ${kind}`);
  return `${target.text} cannot be ${verb}; that needs the path of ${listed(wanted, "or")}.`;
}
