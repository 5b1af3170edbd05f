import { CancellationToken } from "vscode-languageserver";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { recognizesDefinition } from "../../lwm2m/definition/recognize.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { registryObject } from "../features/registryText.js";
import { registryScheme, type BindingTrouble } from "../protocol.js";
import type { FileAccess } from "../session/environment.js";
import { findXmlFiles, isXml } from "../session/findDefinitions.js";
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

/**
 * Reads what the addresses of an order lead to: files as they are in the editor, folders, objects of the registry.
 * @param matches paths of more files, of which only definitions count
 */
export async function orderedDefinitions(
  reading: OrderReading,
  uris: readonly string[],
  matches: readonly string[] = [],
): Promise<OrderedDefinitions> {
  const files = new Map<string, ReadDefinition>();
  const objects = new Map<string, ObjectDefinition>();
  const troubles: BindingTrouble[] = [];
  const fail = (uri: string, message: string): void => {
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
      const found = await inFolder(reading, path);
      for (const read of found) files.set(sameSpelling(read.source.uri), read);
      if (found.length === 0) fail(uri, "There is no object definition in this folder.");
    } else {
      const read = await readDefinition(reading, uri);
      if (read !== undefined && recognizesDefinition(read.source.text)) files.set(sameSpelling(uri), read);
      else fail(uri, await whyNot(reading, uri));
    }
  }
  for (const read of await definitionsAt(reading, matches)) files.set(sameSpelling(read.source.uri), read);
  const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read);
  return { files: inOrder, objects: [...objects.values()], troubles };
}

/** The definitions in a folder and below it; other XML is passed over. */
async function inFolder(reading: OrderReading, folder: string): Promise<readonly ReadDefinition[]> {
  return definitionsAt(reading, await findXmlFiles([folder], reading.files, CancellationToken.None));
}

/** Those of many files that are definitions. */
async function definitionsAt(reading: OrderReading, paths: readonly string[]): Promise<readonly ReadDefinition[]> {
  const found: ReadDefinition[] = [];
  for (let at = 0; at < paths.length; at += batchSize) {
    const batch = paths.slice(at, at + batchSize).map((path) => readDefinition(reading, uriOf(path)));
    for (const read of await Promise.all(batch)) {
      if (read !== undefined && recognizesDefinition(read.source.text)) found.push(read);
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
