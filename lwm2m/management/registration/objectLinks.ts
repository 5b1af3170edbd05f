import { counted } from "../../base/words.js";
import { quote } from "../../base/quote.js";
import { parsePath } from "../../data/path.js";
import type { DeviceObject } from "../device.js";
import type { DeviceLink } from "../results.js";

/** What the links of a Register, an Update or a discovery say of LwM2M. */
export interface ObjectList {
  /** The alternate path, such as `/lwm2m`; empty for none. */
  readonly rootPath: string;
  /** What `ct` of the root names; undefined if it names none. */
  readonly contentFormats?: readonly number[];
  /** Ascending by ID. */
  readonly objects: readonly DeviceObject[];
  /** Links that are not LwM2M's. */
  readonly others: readonly DeviceLink[];
  /** What is odd, in sentences for the user. */
  readonly warnings: readonly string[];
}

/** More of the same kind of remark is counted, not listed. */
const mostExamples = 3;

/** Objects that never appear in a list, as they hold keys (LwM2M TS 1.2 §6.2.1). */
const hiddenObjects = [0, 21, 23] as const;

interface ListedObject {
  version?: string;
  readonly instances: Set<number>;
}

/**
 * Reads a list of objects and object instances (LwM2M TS 1.2 §6.2.1): the root link, which names the alternate path and
 * the content formats, then links such as `</3/0>` or `</3303>;ver=1.1`. What makes no sense is left out with a warning.
 * `knownRoot` is the alternate path of a list that does not name it again.
 */
export function readObjectLinks(links: readonly DeviceLink[], limit: number, knownRoot = ""): ObjectList {
  const remarks = new Remarks();
  const root = links.find(({ attributes }) => attributes.some(({ name, value }) => name === "rt" && isRoot(value)));
  const rootPath = root === undefined ? knownRoot : root.path.replace(/\/+$/u, "");
  const contentFormats = root && readContentFormats(root);
  const objects = new Map<number, ListedObject>();
  const others: DeviceLink[] = [];
  let size = 0;
  let leftOut = 0;
  for (const link of links) {
    if (link === root) continue;
    const path = withoutRoot(link.path, rootPath);
    const parsed = /^\/?\d/u.test(path) ? parsePath(path) : undefined;
    if (parsed === undefined) {
      if (others.length < limit) others.push(link);
      continue;
    }
    if (parsed.path?.objectId === undefined) {
      remarks.add("is no path of an object or an object instance", link.path);
      continue;
    }
    const { objectId, objectInstanceId, resourceId } = parsed.path;
    if (rootPath !== "" && path === link.path) remarks.add(`is not below the alternate path ${rootPath}`, link.path);
    if (resourceId !== undefined) remarks.add("names a resource, which does not belong in the list", link.path);
    if (hiddenObjects.some((id) => id === objectId)) remarks.add("must not be listed, as it holds keys", link.path);
    const isNew = objects.get(objectId)?.instances.has(objectInstanceId ?? -1) !== true;
    if (isNew && size >= limit) {
      leftOut++;
      continue;
    }
    size++;
    const object: ListedObject = objects.get(objectId) ?? { instances: new Set() };
    objects.set(objectId, object);
    if (objectInstanceId !== undefined) object.instances.add(objectInstanceId);
    const version = readVersion(link);
    if (version !== undefined) object.version ??= version;
  }
  if (leftOut > 0) remarks.say(`${counted(leftOut, "link")} more than ${limit} were left out.`);
  return {
    rootPath,
    ...(contentFormats === undefined ? {} : { contentFormats }),
    objects: [...objects]
      .sort(([a], [b]) => a - b)
      .map(([objectId, { version, instances }]) => ({
        objectId,
        ...(version === undefined ? {} : { version }),
        instances: [...instances].sort((a, b) => a - b),
      })),
    others,
    warnings: remarks.sentences(),
  };
}

/** `rt` may name several types, between blanks (RFC 6690 §3.1). */
function isRoot(value: string | undefined): boolean {
  return value?.split(" ").includes("oma.lwm2m") === true;
}

/** The path below the alternate path; the path itself if it is not below it. */
export function withoutRoot(path: string, rootPath: string): string {
  return rootPath !== "" && path.startsWith(`${rootPath}/`) ? path.slice(rootPath.length) : path;
}

/** The content formats of the root link; what is wrong with `ct` has been said where the links were decoded. */
function readContentFormats({ attributes }: DeviceLink): readonly number[] | undefined {
  const text = attributes.find(({ name }) => name === "ct")?.value;
  if (text === undefined) return undefined;
  const words = text.split(" ").filter((word) => word !== "");
  const numbers = words.filter((word) => /^\d{1,5}$/u.test(word) && Number(word) <= 65_535).map(Number);
  return numbers.length === 0 ? undefined : [...new Set(numbers)];
}

/**
 * The attribute `ver`, with quotation marks or without (LwM2M TS 1.2 §7.2.3). What is wrong with it has been said where the
 * links were decoded.
 */
function readVersion({ attributes }: DeviceLink): string | undefined {
  const text = attributes.find(({ name }) => name === "ver")?.value;
  return text !== undefined && /^\d{1,5}\.\d{1,5}$/u.test(text) ? text : undefined;
}

/** Remarks of the same kind are put together, so that a thousand of them are one sentence. */
class Remarks {
  readonly #sentences: string[] = [];
  readonly #kinds = new Map<string, { readonly examples: string[]; count: number }>();

  say(sentence: string): void {
    if (this.#sentences.length < mostExamples) this.#sentences.push(sentence);
  }

  add(what: string, path: string): void {
    const kind = this.#kinds.get(what) ?? { examples: [], count: 0 };
    this.#kinds.set(what, kind);
    kind.count++;
    if (kind.examples.length < mostExamples) kind.examples.push(quote(path));
  }

  sentences(): readonly string[] {
    const kinds = [...this.#kinds].map(([what, { examples, count }]) => {
      const more = count > examples.length ? ` (and ${count - examples.length} more)` : "";
      return `In the list of objects, ${examples.join(", ")}${more} ${what}.`;
    });
    return [...this.#sentences, ...kinds];
  }
}
