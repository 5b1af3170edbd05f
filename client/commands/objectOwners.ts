import * as vscode from "vscode";
import { parseDefinitionFile, parseId } from "../../lwm2m/definition/definitionFile.js";
import type { IdOwner } from "../../lwm2m/definition/newDefinition.js";
import { recognizesDefinition } from "../../lwm2m/definition/recognize.js";
import { readRegistryFile } from "../../lwm2m/definition/registry/readRegistryFile.js";

/** More definitions than any workspace has; the OMA registry itself has 751. */
const maximumFiles = 5000;

/** Finds out who has which object ID: the definitions of the workspace and the OMA registry. */
export async function findObjectOwners(registryFile: string): Promise<IdOwner> {
  const inRegistry = new Map(readRegistryFile(registryFile).objects.map(({ id, name }) => [id, name]));
  const inWorkspace = await definedInWorkspace();
  return (id) => {
    const uri = inWorkspace.get(id);
    if (uri !== undefined) return `is defined in ${vscode.workspace.asRelativePath(uri)}`;
    const name = inRegistry.get(id);
    return name === undefined ? undefined : `is ${name} of the OMA registry`;
  };
}

/** The definitions of the workspace by object ID. Files that cannot be read are passed over. */
async function definedInWorkspace(): Promise<ReadonlyMap<number, vscode.Uri>> {
  const owners = new Map<number, vscode.Uri>();
  const uris = await vscode.workspace.findFiles("**/*.xml", "**/node_modules/**", maximumFiles);
  await Promise.all(
    uris.map(async (uri) => {
      for (const id of await objectIds(uri)) owners.set(id, uri);
    }),
  );
  return owners;
}

async function objectIds(uri: vscode.Uri): Promise<readonly number[]> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    if (!recognizesDefinition(text)) return [];
    return parseDefinitionFile(text).objects.flatMap((object) => parseId(object.field("ObjectID")?.value) ?? []);
  } catch {
    return [];
  }
}
