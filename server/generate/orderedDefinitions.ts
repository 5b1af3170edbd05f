import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { hasNoElement, noElement, recognizesDefinition } from "../../lwm2m/definition/recognize.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { registryObject } from "../features/registryText.js";
import { registryScheme, type BindingTrouble } from "../protocol.js";
import type { FileAccess, GlobMatches } from "../session/environment.js";
import { isXml } from "../session/findDefinitions.js";
import { readDefinition, type DefinitionReading, type ReadDefinition } from "../session/readDefinition.js";
import { fileNameOf, parseUri, pathOf, sameSpelling, uriOf } from "../session/uris.js";

/** What the addresses of an order lead to. */
export interface OrderedDefinitions {
  /** Definition files, each once, in the order of their addresses. */
  readonly files: readonly ReadDefinition[];
  /** Objects of the registry. */
  readonly objects: readonly ObjectDefinition[];
  /** Addresses that lead to nothing. */
  readonly troubles: readonly BindingTrouble[];
}

/** What definitions are looked for in. */
export interface OrderReading extends DefinitionReading {
  readonly files: FileAccess;
  readonly registry: Registry;
}

/** So many files are read at a time. */
const batchSize = 16;

/** The files of a folder and below that the command line takes for a folder. */
const anyXml = "**/*.[xX][mM][lL]";

/** Takes a sentence about an address that leads to nothing. */
type Fail = (uri: string, message: string) => void;

/**
 * Reads what the addresses of an order lead to: files as they are in the editor, folders, objects of the registry.
 * @param matches more files, of which only definitions count
 */
export async function orderedDefinitions(
  reading: OrderReading,
  uris: readonly string[],
  matches: readonly GlobMatches[] = [],
): Promise<OrderedDefinitions> {
  const files = new Map<string, ReadDefinition>();
  const objects = new Map<string, ObjectDefinition>();
  const troubles: BindingTrouble[] = [];
  const fail: Fail = (uri, message) => {
    troubles.push({ level: "error", message, uri });
  };
  for (const uri of uris) {
    const parsed = parseUri(uri);
    const path = pathOf(uri);
    if (parsed?.scheme === registryScheme) {
      const object = registryObject(parsed.path, reading.registry);
      if (object === undefined) fail(uri, "The OMA registry that LwM2M Workbench carries has no such object.");
      else objects.set(object.urn, object);
    } else if (path !== undefined && !isXml(path)) {
      const found = await definitionsAt(reading, await reading.files.glob(anyXml, path), fail);
      for (const read of found) files.set(sameSpelling(read.source.uri), read);
      if (found.length === 0) fail(uri, "There is no object definition in this folder.");
    } else {
      const read = await readDefinition(reading, uri);
      if (read !== undefined && recognizesDefinition(read.source.text)) files.set(sameSpelling(uri), read);
      else fail(uri, await whyNot(reading, uri));
    }
  }
  for (const found of matches) {
    for (const read of await definitionsAt(reading, found, fail)) files.set(sameSpelling(read.source.uri), read);
  }
  const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read);
  return { files: inOrder, objects: [...objects.values()], troubles };
}

/**
 * Those of many files that are definitions; other XML is passed over. What cannot be read may be a definition, so that it
 * must not be taken for one that is gone.
 */
async function definitionsAt(
  reading: OrderReading,
  { paths, unreadable }: GlobMatches,
  fail: Fail,
): Promise<readonly ReadDefinition[]> {
  const found: ReadDefinition[] = [];
  for (const { path, message } of unreadable) fail(uriOf(path), message);
  for (let at = 0; at < paths.length; at += batchSize) {
    const uris = paths.slice(at, at + batchSize).map(uriOf);
    const batch = await Promise.all(uris.map((uri) => readDefinition(reading, uri)));
    for (const [index, uri] of uris.entries()) {
      const read = batch[index];
      if (read !== undefined && recognizesDefinition(read.source.text)) found.push(read);
      else if (isXml(uri) && (read === undefined || hasNoElement(read.source.text))) {
        fail(uri, read === undefined ? await whyNot(reading, uri) : noElement);
      }
    }
  }
  return found;
}

async function whyNot({ files }: OrderReading, uri: string): Promise<string> {
  const path = pathOf(uri);
  const file = path === undefined ? undefined : await files.read(path);
  if (file?.kind === "missing") return "There is no such file any more.";
  if (file?.kind === "unreadable") return file.message;
  return `${fileNameOf(uri) ?? "This"} is no LwM2M object definition: its root element is not LWM2M.`;
}
