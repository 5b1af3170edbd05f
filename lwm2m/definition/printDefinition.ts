import { escapeText } from "./edits.js";
import type { ObjectDefinition, ResourceDefinition } from "./model.js";
import {
  itemFields,
  objectFields,
  schemaAttribute,
  schemaFolder,
  schemaInstanceNamespace,
  schemas,
  type ItemFieldName,
  type ObjectFieldName,
} from "./structure.js";

/** What a printed definition has besides the object itself. */
export interface PrintOptions {
  /** Comments above the root element, one a line; without `--`. */
  readonly comments?: readonly string[];
}

/** The text of a definition file with one object. The same object gives the same text. */
export function printDefinition(object: ObjectDefinition, { comments = [] }: PrintOptions = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
${comments.map((comment) => `<!-- ${comment} -->\n`).join("")}\
<LWM2M xmlns:xsi="${schemaInstanceNamespace}" ${schemaAttribute}="${schemaFolder}${schemaOf(object)}">
  <Object ObjectType="MODefinition">
${objectFields.map((name) => fieldText("    ", name, objectField(object, name))).join("\n")}
  </Object>
</LWM2M>
`;
}

/** The schema that knows the enabler version of an object; the newest for a version that is none. */
function schemaOf({ lwm2mVersion }: ObjectDefinition): string {
  const [first, ...later] = schemas;
  return first.versions.some((version) => version === lwm2mVersion) ? first.file : (later.at(-1) ?? first).file;
}

/** An element with its content, which is markup. */
function fieldText(indentation: string, name: string, content: string): string {
  return `${indentation}<${name}>${content}</${name}>`;
}

function objectField(object: ObjectDefinition, name: ObjectFieldName): string {
  switch (name) {
    case "Name":
      return escapeText(object.name);
    case "Description1":
      return escapeText(object.description ?? "");
    case "ObjectID":
      return `${object.id}`;
    case "ObjectURN":
      return escapeText(object.urn);
    case "LWM2MVersion":
      return escapeText(object.lwm2mVersion);
    case "ObjectVersion":
      return escapeText(object.version);
    case "MultipleInstances":
      return instances(object);
    case "Mandatory":
      return presence(object);
    case "Resources":
      return `\n${object.resources.map((resource) => `${itemText(resource)}\n`).join("")}    `;
    case "Description2":
      return "";
  }
}

function itemText(resource: ResourceDefinition): string {
  const fields = itemFields.map((name) => fieldText("        ", name, escapeText(itemField(resource, name))));
  return [`      <Item ID="${resource.id}">`, ...fields, "      </Item>"].join("\n");
}

function itemField(resource: ResourceDefinition, name: ItemFieldName): string {
  switch (name) {
    case "Name":
      return resource.name;
    case "Operations":
      return resource.operations;
    case "MultipleInstances":
      return instances(resource);
    case "Mandatory":
      return presence(resource);
    case "Type":
      return resource.type ?? "";
    case "RangeEnumeration":
      return resource.range;
    case "Units":
      return resource.units;
    case "Description":
      return resource.description ?? "";
  }
}

function instances({ isMultiple }: { readonly isMultiple: boolean }): string {
  return isMultiple ? "Multiple" : "Single";
}

function presence({ isMandatory }: { readonly isMandatory: boolean }): string {
  return isMandatory ? "Mandatory" : "Optional";
}
