import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { printDefinition } from "../../lwm2m/definition/printDefinition.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { registryScheme } from "../protocol.js";

/** The address of the document that shows an object of the registry. */
export function registryUri({ id, version, name }: ObjectDefinition): string {
  // The last part is what the tab of an editor shows.
  const label = name.replaceAll(/[^A-Za-z0-9.-]+/gu, " ").trim();
  return `${registryScheme}:/${id}/${version}/${encodeURIComponent(`${label} ${version}.xml`)}`;
}

/** The object that a registry document shows, by the path in its address; undefined if there is no such object. */
export function registryObject(path: string, registry: Registry): ObjectDefinition | undefined {
  const [, id, version] = /^\/(\d{1,5})\/(\d+\.\d+)(?:\/[^/]*)?\.xml$/u.exec(path) ?? [];
  return id === undefined ? undefined : registry.object(Number(id), version);
}

/** The text of a registry document by the path in its address; undefined if there is no such object. */
export function registryText(path: string, registry: Registry): string | undefined {
  const object = registryObject(path, registry);
  return object === undefined ? undefined : printedObject(object, registry);
}

/** An object of the registry as a definition file that says what it is. */
export function printedObject(object: ObjectDefinition, { source }: Registry): string {
  const date = source.date === undefined ? "" : ` of ${source.date}`;
  const isWhole = [object, ...object.resources].every(({ description }) => description !== undefined);
  return printDefinition(object, {
    comments: [
      `Object ${object.id}, version ${object.version}, of the OMA registry${date}, printed by LwM2M Workbench. Read-only.`,
      ...(isWhole ? [] : ["Some descriptions are not part of LwM2M Workbench and are left empty here."]),
    ],
  });
}
